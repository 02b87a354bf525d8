"""A batch as a line of spans, one state each, and that line as a bar to draw."""

from dataclasses import dataclass

from txng.stamps.models import Batch
from txng.stamps.ranges import Ranges
from txng.stamps.vocab import StampState

BAR = 1000
"""Width of the bar in units of its own."""


@dataclass(frozen=True)
class Span:
    """Stamps `first` to `last`, counted from 1, are in one state; `x` and `width` draw it."""

    state: StampState
    first: int
    last: int
    x: float
    width: float

    @property
    def count(self) -> int:
        """Number of stamps."""
        return self.last - self.first + 1


def spans_of(batch: Batch) -> list[Span]:
    """Cut a batch where the state changes; costs as many steps as there are ranges."""
    everything = Ranges.of((0, batch.size))
    activated = batch.activated - batch.consumed
    by_state = {
        StampState.UNPRINTED: everything - batch.printed - batch.voided,
        StampState.PRINTED: batch.printed - batch.activated - batch.voided,
        StampState.ACTIVE: activated - batch.voided,
        StampState.CONSUMED: batch.consumed - batch.voided,
        StampState.VOID: batch.voided,
    }
    cut = sorted((pair, state) for state, ranges in by_state.items() for pair in ranges)
    return [
        Span(
            state,
            start + 1,
            stop,
            round(start * BAR / batch.size, 2),
            round((stop - start) * BAR / batch.size, 2),
        )
        for (start, stop), state in cut
    ]


def counts_of(spans: list[Span]) -> list[tuple[StampState, int]]:
    """Count the stamps in each state, in the order of a stamp's life."""
    return [
        (state, total)
        for state in StampState
        if (total := sum(span.count for span in spans if span.state == state))
    ]


def waiting(batch: Batch) -> int:
    """Count stamps printed and waiting to be activated."""
    return len(batch.printed - batch.activated - batch.voided)


def first_free(ranges: Ranges) -> tuple[int, int] | None:
    """Return the first range as people count it, to fill a form with."""
    return next(((start + 1, stop) for start, stop in ranges), None)
