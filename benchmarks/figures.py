"""A measured figure: rounds of ours and of its ceiling side by side, their ratio, and the goal."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Goal:
    """What a figure should reach: at least or at most `limit`, said of the ratio or of `ours`."""

    limit: float
    is_least: bool = True
    of_ours: bool = False

    def is_met(self, figure: "Figure") -> bool:
        """Say whether the median reaches the goal."""
        value = median(figure.ours if self.of_ours else figure.ratios)
        return value >= self.limit if self.is_least else value <= self.limit

    def text(self, unit: str) -> str:
        """Write the goal: "≥ 0.8 ×" of the ceiling, or "≤ 5 ms" as such."""
        sign = "≥" if self.is_least else "≤"
        return f"{sign} {short(self.limit)} {unit if self.of_ours else '×'}"


@dataclass(frozen=True)
class Figure:
    """One row of the table; round n of `ours` was taken next to round n of `ceiling`."""

    name: str
    unit: str
    ours: Sequence[float]
    ceiling: Sequence[float]
    ceiling_name: str
    goal: Goal | None = None

    def __post_init__(self) -> None:
        """Rounds come in pairs; there is at least one, and no ceiling of nothing."""
        if not self.ours or len(self.ours) != len(self.ceiling) or not all(self.ceiling):
            raise ValueError(f"{self.name}: rounds {self.ours} against {self.ceiling}")

    @property
    def ratios(self) -> list[float]:
        """Ours by ceiling, round by round: only these outlive the noise of a shared machine."""
        return [own / other for own, other in zip(self.ours, self.ceiling, strict=True)]

    @property
    def is_met(self) -> bool | None:
        """Say whether the goal is reached; None where there is none."""
        return None if self.goal is None else self.goal.is_met(self)

    def row(self) -> str:
        """Return the figure as a row of the Markdown table."""
        goal = "–" if self.goal is None else self.goal.text(self.unit)
        met = {None: "", True: " reached", False: " **missed**"}[self.is_met]
        cells = (
            self.name,
            f"{spread(self.ours)} {self.unit}",
            f"{self.ceiling_name}: {spread(self.ceiling)} {self.unit}",
            f"{spread(self.ratios)} ×",
            f"{goal}{met}",
        )
        return "| " + " | ".join(cells) + " |"

    def data(self) -> dict[str, Any]:
        """Return the figure as plain data."""
        return {
            "name": self.name,
            "unit": self.unit,
            "ours": list(self.ours),
            "ceiling": list(self.ceiling),
            "ceiling_name": self.ceiling_name,
            "ratio": median(self.ratios),
            "goal": None if self.goal is None else self.goal.text(self.unit),
            "is_met": self.is_met,
        }


HEADER = "| What | Ours | Ceiling or peer | Ratio | Goal |\n|---|---|---|---|---|"


def short(value: float) -> str:
    """Write three figures that count: 27,654 · 12.3 · 0.81 · 0.00123."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def spread(values: Sequence[float]) -> str:
    """Write the median with the least and the greatest value of several rounds."""
    if len(values) == 1:
        return short(values[0])
    return f"{short(median(values))} ({short(min(values))}–{short(max(values))})"


def seconds(act: Callable[..., object], *arguments: object, **named: object) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    act(*arguments, **named)
    return time.perf_counter() - start


def core_seconds(act: Callable[..., object], *arguments: object, **named: object) -> float:
    """Return the processor time of one call: for work of one core, whoever else wants the core."""
    start = time.process_time()
    act(*arguments, **named)
    return time.process_time() - start


def pairs(
    rounds: int, ours: Callable[[int], float], ceiling: Callable[[int], float]
) -> tuple[list[float], list[float]]:
    """Take both next to each other, so that each pair sees the same machine, first one first."""
    own: list[float] = []
    other: list[float] = []
    for number in range(rounds):
        if number % 2 == 0:
            own.append(ours(number))
            other.append(ceiling(number))
        else:
            other.append(ceiling(number))
            own.append(ours(number))
    return own, other


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the value that `percent` of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    rank = max(1, -(-len(ordered) * percent // 100))
    return ordered[int(rank) - 1]
