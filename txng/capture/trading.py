"""What pages read of goods that change hands: shipments, one step back and one step forward."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from urllib.parse import unquote

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from txng.capture import queries, stock
from txng.capture.balance import Movement
from txng.capture.models import Shipment, ShipmentLine, Step
from txng.capture.told import amount_text
from txng.capture.vocab import ShipmentState, Way
from txng.core.errors import NotFound
from txng.gs1.epcis.model import TransformationEvent
from txng.gs1.identifiers import canonical
from txng.identify.models import LogisticUnit, Lot
from txng.identify.queries import NoSuchLot, lot_for
from txng.identify.twins import twins
from txng.parties.actor import Actor
from txng.parties.models import Organisation

WAITING, COMING, GOING = "cho", "den", "di"
"""Parts of the list of shipments, as they stand in the address."""
_PARTIES = ("supplier", "sender", "grower", "seller", "hatchery")


def shipments_of(actor: Actor, *, part: str = "", text: str = "") -> QuerySet[Shipment]:
    """Return shipments that the actor's organisation sent or got, newest first."""
    own = actor.organisation
    mine = {
        WAITING: Q(receiver=own, state=ShipmentState.SENT),
        COMING: Q(receiver=own),
        GOING: Q(sender=own),
    }.get(part, Q(sender=own) | Q(receiver=own))
    found = Shipment.objects.filter(mine) if own else Shipment.objects.none()
    if text:
        named = Q(sender_name__icontains=text) | Q(receiver_name__icontains=text)
        coded = Q(document__icontains=text) | Q(lines__lot__code__icontains=text)
        found = found.filter(pk__in=Shipment.objects.filter(named | coded).values("pk"))
    lines = ShipmentLine.objects.select_related("lot", "logistic_unit").order_by("id")
    return (
        found.select_related("sender", "receiver")
        .prefetch_related(Prefetch("lines", lines))
        .order_by("-id")
    )


class NoSuchShipment(NotFound):
    """There is none, or none of the actor's organisation."""

    reason = _(
        "Không tìm thấy lần giao nhận này, hoặc đơn vị bạn đang thay mặt không có liên quan."
    )


def shipment_for(*, actor: Actor, shipment_id: int) -> Shipment:
    """Return a shipment of the actor's own organisation, as sender or receiver."""
    found = (
        shipments_of(actor)
        .select_related("from_place", "to_place", "sent_by", "received_by")
        .filter(pk=shipment_id)
        .first()
    )
    if found is None:
        raise NoSuchShipment
    return found


def held_lot_for(*, actor: Actor, lot_id: int) -> Lot:
    """Return a lot that the actor may see, or that came to the actor's organisation."""
    try:
        return lot_for(actor=actor, lot_id=lot_id)
    except NoSuchLot:
        found = (
            Lot.objects.filter(pk=lot_id)
            .select_related("product__organisation", "product__template", "place__unit")
            .first()
        )
        if found is None or not stock.was_given(found, actor.organisation):
            raise
        return found


def recordable_lot_for(*, actor: Actor, lot_id: int) -> Lot:
    """Return a lot whose diary the actor's organisation keeps: its own, or one that came to it."""
    found = held_lot_for(actor=actor, lot_id=lot_id)
    if actor.is_agency:
        raise NoSuchLot
    return found


def may_read_step(step: Step, actor: Actor) -> bool:
    """Say whether a step may be read whole: by agencies, by who recorded it, by the lot's maker."""
    maker = step.lot.product.organisation_id
    return actor.is_agency or actor.organisation_id in {step.organisation_id, maker}


def partners_known_to(organisation: Organisation, most: int = 30) -> list[str]:
    """Return names of those with whom an organisation has traded, the last first."""
    rows = Shipment.objects.filter(Q(sender=organisation) | Q(receiver=organisation))
    pairs = rows.order_by("-id").values_list("sender_id", "sender_name", "receiver_name")[
        : most * 4
    ]
    names = [to if by == organisation.pk else of for by, of, to in pairs]
    return list(dict.fromkeys(names))[:most]


@dataclass(frozen=True)
class Passing:
    """One step back or forward of a lot: between whom, how much, when, what proves it."""

    lot: str
    code: str
    giver: str
    taker: str
    quantity: Decimal | None
    unit: str
    at: datetime | None
    papers: Sequence[str] = ()

    @property
    def amount_text(self) -> str:
        """How much, with its unit; empty when it was not told."""
        return "" if self.quantity is None else amount_text(self.quantity, self.unit)


@dataclass(frozen=True)
class Around:
    """Where a lot came from and where it went, as an organisation or an agency may see it."""

    back: Sequence[Passing]
    forward: Sequence[Passing]


def around(lot: Lot, actor: Actor) -> Around:
    """Return one step back and one step forward of a lot.

    An organisation sees what came to it and what it gave; an agency of the area all passings.
    """
    found = stock.stock_of([lot])
    own = None if actor.is_agency else _party(actor.organisation)
    moves = [m for m in found.moves if own is None or m.holder == own]
    names = _names(moves)
    back = [*_inputs(lot, own), *_suppliers(lot, actor)]
    back += [_passing(lot, m, names) for m in moves if m.way == Way.RECEIVED]
    forward = [_passing(lot, m, names) for m in moves if m.way == Way.SHIPPED]
    forward += [_used(lot, m, names) for m in moves if m.way == Way.USED]
    return Around(back, forward)


def _party(organisation: Organisation | None) -> str:
    return canonical(organisation.identifier) if organisation else ""


def _names(moves: Iterable[Movement]) -> Mapping[str, str]:
    parties = {party for move in moves for party in (move.holder, move.other) if party}
    found = Organisation.objects.filter(identifier__in=parties).values_list("identifier", "name")
    return {canonical(identifier): name for identifier, name in found}


def _passing(lot: Lot, move: Movement, names: Mapping[str, str]) -> Passing:
    holder, other = names.get(move.holder, move.holder), names.get(move.other, move.other)
    gives = move.way == Way.SHIPPED
    return Passing(
        lot=lot.product.name,
        code=lot.code,
        giver=holder if gives else other,
        taker=other if gives else holder,
        quantity=move.quantity,
        unit=lot.unit,
        at=move.at,
        papers=[_number(paper) for paper in move.papers],
    )


def _used(lot: Lot, move: Movement, names: Mapping[str, str]) -> Passing:
    """The lot went into lots of the same holder: which, the event says."""
    [stored] = queries.events([move.event])
    event = stored.event
    outputs = event.output_quantity_list if isinstance(event, TransformationEvent) else []
    same = twins()
    coded = [same.text(canonical(element.epc_class)) for element in outputs]
    made = Lot.objects.filter(identifier__in=coded)
    into = ", ".join(f"{one.product.name} {one.code}" for one in made.select_related("product"))
    holder = names.get(move.holder, move.holder)
    return Passing(lot.product.name, lot.code, holder, into, move.quantity, lot.unit, move.at)


def _number(paper: str) -> str:
    """Return the number of a paper from its address."""
    return unquote(paper.rpartition("/")[2])


def _inputs(lot: Lot, own: str | None) -> list[Passing]:
    """Return the lots that went into this one; its maker and agencies see them."""
    maker = lot.product.organisation
    if own is not None and own != _party(maker):
        return []
    found: list[Passing] = []
    same = twins()
    for stored in queries.events_of(same.spellings(lot.identifier)):
        event = stored.event
        if not stored.is_valid or not isinstance(event, TransformationEvent):
            continue
        made = {same.text(canonical(e.epc_class)) for e in event.output_quantity_list}
        if lot.identifier not in made:
            continue
        amounts = {same.text(canonical(e.epc_class)): e for e in event.input_quantity_list}
        rows = Lot.objects.filter(identifier__in=amounts).select_related("product__organisation")
        known = {row.identifier: row for row in rows.order_by("id")}
        for name, element in amounts.items():
            row = known.get(name)
            found.append(
                Passing(
                    lot=row.product.name if row else name.rpartition("/")[2],
                    code=row.code if row else "",
                    giver=row.product.organisation.name if row else "",
                    taker=maker.name,
                    quantity=None if element.quantity is None else Decimal(str(element.quantity)),
                    unit=element.uom or "EA",
                    at=stored.event_time,
                )
            )
    return found


def _suppliers(lot: Lot, actor: Actor) -> list[Passing]:
    """Return who supplied what the lot was made of, as its diary says."""
    steps = Step.objects.filter(lot=lot, values__has_any_keys=_PARTIES)
    if not actor.is_agency:
        steps = steps.filter(organisation=actor.organisation)
    rows = list(steps.select_related("organisation").order_by("happened_at", "id"))
    wrong = queries.declared_wrong(step.event_row for step in rows)
    return [_supplied(step) for step in rows if step.event_row not in wrong]


def _supplied(step: Step) -> Passing:
    told = next(step.values[code] for code in _PARTIES if code in step.values)
    what = step.values.get("material") or step.values.get("species") or ""
    quantity = step.values.get("quantity")
    return Passing(
        lot=str(what),
        code=str(step.values.get("supplier_lot", "")),
        giver=str(told["name"] if isinstance(told, dict) else told),
        taker=step.organisation.name,
        quantity=Decimal(str(quantity)) if isinstance(quantity, int | float) else None,
        unit="KGM",
        at=step.happened_at,
    )


def unit_for(*, actor: Actor, unit_id: int) -> LogisticUnit:
    """Return a case or pallet that the actor's organisation drew, or that came to it."""
    own = actor.organisation
    given = ShipmentLine.objects.filter(shipment__receiver=own).values("logistic_unit")
    found = LogisticUnit.objects.filter(Q(organisation=own) | Q(pk__in=given), pk=unit_id)
    row = found.first() if own else None
    if row is None:
        raise NoSuchUnit
    return row


class NoSuchUnit(NotFound):
    """There is none, or none that came to the actor's organisation."""

    reason = _("Không tìm thấy kiện này, hoặc kiện của đơn vị khác.")
