"""In which order the XML schema wants the parts of an event, and the first that stands otherwise.

EPCIS 1.2 and 2.0 share the order once wrappers are opened; only the parts of an error declaration
are free in 2.0. Source: EPCIS 2.0 section 9 and its schema, EPCIS 1.2 section 9.5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from txng.gs1.epcis.xml_fields import WRAPPERS, Table

if TYPE_CHECKING:
    from txng.gs1.epcis.xml_source import Element

Ranks = dict[str, int]

_EXTENSION, _FOREIGN = 1_000, 1_001
"""A wrapper follows every part of the standard, a user's elements follow the wrapper."""

_PLACE: Final[Ranks] = {"id": 0}
_AMOUNTS: Final[Ranks] = {"quantityElement": 0}
_INSIDE: Final[dict[str, Ranks]] = {
    "readPoint": _PLACE,
    "bizLocation": _PLACE,
    "persistentDisposition": {"unset": 0, "set": 1},
    "sensorElementList": {"sensorElement": 0},
    "sensorElement": {"sensorMetadata": 0, "sensorReport": 1},
    "quantityList": _AMOUNTS,
    "childQuantityList": _AMOUNTS,
    "inputQuantityList": _AMOUNTS,
    "outputQuantityList": _AMOUNTS,
    "quantityElement": {"epcClass": 0, "quantity": 1, "uom": 2},
}
_INSIDE_1_2: Final = _INSIDE | {
    "errorDeclaration": {"declarationTime": 0, "reason": 1, "correctiveEventIDs": 2}
}


def ranks_of(table: Table, last_common: str) -> Ranks:
    """Number the parts of an event in their order; `baseExtension` follows the common ones."""
    ranks: Ranks = {}
    for name in table:
        ranks[name] = len(ranks)
        if name == last_common:
            ranks["baseExtension"] = len(ranks)
    return ranks


def misplaced(element: Element, ranks: Ranks, version: str) -> str:
    """The path of the first part that the schema puts before the one it follows, or empty.

    What a wrapper holds is compared with its neighbours inside it alone; a wrapper stands once.
    """
    inside = _INSIDE_1_2 if version == "1.2" else _INSIDE
    last = -1
    for child in element:
        tag = child.tag
        inner = ranks if tag in WRAPPERS else inside.get(tag)
        if inner is not None and len(child):
            found = misplaced(child, inner, version)
            if found:
                return found if tag in WRAPPERS else f"{tag}/{found}"
        rank = ranks.get(tag, _EXTENSION if tag == "extension" else _FOREIGN)
        if rank < last or (rank == last and tag in WRAPPERS):
            return str(tag)
        last = rank
    return ""
