"""Grades lots in the background: a lineage a lot is too slow to walk while a page waits."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import connection
from django.utils.translation import gettext_lazy as _

from txng.core.errors import Refused
from txng.identify.models import Lot
from txng.reporting.models import LotGrade
from txng.reporting.periods import Period
from txng.trace.grades import grade_of

_STALE: Final = (Path(__file__).resolve().parent.parent / "sql" / "stale_lots.sql").read_text()
MOST_WAITED: Final = 500
"""So many lots are graded while somebody waits: about five seconds."""


def grade_lots(*, now: datetime, most: int = 1000, older_than: datetime | None = None) -> int:
    """Grade lots never graded, or told of since, oldest grade first; return how many.

    With `older_than` also those whose grade is older, because a product's photo or standards may
    have changed. About ten milliseconds a lot.
    """
    return _grade(_stale(most, older_than=older_than), now)


class GradesWaiting(Refused):
    """Figures are fixed only when each lot of the period was looked at."""

    reason = _(
        "Còn nhiều lô của kỳ này chưa xét xong mức truy xuất, nên số liệu chưa đủ để chốt. "
        "Hệ thống đang xét dần, mười phút một lượt; hãy chốt lại sau."
    )


def settle_grades(*, period: Period, now: datetime) -> int:
    """Grade what is not graded of the lots made in a period, so that its figures may be fixed.

    Raises GradesWaiting when they are too many to wait for.
    """
    numbers = _stale(MOST_WAITED + 1, period=period)
    if len(numbers) > MOST_WAITED:
        raise GradesWaiting
    return _grade(numbers, now)


def _stale(
    most: int, *, older_than: datetime | None = None, period: Period | None = None
) -> Sequence[int]:
    first, after = period.moments if period else (None, None)
    asked = {
        "most": most,
        "older_than": older_than,
        "starts": period.starts if period else None,
        "ends": period.ends if period else None,
        "first": first,
        "after": after,
    }
    with connection.cursor() as cursor:
        cursor.execute(_STALE, asked)
        return [number for (number,) in cursor.fetchall()]


def _grade(numbers: Sequence[int], now: datetime) -> int:
    lots = Lot.objects.select_related("product__organisation").filter(pk__in=numbers)
    graded = [LotGrade(lot=lot, grade=grade_of(lot).grade, graded_at=now) for lot in lots]
    LotGrade.objects.bulk_create(
        graded,
        update_conflicts=True,
        unique_fields=["lot"],
        update_fields=["grade", "graded_at"],
    )
    return len(graded)
