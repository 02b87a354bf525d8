"""What organisations hold of lots now, and between whom lots passed: the balance with its names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from txng.capture import queries
from txng.capture.balance import Holding, LotFacts, Movement, holdings, inside_of, movements
from txng.capture.models import Held, ShipmentLine
from txng.capture.vocab import ShipmentState
from txng.gs1.epcis.model import AggregationEvent, Event
from txng.gs1.identifiers import canonical
from txng.identify.models import LogisticUnit, Lot
from txng.identify.twins import Twins, twins
from txng.identify.vocab import LotState
from txng.parties.models import Organisation

_LEVELS = 4


@dataclass(frozen=True)
class Stock:
    """The movements and holdings of some lots."""

    lots: Mapping[str, Lot]
    moves: Sequence[Movement]
    held: Mapping[tuple[str, str], Holding]

    def of(self, lot: Lot, holder: Organisation | None) -> Holding:
        """Return what one organisation has of a lot."""
        party = canonical(holder.identifier) if holder else ""
        return self.held.get((lot.identifier, party)) or Holding(lot.identifier, party)


def stock_of(lots: Iterable[Lot]) -> Stock:
    """Return what everybody holds of some lots, from their events and those of what carried them.

    A few statements for any number of lots: two a level of packing, and one for the parties.
    """
    known, same = {lot.identifier: lot for lot in lots}, twins()
    facts = {name: facts_of(lot) for name, lot in known.items()}
    events = _events_about(_spelled(known, same)) if known else {}
    tellers = {event.organisation_id for event in events.values()}
    parties = {
        number: canonical(identifier)
        for number, identifier in Organisation.objects.filter(pk__in=tellers).values_list(
            "pk", "identifier"
        )
    }
    moves = movements(events.values(), facts, parties, same.texts)
    return Stock(known, moves, holdings(moves, facts))


def _spelled(names: Iterable[str], same: Twins) -> set[str]:
    """Return every code of things: of a lot whose product moved to a GTIN the joined one too."""
    return {code for name in names for code in same.spellings(name)}


def facts_of(lot: Lot) -> LotFacts:
    """Return what the balance must know of a lot; its product's organisation came with it."""
    return LotFacts(
        maker=canonical(lot.product.organisation.identifier),
        unit=lot.unit,
        quantity=lot.quantity,
        unit_count=lot.unit_count,
    )


def _events_about(wanted: set[str]) -> dict[int, queries.StoredEvent]:
    """Return the events of lots, of the cases that held them, of the pallets that held those."""
    found: dict[int, queries.StoredEvent] = {}
    asked: set[str] = set()
    for _level in range(_LEVELS):
        wanted = wanted - asked
        if not wanted:
            break
        fresh = queries.events_of(wanted)
        asked |= wanted
        found |= {event.id: event for event in fresh}
        wanted = {
            canonical(event.event.parent_id)
            for event in fresh
            if isinstance(event.event, AggregationEvent) and event.event.parent_id
        }
    return found


def lots_of(organisation: Organisation) -> QuerySet[Lot]:
    """Lots that an organisation makes, or stated anything of, newest first; closed ones left out.

    Every event that it stated counts, by whatever door it came, and so do the lots in the cases
    that it received.
    """
    held, same = Held.objects.filter(organisation_id=organisation.pk), twins()
    named = Lot.objects.filter(key__in=held.values("lot_key"))
    if same.keys:
        other = held.filter(lot_key__in=list(same.keys)).values_list("lot_key", flat=True)
        named |= Lot.objects.filter(key__in=[same.key(key) for key in other])
    made = Lot.objects.filter(product__organisation=organisation)
    found = Lot.objects.filter(pk__in=made.values("pk").union(named.values("pk")))
    return (
        found.exclude(state=LotState.CLOSED)
        .select_related("product__organisation", "product__template", "place")
        .order_by("-id")
    )


def lots_held_by(organisation: Organisation) -> list[Lot]:
    """Return the newest lots of an organisation, as many as a form can offer."""
    return list(lots_of(organisation)[:MOST_LOTS])


MOST_LOTS = 300
"""So many lots, the newest, are looked at to offer some in a form."""


def given_to(organisation: Organisation) -> QuerySet[Any, Any]:
    """Return the row numbers of lots that came to an organisation, for a further question."""
    lines = ShipmentLine.objects.filter(
        shipment__receiver=organisation, shipment__received_event__isnull=False
    )
    return lines.filter(lot__isnull=False).values("lot")


def given_among(lots: Sequence[Lot], organisation: Organisation | None) -> set[int]:
    """Return by number which lots of others came to an organisation, as `was_given` says."""
    if not lots:
        return set()
    lines = ShipmentLine.objects.filter(
        lot__in=lots, shipment__receiver=organisation, shipment__received_event__isnull=False
    )
    return set(lines.values_list("lot_id", flat=True))


def was_given(lot: Lot, organisation: Organisation | None) -> bool:
    """Say whether a lot of somebody else came to an organisation by a shipment of the portal."""
    return ShipmentLine.objects.filter(
        lot=lot,
        shipment__receiver=organisation,
        shipment__received_event__isnull=False,
    ).exists()


@dataclass(frozen=True)
class Content:
    """What is in a case or pallet: a lot with its amount, in the lot's unit."""

    lot: Lot
    quantity: Decimal | None


def contents_of(unit: LogisticUnit) -> list[Content]:
    """Return the lots that are in a case or pallet now, whatever lies between."""
    asked, wanted, same = set[str](), {unit.identifier}, twins()
    found: dict[int, queries.StoredEvent] = {}
    lots: dict[str, Lot] = {}
    for _level in range(_LEVELS):
        wanted = wanted - asked
        if not wanted:
            break
        events = queries.events_of(wanted)
        asked |= wanted
        found |= {event.id: event for event in events}
        children = {child for event in events for child in _children(event.event)}
        named = Lot.objects.filter(identifier__in=map(same.text, children)).select_related(
            "product__organisation", "product__template"
        )
        lots |= {lot.identifier: lot for lot in named}
        wanted = children - _spelled(lots, same)
    return _within(unit, found.values(), lots)


def _children(event: Event) -> list[str]:
    if not isinstance(event, AggregationEvent):
        return []
    classes = [element.epc_class for element in event.child_quantity_list]
    return [canonical(text) for text in [*event.child_epcs, *classes]]


def _within(
    unit: LogisticUnit, events: Iterable[queries.StoredEvent], lots: Mapping[str, Lot]
) -> list[Content]:
    facts = {name: facts_of(lot) for name, lot in lots.items()}
    from_events = inside_of(events, facts, twins().texts)
    inside = from_events.contents(canonical(unit.identifier))
    return [Content(lots[name], amount) for name, amount in sorted(inside.items())]


def holds_unit(unit: LogisticUnit, organisation: Organisation | None) -> bool:
    """Say whether a case or pallet is with an organisation: it drew the code or was given it last.

    Who has shipped it and not got it back holds it no more.
    """
    last = (
        ShipmentLine.objects.filter(logistic_unit=unit)
        .exclude(shipment__state=ShipmentState.CANCELLED)
        .select_related("shipment")
        .order_by("-id")
        .first()
    )
    if organisation is None:
        return False
    if last is None:
        return unit.organisation_id == organisation.pk
    has_come = last.shipment.received_event is not None
    return has_come and last.shipment.receiver_id == organisation.pk


def free_of(lot: Lot, holder: Organisation | None) -> Decimal:
    """Return how much of a lot a holder has outside of cases."""
    same = twins()
    events = _events_about(_spelled([lot.identifier], same))
    facts = {lot.identifier: facts_of(lot)}
    packing = inside_of(events.values(), facts, same.texts)
    outer = set(packing.inside) - {c for content in packing.inside.values() for c in content}
    boxed = [packing.contents(parent).get(lot.identifier) or Decimal(0) for parent in outer]
    here = LogisticUnit.objects.filter(identifier__in=outer)
    held = {unit.identifier for unit in here if holds_unit(unit, holder)}
    inside = sum(
        (amount for parent, amount in zip(outer, boxed, strict=True) if parent in held), Decimal(0)
    )
    return stock_of([lot]).of(lot, holder).left - inside
