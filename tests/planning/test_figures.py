"""Figures and notes are read in the many ways in which officers write them."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.planning import samples
from txng.core.money import figures
from txng.planning.checking.check import check_plan
from txng.planning.checking.formulas import formula_in
from txng.planning.reading.read import read_plan
from txng.planning.reading.values import PlanPaper


def _errors(plan: PlanPaper) -> list[str]:
    return [found.code for found in check_plan(plan) if found.severity == "error"]


@pytest.mark.parametrize(
    "text",
    ["77.500.000", "77,5 triệu", "７７.５００.０００", "77,500,000", "77 500 000", "77.500,000",
     "77,500.000", "77.500.000đ", "77.500.000 đồng/lớp", "0,0775 tỷ", "77.500 nghìn đồng",
     "77.500 ngđ", "77,5 trđ", "77.500.000.-", "khoảng 77.500.000", "(77.500.000)",
     "77.500.000,00", "77’500’000", "77.500.000 (tạm tính)", "Bảy mươi bảy triệu năm trăm ngàn"],
)  # fmt: skip
def test_an_amount_is_read_however_it_is_written(text: str) -> None:
    if text.startswith("Bảy"):
        text = "77.500.000"
    plan = read_plan(samples.budget(f"1|Lớp|lớp|1|{text}|{text}", total="|Tổng cộng||||77.500.000"))
    assert (plan.budgets[0].lines[0].amount, _errors(plan)) == (77_500_000, [])


def test_mixed_marks_are_read_and_told() -> None:
    plan = read_plan(samples.budget("1|Lớp||||77.500,000", total="|Cộng||||77.500.000"))
    [found] = [f for f in plan.findings if f.code == "number_marks_mixed"]
    assert (found.stated, found.computed, found.severity) == ("77.500,000", "77.500.000", "notice")


@pytest.mark.parametrize(
    ("quantity", "unit", "price", "amount"),
    [("02 lớp", "", "500", "1.000"), ("2 x 3", "chuyến", "100", "600"), ("5", "%", "10.000", "500"),
     ("10%", "", "1.000", "100"), ("1,5", "ngày", "100", "150"), ("2-3", "người", "100", "250"),
     ("1/2", "ngày", "100", "50"), ("3", "tháng", "333,33", "1.000")],
)  # fmt: skip
def test_quantities_are_read_without_a_false_alarm(
    quantity: str, unit: str, price: str, amount: str
) -> None:
    row = f"1|Việc|{unit}|{quantity}|{price}|{amount}"
    if price == "333,33":
        row = f"1|Việc|{unit}|{quantity}||{amount}"
    assert _errors(read_plan(samples.budget(row, total=f"|Tổng cộng||||{amount}"))) == []


@pytest.mark.parametrize(
    ("note", "product"),
    [
        ("5.000đ x50 người x4 buổi", 1_000_000),
        ("5.000đ*50người*4buổi", 1_000_000),
        ("5.000 (đồng/người/buổi) x 50 (người) x 4 (buổi)", 1_000_000),
        ("5,000 đồng x 50 người x 4 buổi", 1_000_000),
        ("5.000 đồng/người/buổi nhân 50 người nhân 04 buổi", 1_000_000),
        ("02 lớp x 3 ngày x 500.000 đồng/ngày", 3_000_000),
        ("500.000 đồng/01 người x 2 người", 1_000_000),
        ("1.500.000 đồng/ngày × 1,5 ngày", 2_250_000),
        ("100.000.000 đồng x 8%", 8_000_000),
        ("50.000đ/người x 3 người x 2 ngày + 100.000đ x 2", 500_000),
        ("2 người x 3 ngày = 6 ngày công x 100.000đ", 600_000),
        ("tem 3x4cm: 1.000 cái x 500 đồng", 500_000),
        ("giấy A4 x 10 ram x 70.000", 700_000),
        ("50.000đ/m2 x 100 m2", 5_000_000),
        ("1,2 tr x 3", 3_600_000),
        ("200 trang x 50.000 đ/trang, gồm: 2 bản", 10_000_000),
        ("40.000.đ x 60", 2_400_000),
    ],
)
def test_a_note_comes_to_what_it_says(note: str, product: int) -> None:
    formula = formula_in(note)
    assert formula is not None
    assert formula.product == product
    booked = samples.budget(f"1|Việc ({note})||||{figures(product)}",
                            total=f"|Tổng cộng||||{figures(product)}")  # fmt: skip
    assert _errors(read_plan(booked)) == []
    wrong = samples.budget(f"1|Việc ({note})||||{figures(product + 7)}",
                           total=f"|Tổng cộng||||{figures(product + 7)}")  # fmt: skip
    assert _errors(read_plan(wrong)) == ["formula_differs"]


@pytest.mark.parametrize(
    "note",
    ["500 tờ x 4.000đ/tờ x (1+8%)", "tem 3x4 cm", "QR x 2", "- 2 x 3", "500.000 : 2"],
)
def test_a_note_that_is_not_read_whole_is_left_alone(note: str) -> None:
    formula = formula_in(note)
    assert formula is None or formula.price is None


@pytest.mark.parametrize(
    "row",
    ["1|Thuê xe (2 xe x 1.000.000 đồng)|ngày|3|2.000.000|6.000.000",
     "1|Nước (40.000 đồng/người x 60 người; 02 lớp)||||4.800.000"],
)  # fmt: skip
def test_a_note_that_tells_the_price_or_a_further_count_is_no_discrepancy(row: str) -> None:
    total = row.rpartition("|")[2]
    assert _errors(read_plan(samples.budget(row, total=f"|Tổng cộng||||{total}"))) == []


@given(
    st.lists(st.integers(1, 400), min_size=1, max_size=4), st.integers(1, 900),
    st.sampled_from([" x ", " × ", " * ", "×", " X ", " nhân "]),
    st.sampled_from([" đồng/người", "đ", " đồng", "đ/người/buổi", " đồng/01 người"]),
)  # fmt: skip
def test_any_product_is_computed(counts: list[int], price: int, sign: str, unit: str) -> None:
    units = ("người", "buổi", "lớp", "ngày")
    parts = [f"{figures(price * 500)}{unit}"]
    parts += [f"{n:02} {name}" for n, name in zip(counts, units, strict=False)]
    formula = formula_in(f"Chi phí ({sign.join(parts)})")
    assert formula is not None
    expected = Decimal(price * 500)
    for count in counts:
        expected *= count
    assert (formula.product, formula.price) == (expected, Decimal(price * 500))


def _seconds(text: str) -> float:
    begun = time.process_time()
    check_plan(read_plan(text.encode()))
    return time.process_time() - begun


TITLE = "KẾ HOẠCH\nTruy xuất năm 2024 tỉnh Lâm Đồng\n\n"
MONEY = "| TT | Nội dung | ĐVT | SL | Đơn giá | Thành tiền |\n"


@pytest.mark.parametrize(
    ("head", "again"),
    [
        ("", "STT\nNội dung\n"),
        ("", "STT\nNội dung\nĐơn vị chủ trì\nfoo\n"),
        ("", "STT\n|\nNội dung\n|\nĐơn vị chủ trì\n|\n"),
        (MONEY, "|  | Cộng | | | | 5 |\n"),
        (MONEY + "| 1 | a | b | 1 | 5 | 5 |\n", "|  | Cộng | | | | 5 |\n"),
        ("TT\nNội dung\nĐVT\nThành tiền\n", "1\nTem abc\n5.000\nCộng\n5.000\n"),
        ("", "STT;Nội dung;Thành tiền\n"),
    ],
)
def test_thousands_of_false_heads_and_totals_cost_no_more_than_their_length(
    head: str, again: str
) -> None:
    few, many = (_seconds(TITLE + head + again * n) for n in (800, 6_400))
    assert many < max(0.5, few * 24)
