"""Walks and named lineages in a small and in a grown store, against one index probe a level."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median

from benchmarks.events import Chain, chain
from benchmarks.figures import Figure, Goal, percentile, seconds
from benchmarks.ground import Ground
from txng.capture.lineage import keys
from txng.core.statements import prepared_rows
from txng.gs1.identifiers import canonical
from txng.trace.events import EventStore
from txng.trace.lineage import Direction, Walk, downstream_starts, walk
from txng.trace.lineages import lineage_of
from txng.trace.windows import ALWAYS

_MILLI = 1_000


@dataclass(frozen=True)
class Way:
    """One way of tracing: from which thing of a chain, in which direction, how often."""

    name: str
    start: Callable[[Chain], str]
    direction: Direction
    times: int
    is_wide: bool = False


_WAYS = (
    Way("up from a retail item", lambda c: c.item, Direction.UP, 100),
    Way("up from a pallet", lambda c: c.pallet, Direction.UP, 100),
    Way("down from a farm lot", lambda c: c.farm_lot, Direction.DOWN, 100),
    Way("down from a farm lot, wide", lambda c: c.farm_lot, Direction.DOWN, 10, is_wide=True),
)


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield walk and lineage of each way at full size, and full size beside a tenth of it."""
    ground.grow_to(ground.small_size)
    small = {way: _taken(ground, way) for way in _WAYS}
    ground.grow_to(ground.events)
    for way in _WAYS:
        yield from _figures(ground, way, small[way])


@dataclass
class Taken:
    """Milliseconds of each walk, of the probes and the named lineage right beside it, and sizes."""

    walks: list[float]
    probes: list[float]
    named: list[float]
    things: int
    levels: int


def _chains(ground: Ground, way: Way) -> list[Chain]:
    """Chains spread over the store, each other ones than the caches know from the last capture."""
    numbers = [n for n in range(ground.known_chains) if (n % 100 == 50) == way.is_wide]
    step = max(1, len(numbers) // way.times)
    return [chain(number) for number in numbers[::step][: way.times]]


def _walk(code: str, direction: Direction) -> Walk:
    starts = {keys([canonical(code)])[0]: [ALWAYS]}
    if direction is Direction.DOWN:
        starts = downstream_starts(EventStore(), starts)
    return walk(EventStore(), starts, direction=direction)


def _taken(ground: Ground, way: Way) -> Taken:
    """Walk warm: what is measured is our way through the index, not the disk."""
    taken = Taken([], [], [], 0, 0)
    things: list[int] = []
    levels: list[int] = []
    for one in _chains(ground, way):
        start = way.start(one)
        found = _walk(start, way.direction)
        things.append(len(found.level))
        levels.append(max(found.level.values()) + 1)
        taken.probes.append(sum(probe(start) for _ in range(levels[-1])))
        taken.walks.append(_MILLI * seconds(_walk, start, way.direction))
        taken.named.append(_MILLI * seconds(lineage_of, start, directions=[way.direction]))
    taken.things, taken.levels = int(median(things)), int(median(levels))
    return taken


def _figures(ground: Ground, way: Way, small: Taken) -> Iterator[Figure]:
    full = _taken(ground, way)
    each, goal = "one index probe a level", _limit(full, way)
    what = f"{way.name} ({full.things:,} things, {full.levels} levels)"
    yield Figure(f"walk {what}", "ms", full.walks, full.probes, each)
    tail = [percentile(full.walks, 99)], [percentile(full.probes, 99)]
    yield Figure("the same, p99", "ms", *tail, each, goal)
    yield Figure("the same with names, bodies, proofs", "ms", full.named, full.walks, "the walk")
    yield Figure(
        f"walk {way.name}, {ground.events:,} events in the store, p50", "ms",
        [median(full.walks)], [median(small.walks)], f"{ground.small_size:,} events",
        Goal(2, is_least=False),
    )  # fmt: skip


def _limit(full: Taken, way: Way) -> Goal:
    """5 ms, and 10 µs more for each thing of a wide chain."""
    return Goal(5 + (0.01 * full.things if way.is_wide else 0), is_least=False, of_ours=True)


def probe(identifier: str = "https://id.gs1.org/01/08930000000002/10/L0000000") -> float:
    """Return the milliseconds of one probe of the link index."""
    return _MILLI * seconds(prepared_rows, _PROBE, [keys([identifier])])


_PROBE = "select event_id, role from capture_link where epc = any(%s::int8[])"
