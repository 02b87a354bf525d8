"""What a key was used for, as its page shows it: by day, by address, last of all."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from txng.parties.models import ApiKey, ApiUse

DAYS = 14


@dataclass(frozen=True)
class Endpoint:
    """One address with its requests, errors and last answer."""

    name: str
    requests: int
    errors: int
    last_status: int
    last_at: datetime


@dataclass(frozen=True)
class KeyUse:
    """The use of a key in the last days: each day's requests, and each address."""

    days: Sequence[tuple[date, int]]
    errors: int
    endpoints: Sequence[Endpoint]

    @property
    def requests(self) -> int:
        """All requests of these days."""
        return sum(count for _day, count in self.days)


def use_of(key: ApiKey, *, today: date) -> KeyUse:
    """Return the use of a key in the last fortnight, by one statement."""
    first = today - timedelta(days=DAYS - 1)
    rows = list(ApiUse.objects.filter(api_key=key, day__gte=first).order_by("day", "id"))
    by_day = {first + timedelta(days=n): 0 for n in range(DAYS)}
    by_name: dict[str, list[ApiUse]] = defaultdict(list)
    for row in rows:
        by_day[row.day] = by_day.get(row.day, 0) + row.requests
        by_name[row.endpoint].append(row)
    endpoints = [_endpoint(name, uses) for name, uses in sorted(by_name.items())]
    return KeyUse(sorted(by_day.items()), sum(row.errors for row in rows), endpoints)


def _endpoint(name: str, uses: Sequence[ApiUse]) -> Endpoint:
    last = max(uses, key=lambda use: use.last_at)
    return Endpoint(
        name=name,
        requests=sum(use.requests for use in uses),
        errors=sum(use.errors for use in uses),
        last_status=last.last_status,
        last_at=last.last_at,
    )
