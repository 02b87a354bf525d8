"""Acts of the agency that answers: save what was entered, submit it."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from txng.core import audit
from txng.core.errors import Refused
from txng.parties.actor import Actor
from txng.parties.services import notify
from txng.reporting.models import Cell, DataRequest, Submission
from txng.reporting.services.requests import settle
from txng.reporting.vocab import OPEN_STATES, RequestState, SubmissionState

Value = Decimal | str | None


class EntryClosed(Refused):
    """What was submitted waits for the asking agency; only a returned answer is written again."""

    reason = _(
        "Báo cáo này đã nộp nên không sửa được nữa. Nếu cần sửa, hãy đề nghị cơ quan yêu cầu "
        "trả lại báo cáo."
    )


class EntryChanged(Refused):
    """Two people of one agency write at once: the later one looks first."""

    reason = _(
        "Đồng nghiệp của bạn vừa lưu báo cáo này sau khi bạn mở trang. Những gì bạn nhập vẫn còn "
        "trên màn hình: hãy mở lại trang ở một thẻ khác, xem số mới, rồi lưu."
    )


@transaction.atomic
def save_entry(
    *,
    submission: Submission,
    values: Mapping[int, Value],
    seen: str,
    actor: Actor,
    now: datetime,
) -> Submission:
    """Keep what was entered, also after the lock: nothing typed is lost.

    `seen` is the mark of the version on which the person wrote (`version_of`).
    """
    row = _locked_row(submission)
    if row.state not in OPEN_STATES:
        raise EntryClosed
    if seen != version_of(row) and row.saved_by_id != actor.actor_id:
        raise EntryChanged
    known = {cell.field_id: cell for cell in row.cells.all()}
    for field_id, value in values.items():
        _put(row, known.get(field_id), field_id, value)
    row.saved_at, row.saved_by = now, actor.user
    row.save(update_fields=["saved_at", "saved_by"])
    return row


def version_of(submission: Submission) -> str:
    """Return the mark of an answer's present version."""
    return submission.saved_at.isoformat() if submission.saved_at else ""


def _put(row: Submission, cell: Cell | None, field_id: int, value: Value) -> None:
    number = value if isinstance(value, Decimal) else None
    text = value.strip() if isinstance(value, str) else ""
    if cell is None:
        if number is not None or text:
            Cell.objects.create(submission=row, field_id=field_id, number=number, text=text)
        return
    if (cell.number, cell.text) != (number, text):
        cell.number, cell.text, cell.is_prefilled = number, text, False
        cell.save(update_fields=["number", "text", "is_prefilled"])


class RequestIsLocked(Refused):
    """The asking agency closed the request."""

    reason = _(
        "Kỳ báo cáo này đã khoá nên không nhận báo cáo nộp muộn. Số liệu bạn nhập vẫn được giữ ở "
        "dạng chưa nộp. Hãy đề nghị cơ quan yêu cầu mở khoá rồi nộp lại."
    )


class EntryIncomplete(Refused):
    """Required cells are empty."""

    status = 422
    reason = _("Chưa nộp được vì còn ô bắt buộc để trống. Ô nào không có thì ghi 0.")


@transaction.atomic
def submit_entry(*, submission: Submission, actor: Actor, now: datetime) -> Submission:
    """Hand an answer in; raises RequestIsLocked, EntryClosed, EntryIncomplete."""
    asked = DataRequest.objects.select_for_update().get(pk=submission.request_id)
    row = _locked_row(submission)
    if row.state not in OPEN_STATES:
        raise EntryClosed
    if asked.state != RequestState.OPEN:
        raise RequestIsLocked
    missing = _missing(row)
    if missing:
        raise EntryIncomplete(missing=missing)
    row.state, row.submitted_at, row.submitted_by = SubmissionState.SUBMITTED, now, actor.user
    row.save(update_fields=["state", "submitted_at", "submitted_by"])
    audit.record("reporting.submit_entry", actor=actor, subject=row, at=now)
    settle(row, at=now)
    notify(
        organisation_id=asked.organisation_id,
        key=f"reporting.submitted:{row.pk}:{now:%Y%m%d%H%M%S}",
        kind="reporting.submitted",
        text=format_lazy("{} {} – {}", _("Chờ duyệt:"), row.organisation.name, asked.title),
        url=f"/quan-ly/ky-bao-cao/bai-nop/{row.pk}/",
        at=now,
    )
    return row


def _missing(row: Submission) -> list[str]:
    filled = {c.field_id for c in row.cells.all() if c.number is not None or c.text}
    fields = row.request.fields.filter(is_required=True).order_by("position", "id")
    return [str(field) for field in fields if field.pk not in filled]


def _locked_row(submission: Submission) -> Submission:
    return (
        Submission.objects.select_for_update(of=("self",))
        .select_related("organisation", "request")
        .get(pk=submission.pk)
    )
