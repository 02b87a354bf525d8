"""Acts on long work: ask for it, tell how far it is, finish it, stop it, run it."""

import logging
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from procrastinate.contrib.django import app

from txng.core import works
from txng.core.audit import Doer
from txng.core.clock import now as clock_now
from txng.core.errors import Refused
from txng.core.models import Work, WorkState

TASK: Final = "core.run_work"
KEPT: Final = timedelta(days=90)
LOOKED_AT_WITHIN: Final = timedelta(days=7)
"""So long a checked file waits for its person; then it is dropped unstored."""
SILENT_AFTER: Final = timedelta(minutes=3)
"""Work that has told nothing for so long was interrupted and may be taken up again."""
BESIDE: Final = 2
"""Long work done beside each other: one job of the worker is left for what people wait for."""
_AGAIN: Final = 15
"""Seconds until work that found others running is looked at again."""
_log = logging.getLogger(__name__)


class Stopped(Exception):  # noqa: N818  the person asked for it
    """The person who asked for the work wants it no more."""


def folder() -> Path:
    """Return the private folder of long work's files."""
    found = Path(settings.TXNG_PRIVATE_ROOT) / "work"
    found.mkdir(parents=True, exist_ok=True, mode=0o700)
    return found


def new_file(suffix: str) -> Path:
    """Return where a new private file may be written, under a name that nobody can guess."""
    return folder() / f"{secrets.token_hex(16)}{suffix}"


def start_work(
    *,
    kind: str,
    title: str,
    door: str,
    actor: Doer,
    now: datetime,
    given: Mapping[str, Any],
    source: Path | None = None,
    source_name: str = "",
    stage: str = "",
) -> Work:
    """Write down what is asked for; `run_at_once` or `run_later` then does it."""
    return Work.objects.create(
        kind=kind,
        title=title[:250],
        door=door,
        actor_id=actor.actor_id,
        actor_name=actor.actor_name,
        organisation_id=actor.organisation_id,
        given={**given, "language": translation.get_language() or "vi"},
        source=source.name if source else "",
        source_name=source_name[:250],
        stage=stage,
        created_at=now,
    )


def run_later(work: Work) -> None:
    """Hand work to the worker in the background."""
    note(work, state=WorkState.WAITING, done=0, message="")
    app.configure_task(TASK).defer(work_id=work.pk)


def run_in_turn(work_id: int, *, now: datetime) -> None:
    """Do work in the background, or put it off while enough others run; silent ones count not."""
    others = Work.objects.filter(state=WorkState.RUNNING, touched_at__gt=now - SILENT_AFTER)
    if others.exclude(pk=work_id).count() >= BESIDE:
        app.configure_task(TASK, schedule_in={"seconds": _AGAIN}).defer(work_id=work_id)
        return
    run(work_id)


def run(work_id: int) -> Work:
    """Do a piece of work now, in the language of who asked; what goes wrong is told on its page."""
    work = Work.objects.get(pk=work_id)
    if work.state not in {WorkState.WAITING, WorkState.RUNNING}:
        return work
    with translation.override(str(work.given.get("language", "vi"))):
        note(work, state=WorkState.RUNNING, started_at=clock_now(), message="")
        try:
            works.runner_of(work.kind)(work, works.actor_of(work))
        except Stopped:
            end(work, WorkState.CANCELLED, work.message)
        except Refused as refusal:
            end(work, WorkState.FAILED, str(refusal))
        except Exception:
            _log.exception("work %s failed", work.pk)
            sentence = _("Hệ thống gặp lỗi ngoài dự kiến (việc số %s). Những gì đã ghi vẫn còn.")
            end(work, WorkState.FAILED, sentence % work.pk)
            raise
    return work


def note(work: Work, **facts: Any) -> None:
    """Write down facts of work, and that it is alive."""
    facts["touched_at"] = clock_now()
    for name, value in facts.items():
        setattr(work, name, value)
    work.save(update_fields=list(facts))


def proceed(work: Work, done: int, *, total: int | None = None, message: str = "") -> None:
    """Tell how far work is; raises Stopped if the person asked to stop."""
    facts = {"done": done, "message": message, **({} if total is None else {"total": total})}
    note(work, **facts)
    if Work.objects.filter(pk=work.pk, cancel_asked=True).exists():
        raise Stopped


def end(work: Work, state: str, message: str = "", **facts: Any) -> None:
    """Finish a piece of work, well or not; the file that it read is kept no longer."""
    source, facts["source"] = work.source, ""
    note(work, state=state, message=message, finished_at=clock_now(), **facts)
    if source:
        (folder() / source).unlink(missing_ok=True)


class WorkHasEnded(Refused):
    """Only what waits or runs is stopped."""

    reason = gettext_lazy("Việc này đã kết thúc nên không dừng được nữa.")


def cancel_work(*, work: Work) -> None:
    """Stop work that waits, ask work that runs to stop after the rows in hand."""
    if work.state in {WorkState.WAITING, WorkState.REVIEW}:
        note(work, cancel_asked=True)
        end(work, WorkState.CANCELLED)
    elif work.state == WorkState.RUNNING:
        note(work, cancel_asked=True)
    else:
        raise WorkHasEnded


class WorkStillRuns(Refused):
    """Work that was heard of lately goes on by itself."""

    reason = gettext_lazy("Việc này vẫn đang chạy. Hãy chờ thêm vài phút.")


def resume_work(*, work: Work, now: datetime) -> None:
    """Take up work that was interrupted (a restart, a power cut); what it did counts as done."""
    heard = work.touched_at or work.created_at
    if not work.is_open or now - heard < SILENT_AFTER:
        raise WorkStillRuns
    run_later(work)


def forget_works(*, now: datetime) -> int:
    """Drop work and its files once nobody needs them (90 days), files nobody confirmed (7 days).

    Returns how many pieces of work are gone.
    """
    unlooked = Work.objects.filter(state=WorkState.REVIEW, touched_at__lt=now - LOOKED_AT_WITHIN)
    for work in unlooked:
        sentence = _("Tệp đã kiểm tra nhưng 7 ngày chưa được xác nhận nên đã xoá, chưa ghi gì.")
        end(work, WorkState.CANCELLED, sentence)
    old = Work.objects.filter(created_at__lt=now - KEPT)
    for work in old:
        for name in (work.source, work.result):
            if name:
                (folder() / name).unlink(missing_ok=True)
    return old.delete()[0]
