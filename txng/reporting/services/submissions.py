"""Acts of the agency that asked: approve an answer, or return it with a reason."""

from datetime import datetime

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from txng.core import audit
from txng.core.errors import Refused
from txng.core.search import tidy
from txng.parties.actor import Actor
from txng.parties.services import notify, settle_notice
from txng.reporting.models import DataRequest, Submission
from txng.reporting.services.requests import ReasonMissing
from txng.reporting.vocab import RequestState, SubmissionState


class NotSubmitted(Refused):
    """Only what was handed in is decided on."""

    reason = _("Báo cáo này chưa nộp, hoặc đã được duyệt hay trả lại rồi.")


class RequestClosed(Refused):
    """After the lock nothing changes until it is unlocked."""

    reason = _("Kỳ báo cáo đã khoá. Hãy mở khoá, ghi lý do, rồi duyệt hoặc trả lại.")


@transaction.atomic
def approve_submission(*, submission: Submission, actor: Actor, now: datetime) -> Submission:
    """Accept a submitted answer: from now on it counts in the consolidation."""
    row = _row(submission, {SubmissionState.SUBMITTED})
    row.state, row.return_reason = SubmissionState.APPROVED, ""
    _decide(row, actor, now)
    audit.record("reporting.approve_submission", actor=actor, subject=row, at=now)
    return row


@transaction.atomic
def return_submission(
    *, submission: Submission, reason: str, actor: Actor, now: datetime
) -> Submission:
    """Give an answer back, submitted or approved, with the reason; it counts no more."""
    words = tidy(reason)
    if not words:
        raise ReasonMissing(fields={"reason": ReasonMissing.reason})
    row = _row(submission, {SubmissionState.SUBMITTED, SubmissionState.APPROVED})
    row.state, row.return_reason = SubmissionState.RETURNED, words
    _decide(row, actor, now)
    audit.record("reporting.return_submission", actor=actor, subject=row, at=now,
                 details={"reason": words})  # fmt: skip
    settle_notice(key=f"reporting.submission:{row.pk}", organisation_id=row.organisation_id, at=now)
    notify(
        organisation_id=row.organisation_id,
        key=f"reporting.returned:{row.pk}:{now:%Y%m%d%H%M%S}",
        kind="reporting.returned",
        text=format_lazy("{} {} – {}", _("Báo cáo bị trả lại:"), row.request.title, words[:120]),
        url=f"/quan-ly/ky-bao-cao/nhap/{row.pk}/",
        due=row.request.due_date,
        at=now,
    )
    return row


def _row(submission: Submission, states: set[SubmissionState]) -> Submission:
    asked = DataRequest.objects.select_for_update().get(pk=submission.request_id)
    row = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("request", "organisation")
        .get(pk=submission.pk)
    )
    if asked.state != RequestState.OPEN:
        raise RequestClosed
    if row.state not in states:
        raise NotSubmitted
    return row


def _decide(row: Submission, actor: Actor, now: datetime) -> None:
    row.decided_at, row.decided_by = now, actor.user
    row.save(update_fields=["state", "return_reason", "decided_at", "decided_by"])
