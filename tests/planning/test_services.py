"""Plans are kept once, copied, derived, approved for good; tasks and money are followed."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests import factories
from tests.planning import rows, samples
from txng.core.models import AuditEntry
from txng.parties.models import Notice
from txng.parties.vocab import MemberRole
from txng.planning import queries, services
from txng.planning.models import Plan, PlanSource, Task
from txng.planning.printing import paper_of, total_of
from txng.planning.services.budget import (
    ExpenseNotRight,
    LineWords,
    OverEstimate,
    PlanNotInForce,
    Spent,
)
from txng.planning.services.importing import PlanNotRead
from txng.planning.services.plan import (
    Approval,
    ApprovalNotRight,
    PlanNotApproved,
    PlanNotDraft,
    YearOutsidePlan,
)
from txng.planning.services.task import (
    ChangedMeanwhile,
    DoneDayNotRight,
    LateWithoutReason,
    Progress,
    TaskNotYours,
    TaskWords,
)
from txng.planning.vocab import ExpenseKind, PlanState, TaskState

pytestmark = pytest.mark.django_db

TEN_YEARS = """KẾ HOẠCH
Truy xuất nguồn gốc giai đoạn 2021 - 2030 tỉnh Hà Giang

| TT | Nội dung | Đơn vị chủ trì | Phối hợp | Thời gian | Kết quả |
| 1 | Lập danh mục | Sở Khoa học và Công nghệ | | 2021 | 01 danh mục |
| 2 | Tập huấn | Sở Khoa học và Công nghệ | Sở Nông nghiệp và PTNT; Hội Nông dân | Hằng năm | |
| 3 | Kiểm tra | Sở Công Thương | Sở Khoa học và Công nghệ | Quý IV | 05 cơ sở |
"""


def test_import_plan_keeps_file_rows_and_money_once() -> None:
    actor = rows.lead()
    plan = rows.plan(actor)
    assert rows.plan(actor) == plan
    assert (Plan.objects.count(), PlanSource.objects.count()) == (1, 1)
    assert bytes(PlanSource.objects.get().body).decode() == samples.TABBED
    assert (plan.state, plan.from_year, plan.province_text) == (PlanState.DRAFT, 2024, "Lâm Đồng")
    assert [t.content for t in queries.tasks_of(plan)] == [
        "Mở lớp hướng dẫn ghi nhật ký",
        "In tờ rơi",
    ]
    assert total_of(plan) == queries.computed_total(plan.budget) == 12_000_000
    assert [t.due_date for t in queries.tasks_of(plan)] == [date(2024, 6, 30), date(2024, 9, 30)]
    assert plan.bases == ["Quyết định số 100/QĐ-TTg ngày 19/01/2019"]


def test_what_is_no_plan_is_refused_and_nothing_is_kept() -> None:
    with pytest.raises(PlanNotRead):
        services.keep_source(body=b"%PDF-1.7", name="a.pdf", actor=rows.lead(), now=rows.THEN)
    assert PlanSource.objects.count() == 0


def test_agencies_are_matched_across_mergers_and_others_stay_text() -> None:
    actor, department = rows.lead(), rows.department()
    plan = rows.plan(actor, TEN_YEARS)
    second = queries.tasks_of(plan)[1]
    found = {a.text: a.organisation for a in second.assignments.all()}
    assert found == {
        "Sở Khoa học và Công nghệ": actor.organisation,
        "Sở Nông nghiệp và PTNT": department,
        "Hội Nông dân": None,
    }
    assert queries.unmatched_names(plan) == [("Hội Nông dân", 1), ("Sở Công Thương", 1)]
    trade = factories.agency(name="Sở Công Thương tỉnh X")
    count = services.match_agency(
        plan=plan, text="Sở Công Thương", organisation=trade, actor=actor, now=rows.THEN
    )
    assert count == 1
    assert queries.unmatched_names(plan) == [("Hội Nông dân", 1)]


def test_derive_plan_takes_the_tasks_of_the_year() -> None:
    actor = rows.lead()
    ten = rows.approved(actor, TEN_YEARS)
    made = services.derive_plan(plan=ten, year=2027, actor=actor, now=rows.THEN)
    assert (made.parent, made.from_year, made.to_year, made.state) == (ten, 2027, 2027, "draft")
    assert [(t.number, t.content, t.time_text, t.due_date) for t in queries.tasks_of(made)] == [
        ("1", "Tập huấn", "Năm 2027", date(2027, 12, 31)),
        ("2", "Kiểm tra", "Quý IV/2027", date(2027, 12, 31)),
    ]
    with pytest.raises(YearOutsidePlan):
        services.derive_plan(plan=ten, year=2031, actor=actor, now=rows.THEN)


def test_copy_plan_opens_everything_again_for_another_year() -> None:
    actor = rows.lead()
    plan = rows.approved(actor)
    task = queries.tasks_of(plan)[0]
    done = Progress(TaskState.DONE, "Xong", "", date(2026, 1, 6))
    services.update_task(task=task, version=1, progress=done, actor=actor, now=rows.THEN)
    made = services.copy_plan(plan=plan, year=2025, actor=actor, now=rows.THEN)
    first, second = queries.tasks_of(made)
    assert (first.state, first.time_text, first.copied_from) == ("waiting", "Quý II/2025", task)
    assert (second.due_date, made.title.count("2025")) == (date(2025, 9, 28), 1)
    assert total_of(made) == 12_000_000


def test_an_approved_version_never_changes() -> None:
    actor = rows.lead()
    plan = rows.approved(actor)
    task = queries.tasks_of(plan)[0]
    with pytest.raises(PlanNotDraft):
        services.edit_task(task=task, version=1, words=_words(), actor=actor, now=rows.THEN)
    with pytest.raises(PlanNotDraft):
        services.add_line(plan=plan, words=_line(), actor=actor, now=rows.THEN)
    with pytest.raises(PlanNotDraft):
        services.approve_plan(
            plan=plan, approval=Approval("1", date(2026, 1, 1)), actor=actor, now=rows.THEN
        )


def test_a_new_version_replaces_the_old_one_when_it_is_approved() -> None:
    actor = rows.lead()
    plan = rows.approved(actor)
    made = services.start_version(plan=plan, actor=actor, now=rows.THEN)
    assert services.start_version(plan=plan, actor=actor, now=rows.THEN) == made
    assert (made.edition, made.previous, made.title) == (2, plan, plan.title)
    with pytest.raises(PlanNotApproved):
        services.start_version(plan=made, actor=actor, now=rows.THEN)
    approval = Approval("13/KH-SKHCN", date(2026, 2, 1))
    services.approve_plan(plan=made, approval=approval, actor=actor, now=rows.THEN)
    plan.refresh_from_db()
    assert plan.state == PlanState.REPLACED
    assert queries.versions_of(plan) == [made, plan]


@pytest.mark.parametrize(
    "approval", [Approval(" ", date(2026, 1, 1)), Approval("1", date(2027, 1, 1))]
)
def test_approval_needs_a_number_and_a_day_that_has_come(approval: Approval) -> None:
    actor = rows.lead()
    with pytest.raises(ApprovalNotRight):
        services.approve_plan(plan=rows.plan(actor), approval=approval, actor=actor, now=rows.THEN)


def _words(**changed: str) -> TaskWords:
    words = TaskWords(number="1", group="", content="Mở hai lớp", lead_text="Sở Y tế",
                      partners_text="", time_text="Quý III/2024", result="", note="")  # fmt: skip
    return replace(words, **changed)


def test_two_officers_who_edit_one_row_see_both_versions() -> None:
    actor = rows.lead()
    task = queries.tasks_of(rows.plan(actor))[0]
    mine = services.edit_task(task=task, version=1, words=_words(), actor=actor, now=rows.THEN)
    assert (mine.content, mine.version, mine.due_date) == ("Mở hai lớp", 2, date(2024, 9, 30))
    assert [a.text for a in mine.assignments.all()] == ["Sở Y tế"]
    with pytest.raises(ChangedMeanwhile) as refused:
        services.edit_task(
            task=task, version=1, words=_words(content="Khác"), actor=actor, now=rows.THEN
        )
    assert refused.value.theirs.content == "Mở hai lớp"


def test_progress_is_told_by_the_lead_agency_with_reason_and_day() -> None:
    actor = rows.lead()
    task = queries.tasks_of(rows.approved(actor))[0]
    own = factories.person(actor.organisation, MemberRole.OFFICER)
    colleague = replace(actor, user=own, role=MemberRole.OFFICER)
    stranger = factories.officer()

    def update(who: Any, **facts: Any) -> Task:
        told = {"state": TaskState.DOING, "progress": "", "delay_reason": "", "done_date": None}
        progress = Progress(**{**told, **facts})
        return services.update_task(
            task=task, version=Task.objects.get(pk=task.pk).version, progress=progress, actor=who,
            now=rows.THEN,
        )  # fmt: skip

    with pytest.raises(TaskNotYours):
        update(stranger)
    with pytest.raises(LateWithoutReason):
        update(colleague)
    with pytest.raises(DoneDayNotRight):
        update(colleague, state=TaskState.DONE)
    with pytest.raises(DoneDayNotRight):
        update(colleague, state=TaskState.DONE, done_date=date(2026, 12, 1))
    late = update(colleague, delay_reason="Chưa có kinh phí")
    assert (late.state, late.version) == ("doing", 2)
    done = update(colleague, state=TaskState.DONE, done_date=date(2026, 3, 1))
    assert (done.state, done.is_late(date(2026, 12, 1))) == ("done", False)
    assert AuditEntry.objects.filter(action="planning.update_task").count() == 2


def test_lead_agencies_are_reminded_once_and_until_it_is_done() -> None:
    actor = rows.lead()
    task = queries.tasks_of(rows.approved(actor, rows.in_2026()))[0]
    assert services.remind(now=rows.THEN) == 0
    near = rows.THEN + timedelta(days=95)
    services.remind(now=near)
    services.remind(now=near)
    notice = Notice.objects.get()
    assert (notice.organisation, notice.due_date) == (actor.organisation, date(2026, 6, 30))
    assert notice.url == f"/quan-ly/viec/{task.pk}/"
    done = Progress(TaskState.DONE, "", "", date(2026, 3, 1))
    services.update_task(task=task, version=1, progress=done, actor=actor, now=near)
    notice.refresh_from_db()
    assert notice.settled_at == near


def _line(**changed: Any) -> LineWords:
    line = LineWords("III", "Thuê loa", "buổi", Decimal(2), 250_000, 500_000, "")
    return replace(line, **changed)


def test_stated_totals_stay_until_somebody_takes_the_sum() -> None:
    actor = rows.lead()
    plan = rows.plan(actor)
    line = services.add_line(plan=plan, words=_line(), actor=actor, now=rows.THEN)
    plan = Plan.objects.get(pk=plan.pk)
    assert (line.rank, total_of(plan), queries.computed_total(plan.budget)) == (
        1, 12_000_000, 12_500_000,
    )  # fmt: skip
    services.take_computed_total(plan=plan, actor=actor, now=rows.THEN)
    assert total_of(Plan.objects.get(pk=plan.pk)) == 12_500_000
    services.edit_line(line=line, version=1, words=_line(amount=0), actor=actor, now=rows.THEN)
    with pytest.raises(ChangedMeanwhile):
        services.edit_line(line=line, version=1, words=_line(), actor=actor, now=rows.THEN)


def test_money_is_spent_within_the_estimate_of_an_approved_plan() -> None:
    actor = rows.lead()
    plan = rows.plan(actor)
    line = plan.budget.lines.get(content="Thuê hội trường")
    spent = Spent(ExpenseKind.PAYMENT, 1_000_000, date(2026, 2, 1), "UNC 12")
    with pytest.raises(PlanNotInForce):
        services.add_expense(line=line, spent=spent, actor=actor, now=rows.THEN)
    approval = Approval("1/KH", date(2026, 1, 1))
    services.approve_plan(plan=plan, approval=approval, actor=actor, now=rows.THEN)
    services.add_expense(line=line, spent=spent, actor=actor, now=rows.THEN)
    with pytest.raises(OverEstimate):
        services.add_expense(line=line, spent=spent, actor=actor, now=rows.THEN)
    with pytest.raises(ExpenseNotRight):
        services.add_expense(line=line, spent=replace(spent, amount=0), actor=actor, now=rows.THEN)
    lines = {row.line.content: row for row in queries.money_of(plan.budget)}
    assert (lines["Mở lớp"].payment, lines["Thuê hội trường"].left) == (1_000_000, 600_000)
    assert queries.sums_of(list(lines.values()))["left"] == 11_000_000


def test_a_plan_prints_the_rows_and_the_total_it_was_read_from() -> None:
    paper = paper_of(rows.plan(rows.lead()))
    tasks, money = paper.annexes
    assert [row.cells[:2] for row in tasks.blocks[0].rows] == [  # type: ignore[union-attr]
        ("1", "Mở lớp hướng dẫn ghi nhật ký"), ("2", "In tờ rơi"),
    ]  # fmt: skip
    table, words = money.blocks
    assert [row.cells[-1] for row in table.rows] == [  # type: ignore[union-attr]
        10_000_000, 2_400_000, 6_000_000, 1_600_000, 2_000_000, 12_000_000,
    ]  # fmt: skip
    assert table.rows[-1].cells[0] == "TỔNG CỘNG (I+II)"  # type: ignore[union-attr]
    assert words.text == "Bằng chữ: Mười hai triệu đồng."  # type: ignore[union-attr]


def test_years_stand_side_by_side() -> None:
    actor = rows.lead()
    plan = rows.approved(actor)
    made = services.copy_plan(plan=plan, year=2025, actor=actor, now=rows.THEN)
    table = queries.side_by_side([plan, made])
    assert [[task.time_text if task else "" for task, _plan in row.cells] for row in table] == [
        ["Quý II/2024", "Quý II/2025"],
        ["Trước ngày 30/9/2024", "Năm 2025"],
    ]
