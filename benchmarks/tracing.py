"""Walks and named lineages in a small and in a grown store, against one index probe a level."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median

from django.db import connection

from benchmarks.events import Chain, chain
from benchmarks.figures import Figure, Goal, percentile, seconds
from benchmarks.ground import Ground
from txng.capture.lineage import keys
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
    ground.grow_to(max(ground.events // 10, 5_000))
    small = {way: _walks(ground, way) for way in _WAYS}
    ground.grow_to(ground.events)
    for way in _WAYS:
        yield from _figures(ground, way, small[way])


@dataclass
class Taken:
    """Milliseconds of each walk, how many things and levels the median one found."""

    took: list[float]
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


def _walks(ground: Ground, way: Way) -> Taken:
    took: list[float] = []
    things: list[int] = []
    levels: list[int] = []
    for one in _chains(ground, way):
        code = way.start(one)
        _walk(code, way.direction)
        found: list[Walk] = []
        took.append(
            _MILLI
            * seconds(lambda code=code, found=found: found.append(_walk(code, way.direction)))  # type: ignore[misc]
        )
        things.append(len(found[0].level))
        levels.append(max(found[0].level.values()) + 1)
    return Taken(took, int(median(things)), int(median(levels)))


def _figures(ground: Ground, way: Way, small: Taken) -> Iterator[Figure]:
    full = _walks(ground, way)
    probes = [full.levels * probe() for _ in full.took]
    what = f"{way.name} ({full.things:,} things, {full.levels} levels)"
    each = "one index probe a level"
    yield Figure(f"walk {what}, p50", "ms", [median(full.took)], [median(probes)], each)
    limit = 5 + (0.01 * full.things if way.is_wide else 0)
    goal = Goal(limit, is_least=False, of_ours=True)
    tail, tail_probe = percentile(full.took, 99), percentile(probes, 99)
    yield Figure(f"walk {what}, p99", "ms", [tail], [tail_probe], each, goal)
    codes = [way.start(one) for one in _chains(ground, way)]
    named = [
        _MILLI * seconds(lambda code=code: lineage_of(code, directions=[way.direction]))
        for code in codes
    ]  # type: ignore[misc]
    yield Figure(
        f"lineage with names and proofs {what}, p50",
        "ms",
        [median(named)],
        [median(full.took)],
        "the walk alone",
    )
    yield Figure(
        f"walk {way.name}, {ground.events:,} events in the store, p50", "ms",
        [median(full.took)], [median(small.took)], "a small store", Goal(2, is_least=False),
    )  # fmt: skip


def probe(identifier: str = "https://id.gs1.org/01/08930000000002/10/L0000000") -> float:
    """Return the milliseconds of one probe of the link index."""
    wanted = keys([identifier])

    def act() -> None:
        with connection.cursor() as cursor:
            cursor.execute("select event_id, role from capture_link where epc = any(%s)", [wanted])
            cursor.fetchall()

    return _MILLI * seconds(act)
