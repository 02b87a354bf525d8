"""Acts on plans: copy to another year, derive a yearly plan, open a new version, approve."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from txng.core import audit
from txng.core.errors import Refused
from txng.core.search import tidy
from txng.library.models import Document
from txng.parties.actor import Actor
from txng.planning import queries
from txng.planning.models import Assignment, Budget, BudgetLine, Objective, Plan, Target, Task
from txng.planning.timing import in_year
from txng.planning.vocab import PlanState, TaskState, When


class PlanNotDraft(Refused):
    """What is approved stays as it was approved."""

    reason = _(
        "Kế hoạch đã được phê duyệt nên không sửa được. "
        "Hãy mở bản sửa; bản đã duyệt giữ nguyên cho đến khi bản mới được phê duyệt."
    )


class PlanNotApproved(Refused):
    """Only an approved plan gets a new version."""

    reason = _("Kế hoạch còn là dự thảo: hãy sửa thẳng vào dự thảo này.")


class YearOutsidePlan(Refused):
    """A yearly plan lies within the years of the plan it comes from."""

    status = 422
    reason = _("Năm này nằm ngoài thời gian của kế hoạch. Hãy chọn năm khác.")


class ApprovalNotRight(Refused):
    """An approval has a number and a day that is not ahead."""

    status = 422
    reason = _("Ghi số quyết định và ngày ký; ngày ký không ở tương lai.")


@dataclass(frozen=True)
class Approval:
    """How a plan was approved: number, day, and the decision in the library, if it stands there."""

    number: str
    on_date: date
    document: Document | None = None


def draft_of(plan: Plan) -> Plan:
    """Return a plan locked for a change of its text; refuses one that is no draft."""
    row = Plan.objects.select_for_update().get(pk=plan.pk)
    if row.state != PlanState.DRAFT:
        raise PlanNotDraft
    return row


def touched(plan: Plan, now: datetime) -> None:
    """Note that a plan was changed."""
    plan.changed_at = now
    plan.save(update_fields=["changed_at"])


@transaction.atomic
def copy_plan(*, plan: Plan, year: int, actor: Actor, now: datetime) -> Plan:
    """Make the draft of another year out of a yearly plan: tasks, money and targets, all open."""
    made = _new(plan, (year, year), actor=actor, now=now, parent=plan.parent)
    shift = year - (plan.from_year or year)
    _copy_tasks(list(queries.tasks_of(plan)), made, lambda task: _in_year(task, year))
    _copy_goals(plan, made, shift)
    _copy_budget(plan, made)
    audit.record("planning.copy_plan", actor=actor, subject=made, at=now,
                 details={"from": plan.pk, "year": year})  # fmt: skip
    return made


@transaction.atomic
def derive_plan(*, plan: Plan, year: int, actor: Actor, now: datetime) -> Plan:
    """Make the draft of one year out of a plan of many: the tasks that fall into that year."""
    first, last = plan.from_year, plan.to_year
    if (first and year < first) or (last and year > last):
        raise YearOutsidePlan
    made = _new(plan, (year, year), actor=actor, now=now, parent=plan)
    tasks = [task for task in queries.tasks_of(plan) if _falls_into(task, year)]
    _copy_tasks(tasks, made, lambda task: _in_year(task, year))
    _copy_goals(plan, made, 0, only=year)
    audit.record("planning.derive_plan", actor=actor, subject=made, at=now,
                 details={"from": plan.pk, "year": year})  # fmt: skip
    return made


@transaction.atomic
def start_version(*, plan: Plan, actor: Actor, now: datetime) -> Plan:
    """Open a new version of an approved plan; one that is open already is given again."""
    row = Plan.objects.select_for_update().get(pk=plan.pk)
    opened = Plan.objects.filter(previous=row).first()
    if opened is not None:
        return opened
    if row.state != PlanState.APPROVED:
        raise PlanNotApproved
    years = (row.from_year, row.to_year)
    made = _new(row, years, actor=actor, now=now, parent=row.parent)
    made.previous, made.edition, made.title = row, row.edition + 1, row.title
    made.save(update_fields=["previous", "edition", "title"])
    _copy_tasks(list(queries.tasks_of(row)), made, _as_it_stands, keeps_state=True)
    _copy_goals(row, made, 0)
    _copy_budget(row, made)
    audit.record("planning.start_version", actor=actor, subject=made, at=now)
    return made


@transaction.atomic
def approve_plan(*, plan: Plan, approval: Approval, actor: Actor, now: datetime) -> Plan:
    """Approve a draft by number and day; the version before it is replaced."""
    row = draft_of(plan)
    if not approval.number.strip() or approval.on_date > timezone.localdate(now):
        raise ApprovalNotRight(fields={"number": ApprovalNotRight.reason})
    for budget in Budget.objects.filter(plan=row):
        budget.planned = queries.planned_money(budget)
        budget.save(update_fields=["planned"])
    row.state, row.approved_at, row.changed_at = PlanState.APPROVED, now, now
    row.number, row.issued_date = tidy(approval.number), approval.on_date
    row.document = approval.document
    row.save(update_fields=["state", "approved_at", "changed_at", "number", "issued_date",
                            "document"])  # fmt: skip
    if row.previous_id is not None:
        Plan.objects.filter(pk=row.previous_id).update(state=PlanState.REPLACED, changed_at=now)
    audit.record("planning.approve_plan", actor=actor, subject=row, at=now,
                 details={"number": row.number})  # fmt: skip
    return row


Years = tuple[int | None, int | None]
Timed = tuple[str, str, int | None, int | None, date | None]
"""What of a task's time is kept: words, kind, first and last year, last day."""


def _new(plan: Plan, years: Years, *, actor: Actor, now: datetime, parent: Plan | None) -> Plan:
    return Plan.objects.create(
        parent=parent,
        title=_title(plan, years[0])[:600],
        from_year=years[0],
        to_year=years[1],
        issuer=plan.issuer,
        issuer_text=plan.issuer_text,
        province_text=plan.province_text,
        money_sources=plan.money_sources,
        bases=plan.bases,
        created_by=actor.organisation,
        is_demonstration=plan.is_demonstration,
        created_at=now,
        changed_at=now,
    )


def _title(plan: Plan, year: int | None) -> str:
    """Put the new year in the place of the old one, or add it."""
    old = str(plan.from_year)
    if plan.is_of_one_year and old in plan.title:
        return plan.title.replace(old, str(year))
    named = re.sub(r"[Gg]iai đoạn\s+\d{4}\s*[-–]\s*\d{4}", f"năm {year}", plan.title)
    return named if plan.is_of_one_year or named != plan.title else f"{plan.title} – năm {year}"


def _falls_into(task: Task, year: int) -> bool:
    if task.state == TaskState.DROPPED:
        return False
    first, last = task.from_year or year, task.to_year or year
    return first <= year <= last


def _in_year(task: Task, year: int) -> Timed:
    quarters = list(task.quarters)
    month = quarters[-1] * 3 if quarters else 12
    due = date(year, month, 30 if month in {6, 9} else 31)
    if task.due_date is not None and task.when == When.BEFORE:
        due = task.due_date.replace(year=year, day=min(task.due_date.day, 28))
    when = When.QUARTER if quarters else When.YEAR
    return in_year(task.time_text, quarters, year), when, year, year, due


def _as_it_stands(task: Task) -> Timed:
    return task.time_text, task.when, task.from_year, task.to_year, task.due_date


def _copy_tasks(
    tasks: Sequence[Task], made: Plan, timed: Callable[[Task], Timed], *, keeps_state: bool = False
) -> None:
    for place, task in enumerate(tasks, 1):
        text, when, first, last, due = timed(task)
        copy = Task(
            plan=made, position=place, number=task.number if keeps_state else str(place),
            group=task.group, content=task.content, lead_text=task.lead_text,
            partners_text=task.partners_text, time_text=text, when=when, from_year=first,
            to_year=last, quarters=task.quarters, due_date=due, result=task.result,
            note=task.note, copied_from=task,
        )  # fmt: skip
        if keeps_state:
            copy.state, copy.progress, copy.done_date = task.state, task.progress, task.done_date
            copy.delay_reason, copy.evidence = task.delay_reason, task.evidence
        copy.save()
        Assignment.objects.bulk_create(
            Assignment(task=copy, part=a.part, text=a.text, organisation=a.organisation)
            for a in task.assignments.all()
        )


def _copy_goals(plan: Plan, made: Plan, shift: int, *, only: int | None = None) -> None:
    """Copy goals and figures, moved by some years; `only` takes those that count in one year."""
    within = Q() if only is None else _counts_in(only)
    goals = {
        goal.pk: Objective.objects.create(
            plan=made, position=goal.position, heading=goal.heading, text=goal.text,
            from_year=_moved(goal.from_year, shift), to_year=_moved(goal.to_year, shift),
        )
        for goal in plan.objectives.filter(within).order_by("position", "id")
    }  # fmt: skip
    in_year = Q() if only is None else Q(year=None) | Q(year=only)
    Target.objects.bulk_create(
        Target(
            plan=made, position=target.position, value=target.value, unit=target.unit,
            is_least=target.is_least, year=_moved(target.year, shift), text=target.text,
            objective=goals.get(target.objective_id or 0),
        )
        for target in plan.targets.filter(in_year).order_by("position", "id")
    )  # fmt: skip


def _counts_in(year: int) -> Q:
    return (Q(from_year=None) | Q(from_year__lte=year)) & (Q(to_year=None) | Q(to_year__gte=year))


def _moved(year: int | None, shift: int) -> int | None:
    return None if year is None else year + shift


def _copy_budget(plan: Plan, made: Plan) -> None:
    budget = Budget.objects.filter(plan=plan).first()
    if budget is None:
        return
    row = Budget.objects.create(
        plan=made, total=budget.total, total_text=budget.total_text, words=budget.words,
        caption=budget.caption,
    )  # fmt: skip
    BudgetLine.objects.bulk_create(
        BudgetLine(
            budget=row, position=line.position, number=line.number, rank=line.rank,
            content=line.content, unit=line.unit, quantity=line.quantity, price=line.price,
            amount=line.amount, source=line.source, note=line.note,
        )
        for line in budget.lines.order_by("position", "id")
    )  # fmt: skip
