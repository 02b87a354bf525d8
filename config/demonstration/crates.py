"""Crates that are used again and again: which one is free when."""

from collections import defaultdict
from datetime import date

Span = tuple[date, date]


class Crates:
    """The crates of each firm, each with the spans of days for which it is in use."""

    def __init__(self) -> None:
        """Begin with none."""
        self._used: dict[str, list[list[Span]]] = defaultdict(list)

    def take(self, firm: str, start: date, end: date) -> int:
        """Return the number of a crate that is free from `start` to `end`, and keep it for then."""
        crates = self._used[firm]
        for number, spans in enumerate(crates):
            if all(end < first or last < start for first, last in spans):
                spans.append((start, end))
                return number
        crates.append([(start, end)])
        return len(crates) - 1

    def count(self, firm: str) -> int:
        """Return how many crates a firm has needed."""
        return len(self._used[firm])
