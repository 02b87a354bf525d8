"""The tasks of a plan as bars over its time: what an SVG needs to draw them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from txng.planning.models import Plan, Task
from txng.planning.vocab import TaskState

WIDTH, TOP, ROW, BAR = 720, 34, 42, 12
_LABEL = 96


@dataclass(frozen=True)
class Bar:
    """One task: where its bar begins, how long it is, where words and bar stand."""

    label: str
    full: str
    state: str
    x: int
    width: int
    text_y: int
    bar_y: int


@dataclass(frozen=True)
class Tick:
    """A month or a year on top."""

    label: str
    x: int


@dataclass(frozen=True)
class Calendar:
    """The whole drawing; `today_x` is None when today is outside."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    height: int
    today_x: int | None
    width: int = WIDTH
    top: int = TOP
    bar: int = BAR


def calendar_of(plan: Plan, tasks: Sequence[Task], today: date) -> Calendar | None:
    """Return the drawing; None for a plan without years or tasks."""
    if plan.from_year is None or plan.to_year is None or not tasks:
        return None
    start, end = date(plan.from_year, 1, 1), date(plan.to_year, 12, 31)
    days = (end - start).days + 1

    def at(day: date) -> int:
        return round(min(max((day - start).days, 0), days) * WIDTH / days)

    bars = []
    for place, task in enumerate(tasks):
        first, last = _span(task, plan)
        x = at(first)
        label = " ".join(f"{task.number} {task.content}".split())
        bars.append(
            Bar(
                label=label if len(label) <= _LABEL else f"{label[: _LABEL - 1]}…",
                full=f"{label} ({task.time_text})",
                state=TaskState.DOING + "-late" if task.is_late(today) else task.state,
                x=x,
                width=max(at(last) - x, 6),
                text_y=TOP + place * ROW + 16,
                bar_y=TOP + place * ROW + 22,
            )
        )
    height = TOP + len(bars) * ROW + 8
    inside = start <= today <= end
    return Calendar(tuple(bars), _ticks(plan, at), height, at(today) if inside else None)


def _ticks(plan: Plan, at: Callable[[date], int]) -> tuple[Tick, ...]:
    first, last = plan.from_year or 0, plan.to_year or 0
    if first == last:
        days = [(f"T{month}", date(first, month, 1)) for month in range(1, 13)]
    else:
        step = max(1, (last - first + 1) // 12)
        days = [(str(year), date(year, 1, 1)) for year in range(first, last + 1, step)]
    return tuple(Tick(label, at(day)) for label, day in days)


def _span(task: Task, plan: Plan) -> tuple[date, date]:
    """Return the first and last day of a task's bar."""
    first = task.from_year or plan.from_year or 0
    last = task.to_year or plan.to_year or first
    start, end = date(first, 1, 1), date(last, 12, 31)
    if task.quarters:
        start = date(first, task.quarters[0] * 3 - 2, 1)
        month = task.quarters[-1] * 3
        end = date(last, month, 31 if month in {3, 12} else 30)
    if task.due_date is not None and start <= task.due_date < end:
        end = task.due_date
    return start, end
