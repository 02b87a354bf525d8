"""Goods sent off in the diary, with or without a network, become a shipment like any other."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests import factories
from tests.capture.test_shipments import NOW, acting, left, receive
from txng.capture import services
from txng.capture.models import Shipment, Step
from txng.capture.services.leaving import NotWaiting
from txng.capture.vocab import ErrorReason, ShipmentState
from txng.identify.models import Lot
from txng.parties.models import Notice, Organisation
from txng.parties.vocab import PlaceKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def lot() -> Lot:
    return factories.lot(quantity=Decimal(100))


@pytest.fixture
def buyer() -> Organisation:
    made = factories.organisation()
    factories.place(made, kind=PlaceKind.WAREHOUSE)
    return made


def ship_by_step(lot: Lot, receiver: Organisation | str, hours: int = 2, **told: Any) -> Step:
    return services.record_step(
        lot=lot,
        step_code="shipping",
        values={"receiver": receiver, **told},
        happened_at=NOW - timedelta(hours=hours),
        place=lot.place,
        actor=acting(lot.product.organisation),
        now=NOW,
    )


def test_goods_sent_off_in_the_diary_wait_for_their_receiver_like_any_shipment(
    lot: Lot, buyer: Organisation
) -> None:
    step = ship_by_step(lot, buyer, quantity=Decimal(40), document="PG-7")
    assert ship_by_step(lot, buyer, quantity=Decimal(40), document="PG-7") == step
    made = Shipment.objects.get()
    assert (made.state, made.sent_event, made.document, made.sent_by) == (
        ShipmentState.SENT, step.event_row, "PG-7", step.recorded_by,
    )  # fmt: skip
    [line] = made.lines.all()
    assert (line.lot, line.quantity, line.unit) == (lot, Decimal(40), "KGM")
    assert Notice.objects.filter(organisation=buyer, settled_at=None).count() == 1
    assert receive(made).state == ShipmentState.RECEIVED
    assert (left(lot, lot.product.organisation), left(lot, buyer)) == (Decimal(60), Decimal(40))


def test_a_diary_opens_no_shipment_without_an_amount_or_to_oneself(
    lot: Lot, buyer: Organisation
) -> None:
    ship_by_step(lot, buyer)
    ship_by_step(lot, lot.product.organisation, hours=3, quantity=Decimal(5))
    assert Shipment.objects.count() == 0
    ship_by_step(lot, "Chợ Long Biên", hours=4, quantity=Decimal(5))
    [made] = Shipment.objects.all()
    assert (made.receiver, made.receiver_name, made.state) == (
        None, "Chợ Long Biên", ShipmentState.DELIVERED,
    )  # fmt: skip


def test_a_shipping_step_declared_wrong_takes_its_shipment_back_until_it_is_confirmed(
    lot: Lot, buyer: Organisation
) -> None:
    sender = acting(lot.product.organisation)
    wrong = ship_by_step(lot, buyer, quantity=Decimal(40))
    services.declare_step_wrong(step=wrong, reason=ErrorReason.DID_NOT_OCCUR, actor=sender, now=NOW)
    assert Shipment.objects.get().state == ShipmentState.CANCELLED
    assert Notice.objects.filter(organisation=buyer, settled_at=None).count() == 0
    right = ship_by_step(lot, buyer, hours=3, quantity=Decimal(30))
    receive(Shipment.objects.get(sent_event=right.event_row))
    with pytest.raises(NotWaiting):
        services.declare_step_wrong(
            step=right, reason=ErrorReason.DID_NOT_OCCUR, actor=sender, now=NOW
        )
    assert left(lot, buyer) == Decimal(30)
