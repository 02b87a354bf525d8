"""The event store as a walk sees it: SQL behind the protocol of `trace.store`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from txng.capture import queries as capture
from txng.capture.lineage import keys as keys_of
from txng.capture.queries import StoredEvent
from txng.capture.vocab import LinkRole
from txng.core.statements import prepared_rows
from txng.gs1.identifiers import key64
from txng.identify.twins import Twins, twins
from txng.parties.queries import names_of_place
from txng.trace.store import Row


@cache
def _sql(name: str) -> str:
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text()


def _read(name: str, **parameters: int | Sequence[int]) -> list[tuple[Any, ...]]:
    """Run a named statement; lists of numbers go as PostgreSQL writes arrays, which is quickest."""
    written = {
        key: value if isinstance(value, int) else "{" + ",".join(map(str, value)) + "}"
        for key, value in parameters.items()
    }
    return prepared_rows(_sql(name), written)


@dataclass(frozen=True, slots=True)
class Mention:
    """An event names a thing: the event's number, its moment in microseconds, who stated it."""

    thing: int
    event: int
    at: int
    teller: int


class EventStore:
    """Reads the links of one frontier at a time; events declared in error are left out.

    A thing with several codes (`identify.twins`) is one: asked for under all, told under one.
    """

    def __init__(self, same: Twins | None = None) -> None:
        """Learn which codes mean one thing; the answer holds for one walk."""
        self._same: Twins = twins() if same is None else same

    def rows(self, keys: Sequence[int], roles: Sequence[int]) -> Iterable[Row]:
        """Return the links of these keys in these roles."""
        same = self._same
        found = _read("rows", keys=same.spread(keys), roles=roles)
        if same.keys:
            found = [_told_as_one(row, same) for row in found]
        return [
            Row(key, role, *event)
            for *event, names, parts in found
            for key, role in zip(names, parts, strict=True)
        ]

    def emptyings(self, parents: Sequence[int]) -> Iterable[Row]:
        """Return the DELETE events that name a parent and no child.

        A child of which only the kind is known leaves `ins` empty too: the few events are read.
        """
        rows = [Row(*row) for row in _read("emptyings", keys=self._same.spread(parents))]
        named = {
            stored.id
            for stored in capture.events([row.event for row in rows])
            if any(getattr(stored.event, name) for name in ("child_epcs", "child_quantity_list"))
        }
        return [
            msgspec.structs.replace(row, key=self._same.key(row.key))
            for row in rows
            if row.event not in named
        ]

    def amounts(
        self, events: Sequence[int], children: Sequence[int]
    ) -> Mapping[tuple[int, int], float]:
        """Return (event, child key) → quantity; only bodies of events that state any are read."""
        found = _read("amount_events", events=events, children=self._same.spread(children))
        stated: dict[tuple[int, int], float] = {}
        for stored in capture.events([event for (event,) in found]):
            elements = getattr(stored.event, "child_quantity_list", [])
            for key, element in zip(keys_of(e.epc_class for e in elements), elements, strict=True):
                if element.quantity is not None:
                    of = (stored.id, self._same.key(key))
                    stated[of] = stated.get(of, 0.0) + element.quantity
        return stated


def _told_as_one(row: tuple[Any, ...], same: Twins) -> tuple[Any, ...]:
    """Name the things of a row of `rows.sql` by the keys that count, each once in a role."""
    *event, ins, outs, names, parts = row
    told = dict.fromkeys(zip(map(same.key, names), parts, strict=True))
    return (
        *event,
        list(dict.fromkeys(map(same.key, ins))),
        list(dict.fromkeys(map(same.key, outs))),
        [key for key, _part in told],
        [part for _key, part in told],
    )


def events_at(place: str, *, limit: int = 5_000) -> list[StoredEvent]:
    """Return the events that still stand and happened at a place (canonical identifier)."""
    names = names_of_place(place)
    numbers = sorted(
        row[0] for name in names for row in _read("at_place", place=key64(name), limit=limit)
    )
    found = capture.events(numbers)
    return [s for s in found if s.is_valid and not s.canonicals.isdisjoint(names)]


def things_at(place: str, *, limit: int = 5_000) -> dict[int, int]:
    """Return what was at a place (canonical identifier): thing → first moment, microseconds."""
    first: dict[int, int] = {}
    same = twins()
    for stored in events_at(place, limit=limit):
        moment = int(stored.event_time.timestamp() * 1_000_000)
        things = [text for text, role in stored.mentions if role not in _NO_THING]
        for key in map(same.key, keys_of(things)):
            first[key] = min(moment, first.get(key, moment))
    return first


_NO_THING = frozenset({LinkRole.TRANSFORMATION, LinkRole.LOT_OF})


def mentions(things: Sequence[int], same: Twins) -> list[Mention]:
    """Return every mention of the things in events."""
    found = _read("mentions", keys=same.spread(things))
    return [Mention(same.key(thing), *rest) for thing, *rest in found]
