"""One event as the values of its rows, computed before anything is written."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from txng.capture import bodies
from txng.capture.fields import FieldRow, field_rows
from txng.capture.lineage import links_and_passage, place_key
from txng.capture.moments import instant
from txng.capture.vocab import Action, BodyFormat, EventType
from txng.gs1.epcis.hash import event_hash
from txng.gs1.epcis.model import Event

_TYPES: Final[Mapping[str, int]] = {
    "ObjectEvent": EventType.OBJECT.value,
    "AggregationEvent": EventType.AGGREGATION.value,
    "TransactionEvent": EventType.TRANSACTION.value,
    "TransformationEvent": EventType.TRANSFORMATION.value,
    "AssociationEvent": EventType.ASSOCIATION.value,
}
_ACTIONS: Final = {action.label: action.value for action in Action}
FORMATS: Final = {form.label: form.value for form in BodyFormat}
_HASH_ID: Final = re.compile(r"ni:///sha-256;([0-9a-f]{64})\?ver=CBV2\.0")


@dataclass(slots=True)
class EventRow:
    """The values of one event's rows; moments in microseconds since 2000, keys 64-bit."""

    key: bytes
    hash: bytes
    event_id: str | None
    event_time: int
    error_declared_at: int | None
    type: int
    action: int | None
    body_format: int
    biz_step: str | None
    disposition: str | None
    read_point: int | None
    biz_location: int | None
    ins: tuple[int, ...]
    outs: tuple[int, ...]
    links: set[tuple[int, int]]
    fields: list[FieldRow]
    body: bytes
    context: int = 0

    @property
    def identity(self) -> tuple[bytes, int | None]:
        """What an organisation may state once."""
        return self.key, self.error_declared_at


def event_key(event_id: str) -> bytes:
    """Return the 16 bytes under which an eventID is found: a hash id's first, else a digest."""
    found = _HASH_ID.fullmatch(event_id)
    if found is not None:
        return bytes.fromhex(found[1][:32])
    return hashlib.blake2b(event_id.encode(), digest_size=16).digest()


def hash_id(digest: bytes) -> str:
    """Return the eventID that the CBV gives an event by its hash (CBV 2.0, section 8.9)."""
    return f"ni:///sha-256;{digest.hex()}?ver=CBV2.0"


def event_row(event: Event) -> EventRow:
    """Compute the rows of a valid event.

    Without an eventID the event is known by its hash. Raises ValueError when a time cannot be
    read, which a valid event's can.
    """
    name = event_hash(event)
    digest = bytes.fromhex(name[14:78])
    declaration = event.error_declaration
    links, ins, outs = links_and_passage(event)
    action = getattr(event, "action", None)
    stated = event.event_id
    return EventRow(
        key=digest[:16] if stated is None or stated == name else event_key(stated),
        hash=digest,
        event_id=None if stated == name else stated,
        event_time=instant(event.event_time),
        error_declared_at=None if declaration is None else instant(declaration.declaration_time),
        type=_TYPES.get(event.type, EventType.EXTENSION.value),
        action=None if action is None else _ACTIONS[action],
        body_format=FORMATS[event.origin.format],
        biz_step=getattr(event, "biz_step", None),
        disposition=getattr(event, "disposition", None),
        read_point=place_key(event, "read_point"),
        biz_location=place_key(event, "biz_location"),
        ins=ins,
        outs=outs,
        links=links,
        fields=field_rows(event),
        body=bodies.pack(event.origin.raw),
    )
