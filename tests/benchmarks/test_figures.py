"""A figure's ratio is ours by the ceiling of the same round, and its goal is judged by it."""

import pytest

from benchmarks.figures import Figure, Goal, pairs, percentile, seconds, short, spread


def figure(goal: Goal | None = None) -> Figure:
    return Figure("capture", "events/s", [50.0, 90.0, 60.0], [100.0, 100.0, 60.0], "COPY", goal)


def test_each_round_is_divided_by_the_ceiling_beside_it() -> None:
    assert figure().ratios == [0.5, 0.9, 1.0]


@pytest.mark.parametrize(
    ("goal", "is_met"),
    [
        (Goal(0.9), True),
        (Goal(0.91), False),
        (Goal(0.9, is_least=False), True),
        (Goal(0.89, is_least=False), False),
        (Goal(60, of_ours=True), True),
        (Goal(61, of_ours=True), False),
        (None, None),
    ],
)
def test_the_median_decides_whether_a_goal_is_reached(
    goal: Goal | None, is_met: bool | None
) -> None:
    assert figure(goal).is_met is is_met


@pytest.mark.parametrize(("ours", "ceiling"), [([], []), ([1.0], [1.0, 2.0]), ([1.0], [0.0])])
def test_a_figure_without_a_ceiling_for_each_round_is_none(
    ours: list[float], ceiling: list[float]
) -> None:
    with pytest.raises(ValueError, match="rounds"):
        Figure("x", "ms", ours, ceiling, "y")


def test_a_row_says_ours_the_ceiling_the_ratio_and_the_goal() -> None:
    assert figure(Goal(0.95)).row() == (
        "| capture | 60 (50–90) events/s | COPY: 100 (60–100) events/s "
        "| 0.9 (0.5–1) × | ≥ 0.95 × **missed** |"
    )
    assert figure(Goal(55, of_ours=True)).row().endswith("| ≥ 55 events/s reached |")


def test_rounds_alternate_so_that_neither_always_comes_first() -> None:
    order: list[str] = []

    def one(name: str) -> float:
        order.append(name)
        return float(len(order))

    own, other = pairs(3, lambda n: one(f"ours {n}"), lambda n: one(f"ceiling {n}"))
    assert order == ["ours 0", "ceiling 0", "ceiling 1", "ours 1", "ours 2", "ceiling 2"]
    assert (own, other) == ([1.0, 4.0, 5.0], [2.0, 3.0, 6.0])


def test_percentiles_are_values_that_were_measured() -> None:
    values = [float(n) for n in range(1, 201)]
    assert [percentile(values, p) for p in (1, 50, 99, 100)] == [2.0, 100.0, 198.0, 200.0]
    assert percentile([7.0], 99) == 7.0


def test_numbers_show_three_figures_that_count() -> None:
    assert [short(v) for v in (27654.3, 123.4, 12.34, 0.8123, 0.00123)] == [
        "27,654", "123", "12.3", "0.812", "0.00123",
    ]  # fmt: skip
    assert spread([3.0]) == "3"
    assert spread([3.0, 1.0, 2.0]) == "2 (1–3)"


def test_seconds_passes_the_arguments_on() -> None:
    seen: list[object] = []
    assert seconds(lambda a, b: seen.extend((a, b)), 1, b=2) >= 0
    assert seen == [1, 2]
