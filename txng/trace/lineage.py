"""The walk along a chain: which things passed matter to which, through which events, and when.

Things and events are 64-bit keys and row numbers here; names come later. The walk goes level by
level (a frontier), one reading of the store per level, so it runs on a distributed database too.

Rules (docs/decisions/0005-lineage.md):

- A transformation passes matter from each input to each output; events with one transformationID
  are one transformation (EPCIS 2.0, 7.4.6). Commissioned items come from the lot their ILMD names.
- What goes in and comes out under one code holds the matter from then on, not before.
- A child is in its parent from an ADD (or an OBSERVE that no ADD explains) until a DELETE of that
  child, or of all children, and no longer: what a case held before and after never meet. A DELETE
  of part of a quantity leaves the rest inside.
- Downstream goes from a child to its parent, but only for the time it was in there, and never
  from the parent to other children. Upstream goes from a parent to the children it held then.
- A transaction that names a parent shows the objects in it at that moment only.
- Whoever asks for a container asks for what was in it: its contents join the start.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

import msgspec

from txng.capture.vocab import LinkRole
from txng.trace.containment import held, holding
from txng.trace.store import Row, Store
from txng.trace.windows import ALWAYS, END, Window, Windows, covers, join, overlap, without


class Direction(Enum):
    """Which way one looks."""

    UP = "up"
    DOWN = "down"


class Step(msgspec.Struct, frozen=True, gc=False):
    """Matter passed from `source` to `target`, as `event` proves; `until` ends a containment."""

    source: int
    target: int
    event: int
    type: int
    at: int
    until: int | None


@dataclass
class Walk:
    """What a walk found: things with their level and windows, and the steps between them."""

    level: dict[int, int] = field(default_factory=dict)
    windows: dict[int, Windows] = field(default_factory=dict)
    steps: dict[tuple[int, int, int], Step] = field(default_factory=dict)
    is_complete: bool = True

    def add(self, row: Row, source: int, target: int, *, until: int | None = None) -> None:
        """Keep one step; the same one found twice is one, its later end counts."""
        if source == target:
            return
        key = (source, target, row.event)
        known = self.steps.get(key)
        if known is None or (until is not None and known.until is not None and until > known.until):
            self.steps[key] = Step(source, target, row.event, row.type, row.at, until)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk stands: the store, what it has found, and the rows of the present level."""

    store: Store
    found: Walk
    frontier: Mapping[int, Windows]
    rows: list[Row]


Reached = Iterator[tuple[int, Window]]

_CHILD: Final = frozenset({LinkRole.CHILD, LinkRole.CHILD_CLASS})
_WITH_PARENT: Final = frozenset({*_CHILD, LinkRole.EPC, LinkRole.EPC_CLASS})
_INPUT: Final = frozenset({LinkRole.INPUT, LinkRole.INPUT_CLASS})
_OUTPUT: Final = frozenset({LinkRole.OUTPUT, LinkRole.OUTPUT_CLASS})
_MADE: Final = frozenset({*_OUTPUT, LinkRole.TRANSFORMATION})
_DOWN: Final = tuple(
    int(r) for r in (*_WITH_PARENT, *_INPUT, LinkRole.TRANSFORMATION, LinkRole.LOT_OF)
)
_UP: Final = tuple(int(r) for r in (*_MADE, LinkRole.EPC, LinkRole.PARENT))


def walk(
    store: Store, starts: Mapping[int, Windows], *, direction: Direction, limit: int = 20_000
) -> Walk:
    """Walk from `starts` (key → windows in which it matters) until nothing new is found.

    Stops past `limit` things and then says `is_complete = False`.
    """
    expand, roles = (_downstream, _DOWN) if direction is Direction.DOWN else (_upstream, _UP)
    found = Walk()

    def reach(frontier: Mapping[int, Windows], level: int) -> Iterable[tuple[int, Window]]:
        for key in frontier:
            found.level.setdefault(key, level)
        rows = list(store.rows(list(frontier), roles))
        return expand(_Place(store, found, frontier, rows))

    found.windows, found.is_complete = _spread(starts, reach, limit)
    return found


def downstream_starts(store: Store, starts: Mapping[int, Windows]) -> dict[int, Windows]:
    """Add to the starts what was inside them: each content from the moment it was, for good."""

    def reach(frontier: Mapping[int, Windows], _level: int) -> Iterable[tuple[int, Window]]:
        rows = list(store.rows(list(frontier), (int(LinkRole.PARENT),)))
        for inside in holding(store, rows):
            for window in overlap(frontier[inside.parent], (inside.start, inside.end)):
                yield inside.child, window

    windows, _ = _spread(starts, reach, 20_000)
    for key, spans in windows.items():
        if key not in starts:
            windows[key] = [(spans[0][0], END)]
    return windows


def _spread(
    starts: Mapping[int, Windows],
    reach: Callable[[Mapping[int, Windows], int], Iterable[tuple[int, Window]]],
    limit: int,
) -> tuple[dict[int, Windows], bool]:
    """Widen (key → windows) level by level with what `reach` finds from the fresh part only."""
    known: dict[int, Windows] = {}
    frontier = {key: join(list(windows)) for key, windows in starts.items()}
    level = 0
    while frontier:
        for key, fresh in frontier.items():
            known[key] = join([*known[key], *fresh]) if key in known else fresh
        if len(known) > limit:
            return known, False
        reached: dict[int, Windows] = defaultdict(list)
        for key, window in reach(frontier, level):
            reached[key].append(window)
        frontier = {}
        for key, windows in reached.items():
            spans = join(windows) if len(windows) > 1 else windows
            if fresh := without(spans, known[key]) if key in known else spans:
                frontier[key] = fresh
        level += 1
    return known, True


def _downstream(place: _Place) -> Reached:
    """Where matter went: outputs of what it entered, items of the lot, parents for a while."""
    for row in place.rows:
        if not _goes_in(place, row):
            continue
        for target in row.outs:
            place.found.add(row, row.key, target)
            yield target, (row.at, END) if target == row.key else ALWAYS
    children = [row for row in place.rows if row.role in _WITH_PARENT]
    for inside in held(place.store, children):
        for window in overlap(place.frontier[inside.child], (inside.start, inside.end)):
            place.found.add(inside.row, inside.child, inside.parent, until=inside.end)
            yield inside.parent, window


def _goes_in(place: _Place, row: Row) -> bool:
    """Say whether the matter was there when the event took the thing in."""
    if row.role in _INPUT or row.role == LinkRole.LOT_OF:
        return covers(place.frontier[row.key], row.at)
    return row.role == LinkRole.TRANSFORMATION


def _upstream(place: _Place) -> Reached:
    """Where matter came from: inputs of what made it, the lot of an item, children held then."""
    for row in place.rows:
        is_item_of_lot = row.role == LinkRole.EPC and row.key in row.outs
        if row.role not in _MADE and not is_item_of_lot:
            continue
        window = ALWAYS if is_item_of_lot else (row.at, row.at + 1)
        for source in row.ins:
            place.found.add(row, source, row.key)
            yield source, window
    parents = [row for row in place.rows if row.role == LinkRole.PARENT]
    for inside in holding(place.store, parents):
        for window in overlap(place.frontier[inside.parent], (inside.start, inside.end)):
            place.found.add(inside.row, inside.child, inside.parent, until=inside.end)
            yield inside.child, window
