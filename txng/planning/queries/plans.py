"""Plans that an actor may see: lists, versions, the files they were read from."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from txng.core.errors import NotFound
from txng.core.search import like
from txng.library.models import Document
from txng.library.vocab import DocumentKind
from txng.parties.actor import Actor
from txng.parties.rights import is_lead_agency
from txng.planning.models import Objective, Plan, PlanSource, Target
from txng.planning.vocab import PlanState, TaskState

_HIDDEN = _("Không tìm thấy trang này, hoặc đơn vị bạn đang thay mặt không được xem.")


class NoSuchPlan(NotFound):
    """There is none, or none that the actor may see."""

    reason = _HIDDEN


def plans_seen_by(actor: Actor) -> QuerySet[Plan]:
    """Plans of an agency's officers: approved ones and one's own; the lead agency sees drafts."""
    if not actor.is_agency or actor.role is None:
        return Plan.objects.none()
    if is_lead_agency(actor):
        return Plan.objects.all()
    open_plans = ~Q(state=PlanState.DRAFT)
    own = Q(created_by=actor.organisation) | Q(issuer=actor.organisation)
    return Plan.objects.filter(open_plans | own)


@dataclass(frozen=True)
class PlanFilter:
    """What a list of plans is narrowed to; an empty value narrows nothing."""

    text: str = ""
    year: int | None = None
    state: str = ""


def find_plans(*, actor: Actor, by: PlanFilter) -> QuerySet[Plan]:
    """Plans that an actor may see, the newest years first."""
    found = plans_seen_by(actor).select_related("issuer", "parent", "budget")
    if by.text:
        found = found.filter(like(by.text, "title", "number", "province_text"))
    if by.year:
        found = found.filter(Q(from_year=None) | Q(from_year__lte=by.year), to_year__gte=by.year)
    found = found.filter(state=by.state) if by.state else found.exclude(state=PlanState.REPLACED)
    return found.annotate(
        task_count=Count("tasks", distinct=True),
        done_count=Count("tasks", filter=Q(tasks__state=TaskState.DONE), distinct=True),
    ).order_by("-to_year", "-id")


def plan_for(*, actor: Actor, plan_id: int) -> Plan:
    """Return a plan that the actor may see; fetching is the access check."""
    found = (
        plans_seen_by(actor)
        .select_related("issuer", "parent", "previous", "source", "document", "budget")
        .filter(pk=plan_id)
        .first()
    )
    if found is None:
        raise NoSuchPlan
    return found


def versions_of(plan: Plan) -> list[Plan]:
    """All versions of a plan, the newest first."""
    first = plan
    while first.previous is not None:
        first = first.previous
    found = [first]
    while (later := Plan.objects.filter(previous=found[-1]).first()) is not None:
        found.append(later)
    return found[::-1]


def children_of(*, actor: Actor, plan: Plan) -> QuerySet[Plan]:
    """Yearly plans made out of a plan of many years, or out of an earlier version of it."""
    found = plans_seen_by(actor).filter(parent__in=[v.pk for v in versions_of(plan)])
    return found.exclude(state=PlanState.REPLACED).order_by("from_year", "id")


def source_for(*, actor: Actor, source_id: int) -> PlanSource:
    """Return a file that a plan was read from: that of one's agency; the lead agency's, all."""
    found = PlanSource.objects.filter(pk=source_id).first()
    is_own = found is not None and found.organisation_id == actor.organisation_id
    if found is None or not (is_own or is_lead_agency(actor)):
        raise NoSuchPlan
    return found


def plans_by_id(*, actor: Actor, plan_ids: Iterable[int]) -> list[Plan]:
    """Plans that an actor may see, by year."""
    found = plans_seen_by(actor).filter(pk__in=list(plan_ids))
    return list(found.order_by("from_year", "id"))


def yearly_plans(*, actor: Actor) -> QuerySet[Plan]:
    """Plans of one year in force or drafted, by year."""
    return (
        plans_seen_by(actor)
        .exclude(state=PlanState.REPLACED)
        .filter(from_year__isnull=False)
        .order_by("-from_year", "-id")
    )


def approving_documents() -> QuerySet[Document]:
    """Plans and decisions of the library, the newest first."""
    kinds = (DocumentKind.PLAN, DocumentKind.DECISION)
    return Document.objects.filter(kind__in=kinds).order_by("-issued_date", "-id")


def targets_in_force() -> QuerySet[Target]:
    """Figures that approved plans want reached, by year; `source` cites plan and heading.

    `objective` is the goal that names the figure; None where a task's result does.
    """
    found = Target.objects.filter(plan__state=PlanState.APPROVED)
    return found.select_related("plan", "objective").order_by("year", "plan", "position", "id")


def objectives_of(plan: Plan) -> list[Objective]:
    """Goals of a plan in its order, each with its figures."""
    figures = Prefetch("targets", Target.objects.order_by("position", "id"))
    return list(plan.objectives.order_by("position", "id").prefetch_related(figures))


def approved_plans() -> QuerySet[Plan]:
    """Plans in force, the newest first."""
    return Plan.objects.filter(state=PlanState.APPROVED).order_by("-to_year", "-id")
