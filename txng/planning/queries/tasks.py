"""Tasks: those of a plan, those given to an agency, those that are due."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from txng.core.models import AuditEntry
from txng.core.search import like
from txng.parties.actor import Actor
from txng.parties.rights import is_lead_agency, is_lead_officer
from txng.planning.models import Assignment, Plan, Task
from txng.planning.queries.plans import NoSuchPlan, plans_seen_by
from txng.planning.vocab import Part, PlanState, TaskState

_OPEN = (TaskState.WAITING, TaskState.DOING)


def tasks_of(plan: Plan) -> list[Task]:
    """Tasks of a plan in its order, with their agencies."""
    found = plan.tasks.select_related("evidence").order_by("position", "id")
    return list(found.prefetch_related("assignments__organisation"))


def task_for(*, actor: Actor, task_id: int) -> Task:
    """Return a task of a plan that the actor may see."""
    found = (
        Task.objects.select_related("plan", "evidence")
        .prefetch_related("assignments__organisation")
        .filter(pk=task_id, plan__in=plans_seen_by(actor))
        .first()
    )
    if found is None:
        raise NoSuchPlan
    return found


def may_update(actor: Actor, task: Task) -> bool:
    """Say whether the actor may tell how far a task is: the lead agency, and who leads the task."""
    if is_lead_agency(actor):
        return True
    return any(
        a.organisation_id == actor.organisation_id and a.part == Part.LEAD
        for a in task.assignments.all()
    )


@dataclass(frozen=True)
class TaskFilter:
    """What a list of tasks is narrowed to; an empty value narrows nothing."""

    text: str = ""
    year: int | None = None
    state: str = ""
    part: str = ""
    whose: str = ""
    """"own": only those of the actor's agency."""


def find_tasks(*, actor: Actor, by: TaskFilter) -> QuerySet[Task]:
    """Tasks of approved plans: of the actor's agency, for lead officers of all.

    Open ones come first, and of them those that are late or due soonest.
    """
    found = Task.objects.filter(plan__state=PlanState.APPROVED, plan__in=plans_seen_by(actor))
    own = Assignment.objects.filter(organisation=actor.organisation)
    if by.part:
        own = own.filter(part=by.part)
    if by.whose == "own" or not is_lead_officer(actor) or by.part:
        found = found.filter(pk__in=own.values("task"))
    if by.text:
        found = found.filter(like(by.text, "content", "lead_text", "partners_text"))
    if by.year:
        found = found.filter(plan__from_year__lte=by.year, plan__to_year__gte=by.year)
    if by.state:
        found = found.filter(state=by.state)
    found = found.select_related("plan").prefetch_related("assignments__organisation")
    found = found.annotate(is_over=ExpressionWrapper(~Q(state__in=_OPEN), BooleanField()))
    return found.order_by("is_over", "due_date", "id")


def due_tasks(*, until: date) -> QuerySet[Task]:
    """Open tasks of approved plans whose last day is not after a day."""
    return (
        Task.objects.filter(plan__state=PlanState.APPROVED, due_date__lte=until, state__in=_OPEN)
        .prefetch_related("assignments__organisation")
        .order_by("due_date", "id")
    )


@dataclass(frozen=True)
class YearsRow:
    """One task over several years: its words, and the task of each plan (None: not there)."""

    content: str
    cells: tuple[tuple[Task | None, Plan], ...]


def side_by_side(plans: Sequence[Plan]) -> list[YearsRow]:
    """Lay tasks of several plans side by side: same words, or one copied from the other."""
    rows: dict[str, dict[int, Task]] = defaultdict(dict)
    for place, plan in enumerate(plans):
        for task in tasks_of(plan):
            rows[" ".join(task.content.lower().split())].setdefault(place, task)
    return [
        YearsRow(
            next(iter(found.values())).content,
            tuple((found.get(place), plan) for place, plan in enumerate(plans)),
        )
        for found in rows.values()
    ]


def waiting_tasks(actor: Actor) -> QuerySet[Task]:
    """Open tasks that the actor's agency leads, the most urgent first."""
    own = Assignment.objects.filter(organisation=actor.organisation, part=Part.LEAD)
    return find_tasks(actor=actor, by=TaskFilter()).filter(
        pk__in=own.values("task"), state__in=_OPEN
    )


def history_of_task(task: Task, most: int = 20) -> QuerySet[AuditEntry]:
    """Entries about a task: how far it came, and how its words were changed in the plan's draft."""
    own = Q(subject_type=task._meta.label_lower, subject_id=str(task.pk))
    plan = Q(subject_type=Plan._meta.label_lower, subject_id=str(task.plan_id))
    found = AuditEntry.objects.filter(own | plan & Q(details__task=task.pk))
    return found.order_by("-id")[:most]
