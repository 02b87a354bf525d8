"""A walk with names and proofs: things by their identifiers, the events that prove each passing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from txng.capture import queries as capture
from txng.capture.lineage import keys as keys_of
from txng.capture.queries import StoredEvent
from txng.capture.vocab import EventType
from txng.gs1.identifiers import Kind, canonical, classify
from txng.identify.twins import Twins, twins
from txng.trace.events import EventStore, things_at
from txng.trace.lineage import Direction, Step, downstream_starts, walk
from txng.trace.vocab import Passing
from txng.trace.windows import ALWAYS, END, Windows

_PASSING = {
    EventType.TRANSFORMATION: Passing.TRANSFORMATION,
    EventType.AGGREGATION: Passing.CONTAINMENT,
    EventType.ASSOCIATION: Passing.ASSOCIATION,
    EventType.TRANSACTION: Passing.TRANSACTION,
    EventType.OBJECT: Passing.COMMISSION,
}
_ENDLESS = END - 1


@dataclass(frozen=True)
class Amount:
    """A quantity with its unit (UN/ECE Recommendation 20), or pieces without one."""

    quantity: float
    uom: str | None


@dataclass(frozen=True)
class Edge:
    """Matter passed between two things; `events` are the row numbers that prove it.

    `source_amount` went in and `target_amount` came out as the first proving event states it;
    `until` is the end of a containment, None while it lasts.
    """

    source: str
    target: str
    passing: Passing
    at: datetime
    until: datetime | None
    events: tuple[int, ...]
    source_amount: Amount | None
    target_amount: Amount | None


@dataclass(frozen=True)
class Lineage:
    """What is upstream and downstream of a thing; things are canonical identifiers."""

    start: str
    kind: Kind
    starts: tuple[str, ...]
    upstream: tuple[str, ...]
    downstream: tuple[str, ...]
    edges: tuple[Edge, ...]
    events: Mapping[int, StoredEvent]
    is_complete: bool

    @property
    def things(self) -> tuple[str, ...]:
        """Every thing: upstream, the starts, downstream."""
        return tuple(dict.fromkeys([*self.upstream, *self.starts, *self.downstream]))


def lineage_of(code: str, *, directions: Iterable[Direction], limit: int = 20_000) -> Lineage:
    """Trace one code (any spelling of an identifier) in the given directions.

    A place stands for what was there: upstream of it, and downstream from the moment it was there.
    Things are reached by identifier, not only by key: a collision of keys cannot join two chains.
    """
    same = twins()
    start = same.text(canonical(code))
    kind = classify(start).kind
    asked = tuple(dict.fromkeys(directions))
    first = things_at(start) if kind is Kind.LOCATION else {}
    store = EventStore(same)
    walks = {
        direction: walk(
            store,
            _starts(start, first, direction, store),
            direction=direction,
            limit=limit,
        )
        for direction in asked
    }
    numbers = {step.event for found in walks.values() for step in found.steps.values()}
    events = {stored.id: stored for stored in capture.events(sorted(numbers))}
    edges = {d: _edges(found.steps.values(), events, same) for d, found in walks.items()}
    starts: tuple[str, ...] = (start,)
    if kind is Kind.LOCATION:
        known = {text for some in edges.values() for e in some for text in (e.source, e.target)}
        starts = _named(first, known)
    reached = {direction: _reached(starts, edges[direction], direction) for direction in asked}
    return Lineage(
        start=start,
        kind=kind,
        starts=starts,
        upstream=reached.get(Direction.UP, ()),
        downstream=reached.get(Direction.DOWN, ()),
        edges=_kept(edges, reached, starts),
        events=events,
        is_complete=all(found.is_complete for found in walks.values()),
    )


def through_hands_of(found: Lineage, organisation_id: int | None) -> Lineage:
    """Leave out what is downstream but for what one organisation passed on, and what became of it.

    What is upstream stays: everybody who holds the thing may know its origin.
    """
    own = {n for n, stored in found.events.items() if stored.organisation_id == organisation_id}
    origin = {*found.starts, *found.upstream}
    kept = {
        e for e in found.edges if {e.source, e.target} <= origin or not own.isdisjoint(e.events)
    }
    reached = {edge.target for edge in kept} - origin
    while more := {e for e in found.edges if e.source in reached and e not in kept}:
        kept |= more
        reached |= {edge.target for edge in more} - origin
    edges = tuple(edge for edge in found.edges if edge in kept)
    numbers = {number for edge in edges for number in edge.events}
    shown = {thing for edge in edges for thing in (edge.source, edge.target)}
    return replace(
        found,
        downstream=tuple(thing for thing in found.downstream if thing in shown),
        edges=edges,
        events={number: found.events[number] for number in numbers},
    )


def _kept(
    edges: Mapping[Direction, Sequence[Edge]],
    reached: Mapping[Direction, Sequence[str]],
    starts: Sequence[str],
) -> tuple[Edge, ...]:
    """Edges of either walk between things that it reached by name, each once."""
    kept: dict[tuple[str, str, Passing, datetime], Edge] = {}
    for direction, some in edges.items():
        things = {*starts, *reached[direction]}
        for edge in some:
            if edge.source in things and edge.target in things:
                kept.setdefault((edge.source, edge.target, edge.passing, edge.at), edge)
    return tuple(sorted(kept.values(), key=lambda e: (e.at, e.events)))


def _starts(
    start: str, first: Mapping[int, int], direction: Direction, store: EventStore
) -> dict[int, Windows]:
    """Where a walk begins: the thing itself at any time, or what was at the place, from then on."""
    if classify(start).kind is Kind.LOCATION:
        if direction is Direction.UP:
            return {key: [(moment, moment + 1)] for key, moment in first.items()}
        return {key: [(moment, END)] for key, moment in first.items()}
    own: dict[int, Windows] = {keys_of([start])[0]: [ALWAYS]}
    return downstream_starts(store, own) if direction is Direction.DOWN else own


def _named(first: Mapping[int, int], known: Iterable[str]) -> tuple[str, ...]:
    texts = sorted(known)
    return tuple(text for text, key in zip(texts, keys_of(texts), strict=True) if key in first)


def _edges(steps: Iterable[Step], events: Mapping[int, StoredEvent], same: Twins) -> list[Edge]:
    """Name the steps, and gather those that say the same passing at the same moment."""
    names = {number: _names(stored, same) for number, stored in events.items()}
    amounts = {number: _amounts(stored, same) for number, stored in events.items()}
    gathered: dict[tuple[str, str, int, int], list[tuple[Step, StoredEvent]]] = defaultdict(list)
    for step in sorted(steps, key=lambda s: (s.at, s.event)):
        stored = events[step.event]
        for source in names[step.event].get(step.source, ()):
            for target in names[step.event].get(step.target, ()):
                gathered[source, target, step.type, step.at].append((step, stored))
    return [
        _edge(source, target, proofs, amounts[proofs[0][1].id])
        for (source, target, *_), proofs in gathered.items()
    ]


def _names(stored: StoredEvent, same: Twins) -> Mapping[int, tuple[str, ...]]:
    texts = sorted({same.text(canonical(text)) for text, _ in stored.mentions})
    names: dict[int, tuple[str, ...]] = {}
    for text, key in zip(texts, keys_of(texts), strict=True):
        names[key] = (*names.get(key, ()), text)
    return names


def _edge(
    source: str,
    target: str,
    proofs: Sequence[tuple[Step, StoredEvent]],
    amounts: Mapping[tuple[str, str], Amount],
) -> Edge:
    """Name one passing by its first proof, of which `amounts` are what it states."""
    step, stored = proofs[0]
    until = max((s.until for s, _ in proofs if s.until is not None), default=None)
    return Edge(
        source=source,
        target=target,
        passing=_PASSING[EventType(step.type)],
        at=stored.event_time,
        until=None if until is None or until >= _ENDLESS else _moment(until),
        events=tuple(dict.fromkeys(s.event for s, _ in proofs)),
        source_amount=amounts.get(("in", source)),
        target_amount=amounts.get(("out", target)),
    )


def _moment(microseconds: int) -> datetime:
    return datetime.fromtimestamp(microseconds / 1_000_000, tz=UTC)


_SIDES = {
    "quantity_list": "in",
    "child_quantity_list": "in",
    "input_quantity_list": "in",
    "output_quantity_list": "out",
}


def _amounts(stored: StoredEvent, same: Twins) -> Mapping[tuple[str, str], Amount]:
    """Quantities the event states, by side and canonical identifier; several of one are added."""
    amounts: dict[tuple[str, str], Amount] = {}
    for attribute, side in _SIDES.items():
        for element in getattr(stored.event, attribute, []):
            if element.quantity is None:
                continue
            key = (side, same.text(canonical(element.epc_class)))
            before = amounts.get(key)
            more = before.quantity if before and before.uom == element.uom else 0.0
            amounts[key] = Amount(more + element.quantity, element.uom)
    return amounts


def _reached(starts: Sequence[str], edges: Sequence[Edge], direction: Direction) -> tuple[str, ...]:
    """Things reached over named edges, nearest first, without the starts.

    Downstream the contents of a starting container count as starts.
    """
    beside: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        if direction is Direction.DOWN:
            beside[edge.source].append(edge.target)
        else:
            beside[edge.target].append(edge.source)
    queue = [*starts]
    if direction is Direction.DOWN:
        held = [edge for edge in edges if edge.passing in _HELD]
        for text in queue:
            queue += [e.source for e in held if e.target == text and e.source not in queue]
    seen = dict.fromkeys(queue)
    for text in queue:
        for following in beside[text]:
            if following not in seen:
                seen[following] = None
                queue.append(following)
    return tuple(text for text in seen if text not in starts)


_HELD = frozenset({Passing.CONTAINMENT, Passing.ASSOCIATION, Passing.TRANSACTION})
