"""Acts on stamps keep their rules, write what they did, and refuse in words."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from psycopg.types.range import Range

from tests import factories
from tests.stamps import rows
from tests.stamps.rows import NOW
from txng.core import audit
from txng.core.sealing import unseal
from txng.identify.models import Lot
from txng.identify.vocab import LotState
from txng.parties.actor import Actor
from txng.stamps import keys, queries, services
from txng.stamps.models import Activation, Batch, CodeKey
from txng.stamps.ranges import Ranges
from txng.stamps.vocab import OrderState, StampState

pytestmark = pytest.mark.django_db


@pytest.fixture
def lot() -> Lot:
    return rows.ready_lot(unit_count=1000)


@pytest.fixture
def actor(lot: Lot) -> Actor:
    return rows.actor_of(lot)


@pytest.fixture
def batch(lot: Lot, actor: Actor) -> Batch:
    return rows.printed_batch(lot, actor)


def _said(batch: Batch) -> list[tuple[str, object]]:
    return [(entry.action, entry.details.get("range")) for entry in audit.history(batch)]


def test_order_batch_costs_one_row_and_says_who_ordered(lot: Lot, actor: Actor) -> None:
    batch = services.order_batch(product=lot.product, lot=lot, size=1000, actor=actor, now=NOW)
    assert Batch.objects.get() == batch
    assert (batch.size, batch.state, batch.planned_lot) == (1000, OrderState.ORDERED, lot)
    assert batch.scope == f"https://id.gs1.org/01/{lot.product.gtin}"
    assert not batch.printed
    assert _said(batch) == [("stamps.order_batch", None)]


def test_order_batch_binds_products_without_gtin_to_the_own_scheme(actor: Actor) -> None:
    product = factories.product(actor.organisation)
    batch = services.order_batch(product=product, size=5, actor=actor, now=NOW)
    assert batch.scope == "obj"


@pytest.mark.parametrize("size", [0, -1, 2**24 + 1])
def test_order_batch_refuses_a_size_it_cannot_number(lot: Lot, actor: Actor, size: int) -> None:
    with pytest.raises(services.BadStampCount):
        services.order_batch(product=lot.product, size=size, actor=actor, now=NOW)
    assert not Batch.objects.exists()


def test_order_batch_refuses_more_stamps_than_the_lot_has_units(lot: Lot, actor: Actor) -> None:
    first = services.order_batch(product=lot.product, lot=lot, size=900, actor=actor, now=NOW)
    with pytest.raises(
        services.UnitsExceeded, match="đã có 900 tem, nên chỉ còn được thêm 100 tem"
    ):
        services.order_batch(product=lot.product, lot=lot, size=101, actor=actor, now=NOW)
    services.void_range(batch=first, positions=(0, 1), reason="rách", actor=actor, now=NOW)
    services.order_batch(product=lot.product, lot=lot, size=101, actor=actor, now=NOW)


def test_order_batch_refuses_a_lot_of_another_product(lot: Lot, actor: Actor) -> None:
    other = factories.product(actor.organisation)
    with pytest.raises(services.LotOfAnotherProduct):
        services.order_batch(product=other, lot=lot, size=1, actor=actor, now=NOW)


def test_secrets_stand_encrypted_for_their_own_row(batch: Batch) -> None:
    key = CodeKey.objects.get()
    secret = unseal(bytes(key.secret), "stamps.code_key:0")
    assert len(secret) == 32
    assert secret not in bytes(key.secret)
    assert len(unseal(bytes(batch.secret), f"stamps.batch:{batch.pk}")) == 32


def test_rotate_key_gives_new_batches_a_new_letter_and_keeps_old_codes(
    batch: Batch, lot: Lot, actor: Actor
) -> None:
    old = queries.code_at(batch, 7)
    services.rotate_key(actor=actor, now=NOW)
    later = services.order_batch(product=lot.product, size=10, actor=actor, now=NOW)
    new = queries.code_at(later, 7)
    assert (old[0], new[0]) == ("2", "3")
    keys.forget()
    assert keys.decode(old, batch.scope) == (batch.pk, 7)
    assert keys.decode(new, later.scope) == (later.pk, 7)


def test_mark_printed_marks_the_range_and_may_repeat_it(lot: Lot, actor: Actor) -> None:
    batch = services.order_batch(product=lot.product, size=100, actor=actor, now=NOW)
    for positions in ((0, 40), (30, 60)):
        services.mark_printed(batch=batch, positions=positions, grid="3x8", actor=actor, now=NOW)
    batch.refresh_from_db()
    assert batch.printed == Ranges.of((0, 60))
    assert batch.state == OrderState.PRINTED
    entry = audit.history(batch)[0]
    assert (entry.details["range"], entry.details["again"]) == ("31–60", 10)


def test_mark_printed_refuses_what_stands_on_goods(batch: Batch, lot: Lot, actor: Actor) -> None:
    services.activate_range(batch=batch, positions=(10, 20), lot=lot, actor=actor, now=NOW)
    with pytest.raises(services.StampsAlreadyActive, match="11–20"):
        services.mark_printed(batch=batch, positions=(0, 100), grid="3x8", actor=actor, now=NOW)


@pytest.mark.parametrize(("grid", "skip"), [("9x9", 0), ("3x8", 24), ("3x8", -1)])
def test_mark_printed_refuses_a_sheet_that_is_none(
    batch: Batch, actor: Actor, grid: str, skip: int
) -> None:
    with pytest.raises(services.NoSuchGrid):
        services.mark_printed(
            batch=batch, positions=(0, 1), grid=grid, skip=skip, actor=actor, now=NOW
        )


def test_activate_range_binds_stamps_to_the_lot(batch: Batch, lot: Lot, actor: Actor) -> None:
    services.activate_range(batch=batch, positions=(0, 60), lot=lot, actor=actor, now=NOW)
    services.activate_range(batch=batch, positions=(60, 100), lot=lot, actor=actor, now=NOW)
    batch.refresh_from_db()
    assert batch.activated == Ranges.of((0, 100))
    assert [row.positions for row in queries.activations_of(batch)] == [
        Range(0, 60),
        Range(60, 100),
    ]
    assert _said(batch)[:2] == [
        ("stamps.activate_range", "61–100"),
        ("stamps.activate_range", "1–60"),
    ]


def test_activate_range_passes_over_void_stamps(batch: Batch, lot: Lot, actor: Actor) -> None:
    services.void_range(batch=batch, positions=(5, 7), reason="rách", actor=actor, now=NOW)
    services.activate_range(batch=batch, positions=(0, 10), lot=lot, actor=actor, now=NOW)
    batch.refresh_from_db()
    assert batch.activated == Ranges.of((0, 5), (7, 10))
    assert queries.stamps_on(lot) == 8


def test_activate_range_refuses_a_lot_without_its_minimum_data(actor: Actor) -> None:
    product = factories.product(actor.organisation)
    lot = factories.lot(product)
    batch = rows.printed_batch(lot, actor)
    with pytest.raises(services.LotLacksMinimumData, match="còn thiếu 4 mục") as refusal:
        services.activate_range(batch=batch, positions=(0, 9), lot=lot, actor=actor, now=NOW)
    assert [str(item) for item in refusal.value.missing] == [
        "Hình ảnh",
        "Công đoạn có mã sản phẩm, mã địa điểm và thời gian",
        "Thời gian sản xuất, kinh doanh",
        "Tiêu chuẩn, quy chuẩn áp dụng",
    ]
    assert not Activation.objects.exists()
    assert not Batch.objects.get().activated


def test_activate_range_asks_of_a_stage_where_it_was(actor: Actor) -> None:
    lot = factories.lot(rows.gtin_product(actor.organisation), produced_date=date(2026, 11, 1))
    batch = rows.printed_batch(lot, actor)
    rows.stage(lot, readPoint=None)
    with pytest.raises(services.LotLacksMinimumData, match="còn thiếu 1 mục"):
        services.activate_range(batch=batch, positions=(0, 9), lot=lot, actor=actor, now=NOW)


def test_activate_range_refuses_more_stamps_than_units(actor: Actor) -> None:
    lot = rows.ready_lot(rows.gtin_product(actor.organisation), unit_count=10)
    batch = services.order_batch(product=lot.product, size=20, actor=actor, now=NOW)
    services.mark_printed(batch=batch, positions=(0, 20), grid="3x8", actor=actor, now=NOW)
    services.activate_range(batch=batch, positions=(0, 9), lot=lot, actor=actor, now=NOW)
    with pytest.raises(services.UnitsExceeded, match="10 đơn vị và đã có 9 tem"):
        services.activate_range(batch=batch, positions=(9, 11), lot=lot, actor=actor, now=NOW)
    services.activate_range(batch=batch, positions=(9, 10), lot=lot, actor=actor, now=NOW)


def test_activate_range_refuses_what_is_not_printed_or_already_active(
    batch: Batch, lot: Lot, actor: Actor
) -> None:
    later = services.order_batch(product=lot.product, size=9, actor=actor, now=NOW)
    with pytest.raises(services.NotYetPrinted, match="số 1–9 chưa in"):
        services.activate_range(batch=later, positions=(0, 9), lot=lot, actor=actor, now=NOW)
    services.activate_range(batch=batch, positions=(0, 50), lot=lot, actor=actor, now=NOW)
    with pytest.raises(services.StampsAlreadyActive, match="số 50 đã"):
        services.activate_range(batch=batch, positions=(49, 60), lot=lot, actor=actor, now=NOW)


@pytest.mark.parametrize(
    "facts",
    [
        {"state": LotState.RECALLED},
        {"state": LotState.CLOSED},
        {"expires_date": NOW.date() - timedelta(days=1)},
    ],
)
def test_activate_range_refuses_a_lot_out_of_trade(
    batch: Batch, lot: Lot, actor: Actor, facts: dict[str, object]
) -> None:
    Lot.objects.filter(pk=lot.pk).update(**facts)
    with pytest.raises(services.LotNotForStamps):
        services.activate_range(batch=batch, positions=(0, 9), lot=lot, actor=actor, now=NOW)


def test_activate_range_refuses_a_lot_of_another_product(batch: Batch, actor: Actor) -> None:
    other = rows.ready_lot(rows.gtin_product(actor.organisation))
    with pytest.raises(services.LotOfAnotherProduct):
        services.activate_range(batch=batch, positions=(0, 9), lot=other, actor=actor, now=NOW)


@pytest.mark.parametrize("positions", [(0, 101), (-1, 5), (5, 5), (9, 3)])
def test_acts_refuse_positions_that_the_batch_has_not(
    batch: Batch, lot: Lot, actor: Actor, positions: tuple[int, int]
) -> None:
    with pytest.raises(services.OutsideBatch, match="từ 1 đến 100"):
        services.activate_range(batch=batch, positions=positions, lot=lot, actor=actor, now=NOW)
    with pytest.raises(services.OutsideBatch):
        services.void_range(batch=batch, positions=positions, reason="x", actor=actor, now=NOW)


def test_void_range_says_why_and_refuses_without(batch: Batch, actor: Actor) -> None:
    with pytest.raises(services.ReasonNeeded):
        services.void_range(batch=batch, positions=(0, 1), reason="  ", actor=actor, now=NOW)
    services.void_range(batch=batch, positions=(0, 3), reason="Kẹt giấy", actor=actor, now=NOW)
    batch.refresh_from_db()
    assert batch.voided == Ranges.of((0, 3))
    assert audit.history(batch)[0].details == {"range": "1–3", "count": 3, "reason": "Kẹt giấy"}
    with pytest.raises(services.NothingLeftToDo):
        services.void_range(batch=batch, positions=(0, 3), reason="x", actor=actor, now=NOW)


def test_consume_range_takes_only_what_is_in_trade_and_once(
    batch: Batch, lot: Lot, actor: Actor
) -> None:
    services.activate_range(batch=batch, positions=(0, 50), lot=lot, actor=actor, now=NOW)
    services.consume_range(batch=batch, positions=(7, 8), actor=actor, now=NOW)
    for positions in ((7, 8), (60, 61)):
        with pytest.raises(services.NotInTrade):
            services.consume_range(batch=batch, positions=positions, actor=actor, now=NOW)
    with pytest.raises(services.StampsConsumed, match="số 8 đã"):
        services.void_range(batch=batch, positions=(0, 9), reason="x", actor=actor, now=NOW)


def test_every_position_is_in_exactly_the_state_its_life_gave_it(
    batch: Batch, lot: Lot, actor: Actor
) -> None:
    larger = services.order_batch(product=lot.product, size=6, actor=actor, now=NOW)
    services.mark_printed(batch=larger, positions=(1, 6), grid="3x8", actor=actor, now=NOW)
    services.activate_range(batch=larger, positions=(2, 5), lot=lot, actor=actor, now=NOW)
    services.consume_range(batch=larger, positions=(3, 4), actor=actor, now=NOW)
    services.void_range(batch=larger, positions=(4, 5), reason="x", actor=actor, now=NOW)
    larger.refresh_from_db()
    expected = [
        StampState.UNPRINTED,
        StampState.PRINTED,
        StampState.ACTIVE,
        StampState.CONSUMED,
        StampState.VOID,
        StampState.PRINTED,
    ]
    assert [queries.stamp_state(larger, position) for position in range(6)] == expected
    views = [
        queries.resolve(product_identifier=larger.scope, serial=code)
        for code in queries.codes_of(larger, 0, 6)
    ]
    assert [view.state for view in views if view] == expected
    assert [view.lot_id for view in views if view] == [None, None, lot.pk, lot.pk, lot.pk, None]


@pytest.mark.parametrize(
    "assignment",
    [
        "printed = '{[0,101)}'",
        "printed = '{[-1,5)}'",
        "voided = '{[100,101)}'",
        "printed = '{[0,5)}', activated = '{[0,6)}'",
        "activated = '{[0,5)}', consumed = '{[0,6)}'",
        "activated = '{[0,5)}', consumed = '{[0,5)}', voided = '{[4,9)}'",
        "size = 0",
        f"size = {2**24 + 1}",
        f"id = {2**24}",
    ],
)
def test_the_database_refuses_a_life_that_cannot_be(batch: Batch, assignment: str) -> None:
    statement = f"update stamps_batch set {assignment} where id = {batch.pk}"  # noqa: S608
    with (
        pytest.raises(IntegrityError, match="check constraint"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_database_gives_no_stamp_two_lots(batch: Batch, lot: Lot) -> None:
    def bind(start: int, stop: int) -> None:
        with transaction.atomic():
            Activation.objects.create(
                batch=batch, positions=Range(start, stop), lot=lot, activated_at=NOW
            )

    bind(0, 10)
    bind(10, 20)
    with pytest.raises(IntegrityError, match="activation_once"):
        bind(19, 30)
    with pytest.raises(IntegrityError, match="activation_not_empty"):
        bind(50, 50)
