"""What a walk asks of the event store, and the rows it gets."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import msgspec


class Row(msgspec.Struct, frozen=True, gc=False):
    """One link of a thing to an event, with what a walk needs of the event.

    `key`, `ins` and `outs` are 64-bit keys of identifiers; `at` is the event time in microseconds.
    """

    key: int
    role: int
    event: int
    at: int
    type: int
    action: int | None
    ins: Sequence[int]
    outs: Sequence[int]


class Store(Protocol):
    """What a walk asks; events declared in error are never among the answers."""

    def rows(self, keys: Sequence[int], roles: Sequence[int]) -> Iterable[Row]:
        """Return the links of these keys in these roles."""

    def emptyings(self, parents: Sequence[int]) -> Iterable[Row]:
        """Return the DELETE events that name a parent and no child: all children are out."""

    def amounts(
        self, events: Sequence[int], children: Sequence[int]
    ) -> Mapping[tuple[int, int], float]:
        """Return (event, child key) → quantity, for children that are amounts of a class."""
