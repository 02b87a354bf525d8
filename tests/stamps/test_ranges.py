"""Ranges behave as the sets of integers that they stand for."""

from hypothesis import given
from hypothesis import strategies as st
from psycopg.types.multirange import Multirange
from psycopg.types.range import Range

from txng.stamps.ranges import Ranges

pairs = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6)


def _set(ranges: Ranges) -> set[int]:
    return {position for start, stop in ranges for position in range(start, stop)}


@given(left=pairs, right=pairs)
def test_arithmetic_is_that_of_sets_and_the_form_is_one(
    left: list[tuple[int, int]], right: list[tuple[int, int]]
) -> None:
    a, b = Ranges.of(*left), Ranges.of(*right)
    assert _set(a) == {n for start, stop in left for n in range(start, stop)}
    assert _set(a | b) == _set(a) | _set(b)
    assert _set(a - b) == _set(a) - _set(b)
    assert _set(a & b) == _set(a) & _set(b)
    assert len(a) == len(_set(a))
    assert [n in a for n in range(31)] == [n in _set(a) for n in range(31)]
    assert (a | b) == (b | a)
    assert all(one[1] < two[0] for one, two in zip(a.pairs, a.pairs[1:], strict=False))


def test_the_databases_form_is_read_and_written() -> None:
    value = Ranges.of((0, 5), (9, 10))
    assert list(value.to_database()) == [Range(0, 5), Range(9, 10)]
    assert Ranges.from_database(Multirange([Range(0, 5), Range(9, 10)])) == value
