"""The diary comes in from Excel through the same door as from pages, once, and goes out again."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories, people
from tests.core.books import rows_of
from tests.sending import confirm, counts, send
from txng.capture import registers, services
from txng.capture.models import Step
from txng.capture.services import steps
from txng.capture.vocab import Entered
from txng.core.errors import Refused
from txng.parties.vocab import MemberRole

pytestmark = pytest.mark.django_db
ADDRESS = "/doanh-nghiep/nhap/nhat-ky/"
HEADS = ["Mã lô", "Ngày", "Công việc", "Nơi", "Sản lượng", "Tên thuốc", "Thời gian cách ly"]


@pytest.fixture(autouse=True)
def _private(settings: Any, tmp_path: Any) -> None:
    settings.TXNG_PRIVATE_ROOT = tmp_path


def test_a_diary_comes_in_by_the_rules_of_its_steps_and_only_once() -> None:
    lot = factories.lot()
    recorder = factories.person(lot.product.organisation, MemberRole.RECORDER)
    client = factories.signed_in(recorder)
    place = lot.place.name
    rows = [HEADS, [lot.code, "05/01/2026", "phun thuoc", place, "", "Bột lưu huỳnh", 3],
            [lot.code, "08:30 20/01/2026", "Thu hoạch", place, "1.200", "", ""],
            [lot.code, "21/01/2026", "Đóng gói", place, "", "Sai chỗ", ""],
            [lot.code, "21/01/2099", "Phun thuốc", place, "", "X", ""]]  # fmt: skip
    page = send(client, ADDRESS, rows)
    work = page.context["work"]
    assert [e["address"] for e in work.summary["errors"]] == ["F4", "B5"]
    assert Step.objects.count() == 0
    confirm(client, page)
    kept = Step.objects.order_by("happened_at")
    assert [(s.code, s.entered) for s in kept] == [
        ("spraying", Entered.SHEET), ("harvest", Entered.SHEET),
    ]  # fmt: skip
    assert kept[1].values["quantity"] == 1200
    assert counts(send(client, ADDRESS, rows[:3]).context["work"]) == {"same": 2}
    out = rows_of(client.get("/doanh-nghiep/tai/nhat-ky/").content)
    assert [row[2] for row in out[1:]] == ["Phun thuốc", "Thu hoạch"]


def test_many_lines_of_a_diary_cost_as_many_statements_as_few() -> None:
    lot = factories.lot()
    client = factories.signed_in(factories.person(lot.product.organisation))
    taken = []
    for count in (2, 40):
        rest = ["Phun thuốc", lot.place.name, "", "Bột lưu huỳnh", 3]
        moments = (f"08:{number:02} {count % 28:02}/01/2026" for number in range(count))
        rows = [HEADS, *([lot.code, moment, *rest] for moment in moments)]
        page = send(client, ADDRESS, rows)
        with CaptureQueriesContext(connection) as caught:
            assert counts(confirm(client, page)) == {"new": count}
        taken.append(len(caught))
    assert taken[1] <= taken[0]


def test_a_step_that_is_refused_late_leaves_its_lot_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lot = factories.lot()
    client = factories.signed_in(factories.person(lot.product.organisation))
    monkeypatch.setattr(steps, "_planned", _refuse)
    rows = [HEADS, [lot.code, "20/01/2026", "Thu hoạch", lot.place.name, "1.200", "", ""]]
    assert counts(send(client, ADDRESS, rows).context["work"]) == {"wrong": 1}
    actor = factories.actor(lot.product.organisation)
    entry = services.Entry("harvest", {"quantity": 1200}, factories.THEN, lot.place)
    [found] = services.record_steps(told=[(lot, entry)], actor=actor, now=factories.THEN)
    assert isinstance(found, Refused)
    lot.refresh_from_db()
    assert lot.quantity is None


def _refuse(*_given: Any, **_told: Any) -> None:
    raise Refused("không")


def test_a_diary_goes_in_and_out_for_its_own_people_only() -> None:
    lot = factories.lot()
    around = people.around(lot.product.organisation)
    coming = around.statuses(ADDRESS)
    assert [coming[n] for n in ("owner", "colleague", "officer", "nobody")] == [200, 403, 403, 302]
    rows = [HEADS, [lot.code, "05/01/2026", "Thu hoạch", lot.place.name, "3", "", ""]]
    work = send(around.stranger, ADDRESS, rows).context
    assert Step.objects.count() == 0
    assert "work" in work
    assert counts(work["work"]) == {"wrong": 1}


def test_a_single_item_is_no_lot_that_goes_in() -> None:
    lot, product = factories.lot(), "https://id.gs1.org/01/09506000134352"
    assert registers._input(lot, f"{product}/10/L7: 5").lot == f"{product}/10/L7"
    with pytest.raises(registers.LotUnreadable):
        registers._input(lot, f"{product}/21/7: 5")
