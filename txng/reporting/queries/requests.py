"""Requests for figures and their answers, with the right to see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from txng.core.errors import NotFound
from txng.core.numbers import whole
from txng.parties.actor import Actor
from txng.parties.models import Organisation
from txng.parties.queries import agencies
from txng.reporting.models import (
    AreaGroup,
    Cell,
    DataRequest,
    Deadline,
    Snapshot,
    Submission,
)
from txng.reporting.vocab import OPEN_STATES, Place, RequestState, SubmissionState


class NoSuchRequest(NotFound):
    """There is none, or none of the actor's agency."""

    reason = _("Không tìm thấy kỳ báo cáo này, hoặc cơ quan bạn đang thay mặt không được xem.")


def requests_for(actor: Actor) -> QuerySet[DataRequest]:
    """Requests that the actor's agency asked, newest period first, with how many answered."""
    return (
        DataRequest.objects.filter(organisation_id=actor.organisation_id or 0)
        .annotate(
            asked_count=Count("submissions"),
            approved_count=Count(
                "submissions", filter=Q(submissions__state=SubmissionState.APPROVED)
            ),
            waiting_count=Count(
                "submissions", filter=Q(submissions__state=SubmissionState.SUBMITTED)
            ),
        )
        .order_by("-due_date", "-id")
    )


def request_for(*, actor: Actor, request_id: int) -> DataRequest:
    """Return a request that the actor's own agency asked; raises NoSuchRequest."""
    found = (
        DataRequest.objects.filter(pk=request_id, organisation_id=actor.organisation_id or 0)
        .select_related("organisation")
        .first()
    )
    if found is None:
        raise NoSuchRequest
    return found


def submissions_due(actor: Actor) -> QuerySet[Submission]:
    """Answers that the actor's agency was asked for, the first due first; drafts are not sent."""
    return (
        Submission.objects.filter(organisation_id=actor.organisation_id or 0)
        .exclude(request__state=RequestState.DRAFT)
        .select_related("request__organisation")
        .order_by("-request__due_date", "-id")
    )


def waiting_for(actor: Actor) -> QuerySet[Submission]:
    """Answers handed in to the actor's agency that wait for its decision."""
    return (
        Submission.objects.filter(
            request__organisation_id=actor.organisation_id or 0, state=SubmissionState.SUBMITTED
        )
        .select_related("request", "organisation")
        .order_by("submitted_at", "id")
    )


def entry_for(*, actor: Actor, submission_id: int) -> Submission:
    """Return an answer of the actor's own agency, to write or read it; raises NoSuchRequest."""
    found = submissions_due(actor).filter(pk=submission_id).first()
    if found is None:
        raise NoSuchRequest
    return found


def submission_for(*, actor: Actor, submission_id: int) -> Submission:
    """Return an answer to a request of the actor's agency, to decide on; raises NoSuchRequest."""
    found = (
        Submission.objects.filter(
            pk=submission_id, request__organisation_id=actor.organisation_id or 0
        )
        .select_related("request", "organisation", "submitted_by", "decided_by")
        .first()
    )
    if found is None:
        raise NoSuchRequest
    return found


def cells_by_field(submission: Submission) -> dict[int, Cell]:
    """Return the cells of an answer by their lines."""
    return {cell.field_id: cell for cell in submission.cells.all()}


def last_cells(*, organisation_id: int, before: DataRequest) -> Mapping[str, Cell]:
    """Return, by line code, what an agency gave in its latest approved answer before a request."""
    last = (
        Submission.objects.filter(
            organisation_id=organisation_id,
            state=SubmissionState.APPROVED,
            request__ends_date__lt=before.ends_date,
        )
        .order_by("-request__ends_date", "-id")
        .first()
    )
    if last is None:
        return {}
    return {cell.field.code: cell for cell in last.cells.select_related("field")}


@dataclass(frozen=True)
class Desk:
    """One line of the completeness board: an answer, where it lies, for how long, how late."""

    submission: Submission
    where: str
    since: datetime | None
    filled: int
    lines: int
    days_late: int

    @property
    def is_late(self) -> bool:
        """Say whether it should have been handed in."""
        return self.days_late > 0

    def is_at(self, place: Place | None) -> bool:
        """Say whether it belongs on a board narrowed to a place."""
        if place == Place.LATE:
            return self.is_late
        return place is None or self.submission.state == SubmissionState[place.name]


def board(request: DataRequest, *, today: date, group: AreaGroup | None = None) -> list[Desk]:
    """Return who has answered and at whose desk the rest lies, the latest first.

    All recipients, or those of a group of communes. Two statements, however many recipients.
    """
    lines = request.fields.count()
    found = (
        answers_in(request, group)
        .select_related("organisation")
        .annotate(filled=Count("cells", filter=Q(cells__number__isnull=False) | ~Q(cells__text="")))
        .order_by("organisation__sort_key", "id")
    )
    desks = [_desk(row, request, lines, today) for row in found]
    return sorted(desks, key=lambda desk: (-desk.days_late, desk.submission.state))


def answers_in(request: DataRequest, group: AreaGroup | None) -> QuerySet[Submission]:
    """Answers to a request, of all recipients or of those in a group of communes."""
    found = request.submissions.all()
    return found.filter(organisation__unit__in=group.units.values("pk")) if group else found


def _desk(row: Submission, request: DataRequest, lines: int, today: date) -> Desk:
    is_open = row.state in OPEN_STATES
    holder = row.organisation if is_open else request.organisation
    since = {
        SubmissionState.DRAFT: request.opened_at,
        SubmissionState.RETURNED: row.decided_at,
        SubmissionState.SUBMITTED: row.submitted_at,
    }.get(SubmissionState(row.state), row.decided_at)
    filled: int = vars(row)["filled"]
    where = "" if row.state == SubmissionState.APPROVED else holder.name
    return Desk(row, where, since, filled, lines, days_late(row, request, today))


def days_late(row: Submission, request: DataRequest, today: date) -> int:
    """Count the days since an answer not handed in was due; due *before* a day, so it counts."""
    if row.state not in OPEN_STATES or request.state == RequestState.DRAFT:
        return 0
    return max((today - request.due_date).days + 1, 0)


def snapshots_of(request: DataRequest) -> QuerySet[Snapshot]:
    """Snapshots of a request, newest first."""
    return request.snapshots.select_related("taken_by").order_by("-number", "id")


def groups() -> QuerySet[AreaGroup]:
    """Saved groups of communes by name, with how many communes each has."""
    return AreaGroup.objects.annotate(size=Count("units")).order_by("name", "id")


def due_date(kind: str, *, year: int) -> date | None:
    """Return the day before which a kind of report of a year is due, by the rule then in force."""
    rule = (
        Deadline.objects.filter(kind=kind, valid_from__lte=date(year, 12, 31))
        .filter(Q(valid_to=None) | Q(valid_to__gt=date(year, 1, 1)))
        .order_by("-valid_from", "-id")
        .first()
    )
    return date(year, rule.month, rule.day) if rule else None


def recipients_for(actor: Actor) -> QuerySet[Organisation]:
    """Agencies at work that the actor's agency may ask: all others."""
    return agencies().exclude(pk=actor.organisation_id or 0)


class NoSuchSnapshot(NotFound):
    """The request has no snapshot of this number."""

    reason = _("Kỳ báo cáo này không có bản chốt số đó.")


def snapshot_of(request: DataRequest, number: int) -> Snapshot:
    """Return a snapshot of a request; raises NoSuchSnapshot."""
    found = snapshots_of(request).filter(number=number).first()
    if found is None:
        raise NoSuchSnapshot
    return found


class NoSuchGroup(NotFound):
    """There is no such group of communes."""

    reason = _("Không có nhóm xã này.")


def group_called(number: str) -> AreaGroup | None:
    """Return the group of a number in an address, none when none is named; raises NoSuchGroup."""
    if not number:
        return None
    found = AreaGroup.objects.filter(pk=whole(number) or 0).first()
    if found is None:
        raise NoSuchGroup
    return found
