"""Which things and places an event speaks of, each with its part in the event: what a trace walks
along."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Final

import msgspec

from txng.gs1.identifiers import canonical

if TYPE_CHECKING:
    from txng.gs1.epcis.model import Event


class Role(enum.IntEnum):
    """The part that an identifier plays in an event; the numbers are kept in stores and never
    change."""

    EPC = 1
    EPC_CLASS = 2
    PARENT = 3
    CHILD = 4
    CHILD_CLASS = 5
    INPUT = 6
    INPUT_CLASS = 7
    OUTPUT = 8
    OUTPUT_CLASS = 9
    TRANSFORMATION = 10
    READ_POINT = 21
    BIZ_LOCATION = 22


class Thing(msgspec.Struct, frozen=True):
    """One identifier of an event in its canonical text, with amount and unit where the event
    states them."""

    role: Role
    identifier: str
    quantity: float | None = None
    uom: str | None = None


_LISTS: Final = (
    ("epcList", Role.EPC),
    ("childEPCs", Role.CHILD),
    ("inputEPCList", Role.INPUT),
    ("outputEPCList", Role.OUTPUT),
)
_QUANTITIES: Final = (
    ("quantityList", Role.EPC_CLASS),
    ("childQuantityList", Role.CHILD_CLASS),
    ("inputQuantityList", Role.INPUT_CLASS),
    ("outputQuantityList", Role.OUTPUT_CLASS),
)
_SINGLE: Final = (("parentID", Role.PARENT), ("transformationID", Role.TRANSFORMATION))
_PLACES: Final = (("readPoint", Role.READ_POINT), ("bizLocation", Role.BIZ_LOCATION))


def things(event: Event) -> list[Thing]:
    """Return every what and where of a typed event, in the order of the standard's fields.

    Two spellings of one identifier give one canonical text; an identifier that the event states
    twice in one part comes once, its quantities as they were stated.
    """
    plain = event.plain
    found = [
        Thing(role, canonical(identifier))
        for name, role in _LISTS
        for identifier in plain.get(name, ())
    ]
    found += [
        Thing(role, canonical(item["epcClass"]), item.get("quantity"), item.get("uom"))
        for name, role in _QUANTITIES
        for item in plain.get(name, ())
    ]
    found += [Thing(role, canonical(plain[name])) for name, role in _SINGLE if name in plain]
    found += [Thing(role, canonical(plain[name]["id"])) for name, role in _PLACES if name in plain]
    return list(dict.fromkeys(found))
