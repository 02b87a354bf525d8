"""The same thing done many times at once: nothing is doubled, and nobody meets an error."""

import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from tests import factories
from tests.capture.documents import alone, document, event
from tests.stamps import rows
from txng.capture import services as capture
from txng.capture import store
from txng.capture.models import Event
from txng.core.errors import Refused
from txng.identify.models import LogisticUnit
from txng.identify.services import LotFacts, create_lot, draw_logistic_unit
from txng.stamps import queries as stamp_queries
from txng.stamps import services as stamps
from txng.stamps.models import Activation

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 6


def at_once(acts: list[Callable[[], Any]]) -> Counter[str]:
    """Do each act in a thread and a connection of its own; count how they ended."""
    gate, ends = threading.Barrier(len(acts)), Counter[str]()

    def run(act: Callable[[], Any]) -> None:
        gate.wait(timeout=20)
        try:
            act()
            ends["done"] += 1
        except Refused as refusal:
            ends[refusal.code] += 1
        except BaseException as error:  # noqa: BLE001  what must not happen is counted by name
            ends[type(error).__name__] += 1
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return ends


@contextmanager
def all_look_before_any_writes(monkeypatch: pytest.MonkeyPatch, crowd: int) -> Iterator[None]:
    gate, seen, look = threading.Barrier(crowd), threading.local(), store.sort_out

    def look_together(*args: Any, **options: Any) -> store.Stored:
        found = look(*args, **options)
        if not getattr(seen, "once", False):
            seen.once = True
            gate.wait(timeout=20)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(store, "sort_out", look_together)
        yield


@pytest.mark.parametrize(
    ("other", "loser"), [(False, "done"), (True, "event_id_taken")], ids=["same", "other"]
)
def test_one_event_sent_alone_many_times_at_once(
    monkeypatch: pytest.MonkeyPatch, *, other: bool, loser: str
) -> None:
    actor = factories.actor()
    bodies = [
        alone(event(eventID="urn:uuid:1", **({"eventTime": f"2026-05-0{n}T00:00:00Z",
              "eventTimeZoneOffset": "+00:00"} if other else {})))
        for n in range(1, CROWD + 1)
    ]  # fmt: skip
    with all_look_before_any_writes(monkeypatch, CROWD):
        ends = at_once(
            [
                lambda body=body: capture.capture_event(  # type: ignore[misc]
                    body=body, actor=actor, now=factories.THEN
                )
                for body in bodies
            ]
        )
    assert ends == Counter({"done": 1}) + Counter({loser: CROWD - 1})
    assert Event.objects.count() == 1


def test_documents_that_say_the_same_in_other_orders(monkeypatch: pytest.MonkeyPatch) -> None:
    actor, names = factories.actor(), [f"urn:uuid:{n}" for n in range(200)]
    bodies = []
    for seed in range(CROWD):
        random.Random(seed).shuffle(names)  # noqa: S311  any order will do
        bodies.append(document(*(event(eventID=name) for name in names)))
    with all_look_before_any_writes(monkeypatch, CROWD):
        ends = at_once(
            [
                lambda body=body: capture.capture_document(  # type: ignore[misc]
                    body=body, actor=actor, now=factories.THEN
                )
                for body in bodies
            ]
        )
    assert ends == {"done": CROWD}
    assert Event.objects.count() == len(names)


def test_overlapping_activations_of_one_batch_and_no_more_than_the_lot_has_units() -> None:
    lot = rows.ready_lot(unit_count=25)
    actor = rows.actor_of(lot)
    batches = [
        stamps.order_batch(product=lot.product, size=20, actor=actor, now=rows.NOW)
        for _ in range(2)
    ]
    for batch in batches:
        whole: dict[str, Any] = {"positions": (0, 20), "grid": "4x10"}
        stamps.mark_printed(batch=batch, actor=actor, now=rows.NOW, **whole)
    ends = at_once(
        [
            lambda batch=batch, at=at: stamps.activate_range(  # type: ignore[misc]
                batch=batch, positions=(at, at + 10), lot=lot, actor=actor, now=rows.NOW
            )
            for batch in batches
            for at in (0, 0, 5, 10)
        ]
    )
    assert set(ends) <= {"done", "stamps_already_active", "units_exceeded"}
    assert stamp_queries.stamps_on(lot) == 10 * ends["done"] <= 25
    assert Activation.objects.count() == ends["done"] == 2


def test_orders_for_one_lot_stay_within_its_units() -> None:
    lot = rows.ready_lot(unit_count=25)
    actor = rows.actor_of(lot)
    order = lambda: stamps.order_batch(  # noqa: E731  the same act, many times
        product=lot.product, lot=lot, size=10, actor=actor, now=rows.NOW
    )
    assert at_once([order] * CROWD) == {"done": 2, "units_exceeded": CROWD - 2}


def test_lots_opened_at_once_get_codes_of_their_own() -> None:
    product = rows.gtin_product()
    place = factories.place(product.organisation)
    actor = factories.actor(product.organisation)
    opening = lambda: create_lot(  # noqa: E731  the same act, many times
        product=product, facts=LotFacts(place=place), actor=actor, now=rows.NOW
    )
    assert at_once([opening] * CROWD) == {"done": CROWD}
    assert product.lots.values("code").distinct().count() == CROWD


def test_cases_named_at_once_get_numbers_of_their_own() -> None:
    organisation = factories.organisation()
    factories.company_prefix(organisation, "8935001")
    actor = factories.actor(organisation)
    draw = lambda: draw_logistic_unit(  # noqa: E731  the same act, many times
        organisation=organisation, actor=actor, now=rows.NOW
    )
    assert at_once([draw] * CROWD) == {"done": CROWD}
    assert LogisticUnit.objects.values("sscc").distinct().count() == CROWD
