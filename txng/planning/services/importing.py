"""Bringing plans in from papers: the file is kept, read, and becomes a draft once."""

import hashlib
import re
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from txng.core import audit
from txng.core.errors import Refused
from txng.core.search import tidy
from txng.parties.actor import Actor
from txng.planning import queries
from txng.planning.checking.answer import as_data, main_budget
from txng.planning.checking.check import check_plan
from txng.planning.checking.sums import every, tree
from txng.planning.known.agencies import names_in
from txng.planning.models import (
    Assignment,
    Budget,
    BudgetLine,
    Deadline,
    Duty,
    Objective,
    Plan,
    PlanSource,
    Target,
    Task,
)
from txng.planning.reading.read import NotReadable, read_plan
from txng.planning.reading.values import Budget as ReadBudget
from txng.planning.reading.values import Objective as ReadObjective
from txng.planning.reading.values import PlanPaper, Timing
from txng.planning.reading.values import Target as ReadTarget
from txng.planning.reading.values import Task as ReadTask
from txng.planning.timing import last_day
from txng.planning.vocab import Part

LARGEST = 20 * 1024 * 1024


class PlanNotRead(Refused):
    """The file is no plan that can be read; the reason says why."""

    status = 422


class PlanTooLarge(Refused):
    """A plan is a paper, not an archive."""

    status = 422
    reason = _("Tệp kế hoạch lớn hơn 20 MB. Hãy bỏ ảnh trong tệp rồi gửi lại.")


def read(body: bytes) -> PlanPaper:
    """Read a plan's file; raises PlanNotRead in the language of the person."""
    try:
        return read_plan(body)
    except NotReadable as error:
        raise PlanNotRead(error.en if get_language() == "en" else error.vi) from error


@transaction.atomic
def keep_source(*, body: bytes, name: str, actor: Actor, now: datetime) -> PlanSource:
    """Keep a file as it came; the same bytes are kept once. It must be readable."""
    if len(body) > LARGEST:
        raise PlanTooLarge
    read(body)
    found, _is_new = PlanSource.objects.get_or_create(
        sha256=hashlib.sha256(body).hexdigest(),
        defaults={
            "name": tidy(name.replace("\\", "/").rpartition("/")[2])[:200] or "ke-hoach",
            "body": body,
            "organisation": actor.organisation,
            "created_at": now,
        },
    )
    return found


@transaction.atomic
def import_plan(*, source: PlanSource, actor: Actor, now: datetime) -> Plan:
    """Make a draft of a kept file; a file that became a plan already gives that plan."""
    locked = PlanSource.objects.select_for_update().get(pk=source.pk)
    known = locked.plans.order_by("id").first()
    if known is not None:
        return known
    paper = read(bytes(locked.body))
    data = as_data(paper, check_plan(paper))
    agencies = queries.Agencies(timezone.localdate(now))
    plan = Plan.objects.create(
        title=paper.title[:600],
        from_year=paper.period.from_year,
        to_year=paper.period.to_year,
        issuer=agencies.find(paper.issuer) if paper.issuer else None,
        issuer_text=paper.issuer[:250],
        province_text=paper.province[:80],
        number=paper.number[:80],
        issued_date=_day(paper.date),
        money_sources=[source[:300] for source in paper.sources],
        bases=[citation.text for citation in paper.citations if citation.is_basis],
        findings=[*data["discrepancies"], *data["notices"]],
        source=locked,
        created_by=actor.organisation,
        created_at=now,
        changed_at=now,
    )
    _store_parts(plan, paper, agencies)
    audit.record(
        "planning.import_plan", actor=actor, subject=plan, at=now, details={"file": locked.name}
    )
    return plan


def _store_parts(plan: Plan, paper: PlanPaper, agencies: "queries.Agencies") -> None:
    for place, row in enumerate(paper.tasks, 1):
        assign(_store_task(plan, place, row), agencies)
    objectives = Objective.objects.bulk_create(
        Objective(plan=plan, position=place, heading=o.heading[:250], text=o.text,
                  from_year=o.from_year, to_year=o.to_year)
        for place, o in enumerate(paper.objectives, 1)
    )  # fmt: skip
    goals = list(zip(objectives, paper.objectives, strict=True))
    Target.objects.bulk_create(
        Target(plan=plan, position=place, value=t.value, unit=t.unit[:60], is_least=t.is_least,
               year=t.year, text=t.text, objective=_objective_of(t, goals))
        for place, t in enumerate(paper.targets, 1)
    )  # fmt: skip
    Duty.objects.bulk_create(
        Duty(plan=plan, position=place, agency_text=a.agency[:400], duties=list(a.duties),
             organisation=agencies.find(a.agency))
        for place, a in enumerate(paper.assignments, 1)
    )  # fmt: skip
    Deadline.objects.bulk_create(
        Deadline(plan=plan, day=d.due.day, month=d.due.month, year=d.due.year, text=d.text)
        for d in paper.deadlines
    )
    if (budget := main_budget(paper)) is not None:
        _store_budget(plan, budget)


def _objective_of(
    target: ReadTarget, goals: list[tuple[Objective, ReadObjective]]
) -> Objective | None:
    """Return the goal that a figure was read in: the same place, and the same words."""
    said = _bare(target.text)
    here = [(row, _bare(read.text)) for row, read in goals if read.where == target.where]
    return next((row for row, words in here if words in said or said in words), None)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def _store_task(plan: Plan, place: int, row: ReadTask) -> Task:
    timing = row.timing
    first = timing.from_year or row.from_year or plan.from_year
    last = timing.to_year or row.to_year or plan.to_year
    return Task.objects.create(
        plan=plan,
        position=place,
        number=row.number[:20],
        group=row.group[:300],
        content=row.content,
        lead_text=row.lead,
        partners_text=row.partners,
        time_text=row.time[:500],
        when=timing.kind,
        from_year=first,
        to_year=last,
        quarters=list(timing.quarters),
        due_date=due_of(timing, plan),
        result=row.result,
        note=row.note,
    )


def due_of(timing: Timing, plan: Plan) -> date | None:
    """Return the last day of a task; one of every year has none in a plan of many years."""
    return last_day(timing, plan.from_year if plan.is_of_one_year else None)


def assign(task: Task, agencies: "queries.Agencies") -> None:
    """Part the printed agencies of a task and match them with the register."""
    from_text = ((Part.LEAD, task.lead_text), (Part.PARTNER, task.partners_text))
    Assignment.objects.bulk_create(
        Assignment(task=task, part=part, text=name, organisation=agencies.find(name))
        for part, text in from_text
        for name in names_in(text)
    )


def _store_budget(plan: Plan, budget: ReadBudget) -> None:
    row = Budget.objects.create(
        plan=plan,
        total=budget.total,
        total_text=budget.total_text,
        words=(budget.words.text if budget.words else "")[:300],
        caption=budget.caption,
    )
    BudgetLine.objects.bulk_create(
        BudgetLine(
            budget=row, position=place, number=n.line.number[:20], rank=n.line.rank,
            content=n.line.content, unit=n.line.unit[:80], quantity=n.line.quantity,
            price=n.line.price, amount=n.line.amount, note=n.line.note,
            source=n.line.source[:200],
        )
        for place, n in enumerate(every(tree(budget.lines)), 1)
    )  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def preview(source: PlanSource) -> dict[str, Any]:
    """Return what a kept file would become, with its discrepancies; nothing is stored."""
    paper = read(bytes(source.body))
    return as_data(paper, check_plan(paper))
