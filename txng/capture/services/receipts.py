"""Acts on goods that come: receive what was shipped, receive what nobody stated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from txng.capture import things
from txng.capture.models import Shipment, ShipmentLine
from txng.capture.services.documents import capture_events
from txng.capture.services.leaving import NOTICE, THOUSANDTH, NotWaiting, open_shipment
from txng.capture.services.shipments import (
    NoSuchShipment,
    NothingCarried,
    acting,
    locked_shipment,
    refuse_wrong_delivery,
)
from txng.capture.shipment_events import Amount, Delivery, Party, handed_over
from txng.capture.vocab import ShipmentState
from txng.core import audit
from txng.core.errors import Refused
from txng.core.search import tidy
from txng.identify.models import Lot
from txng.parties.actor import Actor
from txng.parties.rights import demand
from txng.parties.services import notify, settle_notice


class NeedsReason(Refused):
    """Who finds a difference says what happened."""

    reason = _("Số nhận khác số giao: hãy ghi lý do, ví dụ hao hụt, dập nát, giao nhầm.")
    status = 422


@transaction.atomic
def receive(
    *,
    shipment: Shipment,
    delivery: Delivery,
    quantities: Mapping[int, Decimal],
    note: str,
    actor: Actor,
    now: datetime,
) -> Shipment:
    """Confirm what came of a shipment: an event of receiving with the amounts as counted.

    `quantities` by line. A difference is recorded with a reason and flagged to both; the sender
    is told. A lot that was recalled meanwhile is not received.
    """
    demand("capture.receive", actor)
    row = locked_shipment(shipment)
    if row.receiver_id is None or row.receiver_id != actor.organisation_id:
        raise NoSuchShipment
    if row.state != ShipmentState.SENT:
        raise NotWaiting
    lines = list(row.lines.select_related("lot", "logistic_unit").order_by("id"))
    for line in lines:
        line.received_quantity = quantities.get(line.pk, line.quantity).quantize(THOUSANDTH)
        if line.lot is not None:
            things.refuse_stopped(line.lot)
    is_different = any(line.is_different for line in lines)
    if is_different and not note.strip():
        raise NeedsReason(fields={"note": NeedsReason.reason})
    told = _as_stated(row, delivery)
    refuse_wrong_delivery(told, acting(actor), now=now, is_received=True)
    ShipmentLine.objects.bulk_update(lines, ["received_quantity"])
    row.state = ShipmentState.DIFFERENT if is_different else ShipmentState.RECEIVED
    return _received(row, told, lines, note=note, actor=actor, now=now)


def _received(
    row: Shipment,
    delivery: Delivery,
    lines: Sequence[ShipmentLine],
    *,
    note: str,
    actor: Actor,
    now: datetime,
) -> Shipment:
    different = {line.logistic_unit_id for line in lines if line.is_different}
    whole = {
        line.logistic_unit.identifier
        for line in lines
        if line.logistic_unit and line.logistic_unit_id not in different
    }
    loose = [
        (line.identifier, line.received_quantity or Decimal(0), line.unit)
        for line in lines
        if line.logistic_unit_id is None or line.logistic_unit_id in different
    ]
    came: list[Amount] = [amount for amount in loose if amount[1] > 0]
    if not came and not whole:
        raise NothingCarried
    document = handed_over(delivery, units=sorted(whole), lots=came, is_received=True)
    [row.received_event] = capture_events(document=document, actor=actor, now=now)
    row.received_at, row.received_by = delivery.at, actor.user
    row.to_place, row.note = delivery.place, tidy(note)
    row.save(
        update_fields=[
            "state", "received_event", "received_at", "received_by", "to_place", "note",
        ]
    )  # fmt: skip
    details = {"different": row.state == ShipmentState.DIFFERENT}
    audit.record("capture.receive", actor=actor, subject=row, at=now, details=details)
    _answer(row, now)
    return row


def _answer(row: Shipment, now: datetime) -> None:
    """Take the notice off the receiver's list; tell the sender of a difference."""
    settle_notice(key=NOTICE.format(row.pk), at=now, organisation_id=row.receiver_id)
    if row.state == ShipmentState.DIFFERENT and row.sender_id:
        text = format_lazy(_("{who} nhận lệch số so với phiếu giao."), who=row.receiver_name)
        notify(
            key=f"{NOTICE.format(row.pk)}:difference",
            kind="shipment",
            text=text,
            url=f"/doanh-nghiep/giao-nhan/{row.pk}/",
            at=now,
            organisation_id=row.sender_id,
        )


@dataclass(frozen=True, kw_only=True)
class Brought:
    """Goods that came without the partner's word: a lot of the portal, or a code from outside."""

    identifier: str
    name: str
    quantity: Decimal
    unit: str
    lot: Lot | None = None


@transaction.atomic
def receive_by_hand(
    *, delivery: Delivery, brought: Sequence[Brought], actor: Actor, now: datetime
) -> Shipment:
    """State that goods came whose sender has stated nothing: one step back, named by hand."""
    demand("capture.receive_by_hand", actor)
    receiver = acting(actor)
    refuse_wrong_delivery(delivery, receiver, now=now, is_received=True)
    if not brought or any(one.quantity <= 0 for one in brought):
        raise NothingCarried
    for one in brought:
        if one.lot is not None:
            things.refuse_stopped(one.lot)
    lots = [(one.identifier, one.quantity, one.unit) for one in brought]
    document = handed_over(delivery, units=(), lots=lots, is_received=True)
    [number] = capture_events(document=document, actor=actor, now=now)
    if (known := Shipment.objects.filter(received_event=number).first()) is not None:
        return known
    row = open_shipment(
        delivery,
        now,
        to_place=delivery.place,
        state=ShipmentState.RECEIVED,
        received_at=delivery.at,
        received_by=actor.user,
        received_event=number,
    )
    ShipmentLine.objects.bulk_create(
        ShipmentLine(
            shipment=row,
            lot=one.lot,
            identifier=one.identifier,
            name=one.name,
            quantity=one.quantity,
            received_quantity=one.quantity,
            unit=one.unit,
        )
        for one in brought
    )
    audit.record("capture.receive_by_hand", actor=actor, subject=row, at=now)
    return row


def _as_stated(row: Shipment, delivery: Delivery) -> Delivery:
    """The parties and papers of a delivery are those that its sender stated."""
    return replace(
        delivery,
        sender=Party(organisation=row.sender, name=row.sender_name),
        receiver=Party(organisation=row.receiver, name=row.receiver_name),
        document=row.document,
        order_number=row.order_number,
        vehicle=row.vehicle,
    )
