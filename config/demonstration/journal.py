"""What the organisations state, in order: events as JSON values, with when each was recorded."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import orjson
from django.conf import settings

from config.demonstration import naming
from txng.parties.models import Organisation

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
_CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
_LATE = 0.04
"""Share of the days of work that somebody writes down long after."""

Body = dict[str, Any]


@dataclass(frozen=True)
class Statement:
    """One event as one organisation states it."""

    organisation: Organisation
    recorded_at: datetime
    at: datetime
    body: Body


@dataclass
class Journal:
    """Collects statements; an organisation writes a day's work down in the evening, or late."""

    today: date
    statements: list[Statement] = field(default_factory=list)

    def tell(
        self, organisation: Organisation, at: datetime, body: Body, *, after: int = 0
    ) -> Statement:
        """State one event; `after` days later than usual."""
        evening = self._evening(organisation, at, after)
        made = Statement(organisation, evening, at, body)
        self.statements.append(made)
        return made

    def _evening(self, organisation: Organisation, at: datetime, after: int) -> datetime:
        day = at.astimezone(HERE).date()
        draw = naming.chance("evening", organisation.identifier, day)
        delay = draw.randint(5, 20) if draw.random() < _LATE else 0
        late = min(day + timedelta(days=delay + after), self.today - timedelta(days=1))
        return moment(max(day, late), 18, draw.randint(0, 179))

    def documents(self) -> Iterator[tuple[Organisation, datetime, bytes]]:
        """Give one EPCIS document for each organisation and evening, in order of recording."""
        piles: dict[tuple[datetime, str], list[Statement]] = defaultdict(list)
        for one in self.statements:
            piles[one.recorded_at, one.organisation.identifier].append(one)
        for (recorded_at, _), pile in sorted(piles.items()):
            events = [one.body for one in sorted(pile, key=lambda one: one.at)]
            yield pile[0].organisation, recorded_at, document(events, recorded_at)


def document(events: list[Body], created_at: datetime) -> bytes:
    """Return an EPCIS document in JSON-LD; key data elements stand under the prefix `kde`."""
    return orjson.dumps(
        {
            "@context": [_CONTEXT, {"kde": f"{settings.TXNG_IDENTITY_URL}/ns/kde/"}],
            "type": "EPCISDocument",
            "schemaVersion": "2.0",
            "creationDate": created_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "epcisBody": {"eventList": events},
        }
    )


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a moment of a day by local time; minutes may go past the hour."""
    start = datetime.combine(day, time(hour), tzinfo=HERE)
    return start + timedelta(minutes=minute)
