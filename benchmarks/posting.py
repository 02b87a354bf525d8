"""POST /epcis/capture by several machines at once, against COPY of ready rows on one connection."""

from collections.abc import Iterator

from benchmarks.capture import copy_rate
from benchmarks.events import document
from benchmarks.figures import Figure, Goal, pairs
from benchmarks.ground import Ground
from benchmarks.load import Load
from benchmarks.server import serving
from tests import factories

_CLIENTS = 4


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield the rates of documents of 100 and 1,000 events, one kind of server throughout."""
    ground.has_events()
    _, key = factories.api_key(ground.actor.organisation)
    with serving() as load:
        for size, goal in ((100, 0.6), (1_000, 0.8)):
            _post(ground, load, key, size)
            own, other = pairs(
                ground.rounds,
                lambda _, size=size: _post(ground, load, key, size),  # type: ignore[misc]
                lambda _, size=size: copy_rate(ground, size),  # type: ignore[misc]
            )
            name = f"POST /epcis/capture, documents of {size:,}, {_CLIENTS} clients"
            yield Figure(name, "events/s", own, other, "binary COPY of ready rows", Goal(goal))


def _post(ground: Ground, load: Load, key: str, size: int) -> float:
    """Return the events a second of 8,000 events."""
    bodies = [document(ground.fresh(size)) for _ in range(8_000 // size)]
    requests = [load.post("/epcis/capture", body, key) for body in bodies]
    return size * load.per_second(requests, connections=_CLIENTS, status=202)
