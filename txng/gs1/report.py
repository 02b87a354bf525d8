"""What `txng digital-link` says about one URI."""

from __future__ import annotations

from typing import Any

import msgspec

from txng.gs1 import epc
from txng.gs1.ai import TABLE
from txng.gs1.digital_link import DigitalLink
from txng.gs1.element_strings import format_bracketed, format_fnc1
from txng.gs1.errors import Gs1Error
from txng.gs1.identifiers import classify, walk_up


def report(uri: str) -> dict[str, Any]:
    """Examine a Digital Link (or an EPC URN) and tell all that follows from it.

    Right: ok, uri, canonical (with attributes), identifier (constrained: what events carry), kind,
    urn (None when there is none or the company prefix length is unknown), wider (the things it
    belongs to), element_string, fnc1, key, qualifiers, attributes and others, each value beside its
    AI. Wrong: ok false, uri, error (one sentence) and faults (code, path, message, message_vi,
    expected). Never raises for a string.
    """
    try:
        link = _read(uri)
    except Gs1Error as refusal:
        faults = [msgspec.structs.asdict(fault) for fault in refusal.faults]
        return {"ok": False, "uri": uri, "error": faults[0]["message"], "faults": faults}
    known = classify(uri if uri.startswith("urn:epc:") else link.constrained())
    return {
        "ok": True,
        "uri": uri,
        "canonical": link.canonical(),
        "identifier": known.canonical,
        "kind": str(known.kind),
        "urn": known.urn,
        "wider": list(walk_up(known.canonical)),
        "element_string": format_bracketed(link.elements),
        "fnc1": format_fnc1(link.elements),
        "key": _element(link.key),
        "qualifiers": [_element(pair) for pair in link.qualifiers],
        "attributes": [_element(pair) for pair in link.attributes],
        "others": [{"name": name, "value": value} for name, value in link.others],
    }


def _read(uri: str) -> DigitalLink:
    return DigitalLink.parse(epc.to_digital_link(uri) if uri.startswith("urn:epc:") else uri)


def _element(pair: tuple[str, str]) -> dict[str, str]:
    ai, value = pair
    return {"ai": ai, "value": value, "title": TABLE[ai].title}
