"""Acts on requests for figures: create, open, remind, lock, unlock; groups of communes."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from txng.core import audit
from txng.core.errors import Refused
from txng.core.search import tidy
from txng.parties.actor import Actor
from txng.parties.models import AdministrativeUnit, Organisation
from txng.parties.services import notify, settle_notice
from txng.reporting.facts import RequestFacts
from txng.reporting.models import AreaGroup, DataRequest, Indicator, RequestField, Submission
from txng.reporting.services.prefill import prefill
from txng.reporting.services.snapshots import take_snapshot
from txng.reporting.vocab import OPEN_STATES, CellType, Measure, Part, RequestState, Rule

_ENTRY = "/quan-ly/ky-bao-cao/nhap/{}/"


class RequestLacks(Refused):
    """A request needs lines and recipients."""

    status = 422
    reason = _("Kỳ báo cáo cần ít nhất một chỉ tiêu (hoặc dòng thêm) và một cơ quan nhận.")


@transaction.atomic
def create_request(*, facts: RequestFacts, actor: Actor, now: datetime) -> DataRequest:
    """Write a request with its form and an empty answer for each recipient; nobody is told yet."""
    if not facts.recipients or not (facts.indicators or facts.lines):
        raise RequestLacks
    row = DataRequest.objects.create(
        organisation=_asker(actor),
        title=tidy(facts.title),
        note=facts.note.strip(),
        period_kind=facts.period.kind,
        starts_date=facts.period.starts,
        ends_date=facts.period.ends,
        due_date=facts.due,
        created_by=actor.user,
        created_at=now,
    )
    fields = [field for one in facts.indicators for field in _fields_of(one)]
    fields += [
        RequestField(code=f"them-{number}", label=line.label, unit=line.unit, type=line.type,
                     rule=Rule.NONE if line.type == CellType.TEXT else Rule.SUM,
                     is_required=line.type != CellType.TEXT)
        for number, line in enumerate(facts.lines, start=1)
    ]  # fmt: skip
    for position, field in enumerate(fields, start=1):
        field.request, field.position = row, position
    RequestField.objects.bulk_create(fields)
    Submission.objects.bulk_create(
        [Submission(request=row, organisation=one) for one in facts.recipients]
    )
    audit.record("reporting.create_request", actor=actor, subject=row, at=now)
    return row


def _asker(actor: Actor) -> Organisation:
    if actor.organisation is None:
        raise LookupError("a request is asked by an agency")
    return actor.organisation


def _fields_of(indicator: Indicator) -> list[RequestField]:
    """Return the lines of an indicator: a share asks its numerator and its denominator."""
    if not indicator.is_percent:
        unit = str(indicator.get_measure_display())
        kind = CellType.MONEY if indicator.measure == Measure.DONG else CellType.WHOLE
        return [_field(indicator, Part.NUMERATOR, indicator.name, indicator.name_en, kind, unit)]
    return [
        _field(indicator, Part.NUMERATOR, indicator.numerator, indicator.numerator_en),
        _field(indicator, Part.DENOMINATOR, indicator.denominator, indicator.denominator_en),
    ]


def _field(  # noqa: PLR0917  one line a fact
    indicator: Indicator,
    part: Part,
    label: str,
    english: str,
    kind: CellType = CellType.WHOLE,
    unit: str = "",
) -> RequestField:
    return RequestField(
        code=f"{indicator.code}-{part}",
        label=label[:1].upper() + label[1:],
        label_en=english[:1].upper() + english[1:],
        unit=unit,
        type=kind,
        rule=indicator.rule,
        indicator=indicator,
        part=part,
    )


class RequestNotDraft(Refused):
    """It was sent already."""

    reason = _("Kỳ báo cáo này đã gửi rồi. Hãy mở trang của kỳ để xem ai đã nộp.")


@transaction.atomic
def open_request(*, request: DataRequest, actor: Actor, now: datetime) -> DataRequest:
    """Send a request: answers are filled with what is known, recipients are told."""
    row = _locked_row(request)
    if row.state != RequestState.DRAFT:
        raise RequestNotDraft
    row.state, row.opened_at = RequestState.OPEN, now
    row.save(update_fields=["state", "opened_at"])
    prefill(request=row, now=now)
    for submission in row.submissions.select_related("organisation"):
        tell(submission, at=now)
    audit.record("reporting.open_request", actor=actor, subject=row, at=now)
    return row


def tell(submission: Submission, *, at: datetime) -> None:
    """Tell an agency that a report is due; telling again changes nothing but words and day."""
    notify(
        organisation_id=submission.organisation_id,
        key=f"reporting.submission:{submission.pk}",
        kind="reporting.request",
        text=format_lazy("{} {}", _("Cần nộp số liệu:"), submission.request.title),
        url=_ENTRY.format(submission.pk),
        due=submission.request.due_date,
        at=at,
    )


class NobodyToRemind(Refused):
    """All have answered, or nothing was sent."""

    reason = _("Không còn cơ quan nào chưa nộp, hoặc kỳ báo cáo chưa gửi.")


@transaction.atomic
def remind_request(*, request: DataRequest, actor: Actor, now: datetime) -> int:
    """Remind every agency that still has to submit; return how many."""
    row = _locked_row(request)
    late = list(row.submissions.filter(state__in=OPEN_STATES).select_related("request"))
    if row.state != RequestState.OPEN or not late:
        raise NobodyToRemind
    for submission in late:
        notify(
            organisation_id=submission.organisation_id,
            key=f"reporting.reminder:{submission.pk}:{now:%Y-%m-%d}",
            kind="reporting.reminder",
            text=format_lazy("{} {}", _("Nhắc nộp số liệu:"), row.title),
            url=_ENTRY.format(submission.pk),
            due=row.due_date,
            at=now,
        )
    row.submissions.filter(state__in=OPEN_STATES).update(reminded_at=now)
    row.reminded_at = now
    row.save(update_fields=["reminded_at"])
    details = {"count": len(late)}
    audit.record("reporting.remind_request", actor=actor, subject=row, at=now, details=details)
    return len(late)


class RequestNotOpen(Refused):
    """Only what is collecting is locked."""

    reason = _("Chỉ khoá được kỳ báo cáo đang thu số liệu.")


class ReasonMissing(Refused):
    """Whoever locks, unlocks or returns says why."""

    status = 422
    reason = _("Hãy ghi lý do: người nhận cần biết vì sao.")


@transaction.atomic
def lock_request(*, request: DataRequest, reason: str, actor: Actor, now: datetime) -> DataRequest:
    """Close a request: nobody submits any more; what is approved is kept as a snapshot."""
    row = _locked_row(request)
    if row.state != RequestState.OPEN:
        raise RequestNotOpen
    _turn(row, RequestState.LOCKED, reason, now)
    audit.record("reporting.lock_request", actor=actor, subject=row, at=now,
                 details={"reason": row.lock_reason})  # fmt: skip
    take_snapshot(request=row, reason=row.lock_reason, actor=actor, now=now)
    return row


class RequestNotLocked(Refused):
    """Only what is locked is unlocked."""

    reason = _("Kỳ báo cáo này không bị khoá.")


@transaction.atomic
def unlock_request(
    *, request: DataRequest, reason: str, actor: Actor, now: datetime
) -> DataRequest:
    """Open a locked request again; its snapshots stay, the next lock adds one."""
    row = _locked_row(request)
    if row.state != RequestState.LOCKED:
        raise RequestNotLocked
    _turn(row, RequestState.OPEN, reason, now)
    audit.record("reporting.unlock_request", actor=actor, subject=row, at=now,
                 details={"reason": row.lock_reason})  # fmt: skip
    return row


def _turn(row: DataRequest, state: RequestState, reason: str, now: datetime) -> None:
    words = tidy(reason)
    if not words:
        raise ReasonMissing(fields={"reason": ReasonMissing.reason})
    row.state, row.lock_reason = state, words[:500]
    row.locked_at = now if state == RequestState.LOCKED else None
    row.save(update_fields=["state", "lock_reason", "locked_at"])


def _locked_row(request: DataRequest) -> DataRequest:
    return DataRequest.objects.select_for_update().get(pk=request.pk)


def remind_due(*, today: date, now: datetime) -> int:
    """Tell agencies anew of what is due within seven days or late; return how many were told."""
    waiting = Submission.objects.filter(
        state__in=OPEN_STATES,
        request__state=RequestState.OPEN,
        request__due_date__lte=date.fromordinal(today.toordinal() + 7),
    ).select_related("request")
    for submission in waiting:
        tell(submission, at=now)
    return len(waiting)


def settle(submission: Submission, *, at: datetime) -> None:
    """Take the notice of a submission off the lists."""
    settle_notice(
        key=f"reporting.submission:{submission.pk}",
        organisation_id=submission.organisation_id,
        at=at,
    )


@transaction.atomic
def save_group(
    *,
    name: str,
    units: Iterable[AdministrativeUnit],
    actor: Actor,
    now: datetime,
    group: AreaGroup | None = None,
) -> AreaGroup:
    """Save a group of communes under a name."""
    row = group or AreaGroup()
    row.name = tidy(name)
    row.save()
    row.units.set(units)
    audit.record("reporting.save_group", actor=actor, subject=row, at=now)
    return row
