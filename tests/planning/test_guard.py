"""The database keeps an approved plan as it was approved, whoever tries to change it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from tests import factories
from tests.planning import rows, samples
from txng.planning import queries, services
from txng.planning.models import (
    Assignment,
    Budget,
    BudgetLine,
    Deadline,
    Duty,
    Objective,
    Plan,
    Target,
    Task,
)

pytestmark = pytest.mark.django_db

CHANGES: dict[str, Callable[[Plan], Any]] = {
    "title": lambda plan: Plan.objects.filter(pk=plan.pk).update(title="Khác"),
    "number": lambda plan: Plan.objects.filter(pk=plan.pk).update(number="99/KH"),
    "back to draft": lambda plan: Plan.objects.filter(pk=plan.pk).update(state="draft"),
    "deletion": lambda plan: plan.delete(),
    "words of a task": lambda plan: plan.tasks.update(content="Khác"),
    "day of a task": lambda plan: plan.tasks.update(due_date=date(2030, 1, 1)),
    "a task more": lambda plan: Task.objects.create(plan=plan, position=9, content="Thêm"),
    "a task less": lambda plan: plan.tasks.all().delete(),
    "part of an agency": lambda _plan: Assignment.objects.update(part="lead"),
    "an agency less": lambda _plan: Assignment.objects.all().delete(),
    "a figure": lambda plan: plan.targets.update(value=1),
    "a goal": lambda plan: plan.objectives.update(text="Khác"),
    "a duty": lambda plan: plan.duties.update(agency_text="Khác"),
    "a day of report": lambda plan: plan.deadlines.update(day=1),
    "the total": lambda _plan: Budget.objects.update(total=1),
    "a line": lambda _plan: BudgetLine.objects.update(amount=1),
    "source of money": lambda _plan: BudgetLine.objects.update(source="Vốn khác"),
    "a line more": lambda plan: BudgetLine.objects.create(
        budget=plan.budget, position=99, rank=1, content="Thêm"
    ),
}


@pytest.fixture
def plan() -> Plan:
    actor = rows.lead()
    found = rows.plan(actor, samples.TABBED)
    for model in (Task, Assignment, Target, Objective, Duty, Deadline, BudgetLine):
        assert model.objects.exists(), model
    return rows.approve(found, actor)


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_refuses_a_change_of_an_approved_plan(plan: Plan, change: str) -> None:
    with pytest.raises(IntegrityError, match="approved plan does not change"), transaction.atomic():
        CHANGES[change](plan)


@pytest.mark.parametrize("change", CHANGES)
def test_a_draft_changes_freely(change: str) -> None:
    CHANGES[change](rows.plan(rows.lead(), samples.TABBED))


def test_a_row_cannot_be_moved_into_or_out_of_an_approved_plan(plan: Plan) -> None:
    officer = factories.officer(plan.created_by, lead=True)
    draft = services.copy_plan(plan=plan, year=2027, actor=officer, now=rows.THEN)
    for mover, to in ((plan.tasks, draft), (draft.tasks, plan)):
        with pytest.raises(IntegrityError), transaction.atomic():
            mover.update(plan=to)


def test_progress_matched_agencies_and_replacement_still_move(plan: Plan) -> None:
    plan.tasks.update(state="doing", progress="Đang mở lớp", version=2)
    Assignment.objects.update(organisation=plan.created_by)
    Plan.objects.filter(pk=plan.pk).update(state="replaced")
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(state="approved")


def test_plain_sql_is_refused_too(plan: Plan) -> None:
    with pytest.raises(IntegrityError), connection.cursor() as cursor, transaction.atomic():
        cursor.execute("update planning_budget_line set amount = 1")


def test_what_a_budget_plans_is_set_on_approval_whether_it_states_a_total_or_not() -> None:
    actor = rows.lead()
    stated = rows.plan(actor)
    assert list(queries.budgets_in_force()) == []
    rows.approve(stated, actor)
    silent = samples.TABBED.replace("TỔNG CỘNG (I+II)", "").replace("\t12.000.000\n", "\n")
    other = rows.plan(actor, silent.replace("\n\t10.000.000\n", "\n\t\n", 1))
    assert (other.budget.total, queries.computed_total(other.budget)) == (None, 12_000_000)
    rows.approve(other, actor, number="13/KH")
    assert [b.planned for b in queries.budgets_in_force()] == [12_000_000, 12_000_000]
    services.start_version(plan=other, actor=actor, now=rows.THEN)
    assert queries.budgets_in_force().count() == 2


def test_a_group_without_an_amount_is_worth_its_lines_once() -> None:
    """Subgroups with amounts of their own are not added to the lines that make them up."""
    actor = rows.lead()
    body = samples.budget(
        "I|Học||||", "1|Lớp||||900", "-|Thầy|buổi|3|200|600", "-|Nước|buổi|3|100|300", "II|In||||50"
    )
    plan = rows.plan(actor, body.decode())
    assert queries.computed_total(plan.budget) == 950
    lines = queries.money_of(plan.budget)
    assert [line.estimate for line in lines] == [900, 900, 600, 300, 50]
    assert queries.sums_of(lines)["estimate"] == 950
