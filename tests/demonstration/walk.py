"""A slow walk over the demonstration's events, straight from the rules, to judge the quick one.

Nothing of the trace room is used: moments are ticked through, and what a thing carries is kept
for each of them. Rules: docs/decisions/0005-lineage.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from txng.capture.queries import StoredEvent
from txng.gs1.epcis.model import AggregationEvent, TransformationEvent
from txng.gs1.identifiers import canonical


@dataclass(frozen=True)
class Turn:
    """One event that passes matter on: which things go into which, when, for how long."""

    at: datetime
    number: int
    kind: str
    into: frozenset[str]
    out_of: frozenset[str]
    amounts: dict[str, float] = field(default_factory=dict, compare=False)


def turns(events: Iterable[StoredEvent]) -> list[Turn]:
    """Return the aggregations and transformations that stand, in order of time."""
    found = [turn for stored in events if stored.is_valid for turn in _turn(stored)]
    return sorted(found, key=lambda turn: (turn.at, turn.number))


def _turn(stored: StoredEvent) -> Iterator[Turn]:
    event = stored.event
    if isinstance(event, TransformationEvent):
        into = [*event.input_epc_list, *(q.epc_class for q in event.input_quantity_list)]
        out_of = [*event.output_epc_list, *(q.epc_class for q in event.output_quantity_list)]
        yield Turn(stored.event_time, stored.id, "turned", _names(into), _names(out_of))
    elif isinstance(event, AggregationEvent) and event.parent_id:
        some = {canonical(q.epc_class): float(q.quantity or 0) for q in event.child_quantity_list}
        into = [*event.child_epcs, *some]
        parent = _names([event.parent_id])
        yield Turn(stored.event_time, stored.id, event.action, _names(into), parent, some)


def _names(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(canonical(text) for text in texts)


def families(found: list[Turn]) -> dict[str, list[Turn]]:
    """Return for each thing the turns of everything that is tied to it in whatever way."""
    head: dict[str, str] = {}

    def top(thing: str) -> str:
        while head.setdefault(thing, thing) != thing:
            thing = head[thing]
        return thing

    for turn in found:
        things = sorted(turn.into | turn.out_of)
        for other in things[1:]:
            head[top(other)] = top(things[0])
    tied: dict[str, list[Turn]] = defaultdict(list)
    for turn in found:
        tied[top(min(turn.into | turn.out_of))].append(turn)
    return {thing: tied[top(thing)] for thing in head}


class Walk:
    """Ticks through the moments of one family of turns."""

    def __init__(self, family: list[Turn]) -> None:
        """Find for every moment what is inside what from then to the next."""
        self.turned = [turn for turn in family if turn.kind == "turned"]
        self.moments = range(len(family))
        self.inside: list[frozenset[tuple[str, str]]] = []
        self.place = {id(turn): place for place, turn in enumerate(family)}
        left: dict[tuple[str, str], float] = {}
        for turn in family:
            if turn.kind != "turned":
                self._play(turn, left)
            self.inside.append(frozenset(left))

    @staticmethod
    def _play(turn: Turn, left: dict[tuple[str, str], float]) -> None:
        [parent] = turn.out_of
        gone = turn.into or {child for child, held in left if held == parent}
        for child in sorted(gone):
            pair = child, parent
            amount = turn.amounts.get(child, 0.0)
            if turn.kind == "ADD":
                left[pair] = left.get(pair, 0.0) + amount
            elif turn.kind == "DELETE" and pair in left:
                left[pair] -= amount
                if not amount or left[pair] < 1e-9:
                    del left[pair]

    def down(self, start: str) -> set[str]:
        """Return everything that holds matter of a thing, or of what was in it."""
        carries: dict[str, set[int]] = defaultdict(set)
        carries[start] = set(self.moments)
        for thing, first in self._held(start).items():
            carries[thing] |= set(range(first, len(self.moments)))
        self._until_still(carries, self._pass_down)
        return {thing for thing, when in carries.items() if when}

    def _pass_down(self, carries: dict[str, set[int]]) -> None:
        for turn in self.turned:
            if any(self.place[id(turn)] in carries[thing] for thing in turn.into):
                for thing in turn.out_of:
                    carries[thing] |= set(self.moments)
        for moment, pairs in enumerate(self.inside):
            for child, parent in pairs:
                if moment in carries[child]:
                    carries[parent].add(moment)

    def _held(self, start: str) -> dict[str, int]:
        """Return what was ever in a thing, with the first moment of it."""
        held: dict[str, set[int]] = defaultdict(set)
        held[start] = set(self.moments)
        self._until_still(held, self._pass_in)
        return {thing: min(when) for thing, when in held.items() if when and thing != start}

    def _pass_in(self, held: dict[str, set[int]]) -> None:
        for moment, pairs in enumerate(self.inside):
            for child, parent in pairs:
                if moment in held[parent]:
                    held[child].add(moment)

    def up(self, start: str) -> set[str]:
        """Return everything of whose matter a thing is made, or that was in it."""
        holds: dict[str, set[int]] = defaultdict(set)
        holds[start] = set(self.moments)
        self._until_still(holds, self._pass_up)
        return {thing for thing, when in holds.items() if when}

    def _pass_up(self, holds: dict[str, set[int]]) -> None:
        for turn in self.turned:
            if any(holds[thing] for thing in turn.out_of):
                for thing in turn.into:
                    holds[thing].add(self.place[id(turn)])
        self._pass_in(holds)

    @staticmethod
    def _until_still(known: dict[str, set[int]], step: "object") -> None:
        before = -1
        while before != (now := sum(len(when) for when in known.values())):
            before = now
            step(known)  # type: ignore[operator]
