"""What readers are told of how an entry came in."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import translation

from tests import factories
from tests.capture.outboxes import ago, outbox, record, send
from txng.capture import diary, marks
from txng.catalogue import definition
from txng.identify.models import Lot
from txng.trace import stories

THEN = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_an_entry_is_late_after_two_days_or_after_the_hours_of_its_step() -> None:
    assert not marks.is_late((THEN, THEN + 48 * HOUR))
    assert marks.is_late((THEN, THEN + 49 * HOUR))
    assert marks.is_late((THEN, THEN + 3 * HOUR), {"late_after_hours": 2})
    assert not marks.is_late((THEN, THEN + 49 * HOUR), {"late_after_hours": 72})


def test_marks_say_how_late_and_from_where() -> None:
    told = marks.marks_of((THEN, THEN + 12 * 24 * HOUR), entered="paper", is_filled_in=True)
    assert list(map(str, told)) == [
        "Ghi muộn 12 ngày", "Ghi bù sau các bước về sau", "Nhập từ sổ giấy",
    ]  # fmt: skip
    with translation.override("en"):
        assert marks.marks_of((THEN, THEN + 3 * HOUR), step={"late_after_hours": 2}) == [
            "Recorded 3 hours late"
        ]
    assert marks.marks_of((THEN, THEN), entered="quick") == []


def test_filled_in_is_what_was_recorded_long_after_later_things_had_been() -> None:
    on_time = (THEN + 24 * HOUR, THEN + 25 * HOUR)
    after = (THEN, THEN + 240 * HOUR)
    queued = (THEN + 20 * HOUR, THEN + 30 * HOUR)
    assert marks.filled_in([on_time, after, queued]) == {1}


@pytest.mark.parametrize(("hours", "is_right"), [(1, True), (0.5, True), (0, False), ("2", False)])
def test_a_template_may_say_when_a_step_is_late(hours: object, is_right: bool) -> None:
    made = factories._harvest() | {"late_after_hours": hours}
    found = list(definition._step("/steps/0", made, ["producer"]))
    assert ([p.where for p in found] == []) == is_right


@pytest.mark.django_db
def test_marks_stand_in_the_diary_and_in_the_story() -> None:
    lot: Lot = factories.lot()
    user = factories.person(lot.product.organisation)
    phone: Client = factories.signed_in(user)
    late = record(lot, happened_at=ago(days=9), is_now=False, entered="paper")
    send(phone, outbox(lot, user, record(lot)))
    send(phone, outbox(lot, user, late))
    expected = ["Ghi muộn 9 ngày", "Ghi bù sau các bước về sau", "Nhập từ sổ giấy"]
    entries = diary.entries_of(lot)
    assert [list(map(str, entry.marks)) for entry in entries] == [[], expected]
    told = stories.story_of(lot.identifier)
    assert [list(map(str, stage.marks)) for stage in told] == [[], expected]
    shown = phone.get(f"/doanh-nghiep/lo/{lot.pk}/nhat-ky/").content.decode()
    assert all(words in shown for words in expected)
