"""Last days of tasks, and what a task of many years becomes in one of them."""

import calendar
from datetime import date

from txng.planning.reading.values import Timing

_ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}


def last_day(timing: Timing, year: int | None) -> date | None:
    """Return the last day of a task; `year` is the plan's own when it is of one year."""
    for due in sorted(timing.dues, key=lambda d: (d.year or 9999, d.month, d.day), reverse=True):
        own = due.year or year
        if own is not None:
            return _day(own, due.month, due.day)
    own = timing.to_year or year
    if own is None or (timing.kind == "yearly" and year is None):
        return None
    if timing.quarters:
        return _day(own, timing.quarters[-1] * 3, 31)
    if timing.months:
        return _day(own, timing.months[-1], 31)
    return None if timing.kind in {"unknown", "none"} and year is None else date(own, 12, 31)


def _day(year: int, month: int, day: int) -> date:
    """Return a day, the last of its month where the month is shorter."""
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def in_year(time_text: str, quarters: list[int], year: int) -> str:
    """Write the time of a task for a plan of one year: "Quý IV/2027", "Năm 2027"."""
    if quarters:
        return f"Quý {', '.join(_ROMAN[quarter] for quarter in quarters)}/{year}"
    return time_text if str(year) in time_text and len(time_text) < 12 else f"Năm {year}"
