"""What a reader is told of how an entry came in: late, filled in later, from paper, in bulk."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from txng.capture.vocab import MARKED, Entered

Times = tuple[datetime, datetime]
"""When something happened, and when it was recorded."""


def late_after(step: Mapping[str, Any] | None) -> timedelta:
    """Return after how long an entry is late: the step's `late_after_hours`, else the setting's."""
    told = (step or {}).get("late_after_hours")
    hours = told if isinstance(told, int | float) else settings.TXNG_LATE_HOURS
    return timedelta(hours=hours)


def is_late(times: Times, step: Mapping[str, Any] | None = None) -> bool:
    """Say whether something was recorded long after it happened; a step is a template's JSON."""
    happened_at, recorded_at = times
    return recorded_at - happened_at > late_after(step)


def filled_in(times: Sequence[Times]) -> set[int]:
    """Return which entries were recorded only after later things had been: places in the sequence.

    One that was told soon after it happened is none of them: phones without a network send late.
    """
    order = sorted(range(len(times)), key=lambda place: times[place], reverse=True)
    found: set[int] = set()
    first_recorded: datetime | None = None
    for place in order:
        _happened_at, recorded_at = times[place]
        if first_recorded is not None and first_recorded < recorded_at and is_late(times[place]):
            found.add(place)
        if first_recorded is None or recorded_at < first_recorded:
            first_recorded = recorded_at
    return found


def marks_of(
    times: Times,
    *,
    entered: str = "",
    step: Mapping[str, Any] | None = None,
    is_filled_in: bool = False,
) -> list[str | Promise]:
    """Return the marks of an entry in words, the most telling first."""
    found: list[str | Promise] = []
    if is_late(times, step):
        found.append(_late(times[1] - times[0]))
    if is_filled_in:
        found.append(_("Ghi bù sau các bước về sau"))
    if entered in MARKED:
        found.append(Entered(entered).label)
    return found


def _late(delay: timedelta) -> str:
    if delay.days:
        words = ngettext("Ghi muộn %(n)s ngày", "Ghi muộn %(n)s ngày", delay.days)
        return words % {"n": delay.days}
    hours = int(delay.total_seconds() // 3600)
    return ngettext("Ghi muộn %(n)s giờ", "Ghi muộn %(n)s giờ", hours) % {"n": hours}
