"""Reading stamps: a code finds its stamp, a stranger finds nothing, a guess costs nothing."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from tests import factories
from tests.stamps import rows
from tests.stamps.rows import NOW
from txng.parties.actor import Actor
from txng.stamps import codes, keys, queries, services
from txng.stamps.models import Batch
from txng.stamps.vocab import StampState

pytestmark = pytest.mark.django_db
Counting = Callable[[int], AbstractContextManager[object]]


@pytest.fixture
def actor() -> Actor:
    return factories.actor()


@pytest.fixture
def batch(actor: Actor) -> Batch:
    return rows.printed_batch(rows.ready_lot(rows.gtin_product(actor.organisation)), actor)


def test_resolve_finds_the_stamp_in_one_statement(
    batch: Batch, django_assert_num_queries: Counting
) -> None:
    code = queries.code_at(batch, 42)
    with django_assert_num_queries(1):
        view = queries.resolve(product_identifier=batch.scope, serial=code.lower())
    assert view is not None
    assert (view.batch_id, view.position, view.code) == (batch.pk, 42, code)
    assert (view.state, view.lot_id) == (StampState.PRINTED, None)
    assert view.planned_lot_id == batch.planned_lot_id


def test_resolve_of_a_code_that_is_none_asks_no_database(
    batch: Batch, django_assert_num_queries: Counting
) -> None:
    code = queries.code_at(batch, 42)
    guesses = [code[:-1] + ("2" if code[-1] != "2" else "3"), "Z" + code[1:], "", "x" * 19]
    queries.resolve(product_identifier=batch.scope, serial="Z" + code[1:])  # learns all versions
    with django_assert_num_queries(0):
        for guess in guesses:
            assert queries.resolve(product_identifier=batch.scope, serial=guess) is None
        other = "https://id.gs1.org/01/09506000134369"
        assert queries.resolve(product_identifier=other, serial=code) is None
        assert queries.resolve(product_identifier=None, serial=code) is None


def test_a_key_drawn_elsewhere_is_learnt_without_a_restart(batch: Batch) -> None:
    code = queries.code_at(batch, 1)
    keys.forget()
    assert keys.decode(code, batch.scope) == (batch.pk, 1)


def test_a_true_code_beyond_the_batch_is_none(batch: Batch) -> None:
    coder = keys.coder(batch.code_key_id, batch.scope)
    assert coder is not None
    for number, position in ((batch.pk, batch.size), (batch.pk + 1, 0)):
        code = coder.mint(batch=number, start=position, count=1)[0].decode()
        assert queries.resolve(product_identifier=batch.scope, serial=code) is None


def test_stamps_of_the_own_scheme_are_found_without_a_product(actor: Actor) -> None:
    product = factories.product(actor.organisation)
    batch = services.order_batch(product=product, size=3, actor=actor, now=NOW)
    view = queries.resolve(product_identifier=None, serial=queries.code_at(batch, 2))
    assert view is not None
    assert (view.product_id, view.position) == (product.pk, 2)
    assert batch.scope == codes.OWN_SCHEME


def test_batches_are_seen_by_their_own_organisation_only(batch: Batch, actor: Actor) -> None:
    stranger = factories.actor()
    assert list(queries.batches_for(actor=actor)) == [batch]
    assert list(queries.batches_for(actor=actor, lot=batch.planned_lot)) == [batch]
    assert list(queries.batches_for(actor=stranger)) == []
    assert queries.batch_for(actor=actor, batch_id=batch.pk) == batch
    for someone in (stranger, Actor()):
        with pytest.raises(queries.NoSuchBatch):
            queries.batch_for(actor=someone, batch_id=batch.pk)


def test_a_lot_shows_batches_planned_for_it_and_used_on_it(actor: Actor) -> None:
    product = rows.gtin_product(actor.organisation)
    lot, other = rows.ready_lot(product), rows.ready_lot(product)
    batch = rows.printed_batch(other, actor)
    assert list(queries.batches_for(actor=actor, lot=lot)) == []
    services.activate_range(batch=batch, positions=(0, 5), lot=lot, actor=actor, now=NOW)
    services.activate_range(batch=batch, positions=(5, 9), lot=lot, actor=actor, now=NOW)
    assert list(queries.batches_for(actor=actor, lot=lot)) == [batch]
