"""Periods of time that figures are about: their days, their names, their codes in addresses."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from txng.core.errors import NotFound
from txng.reporting.vocab import PeriodKind

_MONTHS = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF: 6,
    PeriodKind.YEAR: 12,
}
_CODE = re.compile(r"(20\d{2})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])))?")
_SPAN = re.compile(r"(20\d{2}-\d{2}-\d{2})_(20\d{2}-\d{2}-\d{2})")
_ROMAN = ("", "I", "II", "III", "IV")


class NoSuchPeriod(NotFound):
    """The address names a period that cannot be."""

    reason = gettext_lazy(
        "Không đọc được kỳ số liệu này. Hãy viết như 2026, 2026-Q4, 2026-H1 hoặc 2026-11."
    )


@dataclass(frozen=True)
class Period:
    """A first and a last day, with the kind of period they make."""

    kind: PeriodKind
    starts: date
    ends: date

    @property
    def code(self) -> str:
        """Return what names it in an address: 2026, 2026-H1, 2026-Q4, 2026-11, or both days."""
        year, month = self.starts.year, self.starts.month
        if self.kind == PeriodKind.DEMAND:
            return f"{self.starts.isoformat()}_{self.ends.isoformat()}"
        return {
            PeriodKind.YEAR: f"{year}",
            PeriodKind.HALF: f"{year}-H{(month + 5) // 6}",
            PeriodKind.QUARTER: f"{year}-Q{(month + 2) // 3}",
            PeriodKind.MONTH: f"{year}-{month:02d}",
        }[self.kind]

    @property
    def name(self) -> str:
        """Return what people call it, e.g. `quý IV năm 2026`."""
        year, month = self.starts.year, self.starts.month
        if self.kind == PeriodKind.DEMAND:
            return _("từ %(first)s đến %(last)s") % {
                "first": f"{self.starts:%d/%m/%Y}",
                "last": f"{self.ends:%d/%m/%Y}",
            }
        if self.kind == PeriodKind.HALF:
            words = _("6 tháng đầu năm %(year)s") if month == 1 else _("6 tháng cuối năm %(year)s")
            return words % {"year": year}
        if self.kind == PeriodKind.QUARTER:
            number = _ROMAN[(month + 2) // 3]
            return _("quý %(number)s năm %(year)s") % {"number": number, "year": year}
        if self.kind == PeriodKind.MONTH:
            return _("tháng %(month)s năm %(year)s") % {"month": month, "year": year}
        return _("năm %(year)s") % {"year": year}

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """Return its first moment, and the first one after it, in the portal's time zone."""
        return _midnight(self.starts), _midnight(self.ends + timedelta(days=1))

    @property
    def before(self) -> "Period":
        """Return the period of the same kind just before it."""
        if self.kind == PeriodKind.DEMAND:
            days = self.ends - self.starts
            last = self.starts - timedelta(days=1)
            return Period(self.kind, last - days, last)
        return containing(self.starts - timedelta(days=1), self.kind)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_default_timezone())


def containing(day: date, kind: PeriodKind) -> Period:
    """Return the month, quarter, half or year in which a day lies."""
    months = _MONTHS[kind]
    first = (day.month - 1) // months * months + 1
    last = first + months - 1
    return Period(
        kind,
        date(day.year, first, 1),
        date(day.year, last, monthrange(day.year, last)[1]),
    )


def year_of(year: int) -> Period:
    """Return a whole year."""
    return Period(PeriodKind.YEAR, date(year, 1, 1), date(year, 12, 31))


def read(code: str) -> Period:
    """Return the period that a code in an address names; raises NoSuchPeriod."""
    span = _SPAN.fullmatch(code)
    if span:
        return _span(*span.groups())
    found = _CODE.fullmatch(code)
    if found is None:
        raise NoSuchPeriod
    year, month, quarter, half = found.groups()
    if month:
        return containing(date(int(year), int(month), 1), PeriodKind.MONTH)
    if quarter:
        return containing(date(int(year), int(quarter) * 3, 1), PeriodKind.QUARTER)
    if half:
        return containing(date(int(year), int(half) * 6, 1), PeriodKind.HALF)
    return year_of(int(year))


def _span(first: str, last: str) -> Period:
    try:
        starts, ends = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError as error:
        raise NoSuchPeriod from error
    if starts > ends:
        raise NoSuchPeriod
    return Period(PeriodKind.DEMAND, starts, ends)


def choices(today: date, *, years: int = 4) -> list[tuple[str, str]]:
    """Return the periods that a page offers: years, and this year's halves, quarters, months."""
    found = [year_of(today.year - back) for back in range(years)]
    kinds = (PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.MONTH)
    for kind in kinds:
        step = containing(today, kind)
        while step.starts.year == today.year:
            found.append(step)
            step = step.before
    return [(period.code, period.name) for period in found]
