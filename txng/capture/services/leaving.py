"""Goods that leave: the shipment that the receiver confirms, however the sender told of it."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from txng.capture.models import Shipment, ShipmentLine, Step
from txng.capture.shipment_events import Delivery, Party
from txng.capture.step_events import Facts
from txng.capture.told import Told
from txng.capture.vocab import ShipmentState
from txng.core import audit
from txng.core.errors import Refused
from txng.core.search import tidy
from txng.parties.actor import Actor
from txng.parties.models import Organisation, User
from txng.parties.services import notify, settle_notice

NOTICE: Final = "capture.shipment:{}"
"""Key of the notice that tells the receiver."""
THOUSANDTH: Final = Decimal("0.001")
"""Amounts are kept so finely."""
_LEAVES: Final = {"shipping", "departing"}
_UNCONFIRMED: Final = {ShipmentState.SENT, ShipmentState.DELIVERED}


class NotWaiting(Refused):
    """A shipment is confirmed or taken back once."""

    reason = _("Lần giao này không còn chờ: đã được xác nhận hoặc đã huỷ. Hãy mở lại danh sách.")


def open_shipment(delivery: Delivery, now: datetime, **facts: object) -> Shipment:
    """Write a shipment's row with its parties and papers."""
    return Shipment.objects.create(
        sender=delivery.sender.organisation,
        sender_name=tidy(delivery.sender.shown),
        sender_phone=tidy(delivery.sender.phone),
        receiver=delivery.receiver.organisation,
        receiver_name=tidy(delivery.receiver.shown),
        receiver_phone=tidy(delivery.receiver.phone),
        document=tidy(delivery.document),
        order_number=tidy(delivery.order_number),
        vehicle=tidy(delivery.vehicle),
        created_at=now,
        **facts,
    )


def open_sent(
    delivery: Delivery,
    lines: Sequence[ShipmentLine],
    *,
    event: int,
    sent_by: User | None,
    now: datetime,
) -> Shipment:
    """Write what left with its lines, and tell a receiver who is on the portal to confirm it."""
    receiver = delivery.receiver.organisation
    row = open_shipment(
        delivery,
        now,
        from_place=delivery.place,
        state=ShipmentState.SENT if receiver else ShipmentState.DELIVERED,
        sent_at=delivery.at,
        sent_by=sent_by,
        sent_event=event,
    )
    for line in lines:
        line.shipment = row
    ShipmentLine.objects.bulk_create(lines)
    if receiver is not None:
        text = format_lazy(
            _("{who} đã giao hàng cho đơn vị: hãy xác nhận số nhận."), who=row.sender_name
        )
        notify(
            key=NOTICE.format(row.pk),
            kind="shipment",
            text=text,
            url=f"/doanh-nghiep/giao-nhan/{row.pk}/nhan/",
            at=now,
            organisation_id=receiver.pk,
        )
    return row


def ship_by_step(step: Step, facts: Facts, *, actor: Actor, now: datetime) -> Shipment | None:
    """Open the shipment that an entry of a diary tells of; None when it tells of none.

    An entry ships goods when its step says that they leave, to whom and how much. Goods that move
    between places of one organisation change no hands.
    """
    to, amount = facts.told.get("receiver"), facts.told.get("quantity")
    if facts.step.biz_step not in _LEAVES or to is None or amount is None:
        return None
    receiver = _party(to)
    if receiver.organisation == facts.organisation:
        return None
    delivery = Delivery(
        sender=Party(organisation=facts.organisation),
        receiver=receiver,
        place=facts.place,
        at=facts.happened_at,
        document=_text(facts, "document"),
        vehicle=_text(facts, "vehicle"),
    )
    line = ShipmentLine(
        lot=facts.lot,
        identifier=facts.lot.identifier,
        name=facts.lot.product.name,
        quantity=Decimal(str(amount.stated)).quantize(THOUSANDTH),
        unit=facts.step.field_of["quantity"].unit or facts.lot.unit,
    )
    row = open_sent(delivery, [line], event=step.event_row, sent_by=actor.user, now=now)
    audit.record("capture.ship", actor=actor, subject=row, at=now, details={"step": step.pk})
    return row


def _party(told: Told) -> Party:
    identifier = told.kept.get("identifier")
    found = Organisation.objects.filter(identifier=identifier).first() if identifier else None
    return Party(organisation=found, name=told.kept["name"][:250])


def _text(facts: Facts, code: str) -> str:
    return facts.told[code].text[:60] if code in facts.told else ""


def strike_shipment(row: Shipment, *, now: datetime) -> int:
    """Mark a shipment as stated in error and return the event that tells of it.

    Raises NotWaiting once its receiver has confirmed it.
    """
    if row.state not in _UNCONFIRMED or row.sent_event is None:
        raise NotWaiting
    row.state = ShipmentState.CANCELLED
    row.save(update_fields=["state"])
    settle_notice(key=NOTICE.format(row.pk), at=now, organisation_id=row.receiver_id)
    return row.sent_event


def strike_shipment_of(event: int, *, now: datetime) -> None:
    """Do the same to the shipment that one event tells of, if it tells of one."""
    told = Shipment.objects.select_for_update(of=("self",)).filter(sent_event=event).first()
    if told is not None and told.state != ShipmentState.CANCELLED:
        strike_shipment(told, now=now)
