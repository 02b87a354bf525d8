"""Hundreds of invented plans: right ones are left alone, the one error of a wrong one is told."""

from collections.abc import Callable

import pytest

from tests.planning import made_up
from tests.planning.made_up import LAYOUTS, MadeUp
from txng.planning.checking.check import check_plan
from txng.planning.reading.read import read_plan
from txng.planning.reading.values import Finding


def _errors(body: bytes) -> list[Finding]:
    return [found for found in check_plan(read_plan(body)) if found.severity == "error"]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("start", range(0, 40, 10))
def test_a_right_plan_is_read_whole_and_has_no_false_alarm(
    layout: Callable[[MadeUp], bytes], start: int
) -> None:
    for seed in range(start, start + 10):
        plan = made_up.right(seed)
        body = layout(plan)
        budget = read_plan(body).budgets[0]
        amounts = [row[-1] for row in plan.rows[:-1]]
        told = [f"{line.amount:,}".replace(",", ".") for line in budget.lines]
        assert (seed, told, budget.total) == (seed, amounts, plan.total)
        assert (seed, [(f.code, f.vi) for f in _errors(body)]) == (seed, [])


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("start", range(0, 48, 12))
def test_the_error_of_a_wrong_plan_is_told_once_and_exactly(
    layout: Callable[[MadeUp], bytes], start: int
) -> None:
    for seed in range(start, start + 12):
        plan = made_up.wrong(seed)
        found = _errors(layout(plan))
        assert (seed, [(f.code, f.stated.rstrip("."), f.computed) for f in found]) == (
            seed, [plan.error])  # fmt: skip
        for words in plan.seen:
            assert (seed, words, words in found[0].vi, words in found[0].en) == (
                seed, words, True, True)  # fmt: skip
