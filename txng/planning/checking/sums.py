"""A budget added up: lines, groups, total; what is missing is computed, never filled in."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import prod
from typing import NamedTuple

from txng.planning.reading.values import Budget, Line


class Node(NamedTuple):
    """A line with the lines that make it up."""

    line: Line
    children: tuple["Node", ...]

    @property
    def computed(self) -> int | None:
        """Return the sum of what makes the line up, or quantity × price."""
        if self.children:
            return sum(child.effective or 0 for child in self.children)
        if self.line.quantity is not None and self.line.price is not None:
            bare = self.line.quantity * Decimal(self.line.price)
            bare = bare / 100 if self.line.unit == "%" else bare
            product = prod(self.line.factors, start=bare)
            return round(bare if bare == self.line.amount else product)
        return None

    @property
    def is_right(self) -> bool:
        """Say whether what stands is what makes it up; products may be rounded as written."""
        amount, computed = self.line.amount, self.computed
        if amount is None or computed is None:
            return amount is not None or computed is None
        rounding = 0 if self.children else self.line.step // 2
        return abs(amount - computed) <= rounding

    @property
    def effective(self) -> int | None:
        """Return what the line books, else what makes it up."""
        return self.line.amount if self.line.amount is not None else self.computed


def tree(lines: Sequence[Line]) -> tuple[Node, ...]:
    """Put each line under the nearest one above it of a lower rank."""
    nodes, place = [], 0
    while place < len(lines):
        end = place + 1
        while end < len(lines) and lines[end].rank > lines[place].rank:
            end += 1
        end = _without_strangers(lines, place, end)
        nodes.append(Node(lines[place], tree(lines[place + 1 : end])))
        place = end
    return tuple(nodes)


def _without_strangers(lines: Sequence[Line], place: int, end: int) -> int:
    """Leave out rows without a number that a complete line above does not hold."""
    below, own = lines[place + 1 : end], lines[place]
    if not below or not own.number or any(line.number for line in below):
        return end
    if own.quantity is not None and own.price is not None:
        return place + 1
    is_bare = all(line.price is None for line in below)
    if own.amount and is_bare and sum(line.amount or 0 for line in below) != own.amount:
        return place + 1
    return end


def every(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield every node, a parent before its children."""
    for node in nodes:
        yield node
        yield from every(node.children)


def total_of(budget: Budget) -> int | None:
    """Return the sum of the outermost lines; None when no line has an amount."""
    return total_of_lines(budget.lines)


def total_of_lines(lines: Sequence[Line]) -> int | None:
    """Return the sum of the outermost of some lines; None when no line has an amount."""
    tops = [node.effective for node in tree(lines)]
    known = [amount for amount in tops if amount is not None]
    return sum(known) if known else None
