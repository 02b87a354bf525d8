"""Sets of positions as few half-open ranges: the value behind an int8multirange column."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from psycopg.types.multirange import Int8Multirange, Multirange
from psycopg.types.range import Range

Pair = tuple[int, int]


def _normal(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Sort, drop empty ranges, join those that meet or overlap."""
    joined: list[Pair] = []
    for start, stop in sorted(pair for pair in pairs if pair[0] < pair[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((start, stop))
    return tuple(joined)


@dataclass(frozen=True)
class Ranges:
    """Positions as sorted, disjoint, non-adjacent pairs (start, stop), stop excluded.

    >>> Ranges.of((5, 9), (0, 5)) - Ranges.of((2, 3))
    Ranges(pairs=((0, 2), (3, 9)))
    """

    pairs: tuple[Pair, ...] = ()

    @classmethod
    def of(cls, *pairs: Pair) -> Self:
        """Build the set of the given half-open ranges, in any order."""
        return cls(_normal(pairs))

    @classmethod
    def from_database(cls, value: Multirange[int]) -> Self:
        """Read PostgreSQL's canonical form, which is [start, stop) throughout."""
        bounds = ((part.lower, part.upper) for part in value)
        return cls(tuple((low, high) for low, high in bounds if low is not None and high))

    def to_database(self) -> Int8Multirange:
        """Write as psycopg's multirange."""
        return Int8Multirange([Range(start, stop) for start, stop in self.pairs])

    def __len__(self) -> int:
        """Count positions."""
        return sum(stop - start for start, stop in self.pairs)

    def __iter__(self) -> Iterator[Pair]:
        """Walk the ranges, lowest first."""
        return iter(self.pairs)

    def __contains__(self, position: int) -> bool:
        """Say whether a position is in the set."""
        return any(start <= position < stop for start, stop in self.pairs)

    def __or__(self, other: "Ranges") -> "Ranges":
        """Join two sets."""
        return Ranges.of(*self.pairs, *other.pairs)

    def __sub__(self, other: "Ranges") -> "Ranges":
        """Leave out the positions of another set."""
        left = list(self.pairs)
        for low, high in other.pairs:
            left = [
                piece
                for start, stop in left
                for piece in ((start, min(stop, low)), (max(start, high), stop))
            ]
            left = [pair for pair in left if pair[0] < pair[1]]
        return Ranges.of(*left)

    def __and__(self, other: "Ranges") -> "Ranges":
        """Keep the positions of both sets."""
        return self - (self - other)
