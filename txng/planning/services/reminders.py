"""Telling agencies of tasks whose last day is near or past."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from txng.parties.services import notify, settle_notice
from txng.planning import queries
from txng.planning.models import Task
from txng.planning.vocab import Part, TaskState

AHEAD = timedelta(days=30)


def remind(*, now: datetime) -> int:
    """Tell each lead agency of its open tasks due within 30 days or late; return how many."""
    today = timezone.localdate(now)
    told = 0
    for task in queries.due_tasks(until=today + AHEAD):
        late = task.is_late(today)
        sentence = _("Nhiệm vụ quá hạn: {content}") if late else _("Sắp đến hạn: {content}")
        text = format_lazy(sentence, content=task.content[:160])
        for assignment in task.assignments.all():
            if assignment.part != Part.LEAD or assignment.organisation_id is None:
                continue
            notify(
                key=f"planning.task:{task.pk}", kind="planning.task", text=text,
                url=_address(task), at=now, organisation_id=assignment.organisation_id,
                due=task.due_date,
            )  # fmt: skip
            told += 1
    return told


def settle(task: Task, *, now: datetime) -> None:
    """Take the reminders of a finished task off the lists."""
    if task.state in {TaskState.DONE, TaskState.DROPPED}:
        for assignment in task.assignments.all():
            if assignment.organisation_id is not None:
                settle_notice(key=f"planning.task:{task.pk}", at=now,
                              organisation_id=assignment.organisation_id)  # fmt: skip


def _address(task: Task) -> str:
    with translation.override("vi"):
        return reverse("government:planning:show_task", args=[task.pk])
