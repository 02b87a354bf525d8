"""Acts on tasks: change their words in a draft, tell how far they are, match agencies."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from txng.core import audit, files
from txng.core.errors import NotAllowed, Refused
from txng.parties.actor import Actor
from txng.parties.models import Organisation
from txng.planning import queries
from txng.planning.models import Assignment, Plan, Task
from txng.planning.reading.timing import timing_of
from txng.planning.services.importing import assign, due_of
from txng.planning.services.plan import draft_of, touched
from txng.planning.services.reminders import settle
from txng.planning.vocab import PlanState, TaskState


@dataclass(frozen=True)
class TaskWords:
    """What a row of a plan says."""

    number: str
    group: str
    content: str
    lead_text: str
    partners_text: str
    time_text: str
    result: str
    note: str


@dataclass(frozen=True)
class Progress:
    """How far a task is, and why it is late."""

    state: TaskState
    progress: str
    delay_reason: str
    done_date: date | None
    evidence: "UploadedFile[Any] | None" = None


class ChangedMeanwhile(Refused):
    """Somebody else has changed the row since it was opened; `theirs` is what stands now."""

    reason = _(
        "Trong lúc bạn sửa, người khác đã lưu thay đổi ở dòng này. "
        "Hãy xem hai bản cạnh nhau, rồi chọn nội dung đúng và lưu lại."
    )

    def __init__(self, theirs: Any) -> None:
        """Keep the row as it stands now."""
        super().__init__()
        self.theirs = theirs


class TaskNotYours(NotAllowed):
    """A task is told of by its lead agency."""

    reason = _("Chỉ cơ quan chủ trì hoặc cơ quan đầu mối được cập nhật tiến độ nhiệm vụ này.")


class PlanNotFollowed(Refused):
    """Tasks are followed under the version that is in force."""

    reason = _("Chỉ cập nhật tiến độ ở bản kế hoạch đang có hiệu lực. Hãy mở bản đó.")


class LateWithoutReason(Refused):
    """A task past its day says why."""

    status = 422
    reason = _("Nhiệm vụ đã quá hạn: hãy ghi lý do chậm.")


class DoneDayNotRight(Refused):
    """What is done was done on a day that is not ahead."""

    status = 422
    reason = _("Ghi ngày hoàn thành; ngày này không ở tương lai.")


@transaction.atomic
def add_task(*, plan: Plan, words: TaskWords, actor: Actor, now: datetime) -> Task:
    """Add a row at the end of a draft."""
    row = draft_of(plan)
    last = row.tasks.aggregate(last=Max("position"))["last"] or 0
    task = Task(plan=row, position=last + 1)
    _say(task, words, row)
    task.save()
    assign(task, queries.Agencies(timezone.localdate(now)))
    touched(row, now)
    audit.record("planning.add_task", actor=actor, subject=row, at=now, details={"task": task.pk})
    return task


@transaction.atomic
def edit_task(*, task: Task, version: int, words: TaskWords, actor: Actor, now: datetime) -> Task:
    """Change the words of a row of a draft, if it is still the one that was opened."""
    plan = draft_of(task.plan)
    row = Task.objects.select_for_update().get(pk=task.pk)
    if row.version != version:
        raise ChangedMeanwhile(row)
    changed = audit.changed(row, asdict(words))
    _say(row, words, plan)
    row.version += 1
    row.save()
    row.assignments.all().delete()
    assign(row, queries.Agencies(timezone.localdate(now)))
    touched(plan, now)
    details = {"task": row.pk, "name": row.number or row.content[:80], **changed}
    audit.record("planning.edit_task", actor=actor, subject=plan, at=now, details=details)
    return row


def _say(task: Task, words: TaskWords, plan: Plan) -> None:
    for name, value in asdict(words).items():
        setattr(task, name, value)
    timing = timing_of(words.time_text)
    task.when, task.quarters = timing.kind, list(timing.quarters)
    task.from_year = timing.from_year or plan.from_year
    task.to_year = timing.to_year or plan.to_year
    task.due_date = due_of(timing, plan)


@transaction.atomic
def update_task(
    *, task: Task, version: int, progress: Progress, actor: Actor, now: datetime
) -> Task:
    """Tell how far a task is; the lead agency and the lead officer may. Late ones say why."""
    row = Task.objects.select_for_update(of=("self",)).select_related("plan").get(pk=task.pk)
    today = timezone.localdate(now)
    if not queries.may_update(actor, task):
        raise TaskNotYours
    if row.plan.state != PlanState.APPROVED:
        raise PlanNotFollowed
    if row.version != version:
        raise ChangedMeanwhile(row)
    is_done = progress.state == TaskState.DONE
    told = {
        "state": progress.state,
        "progress": progress.progress.strip(),
        "delay_reason": progress.delay_reason.strip(),
        "done_date": progress.done_date if is_done else None,
    }
    changed = audit.changed(row, told)
    row.state, row.progress = progress.state, progress.progress.strip()
    row.delay_reason = progress.delay_reason.strip()
    if is_done and (progress.done_date is None or progress.done_date > today):
        raise DoneDayNotRight(fields={"done_date": DoneDayNotRight.reason})
    row.done_date = progress.done_date if is_done else None
    if row.is_late(today) and not row.delay_reason:
        raise LateWithoutReason(fields={"delay_reason": LateWithoutReason.reason})
    if progress.evidence is not None:
        row.evidence = files.store(
            body=progress.evidence, name=progress.evidence.name or "", kind=files.Accept.DOCUMENT,
            at=now,
        )  # fmt: skip
    row.version += 1
    row.save()
    settle(row, now=now)
    audit.record("planning.update_task", actor=actor, subject=row, at=now,
                 details=changed)  # fmt: skip
    return row


@transaction.atomic
def match_agency(
    *, plan: Plan, text: str, organisation: Organisation, actor: Actor, now: datetime
) -> int:
    """Say which registered agency a printed name is, in all tasks of a plan; return how many."""
    found = Assignment.objects.filter(task__plan=plan, text=text, organisation=None)
    count = found.update(organisation=organisation)
    audit.record("planning.match_agency", actor=actor, subject=plan, at=now,
                 details={"text": text, "organisation": organisation.pk})  # fmt: skip
    return count
