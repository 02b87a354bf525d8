"""Events as a province captures them, made deterministically: chains from farm lot to shelf.

A chain: 5 farm lots → 7 processing steps of 5 lots each → items, 9 from each splitting → cases of 9
→ pallet; every case with its items is shipped, received and stored, then unpacked. So two events
of five are about objects, three of ten aggregate, three of ten transform, with 10 identifiers and
1.2–1.7 kB of JSON each. Every hundredth chain is wide: over a thousand items from one farm lot.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import lru_cache
from typing import Any, Final

import orjson

from txng.gs1.check_digits import check_digit

_START: Final = datetime(2026, 1, 1, tzinfo=UTC)
_LOTS: Final = 5
_LEVELS: Final = 7
_ITEMS: Final = 9
_WIDE_EVERY: Final = 100
_WIDE_AT: Final = 50
_ENVELOPE: Final = {
    "@context": [
        "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
        {"ex": "https://example.org/ns/"},
    ],
    "type": "EPCISDocument",
    "schemaVersion": "2.0",
    "creationDate": "2026-06-01T08:00:00.000Z",
}
_HANDED_OVER: Final = frozenset({"shipping", "receiving"})
_NOTES: Final = (
    "Thu hoạch buổi sáng, trời khô, sản phẩm tươi, không dập nát, xếp sọt nhựa sạch",
    "Rửa bằng nước giếng đã lọc, để ráo, phân loại theo cỡ",
    "Kiểm tra cảm quan đạt, giao cho tổ đóng gói số hai",
)


class Style(Enum):
    """How identifiers are written."""

    LINK = "Digital Link"
    URN = "EPC URN"


@dataclass
class Chain:
    """The events of one chain as JSON, and the things one would trace."""

    number: int
    is_wide: bool
    style: Style = Style.LINK
    farm_lot: str = ""
    pallet: str = ""
    item: str = ""
    events: list[bytes] = field(default_factory=list)

    def product(self, level: int) -> tuple[str, str]:
        """Return the company prefix and item reference of the product of a level."""
        return f"893{(self.number * 7 + level) % 9973:04d}", f"{level:02d}{self.number % 997:03d}"

    def unit(self, level: int, serial: int) -> str:
        """Return an item (01/21)."""
        company, reference = self.product(level)
        text = f"{self.number:06X}{serial:05d}"
        if self.style is Style.URN:
            return f"urn:epc:id:sgtin:{company}.0{reference}.{text}"
        return f"https://id.gs1.org/01/{_gtin(company, reference)}/21/{text}"

    def lot(self, level: int, place: int) -> str:
        """Return a lot (01/10)."""
        company, reference = self.product(level)
        text = f"L{self.number:06d}{place}"
        if self.style is Style.URN:
            return f"urn:epc:class:lgtin:{company}.0{reference}.{text}"
        return f"https://id.gs1.org/01/{_gtin(company, reference)}/10/{text}"

    def logistic(self, number: int) -> str:
        """Return a case or pallet (00)."""
        company = f"893{self.number % 9973:04d}"
        serial = f"{self.number * 1000 + number:09d}"
        if self.style is Style.URN:
            return f"urn:epc:id:sscc:{company}.0{serial}"
        digits = f"0{company}{serial}"
        return f"https://id.gs1.org/00/{digits}{check_digit(digits)}"

    def place(self, level: int) -> dict[str, str]:
        """Return the place (414) where a level happens."""
        digits = f"893{(self.number + level * 13) % 9973:04d}{level:05d}"
        if self.style is Style.URN:
            return {"id": f"urn:epc:id:sgln:{digits[:7]}.{digits[7:]}.0"}
        return {"id": f"https://id.gs1.org/414/{digits}{check_digit(digits)}"}

    def party(self, level: int) -> str:
        """Return the party (417) that holds the goods of a level."""
        digits = f"893{(self.number + level * 17) % 9973:04d}{level:05d}"
        if self.style is Style.URN:
            return f"urn:epc:id:pgln:{digits[:7]}.{digits[7:]}"
        return f"https://id.gs1.org/417/{digits}{check_digit(digits)}"


@lru_cache(maxsize=65536)
def _gtin(company: str, reference: str) -> str:
    digits = f"0{company}{reference}"
    return digits + check_digit(digits)


def chain(number: int, style: Style = Style.LINK) -> Chain:
    """Make a chain: the same number makes the same events."""
    made = Chain(number, number % _WIDE_EVERY == _WIDE_AT, style)
    made.farm_lot = made.lot(0, 0)
    _farm_and_process(made)
    per_lot = 22 if made.is_wide else 1
    cases = [_case(made, lot, turn) for lot in range(_LOTS) for turn in range(per_lot)]
    pallets = [cases[n : n + 22] for n in range(0, len(cases), 22)]
    for place, inside in enumerate(pallets):
        made.pallet = made.logistic(900 + place)
        _pack(made, made.pallet, inside, 9)
    made.item = made.unit(8, 0)
    return made


def _farm_and_process(made: Chain) -> None:
    levels = [[made.lot(level, n) for n in range(_LOTS)] for level in range(_LEVELS + 1)]
    harvest = {"quantityList": [_amount(lot) for lot in levels[0]]}
    ilmd = {"ex:variety": "Cam sành", "ex:harvestDate": "2026-03-01", "ex:grade": "1"}
    _add(made, "ObjectEvent", 0, {"action": "ADD", **harvest, "ilmd": ilmd})
    for level in range(1, _LEVELS + 1):
        facts = {
            "inputQuantityList": [_amount(lot) for lot in levels[level - 1]],
            "outputQuantityList": [_amount(lot) for lot in levels[level]],
        }
        _add(made, "TransformationEvent", level, facts)


def _case(made: Chain, lot: int, turn: int) -> str:
    """Split a lot into items, pack them, move the case, unpack it; return the case."""
    number = lot * 22 + turn
    case = made.logistic(number)
    items = [made.unit(8, number * _ITEMS + n) for n in range(_ITEMS)]
    facts = {"inputQuantityList": [_amount(made.lot(_LEVELS, lot))], "outputEPCList": items}
    _add(made, "TransformationEvent", 8, facts)
    _pack(made, case, items, 9)
    for level, step in ((10, "shipping"), (11, "receiving"), (12, "storing")):
        facts = {"action": "OBSERVE", "epcList": [case, *items], "bizStep": step}
        _add(made, "ObjectEvent", level, facts)
    facts = {"action": "DELETE", "parentID": case, "childEPCs": items}
    _add(made, "AggregationEvent", 13, {**facts, "bizStep": "unpacking"})
    return case


def _pack(made: Chain, parent: str, inside: list[str], level: int) -> None:
    facts = {"action": "ADD", "parentID": parent, "childEPCs": inside}
    _add(made, "AggregationEvent", level, {**facts, "bizStep": "packing"})


def _amount(lot: str) -> dict[str, Any]:
    return {"epcClass": lot, "quantity": 120.5, "uom": "KGM"}


def _add(made: Chain, kind: str, level: int, facts: dict[str, Any]) -> None:
    """Append an event with what every event says besides its things; it commissions if not told."""
    number = len(made.events)
    step = facts.get("bizStep", "commissioning")
    moment = _START + timedelta(
        minutes=made.number % 100_000, days=level, milliseconds=number * 13 % 1000
    )
    company, _ = made.product(level)
    event = {
        "type": kind,
        "eventTime": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "eventTimeZoneOffset": "+07:00",
        "bizStep": step,
        **facts,
        "disposition": "in_progress",
        "readPoint": made.place(level),
        "bizLocation": made.place(level),
        "ex:step": step,
        "ex:note": _NOTES[number % 3],
        "ex:count": number,
    }
    if step in _HANDED_OVER:
        paper = f"urn:epcglobal:cbv:bt:{company}00000:{made.number}"
        event["bizTransactionList"] = [{"type": "po", "bizTransaction": paper}]
        event["sourceList"] = [{"type": "owning_party", "source": made.party(level)}]
        event["destinationList"] = [{"type": "owning_party", "destination": made.party(level + 1)}]
    made.events.append(orjson.dumps(event))


def stream(style: Style = Style.LINK, first: int = 0) -> Iterator[bytes]:
    """Yield events without end, chain after chain."""
    number = first
    while True:
        yield from chain(number, style).events
        number += 1


def document(events: list[bytes]) -> bytes:
    """Return an EPCISDocument of the events."""
    head = orjson.dumps(_ENVELOPE)[:-1]
    return head + b',"epcisBody":{"eventList":[' + b",".join(events) + b"]}}"
