"""Events by identifier, with their bodies read, against a probe of the index."""

from collections.abc import Iterator
from statistics import median

from benchmarks.events import chain
from benchmarks.figures import Figure, Goal, percentile, seconds
from benchmarks.ground import Ground
from benchmarks.tracing import probe
from txng.capture.queries import events_of


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield the time to find and read every event of one item."""
    ground.grow_to(ground.events)
    step = max(1, ground.known_chains // 200)
    items = [chain(number).item for number in range(0, ground.known_chains, step)]
    events_of(items[:1])
    took = [1_000 * seconds(events_of, [item]) for item in items]
    probes = [probe(item) for item in items]
    what = f"events of one item at {ground.events:,} events"
    goal = Goal(5, is_least=False, of_ours=True)
    tail = ([percentile(took, 99)], [percentile(probes, 99)])
    yield Figure(f"{what}, p50", "ms", [median(took)], [median(probes)], "one index probe")
    yield Figure(f"{what}, p99", "ms", *tail, "one index probe", goal)
