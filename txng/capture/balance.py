"""What each holder has of a lot, read off the events alone: what came in less what went out.

Amounts move with shipping, receiving, processing, packing into cases and pallets (whose contents
move with them), retail sale and loss. Events declared in error prove nothing; a fact that two
parties state in the same words counts once. Amounts are told in the lot's own unit.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from txng.capture.queries import StoredEvent
from txng.capture.vocab import COMES_IN, Way
from txng.catalogue.measures import converted
from txng.catalogue.vocab import Unit
from txng.gs1.epcis.model import (
    AggregationEvent,
    ObjectEvent,
    QuantityElement,
    TransformationEvent,
)
from txng.gs1.identifiers import canonical

_OUT: Final = {"shipping", "departing"}
_IN: Final = {"receiving", "arriving", "collecting"}
_OWNERS: Final = ("possessing_party", "owning_party")
_NOTHING: Final = Decimal(0)
_NONE: Final[Mapping[str, str]] = {}
_THOUSANDTH: Final = Decimal("0.001")


@dataclass(frozen=True)
class LotFacts:
    """What is known of a lot besides its events: maker, unit, amount and retail units told."""

    maker: str
    unit: str
    quantity: Decimal | None = None
    unit_count: int | None = None

    def in_unit(self, quantity: Decimal, unit: str) -> Decimal | None:
        """Return an amount in the lot's unit; pieces count as shares of the lot."""
        plain = converted(quantity, unit, self.unit)
        if plain is not None or unit != Unit.PIECE:
            return plain
        if self.quantity is None or not self.unit_count:
            return None
        return (quantity * self.quantity / self.unit_count).quantize(_THOUSANDTH)


@dataclass(frozen=True)
class Movement:
    """One amount of a lot that came to a holder or left it; `quantity` in the lot's unit.

    `other` is the party on the other side; no quantity means that none was told.
    """

    lot: str
    holder: str
    way: Way
    quantity: Decimal | None
    at: datetime
    event: int
    place: str = ""
    other: str = ""
    papers: tuple[str, ...] = ()


@dataclass
class Holding:
    """What a holder had and has of a lot, in the lot's unit."""

    lot: str
    holder: str
    amounts: dict[Way, Decimal] = field(default_factory=dict)
    place: str = ""
    last_at: datetime | None = None
    is_sure: bool = True

    def total(self, way: Way) -> Decimal:
        """Return how much moved in one way."""
        return self.amounts.get(way, _NOTHING)

    @property
    def came(self) -> Decimal:
        """How much was made or received."""
        return sum((self.total(way) for way in COMES_IN), _NOTHING)

    @property
    def went(self) -> Decimal:
        """How much was shipped, used, sold or lost."""
        return sum((self.total(way) for way in Way if way not in COMES_IN), _NOTHING)

    @property
    def left(self) -> Decimal:
        """What is left; below zero when more is said to have left than came."""
        return self.came - self.went

    def add(self, movement: Movement) -> None:
        """Count a movement; one that tells no amount takes all there is, or brings none."""
        amount = movement.quantity
        if amount is None:
            self.is_sure = False
            amount = _NOTHING if movement.way in COMES_IN else max(self.left, _NOTHING)
        self.amounts[movement.way] = self.total(movement.way) + amount
        self.place = movement.place or self.place
        self.last_at = movement.at


def holdings(
    moves: Iterable[Movement], facts: Mapping[str, LotFacts]
) -> dict[tuple[str, str], Holding]:
    """Sum movements by lot and holder; a lot that no event made is as large as its maker says."""
    moves = sorted(moves, key=lambda m: (m.at, m.event))
    found: dict[tuple[str, str], Holding] = {}
    made = {m.lot for m in moves if m.way == Way.MADE and m.quantity is not None}
    for lot, known in facts.items():
        if lot not in made and known.quantity is not None:
            one = found[lot, known.maker] = Holding(lot, known.maker)
            one.amounts[Way.MADE] = known.quantity
    for move in moves:
        if move.way == Way.MADE and move.quantity is None:
            continue
        key = move.lot, move.holder
        found.setdefault(key, Holding(*key)).add(move)
    return found


def movements(
    events: Iterable[StoredEvent],
    facts: Mapping[str, LotFacts],
    parties: Mapping[int, str],
    same: Mapping[str, str] = _NONE,
) -> list[Movement]:
    """Read the movements of some lots off events, in order of time.

    `facts` names the lots by canonical identifier; `parties` gives the identifier of each
    organisation that stated an event; `same` gives, of a lot's other codes, the one that counts.
    """
    reading = Packing(facts, same)
    seen: set[bytes] = set()
    found: list[Movement] = []
    for stored in sorted(events, key=lambda e: (e.event_time, e.id)):
        if stored.is_valid and stored.event_hash not in seen:
            seen.add(stored.event_hash)
            found += reading.read(stored, parties.get(stored.organisation_id, ""))
    return found


def inside_of(
    events: Iterable[StoredEvent], facts: Mapping[str, LotFacts], same: Mapping[str, str] = _NONE
) -> "Packing":
    """Return what is in which case or pallet after all the events."""
    packing = Packing(facts, same)
    for stored in sorted(events, key=lambda e: (e.event_time, e.id)):
        if stored.is_valid:
            list(packing.read(stored, ""))
    return packing


Contents = dict[str, Decimal | None]
"""Lots by identifier with their amounts; None when no amount was told."""


@dataclass
class Packing:
    """What is in which case or pallet while the events are read in order."""

    facts: Mapping[str, LotFacts]
    same: Mapping[str, str] = field(default_factory=dict)
    inside: dict[str, Contents] = field(default_factory=dict)

    def read(self, stored: StoredEvent, teller: str) -> Iterator[Movement]:
        """Follow one event, and yield what it moves of the lots."""
        event: Any = stored.event
        if isinstance(event, AggregationEvent):
            self._pack(event)
        elif isinstance(event, TransformationEvent):
            yield from self._transformed(stored, event, teller)
        elif isinstance(event, ObjectEvent):
            yield from self._observed(stored, event, teller)

    def _pack(self, event: AggregationEvent) -> None:
        if event.parent_id is None or event.action == "OBSERVE":
            return
        content = self.inside.setdefault(canonical(event.parent_id), {})
        amounts = dict(self._amounts(event.child_quantity_list))
        children = [canonical(child) for child in event.child_epcs]
        if event.action == "DELETE" and not amounts and not children:
            content.clear()
        for child in children:
            if event.action == "ADD":
                content[child] = None
            else:
                content.pop(child, None)
        sign = 1 if event.action == "ADD" else -1
        for lot, amount in amounts.items():
            held = content.get(lot) or _NOTHING
            content[lot] = held + sign * amount if amount is not None else None
            if sign < 0 and (amount is None or (content[lot] or _NOTHING) <= 0):
                del content[lot]

    def contents(self, parent: str, depth: int = 0) -> Contents:
        """Return the lots in a case or pallet and in what is in it."""
        found: Contents = {}
        for child, amount in self.inside.get(parent, {}).items():
            deeper = {child: amount} if child in self.facts else {}
            if child not in self.facts and depth < _DEPTH:
                deeper = self.contents(child, depth + 1)
            for lot, part in deeper.items():
                known = found.get(lot, _NOTHING)
                found[lot] = None if part is None or known is None else known + part
        return found

    def _amounts(self, elements: Sequence[QuantityElement]) -> Iterator[tuple[str, Decimal | None]]:
        for element in elements:
            name = canonical(element.epc_class)
            lot = self.same.get(name, name)
            if lot in self.facts:
                yield lot, self._amount(lot, element)

    def _amount(self, lot: str, element: QuantityElement) -> Decimal | None:
        if element.quantity is None:
            return None
        number = Decimal(str(element.quantity))
        return self.facts[lot].in_unit(number, element.uom or Unit.PIECE)

    def _transformed(
        self, stored: StoredEvent, event: TransformationEvent, teller: str
    ) -> Iterator[Movement]:
        for way, elements in (
            (Way.USED, event.input_quantity_list),
            (Way.MADE, event.output_quantity_list),
        ):
            for lot, amount in self._amounts(elements):
                yield _movement(stored, lot, teller, way=way, amount=amount)

    def _observed(self, stored: StoredEvent, event: ObjectEvent, teller: str) -> Iterator[Movement]:
        amounts: Contents = {}
        for parent in event.epc_list:
            amounts |= self.contents(canonical(parent))
        amounts |= dict(self._amounts(event.quantity_list))
        source, destination = _party(event.source_list), _party(event.destination_list)
        for lot, amount in amounts.items():
            maker = self.facts[lot].maker
            way = _way(event, maker=maker, teller=teller, source=source, destination=destination)
            if way is None:
                continue
            holder, other = teller, ""
            if way == Way.SHIPPED:
                holder, other = source or teller, destination or _named(event, "receiver")
            elif way == Way.RECEIVED:
                holder, other = destination or teller, source or _named(event, "sender")
            yield _movement(stored, lot, holder, way=way, amount=amount, other=other)


_DEPTH: Final = 4
"""Pallets hold cases, cases hold packs: no deeper."""


def _way(
    event: ObjectEvent, *, maker: str, teller: str, source: str, destination: str
) -> Way | None:
    """Say what an event does to the amount that a holder has of a lot, None when nothing."""
    step = event.biz_step
    if event.action == "ADD":
        return Way.MADE
    if step in _OUT:
        return None if destination and destination == (source or teller) else Way.SHIPPED
    if step in _IN:
        is_own = (destination or teller) == (source or maker)
        return None if is_own else Way.RECEIVED
    if step == "retail_selling":
        return Way.SOLD
    return Way.LOST if event.action == "DELETE" or step == "destroying" else None


def _movement(
    stored: StoredEvent,
    lot: str,
    holder: str,
    *,
    way: Way,
    amount: Decimal | None,
    other: str = "",
) -> Movement:
    event: Any = stored.event
    location = event.biz_location or event.read_point
    return Movement(
        lot=lot,
        holder=holder,
        way=way,
        quantity=amount,
        at=stored.event_time,
        event=stored.id,
        place=canonical(location.id) if location else "",
        other=other,
        papers=tuple(t.biz_transaction for t in event.biz_transaction_list),
    )


def _party(entries: Sequence[Any]) -> str:
    """Return the party that holds or owns the goods, as a source or a destination states it."""
    by_type = {e.type: getattr(e, "source", "") or e.destination for e in entries}
    return next((canonical(by_type[kind]) for kind in _OWNERS if kind in by_type), "")


def _named(event: ObjectEvent, code: str) -> str:
    """Return the name of a party that is not on the portal."""
    for name, value in event.extensions.items():
        if name.endswith(f"/ns/kde/}}{code}"):
            return str(value)
    return ""
