"""The desk of one agency: what it still has to hand in, its tasks of plans, whose desk one sees."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from txng.core.errors import NotFound
from txng.parties.actor import Actor
from txng.parties.models import Organisation
from txng.parties.queries import agencies, units_within
from txng.parties.rights import is_lead_officer
from txng.planning.models import Task
from txng.planning.vocab import PlanState, TaskState
from txng.reporting.models import Submission
from txng.reporting.queries.requests import days_late
from txng.reporting.vocab import OPEN_STATES, RequestState, SubmissionState

_OPEN_TASKS = (TaskState.WAITING, TaskState.DOING)


class NoSuchDesk(NotFound):
    """There is no such agency, or its desk is not the actor's to see."""

    reason = _(
        "Không tìm thấy cơ quan này. Chỉ cán bộ đầu mối xem được việc của cơ quan khác, "
        "trong địa bàn mình phụ trách."
    )


def desks_for(actor: Actor) -> QuerySet[Organisation]:
    """Agencies whose desks the actor sees: the own one; lead officers all of their area."""
    found = agencies().select_related("unit")
    if not (is_lead_officer(actor) and actor.is_agency):
        return found.filter(pk=actor.organisation_id or 0)
    if actor.area_id is None:
        return found
    within = found.filter(unit__in=units_within(actor.area_id).values("pk"))
    return within | found.filter(pk=actor.organisation_id or 0)


def desk_of(*, actor: Actor, agency_id: int | None) -> Organisation:
    """Return the agency whose desk is asked for, the own one unless told; raises NoSuchDesk."""
    found = desks_for(actor).filter(pk=agency_id or actor.organisation_id or 0).first()
    if found is None:
        raise NoSuchDesk
    return found


@dataclass(frozen=True)
class Paper:
    """An answer that an agency was asked for, with the days it is late."""

    submission: Submission
    late: int


def papers_due(agency: Organisation, *, today: date) -> Sequence[Paper]:
    """Return what an agency still has to hand in, the first due first."""
    found = (
        Submission.objects.filter(
            organisation=agency, state__in=OPEN_STATES, request__state=RequestState.OPEN
        )
        .select_related("request__organisation")
        .order_by("request__due_date", "id")
    )
    return [Paper(row, days_late(row, row.request, today)) for row in found]


def papers_given(agency: Organisation) -> QuerySet[Submission]:
    """Answers that an agency handed in and that wait, or were approved last."""
    return (
        Submission.objects.filter(organisation=agency)
        .filter(state__in=(SubmissionState.SUBMITTED, SubmissionState.APPROVED))
        .select_related("request")
        .order_by(F("submitted_at").desc(nulls_last=True), "-id")[:10]
    )


def open_tasks(agency: Organisation) -> QuerySet[Task]:
    """Open tasks of approved plans that an agency has a part in, due ones first."""
    return (
        Task.objects.filter(
            plan__state=PlanState.APPROVED,
            state__in=_OPEN_TASKS,
            assignments__organisation=agency,
        )
        .select_related("plan")
        .order_by(F("due_date").asc(nulls_last=True), "id")
        .distinct()
    )
