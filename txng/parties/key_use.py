"""What a key was used for, as its page shows it: by day, by address, last of all."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from txng.parties.models import ApiKey, ApiUse, Mandate
from txng.ui.templatetags.figures import day

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
    """Use in the last days: each day's requests, each address, each organisation acted for."""

    days: Sequence[tuple[date, int]]
    errors: int
    endpoints: Sequence[Endpoint]
    behalves: Sequence[tuple[str, int]] = ()

    @property
    def requests(self) -> int:
        """All requests of these days."""
        return sum(count for _day, count in self.days)

    @property
    def bars(self) -> list[tuple[str, int]]:
        """Days with requests, for a chart."""
        return [(day(on), count) for on, count in self.days if count]


def use_of(key: ApiKey, *, today: date) -> KeyUse:
    """Return the use of a key in the last fortnight, by one statement."""
    rows = ApiUse.objects.filter(api_key=key).select_related("behalf")
    return _summed(rows, today=today, by_behalf=True)


def use_by_mandate(mandate: Mandate, *, today: date) -> KeyUse:
    """Return what a provider's keys asked for an organisation in the last fortnight."""
    rows = ApiUse.objects.filter(
        api_key__organisation=mandate.provider_id, behalf=mandate.organisation_id
    )
    return _summed(rows, today=today, by_behalf=False)


def _summed(rows: QuerySet[ApiUse], *, today: date, by_behalf: bool) -> KeyUse:
    first = today - timedelta(days=DAYS - 1)
    by_day = {first + timedelta(days=n): 0 for n in range(DAYS)}
    by_name: dict[str, list[ApiUse]] = defaultdict(list)
    behalves: Counter[str] = Counter()
    errors = 0
    for row in rows.filter(day__gte=first).order_by("day", "id"):
        by_day[row.day] = by_day.get(row.day, 0) + row.requests
        by_name[row.endpoint].append(row)
        errors += row.errors
        if by_behalf and row.behalf is not None:
            behalves[row.behalf.name] += row.requests
    endpoints = [_endpoint(name, uses) for name, uses in sorted(by_name.items())]
    return KeyUse(sorted(by_day.items()), errors, endpoints, behalves.most_common())


def _endpoint(name: str, uses: Sequence[ApiUse]) -> Endpoint:
    last = max(uses, key=lambda use: use.last_at)
    return Endpoint(
        name=name,
        requests=sum(use.requests for use in uses),
        errors=sum(use.errors for use in uses),
        last_status=last.last_status,
        last_at=last.last_at,
    )
