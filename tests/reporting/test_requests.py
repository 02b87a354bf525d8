"""A request goes its way: sent, filled, handed in, returned, approved, locked, fixed for ever."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from tests import factories
from tests.reporting import scenes
from txng.parties.models import Notice
from txng.reporting import services
from txng.reporting.models import Cell, Snapshot
from txng.reporting.queries import consolidation, requests
from txng.reporting.queries.answers import combined
from txng.reporting.queries.indicators import figures_of, indicator_called
from txng.reporting.queries.requests import board
from txng.reporting.rows import Scope
from txng.reporting.services.entries import (
    EntryChanged,
    EntryClosed,
    EntryIncomplete,
    RequestIsLocked,
)
from txng.reporting.services.requests import (
    NobodyToRemind,
    ReasonMissing,
    RequestNotDraft,
    RequestNotLocked,
    RequestNotOpen,
)
from txng.reporting.services.snapshots import digest_of
from txng.reporting.services.submissions import NotSubmitted, RequestClosed
from txng.reporting.vocab import RequestState, SubmissionState

pytestmark = pytest.mark.django_db
NOW = scenes.NOW


def test_open_request_tells_each_recipient_and_fills_what_is_known() -> None:
    scene = scenes.scene(opened=False)
    commune = scene.officers["commune"].organisation
    assert commune is not None
    factories.product(factories.organisation(unit=commune.unit), ocop_stars=3)
    services.open_request(request=scene.request, actor=scene.lead, now=NOW)
    told = Notice.objects.filter(kind="reporting.request")
    assert (told.count(), told.filter(due_date=date(2026, 11, 30)).count()) == (3, 3)
    cells = Cell.objects.filter(field__code="products-ocop-numerator", is_prefilled=True)
    got = {c.submission.organisation.name: c.number for c in cells}
    assert got == {"Sở NN&MT": 0, "UBND xã A": 1, "UBND xã B": 0}
    with pytest.raises(RequestNotDraft):
        services.open_request(request=scene.request, actor=scene.lead, now=NOW)


def test_a_new_request_repeats_the_denominators_of_the_last_answer() -> None:
    scene = scenes.scene(year=2025)
    scene.submit("commune", trained=3, out_of=40)
    scene.approve("commune")
    commune = scene.officers["commune"].organisation
    assert commune is not None
    row = scenes.ask(scene.lead, [commune], year=2026)
    services.open_request(request=row, actor=scene.lead, now=NOW)
    cells = {c.field.code: c.number for c in Cell.objects.filter(submission__request=row)}
    assert cells == {"trained-denominator": 40, "products-ocop-numerator": 0}


def test_submit_entry_refuses_gaps_by_name_and_keeps_what_there_is() -> None:
    scene = scenes.scene()
    scene.fill("commune", trained_numerator=2)
    with pytest.raises(EntryIncomplete) as refused:
        services.submit_entry(
            submission=scene.answer("commune"), actor=scene.officers["commune"], now=NOW
        )
    assert len(refused.value.missing) == 2
    assert scene.answer("commune").state == SubmissionState.DRAFT
    assert Cell.objects.get(field__code="trained-numerator").number == 2


def test_what_was_handed_in_is_written_no_more_until_it_is_returned() -> None:
    scene = scenes.scene()
    scene.submit("commune")
    with pytest.raises(EntryClosed):
        scene.fill("commune", courses_numerator=9)
    services.return_submission(
        submission=scene.answer("commune"), reason="Sai số lớp", actor=scene.lead, now=NOW
    )
    scene.fill("commune", courses_numerator=9)
    assert scene.answer("commune").return_reason == "Sai số lớp"
    assert Notice.objects.filter(kind="reporting.returned", text__contains="Sai số lớp").exists()


def test_two_colleagues_do_not_write_over_each_other() -> None:
    scene = scenes.scene()
    scene.fill("commune", courses_numerator=1)
    commune = scene.officers["commune"].organisation
    colleague = factories.officer(commune)
    with pytest.raises(EntryChanged):
        services.save_entry(
            submission=scene.answer("commune"), values={}, seen="", actor=colleague, now=NOW
        )


def test_a_figure_changed_by_hand_is_no_longer_the_systems() -> None:
    scene = scenes.scene()
    assert Cell.objects.filter(is_prefilled=True, submission=scene.answer("commune")).count() == 1
    scene.fill("commune", products_ocop_numerator=5)
    cell: Any = Cell.objects.get(submission=scene.answer("commune"))
    assert (cell.number, cell.is_prefilled) == (5, False)


def test_after_the_lock_a_report_is_refused_and_kept() -> None:
    scene = scenes.scene()
    services.lock_request(request=scene.request, reason="Hết hạn", actor=scene.lead, now=NOW)
    with pytest.raises(RequestIsLocked):
        scene.submit("commune", trained=7)
    answer = scene.answer("commune")
    kept: Any = Cell.objects.get(submission=answer, field__code="trained-numerator").number
    assert (answer.state, kept) == (SubmissionState.DRAFT, 7)
    services.unlock_request(request=scene.request, reason="Xã xin", actor=scene.lead, now=NOW)
    services.submit_entry(submission=answer, actor=scene.officers["commune"], now=NOW)
    assert scene.answer("commune").state == SubmissionState.SUBMITTED


def test_locks_and_returns_say_why() -> None:
    scene = scenes.scene()
    scene.submit("commune")
    with pytest.raises(ReasonMissing):
        services.lock_request(request=scene.request, reason="  ", actor=scene.lead, now=NOW)
    with pytest.raises(ReasonMissing):
        services.return_submission(
            submission=scene.answer("commune"), reason="", actor=scene.lead, now=NOW
        )
    scene.request.refresh_from_db()
    assert scene.request.state == RequestState.OPEN


def test_lock_and_unlock_only_from_their_states() -> None:
    scene = scenes.scene()
    with pytest.raises(RequestNotLocked):
        services.unlock_request(request=scene.request, reason="x", actor=scene.lead, now=NOW)
    services.lock_request(request=scene.request, reason="x", actor=scene.lead, now=NOW)
    with pytest.raises(RequestNotOpen):
        services.lock_request(request=scene.request, reason="x", actor=scene.lead, now=NOW)


def test_nothing_is_decided_after_the_lock() -> None:
    scene = scenes.scene()
    scene.submit("commune")
    services.lock_request(request=scene.request, reason="x", actor=scene.lead, now=NOW)
    with pytest.raises(RequestClosed):
        scene.approve("commune")


def test_approve_takes_only_what_was_handed_in() -> None:
    scene = scenes.scene()
    with pytest.raises(NotSubmitted):
        scene.approve("commune")
    scene.submit("commune")
    scene.approve("commune")
    with pytest.raises(NotSubmitted):
        scene.approve("commune")


def test_a_snapshot_never_changes_and_a_correction_is_a_new_one() -> None:
    scene = scenes.scene()
    scene.submit("commune", courses=2)
    scene.approve("commune")
    services.lock_request(request=scene.request, reason="Chốt", actor=scene.lead, now=NOW)
    first = Snapshot.objects.get()
    services.unlock_request(request=scene.request, reason="Sửa", actor=scene.lead, now=NOW)
    services.return_submission(
        submission=scene.answer("commune"), reason="Sửa", actor=scene.lead, now=NOW
    )
    scene.submit("commune", courses=3)
    scene.approve("commune")
    services.lock_request(request=scene.request, reason="Chốt lại", actor=scene.lead, now=NOW)
    second = Snapshot.objects.get(number=2)
    first.refresh_from_db()
    assert [_total(s, "courses-numerator") for s in (first, second)] == ["2", "3"]
    assert first.digest == digest_of(first.content) != second.digest
    for attempt in (lambda: Snapshot.objects.update(reason="khác"), Snapshot.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def _total(snapshot: Snapshot, code: str) -> Any:
    return next(line["total"] for line in snapshot.content["lines"] if line["code"] == code)


def test_only_approved_answers_are_consolidated_and_each_cell_is_found_again() -> None:
    scene = scenes.scene()
    for who, courses in (("department", 1), ("commune", 2), ("other", 4)):
        scene.submit(who, trained=courses, out_of=10, courses=courses)
    scene.approve("commune")
    scene.approve("other")
    made = consolidation.consolidated(scene.request)
    totals: dict[str, Any] = {line.field.code: line.total for line in made.lines}
    assert (totals["courses-numerator"], totals["trained-denominator"]) == (6, 20)
    assert (made.approved, made.asked) == (2, 3)
    line = next(x for x in made.lines if x.field.code == "courses-numerator")
    cells: Any = consolidation.cells_of_line(line.field)
    assert [(c.submission.organisation.name, c.number) for c in cells] == [
        ("UBND xã A", 2),
        ("UBND xã B", 4),
    ]


def test_a_group_consolidates_its_own_communes_only() -> None:
    scene = scenes.scene()
    for who in ("commune", "other"):
        scene.submit(who)
        scene.approve(who)
    commune = scene.officers["commune"].organisation
    assert commune is not None
    assert commune.unit is not None
    group = services.save_group(name="Huyện cũ", units=[commune.unit], actor=scene.lead, now=NOW)
    made = consolidation.consolidated(scene.request, group=group)
    assert [x.total for x in made.lines if x.field.code == "courses-numerator"] == [2]
    cells: Any = consolidation.cells_of_line(scene.request.fields.get(code="courses-numerator"))
    totals: list[Any] = consolidation.by_group(cells, [group])
    assert [(g.group.name, g.total) for g in totals] == [("Huyện cũ", 2)]


def test_what_a_group_makes_of_a_line_opens_the_answers_of_its_communes_only() -> None:
    scene = scenes.scene()
    for who in ("commune", "other"):
        scene.submit(who)
        scene.approve(who)
    commune = scene.officers["commune"].organisation
    assert commune is not None
    assert commune.unit is not None
    group = services.save_group(name="Huyện cũ", units=[commune.unit], actor=scene.lead, now=NOW)
    client, line = scene.browser("lead"), scene.request.fields.get(code="courses-numerator")
    address = f"/quan-ly/ky-bao-cao/{scene.request.pk}/"
    page = client.get(f"{address}tong-hop/?nhom={group.pk}").content.decode()
    assert f'href="{address}dong/{line.pk}/?nhom={group.pk}"' in page
    shown = client.get(f"{address}dong/{line.pk}/?nhom={group.pk}").context
    assert (shown["total"], len(shown["cells"])) == (2, 1)
    desks = client.get(f"{address}?o=da-duyet&nhom={group.pk}").context["desks"]
    assert [desk.submission.organisation for desk in desks] == [commune]
    assert len(client.get(f"{address}?o=da-duyet").context["desks"]) == 2
    assert client.get(f"{address}?o=cho-duyet").context["desks"] == []


@pytest.mark.parametrize(
    ("rule", "expected"), [("sum", 9), ("mean", 3), ("latest", 2), ("none", None)]
)
def test_cells_combine_by_the_rule_of_their_line(rule: str, expected: int | None) -> None:
    scene = scenes.scene()
    for number, (who, courses) in enumerate((("department", 3), ("commune", 4), ("other", 2))):
        scene.submit(who, courses=courses)
        answer = scene.answer(who)
        answer.submitted_at = NOW + timedelta(hours=number)
        answer.save()
        scene.approve(who)
    scene.request.fields.filter(code="courses-numerator").update(rule=rule)
    cells = list(
        Cell.objects.filter(field__code="courses-numerator").select_related("field", "submission")
    )
    assert combined(cells) == (None if expected is None else Decimal(expected))


def test_what_was_handed_in_counts_in_no_figure_until_it_is_approved() -> None:
    scene = scenes.scene()
    scene.submit("commune", trained=3, out_of=4)
    scope = Scope(period=scene.request.period, today=NOW.date())
    chosen = [indicator_called("trained", on=NOW.date())]
    assert figures_of(chosen, scope)["trained"].numerator is None
    scene.approve("commune")
    scene.submit("other", trained=4, out_of=4)
    assert figures_of(chosen, scope)["trained"].out_of == "3 / 4"
    services.return_submission(
        submission=scene.answer("commune"), reason="Sửa lại", actor=scene.lead, now=NOW
    )
    assert figures_of(chosen, scope)["trained"].numerator is None


def test_a_reported_figure_is_what_was_approved_for_that_period() -> None:
    scene = scenes.scene()
    indicator = indicator_called("trained", on=date(2026, 11, 20))
    scope = Scope(period=scene.request.period, today=date(2026, 11, 20))
    assert figures_of([indicator], scope)["trained"].shown == "Chưa có báo cáo"
    scene.submit("commune", trained=3, out_of=4)
    scene.submit("other", trained=0, out_of=4)
    for who in ("commune", "other"):
        scene.approve(who)
    figure: Any = figures_of([indicator], scope)["trained"]
    assert (figure.numerator, figure.denominator, figure.shown) == (3, 8, "37,5\xa0%")
    assert figure.verdict == "Còn thiếu 62,5 điểm phần trăm so với mục tiêu 100\xa0% đến năm 2030."


def test_the_board_says_at_whose_desk_and_how_late() -> None:
    scene = scenes.scene()
    scene.submit("commune")
    desks = {
        d.submission.organisation.name: d for d in board(scene.request, today=date(2026, 12, 2))
    }
    assert {name: (d.where, d.days_late) for name, d in desks.items()} == {
        "Sở NN&MT": ("Sở NN&MT", 3),
        "UBND xã A": ("Sở KH&CN", 0),
        "UBND xã B": ("UBND xã B", 3),
    }
    assert (desks["UBND xã A"].filled, desks["UBND xã A"].lines) == (4, 5)
    on_the_eve = board(scene.request, today=date(2026, 11, 29))
    assert [d.days_late for d in on_the_eve] == [0, 0, 0]


def test_remind_request_tells_only_those_who_have_not_answered() -> None:
    scene = scenes.scene()
    scene.submit("commune")
    assert services.remind_request(request=scene.request, actor=scene.lead, now=NOW) == 2
    assert Notice.objects.filter(kind="reporting.reminder").count() == 2
    scene.submit("department")
    scene.submit("other")
    with pytest.raises(NobodyToRemind):
        services.remind_request(request=scene.request, actor=scene.lead, now=NOW)


def test_deadlines_are_data_with_their_time() -> None:
    scenes.indicators()
    assert (requests.due_date("unit", year=2026), requests.due_date("province", year=2026)) == (
        date(2026, 11, 30),
        date(2026, 12, 15),
    )
    assert requests.due_date("unit", year=2019) is None
