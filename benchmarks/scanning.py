"""The scan page over HTTP beside Django's hello on the same server, its scans recorded."""

from collections.abc import Iterator

from benchmarks.figures import Figure, Goal, pairs
from benchmarks.ground import NOW, Ground
from benchmarks.load import Load
from benchmarks.server import serving
from tests.stamps import rows
from txng.identify.models import Lot
from txng.identify.vocab import LotState
from txng.stamps import queries, services

_LOTS = 60
_HOT = 3_000


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield the page of lots that no process has shown lately, and the page of one that is hot."""
    cold = [[_path(_lot()) for _ in range(_LOTS)] for _ in range(ground.rounds)]
    lot = _lot(size=1_000)
    hot = _paths(lot, 1_000)
    with serving() as load:
        own, other = pairs(
            ground.rounds, lambda n: _ask(load, cold[n]), lambda _: _hello(load, _LOTS * 10)
        )
        name = "scan page, whole story from the database (each lot once)"
        yield Figure(name, "pages/s", own, other, "Django hello", Goal(0.35))
        _ask(load, hot[:64])
        repeated = (hot * (_HOT // len(hot) + 1))[:_HOT]
        own, other = pairs(
            ground.rounds, lambda _: _ask(load, repeated), lambda _: _hello(load, _HOT)
        )
        name = "scan page, stamps of one lot: verdict fresh, story kept"
        yield Figure(name, "pages/s", own, other, "Django hello", Goal(0.35))
        again = [hot[0]] * _HOT
        own, other = pairs(ground.rounds, lambda _: _ask(load, again), lambda _: _hello(load, _HOT))
        name = "scan page, one and the same stamp"
        yield Figure(name, "pages/s", own, other, "Django hello", Goal(1.5))


def _lot(size: int = 1) -> Lot:
    """Make a lot in trade with stamps on it."""
    lot = rows.ready_lot()
    actor = rows.actor_of(lot)
    batch = rows.printed_batch(lot, actor, size)
    services.activate_range(batch=batch, positions=(0, size), lot=lot, actor=actor, now=NOW)
    Lot.objects.filter(pk=lot.pk).update(state=LotState.IN_TRADE)
    return lot


def _paths(lot: Lot, count: int) -> list[str]:
    batch = lot.stamp_batches.get()
    codes = queries.codes_of(batch, 0, count)
    return [f"/01/{lot.product.gtin}/21/{code}" for code in codes]


def _path(lot: Lot) -> str:
    return _paths(lot, 1)[0]


def _ask(load: Load, paths: list[str]) -> float:
    return load.per_second([load.get(path) for path in paths])


def _hello(load: Load, count: int) -> float:
    return load.per_second([load.get("/hello/")] * count)
