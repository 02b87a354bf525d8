"""Moments as PostgreSQL's binary format keeps them: microseconds since 2000-01-01 UTC."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

_EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)


def microseconds(moment: datetime) -> int:
    """Return an aware moment as a whole number of microseconds, without rounding."""
    since = moment - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


@lru_cache(maxsize=4096)
def instant(text: str) -> int:
    """Read an EPCIS date-time; digits past the microsecond are dropped.

    Raises ValueError for what is no moment with an offset.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return microseconds(moment)
