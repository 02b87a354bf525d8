"""Reads an EPCIS document or a single event, in whatever format it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from txng.gs1.epcis.json_reader import MAX_EVENTS, read_json, read_json_event
from txng.gs1.epcis.sentences import fault
from txng.gs1.epcis.xml_reader import read_xml
from txng.gs1.errors import Gs1Error

if TYPE_CHECKING:
    from collections.abc import Mapping

    from txng.gs1.epcis.model import Document, Event

_BLANKS: Final = b" \t\r\n"
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


def read(body: bytes, *, media_type: str | None = None, max_events: int = MAX_EVENTS) -> Document:
    """Read JSON-LD, XML 1.2 or XML 2.0 into the one neutral form.

    The first character tells the format; `media_type` only where it cannot. The caller limits the
    size of the body. Raises Gs1Error with Faults (JSON pointers or XPaths) when the document
    cannot be read at all. An event of JSON that breaks the standard comes as an InvalidEvent;
    `rules.check` tells what is wrong with it.
    """
    start = body.removeprefix(_BYTE_ORDER_MARK)[:64].lstrip(_BLANKS)[:1]
    if not start and len(body) <= 64:
        raise Gs1Error(fault("empty_body", ""))
    if start in {b"{", b"["} or (start != b"<" and media_type and "json" in media_type):
        return read_json(body, max_events=max_events)
    if start == b"<" or body[:2] in {b"\xff\xfe", b"\xfe\xff"} or "xml" in (media_type or ""):
        return read_xml(body, max_events=max_events)
    raise Gs1Error(fault("unknown_format", ""))


def read_event(
    raw: bytes,
    *,
    raw_format: str,
    namespaces: Mapping[str, str] | None = None,
    contexts: list[str] | None = None,
    hash_ignores: frozenset[str] = frozenset(),
) -> Event:
    """Read one event alone, as a store keeps it: its bytes and what its `origin` said.

    XML carries its namespace declarations in its bytes. Raises Gs1Error when the bytes are no
    sound event.
    """
    if raw_format != "json":
        event = read_xml(raw).events[0]
        origin = msgspec.structs.replace(event.origin, hash_ignores=hash_ignores)
        msgspec.structs.force_setattr(event, "origin", origin)
        return event
    return read_json_event(raw, namespaces=namespaces, contexts=contexts, hash_ignores=hash_ignores)
