"""Acts on goods that leave: ship, take back what was shipped in error."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from txng.capture import stock, things
from txng.capture.models import Shipment, ShipmentLine
from txng.capture.services.corrections import declare_event_wrong
from txng.capture.services.documents import capture_events
from txng.capture.services.leaving import THOUSANDTH, open_sent, strike_shipment
from txng.capture.services.steps import NotThatPlace, refuse_wrong_time
from txng.capture.shipment_events import Amount, Delivery, handed_over
from txng.capture.told import amount_text
from txng.capture.vocab import ErrorReason
from txng.core import audit
from txng.core.errors import NotFound, Refused
from txng.identify.models import LogisticUnit, Lot
from txng.parties.actor import Actor
from txng.parties.models import Organisation
from txng.parties.rights import demand


@dataclass(frozen=True)
class Carried:
    """What goes: a lot with its amount in the lot's unit, or a whole case or pallet."""

    thing: Lot | LogisticUnit
    quantity: Decimal | None = None


@dataclass(frozen=True)
class Line:
    """One lot that goes, loose or within a case."""

    lot: Lot
    quantity: Decimal
    unit: LogisticUnit | None = None


class NothingCarried(Refused):
    """A delivery is of something."""

    reason = _("Hãy quét hoặc chọn ít nhất một lô hay một thùng, và ghi số lượng lớn hơn 0.")
    status = 422


class SamePartyTwice(Refused):
    """Goods change hands between two."""

    reason = _("Bên giao và bên nhận phải khác nhau. Chuyển kho của mình thì ghi bước “Lưu kho”.")
    status = 422


class NotKnownParty(Refused):
    """The other side is an organisation of the portal or at least has a name."""

    reason = _("Hãy ghi tên bên kia, hoặc chọn đơn vị có trên cổng.")
    status = 422


class MoreThanThereIs(Refused):
    """What leaves cannot exceed what came: made or received less what went before."""

    status = 422


class EmptyCase(Refused):
    """A case in which nothing is known to be says nothing."""

    reason = _(
        "Chưa ghi trong thùng này có gì. Hãy mở thùng trên cổng và quét các lô vào trước khi giao."
    )
    status = 422


@transaction.atomic
def ship(
    *, delivery: Delivery, carried: Sequence[Carried], actor: Actor, now: datetime
) -> Shipment:
    """Hand goods over to a partner: an event of shipping, and a line waiting for the receiver.

    Shipped is never more than made or received less what left before, for each lot; the lots are
    locked meanwhile. The same delivery sent twice is one. Raises MoreThanThereIs with the figures.
    """
    demand("capture.ship", actor)
    sender = acting(actor)
    refuse_wrong_delivery(delivery, sender, now=now)
    lines = _lines(carried)
    _refuse_too_much(lines, sender)
    units = [c.thing.identifier for c in carried if isinstance(c.thing, LogisticUnit)]
    loose = [_amount(line) for line in lines if line.unit is None]
    document = handed_over(delivery, units=units, lots=loose, is_received=False)
    [number] = capture_events(document=document, actor=actor, now=now)
    if (known := Shipment.objects.filter(sent_event=number).first()) is not None:
        return known
    row = open_sent(
        delivery, [_line(line) for line in lines], event=number, sent_by=actor.user, now=now
    )
    audit.record("capture.ship", actor=actor, subject=row, at=now)
    return row


class NoSuchShipment(NotFound):
    """There is none, or none of the actor's organisation."""

    reason = _(
        "Không tìm thấy lần giao nhận này, hoặc đơn vị bạn đang thay mặt không có liên quan."
    )


@transaction.atomic
def cancel_shipment(*, shipment: Shipment, actor: Actor, now: datetime) -> Shipment:
    """Take back a shipment that was stated in error, as long as nobody has confirmed it."""
    demand("capture.ship", actor)
    row = locked_shipment(shipment)
    if row.sender_id is None or row.sender_id != actor.organisation_id:
        raise NoSuchShipment
    event = strike_shipment(row, now=now)
    declare_event_wrong(event, reason=ErrorReason.DID_NOT_OCCUR, actor=actor, now=now)
    audit.record("capture.cancel_shipment", actor=actor, subject=row, at=now)
    return row


def acting(actor: Actor) -> Organisation:
    """Return the organisation acted for."""
    if actor.organisation is None:
        raise NoSuchShipment
    return actor.organisation


def refuse_wrong_delivery(
    delivery: Delivery, own: Organisation, *, now: datetime, is_received: bool = False
) -> None:
    """Refuse what cannot be: a wrong time, somebody else's place, no other side."""
    refuse_wrong_time(delivery.at, now)
    if delivery.place.organisation_id != own.pk or not delivery.place.is_active:
        raise NotThatPlace(fields={"place": NotThatPlace.reason})
    other = delivery.sender if is_received else delivery.receiver
    if other.organisation is not None and other.organisation.pk == own.pk:
        raise SamePartyTwice(fields={"partner": SamePartyTwice.reason})
    if not other.shown.strip():
        raise NotKnownParty(fields={"partner": NotKnownParty.reason})


def _lines(carried: Sequence[Carried]) -> list[Line]:
    """Open cases into the lots that are in them; each lot is locked until the delivery stands."""
    lines: list[Line] = []
    for one in carried:
        if isinstance(one.thing, Lot):
            if one.quantity is None or one.quantity <= 0:
                raise NothingCarried
            lines.append(Line(one.thing, one.quantity))
            continue
        inside = stock.contents_of(one.thing)
        if not inside:
            raise EmptyCase
        lines += [Line(c.lot, c.quantity or Decimal(0), one.thing) for c in inside]
    if not lines:
        raise NothingCarried
    return [replace(line, quantity=line.quantity.quantize(THOUSANDTH)) for line in lines]


def _refuse_too_much(lines: Sequence[Line], sender: Organisation) -> None:
    numbers = sorted({line.lot.pk for line in lines})
    locked = Lot.objects.select_for_update(of=("self",)).filter(pk__in=numbers).order_by("pk")
    lots = {lot.pk: lot for lot in locked.select_related("product__organisation")}
    for lot in lots.values():
        things.refuse_stopped(lot)
    held = stock.stock_of(lots.values())
    for number, lot in lots.items():
        wanted = sum((line.quantity for line in lines if line.lot.pk == number), Decimal(0))
        have = held.of(lot, sender)
        if wanted > max(have.left, Decimal(0)):
            raise MoreThanThereIs(
                _(
                    "Lô %(lot)s: giao %(wanted)s nhưng chỉ còn %(left)s "
                    "(làm ra hoặc nhận về %(came)s, đã đi %(went)s)."
                )
                % {
                    "lot": lot.code,
                    "wanted": amount_text(wanted, lot.unit),
                    "left": amount_text(max(have.left, Decimal(0)), lot.unit),
                    "came": amount_text(have.came, lot.unit),
                    "went": amount_text(have.went, lot.unit),
                }
            )


def _amount(line: Line) -> Amount:
    return line.lot.identifier, line.quantity, line.lot.unit


def _line(line: Line) -> ShipmentLine:
    return ShipmentLine(
        lot=line.lot,
        logistic_unit=line.unit,
        identifier=line.lot.identifier,
        name=line.lot.product.name,
        quantity=line.quantity,
        unit=line.lot.unit,
    )


def locked_shipment(shipment: Shipment) -> Shipment:
    """Lock a shipment: two people who confirm it wait for each other."""
    rows = Shipment.objects.select_for_update(of=("self",)).select_related("sender", "receiver")
    return rows.get(pk=shipment.pk)
