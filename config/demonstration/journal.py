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
from txng.identify.models import Lot
from txng.parties.models import Organisation

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
_CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
_LATE = 0.04
"""Share of the days of work that somebody writes down long after."""

Body = dict[str, Any]


@dataclass(frozen=True)
class Entry:
    """A step in the diary of a lot: its code and what was told, as capture keeps it."""

    lot: Lot
    code: str
    values: Body


@dataclass(frozen=True)
class Statement:
    """One event as one organisation states it; the holder of a lot has it in the lot's diary."""

    organisation: Organisation
    recorded_at: datetime
    at: datetime
    body: Body
    entry: Entry | None = None


@dataclass(frozen=True)
class Evening:
    """What an organisation wrote down in one evening, in order of happening."""

    organisation: Organisation
    recorded_at: datetime
    statements: list[Statement]

    @property
    def body(self) -> bytes:
        """The EPCIS document that says it all."""
        return document([one.body for one in self.statements], self.recorded_at)


@dataclass
class Journal:
    """Collects statements; an organisation writes a day's work down in the evening, or late."""

    today: date
    statements: list[Statement] = field(default_factory=list)

    def tell(
        self,
        organisation: Organisation,
        at: datetime,
        body: Body,
        *,
        after: int = 0,
        entry: Entry | None = None,
    ) -> Statement:
        """State one event; `after` days later than usual."""
        evening = self._evening(organisation, at, after)
        made = Statement(organisation, evening, at, body, entry)
        self.statements.append(made)
        return made

    def _evening(self, organisation: Organisation, at: datetime, after: int) -> datetime:
        day = at.astimezone(HERE).date()
        draw = naming.chance("evening", organisation.identifier, day)
        delay = draw.randint(5, 20) if draw.random() < _LATE else 0
        late = min(day + timedelta(days=delay + after), self.today - timedelta(days=1))
        return moment(max(day, late), 18, draw.randint(0, 179))

    def evenings(self) -> Iterator[Evening]:
        """Give the evenings of all organisations in order of recording."""
        piles: dict[tuple[datetime, str], list[Statement]] = defaultdict(list)
        for one in self.statements:
            piles[one.recorded_at, one.organisation.identifier].append(one)
        for (recorded_at, _), pile in sorted(piles.items()):
            told = sorted(pile, key=lambda one: one.at)
            yield Evening(pile[0].organisation, recorded_at, told)


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
