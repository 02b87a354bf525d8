"""Names sort as a Vietnamese reader expects."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from txng.core.collation import sort_key


@pytest.mark.parametrize(
    "names",
    [
        ["ma", "mà", "mả", "mã", "má", "mạ", "mă", "mâ"],
        ["An", "Ăn", "Ân", "Bắc", "Cao", "Chợ", "Dân", "Đak", "Em", "Ê"],
        ["on", "ôn", "ơn", "un", "ưn", "y"],
        ["Phường 2", "Phường 10", "Phường An Bình"],
        ["Ba Bể", "Bà Rịa", "Bắc Kạn"],
        ["Đồng Hới", "Đồng Hỷ"],
    ],
)
def test_names_in_dictionary_order_keep_it(names: list[str]) -> None:
    mixed = names[::-1]
    assert sorted(mixed, key=sort_key) == names


@given(st.text(max_size=250))
def test_a_key_is_short_ascii_without_case(name: str) -> None:
    key = sort_key(name)
    assert key.isascii()
    assert len(key) <= 240


@given(st.text("aáàâậăặbđdêệoơởưữ ", max_size=40))
def test_composed_and_decomposed_texts_have_one_key(name: str) -> None:
    assert sort_key(unicodedata.normalize("NFD", name)) == sort_key(name)
