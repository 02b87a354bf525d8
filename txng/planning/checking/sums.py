"""A budget added up: lines, groups, total; what is missing is computed, never filled in."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
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
            product = self.line.quantity * Decimal(self.line.price)
            return int(product) if product == int(product) else round(product)
        return None

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
        nodes.append(Node(lines[place], tree(lines[place + 1 : end])))
        place = end
    return tuple(nodes)


def every(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield every node, a parent before its children."""
    for node in nodes:
        yield node
        yield from every(node.children)


def total_of(budget: Budget) -> int | None:
    """Return the sum of the outermost lines; None when no line has an amount."""
    tops = [node.effective for node in tree(budget.lines)]
    known = [amount for amount in tops if amount is not None]
    return sum(known) if known else None
