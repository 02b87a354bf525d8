"""Amounts are read as people write them, and words and figures say the same."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from txng.core import money


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("77.500.000", 77_500_000),
        ("77.500.000 đồng", 77_500_000),
        ("77,5 triệu", 77_500_000),
        ("77,500 triệu đồng", 77_500_000),
        ("1.500 triệu đồng.", 1_500_000_000),
        ("７７．５００．０００", 77_500_000),
        ("77 500 000đ", 77_500_000),
        ("77,500,000 VNĐ", 77_500_000),
        ("200,000", 200_000),
        ("1 tỷ 250 triệu đồng", 1_250_000_000),
        ("1,25 tỉ", 1_250_000_000),
        ("500 nghìn đồng", 500_000),
        ("500 ngàn", 500_000),
        ("0", 0),
        ("5600000", 5_600_000),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, amount: int) -> None:
    assert money.parse_dong(text) == amount


@pytest.mark.parametrize(
    "text", ["", "đồng", "bảy", "12.34.567", "1,5", "77 triệu con", "x 5", "1..2"]
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(money.NotMoney):
        money.parse_dong(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [("1.234,5", "1234.5"), ("2,5", "2.5"), ("1.500", "1500"), ("04", "4"), ("1.5", "1.5"),
     ("1,234.5", "1234.5"), ("-3", "-3"), ("1 000", "1000")],
)  # fmt: skip
def test_figures_are_read_the_vietnamese_way(text: str, number: str) -> None:
    assert money.parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi bốn"),
        (105, "một trăm linh năm"),
        (2025, "hai nghìn không trăm hai mươi lăm"),
        (77_500_000, "bảy mươi bảy triệu năm trăm nghìn"),
        (124_600_000, "một trăm hai mươi bốn triệu sáu trăm nghìn"),
        (1_000_005, "một triệu không trăm linh năm"),
        (10**12, "một nghìn tỷ"),
        (10**15, "một triệu tỷ"),
    ],
)
def test_numbers_are_said_as_papers_say_them(number: int, words: str) -> None:
    assert money.in_words(number) == words


def test_the_south_says_ngan_and_le() -> None:
    assert money.in_words(5_105, thousand="ngàn", odd="lẻ") == "năm ngàn một trăm lẻ năm"
    assert money.dong_in_words(77_500_000, thousand="ngàn") == (
        "Bảy mươi bảy triệu năm trăm ngàn đồng"
    )


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Bảy mươi bảy triệu năm trăm ngàn đồng.", 77_500_000),
        ("một trăm hai mươi bốn triệu, sáu trăm ngàn đồng", 124_600_000),
        ("Hai mươi tư triệu đồng chẵn", 24_000_000),
        ("hai triệu rưỡi", 2_500_000),
        ("một tỉ rưỡi", 1_500_000_000),
        ("mười lăm nghìn tỷ đồng", 15 * 10**12),
        ("ba trăm lẻ bốn", 304),
        ("âm", None),
        ("triệu năm", None),
        ("một nghìn hai triệu", None),
        ("bảy mươi bảy triệu quả cam", None),
        ("", None),
    ],
)
def test_words_are_read_or_refused(words: str, number: int | None) -> None:
    if number is None:
        with pytest.raises(money.NotWords):
            money.from_words(words)
    else:
        assert money.from_words(words) == number


@given(
    st.integers(0, 10**15),
    st.sampled_from(["nghìn", "ngàn"]),
    st.sampled_from(["linh", "lẻ"]),
)
def test_words_and_figures_go_round(number: int, thousand: str, odd: str) -> None:
    said = money.dong_in_words(number, thousand=thousand, odd=odd)
    assert money.from_words(said) == number
    assert money.parse_dong(money.dong(number)) == number
    assert money.parse_number(money.figures(number)) == number
