"""What an event's bytes need beside themselves, kept once for all events that share it."""

import hashlib
from functools import lru_cache
from typing import Final

import msgspec

from txng.capture.vocab import BodyFormat
from txng.gs1.epcis.model import Event, Origin
from txng.gs1.epcis.read import read_event


class Context(msgspec.Struct, frozen=True):
    """The part of `Origin` that several events share; XML events bring it in their own bytes."""

    namespaces: dict[str, str] = {}
    contexts: list[str] = []
    hash_ignores: list[str] = []


_DECODER: Final = msgspec.json.Decoder(Context)
_ENCODER: Final = msgspec.json.Encoder(order="sorted")


def context_of(origin: Origin) -> bytes:
    """Return the content of the context row that the event needs."""
    if origin.format != BodyFormat.JSON.label:
        return _ENCODER.encode(Context())
    return _ENCODER.encode(Context(origin.namespaces, origin.contexts, sorted(origin.hash_ignores)))


def digest(content: bytes) -> bytes:
    """Return the SHA-256 under which a context is kept once."""
    return hashlib.sha256(content).digest()


@lru_cache(maxsize=256)
def _shared(content: bytes) -> Context:
    return _DECODER.decode(content)


def read_stored(raw: bytes, *, body_format: int, context: bytes) -> Event:
    """Read one stored event's bytes again, as they were understood when they came."""
    shared = _shared(context)
    return read_event(
        raw,
        raw_format=BodyFormat(body_format).label,
        namespaces=shared.namespaces,
        contexts=list(shared.contexts),
        hash_ignores=frozenset(shared.hash_ignores),
    )
