"""When a task is done, read from its words: years, quarters, "hàng năm", last days."""

import re

from txng.planning.comparing import plain
from txng.planning.reading.values import Due, Kind, Timing

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = r"(?:19|20)\d{2}"
_YEARS = re.compile(rf"(?<![\d/]){_YEAR}(?!\d)|(?<=/){_YEAR}(?!\d)")
_RANGE = re.compile(rf"({_YEAR})\s*(?:-|–|—|đến(?: năm)?|tới)\s*(?:năm\s*)?({_YEAR})")
_DAY = re.compile(
    rf"(?:ngày\s*)?(\d{{1,2}})\s*(?:/|-|\.|tháng)\s*(\d{{1,2}})"
    rf"(?:\s*(?:/|-|\.|năm)\s*({_YEAR}))?(?!\d)",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"\bquy\s*((?:iv|i{1,3}|[1-4])(?:\s*(?:[-,+;–]|va|den)\s*(?:quy\s*)?(?:iv|i{1,3}|[1-4])\b)*)"
)
_MONTH = re.compile(r"\bthang\s*(\d{1,2})(?:\s*(?:-|–|den)\s*(?:thang\s*)?(\d{1,2}))?(?!\d)")
_YEARLY = re.compile(r"\b(h[aà]ng|hang|moi|cac) nam\b|thuong xuyen|dinh ky")


def timing_of(text: str) -> Timing:
    """Read when: "Hàng năm", "2023", "Quý IV/2024", "2021 - 2025", "Trước ngày 31/01/2021"."""
    words = " ".join(text.split())
    if not words:
        return Timing(kind="none")
    simple = plain(words)
    first, last = years_of(words)
    dues = dues_of(words)
    quarters = _quarters(simple)
    months = () if dues else _months(simple)
    return Timing(
        kind=_kind(simple, dues=dues, quarters=quarters, months=months, years=(first, last)),
        text=words,
        from_year=first,
        to_year=last,
        quarters=quarters,
        months=months,
        dues=dues,
    )


def _kind(
    simple: str,
    *,
    dues: tuple[Due, ...],
    quarters: tuple[int, ...],
    months: tuple[int, ...],
    years: tuple[int | None, int | None],
) -> Kind:
    if dues:
        return "before"
    if quarters:
        return "quarter"
    if months:
        return "month"
    if _YEARLY.search(simple):
        return "yearly"
    if years[0] is None:
        return "unknown"
    return "year" if years[0] == years[1] else "range"


def years_of(text: str) -> tuple[int | None, int | None]:
    """Return the first and the last year that a text names."""
    years = sorted(int(year) for year in _YEARS.findall(text))
    return (years[0], years[-1]) if years else (None, None)


def year_range(text: str) -> tuple[int, int] | None:
    """Return the range of years that a text names, e.g. "2021 - 2025"."""
    found = _RANGE.search(text)
    return (int(found[1]), int(found[2])) if found else None


def dues_of(text: str) -> tuple[Due, ...]:
    """Return the days that a text names; a day that does not exist is left out."""
    found = []
    for part in _DAY.finditer(text):
        day, month = int(part[1]), int(part[2])
        if 1 <= month <= 12 and 1 <= day <= _days(month):
            year = int(part[3]) if part[3] else None
            found.append(Due(day=day, month=month, year=year, text=part[0]))
    return tuple(found)


def _days(month: int) -> int:
    return 29 if month == 2 else 30 if month in {4, 6, 9, 11} else 31


def _quarters(simple: str) -> tuple[int, ...]:
    found: set[int] = set()
    for part in _QUARTER.finditer(simple):
        names = re.findall(r"iv|i{1,3}|[1-4]", part[1])
        numbers = [_ROMAN.get(name) or int(name) for name in names]
        if re.search(r"[-–]|den", part[1]):
            numbers = list(range(numbers[0], numbers[-1] + 1))
        found.update(numbers)
    return tuple(sorted(found))


def _months(simple: str) -> tuple[int, ...]:
    found: set[int] = set()
    for part in _MONTH.finditer(simple):
        first = int(part[1])
        last = int(part[2] or first)
        found.update(month for month in range(first, last + 1) if 1 <= month <= 12)
    return tuple(sorted(found))
