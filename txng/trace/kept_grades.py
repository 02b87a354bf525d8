"""Grades that a room above keeps, for rooms that must not walk a chain while a page waits.

Grading a lot walks its lineage. A room above grades all lots in the background and says here how
to read what it keeps; without one, nothing is known to be full.
"""

from collections.abc import Callable, Iterable

Keeper = Callable[[Iterable[int]], set[int]]
"""Takes row numbers of products, returns row numbers of their lots whose trace is full."""

_keepers: list[Keeper] = []


def add(keeper: Keeper) -> None:
    """Let a room say which lots it found full."""
    if keeper not in _keepers:
        _keepers.append(keeper)


def full_lots(products: Iterable[int]) -> set[int]:
    """Return the lots of these products whose trace was full when it was last looked at."""
    wanted = list(products)
    return {lot for keeper in _keepers for lot in keeper(wanted)}
