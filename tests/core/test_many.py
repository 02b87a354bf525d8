"""An act on many rows makes each or refuses each by itself."""

import pytest

from txng.core.errors import Refused
from txng.core.many import each, made, only


def _half(number: int) -> int:
    if number % 2:
        raise Refused("lẻ")
    return number // 2


def test_each_is_made_or_refused_in_its_place_and_a_refusal_stays() -> None:
    found = each(_half, each(_half, [8, 6, 5]))
    assert made(found) == [2]
    assert [isinstance(one, Refused) for one in found] == [False, True, True]


def test_the_only_one_is_given_or_its_refusal_raised() -> None:
    assert only(each(_half, [4])) == 2
    with pytest.raises(Refused, match="lẻ"):
        only(each(_half, [3]))
