"""The checker finds what is wrong in a plan, says what stands and what was computed."""

import pytest

from tests.planning import samples
from txng.planning.checking.check import check_plan
from txng.planning.checking.formulas import count_of_units, formula_in
from txng.planning.reading.read import read_plan


def found(body: bytes, severity: str = "error") -> list[tuple[str, str, str]]:
    return [
        (f.code, f.stated, f.computed)
        for f in check_plan(read_plan(body))
        if f.severity == severity
    ]


GOOD = ("I|Tem|||| 600.000", "-|Tem QR|cái|1.000|500|500.000", "-|Công dán|công|1|100.000|100.000")


def test_a_right_budget_has_no_discrepancy() -> None:
    assert found(samples.budget(*GOOD, total="|TỔNG CỘNG (I)||||600.000")) == []


@pytest.mark.parametrize(
    ("rows", "total", "expected"),
    [
        ((GOOD[0], "-|Tem QR|cái|1.000|500|600.000"), "|Tổng cộng||||600.000",
         [("line_amount_differs", "600.000", "500.000")]),
        ((GOOD[0], GOOD[1]), "|Tổng cộng||||600.000",
         [("group_sum_differs", "600.000", "500.000")]),
        (GOOD, "|Tổng cộng||||700.000", [("total_differs", "700.000", "600.000")]),
        (GOOD, "", [("total_missing", "", "600.000")]),
        (GOOD, "|TỔNG CỘNG (I)||||", [("total_missing", "", "600.000")]),
        (GOOD, "|TỔNG CỘNG (I)||||sáu trệu 5", [("number_unreadable", "sáu trệu 5", "")]),
        (("1|Tem|cái|10|500|",), "|Cộng||||5.000", [("line_amount_missing", "", "5.000")]),
        (GOOD, "|TỔNG CỘNG (I+II)||||600.000", [("total_names_missing_parts", "I+II", "I")]),
        ((*GOOD, "II|In||||50.000", "III|Dán||||50.000"), "|TỔNG (I+III)||||700.000",
         [("total_leaves_out_parts", "I+III", "I+II+III")]),
        (("1|Tem|cái|mười|500|5.000",), "|Cộng||||5.000", [("number_unreadable", "mười", "")]),
        (("1|Nước (5.000 đồng x 10 người x 2 buổi)|người|10|5.000|50.000",), "|Cộng||||50.000",
         [("formula_differs", "10 × 5.000 = 50.000",
           "5.000 đồng x 10 người x 2 buổi = 100.000")]),
        (("1|Phòng (2 phòng; 3 đêm)|Phòng x đêm|5|100|500",), "|Cộng||||500",
         [("note_quantity_differs", "5", "6")]),
        (("1|Xe (2 xe x 3 ngày = 7)|xe|6|100|600",), "|Cộng||||600",
         [("formula_result_differs", "7", "6")]),
        (("1|Tem|cái|1|77,5 triệu|77,5 triệu",), "|Cộng||||77.500.000", []),
    ],
)  # fmt: skip
def test_each_error_of_a_budget_is_told_once(
    rows: tuple[str, ...], total: str, expected: list[tuple[str, str, str]]
) -> None:
    assert found(samples.budget(*rows, total=total)) == expected


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("(Mười hai triệu đồng)", "(Mười ba triệu đồng)"), "words_differ"),
        (("Bằng chữ: Mười hai triệu", "Bằng chữ: Mười hai trệu"), "words_unreadable"),
        (("kinh phí: 12.000.000 đồng (Mười hai", "kinh phí: 13.000.000 đồng (Mười ba"),
         "totals_disagree"),
        (("ngày 19/01/2019", "ngày 19/01/2020"), "citation_date_differs"),
        (("ngày 19/01/2019", "ngày 31/02/2019"), "date_impossible"),
        (("Quý II/2024", "Quý II/2026"), "year_outside_plan"),
        (("Đến năm 2024", "Đến năm 2027"), "year_outside_plan"),
        (("- Chủ trì mở lớp.", "- Chủ trì mở [...]"), "text_cut"),
        (("\t2\n\tIn", "\t3\n\tIn"), "task_number_skipped"),
        (("\t2\n\tIn", "\t1.\n\tIn"), None),
        (("Kết quả\n\n\t1\n", "Kết quả\n\n\t4\n"), "task_number_repeated"),
    ],
)  # fmt: skip
def test_each_error_of_the_text_is_told(change: tuple[str, str], code: str | None) -> None:
    text = samples.TABBED.replace(*change)
    assert text != samples.TABBED
    codes = [c for c, _stated, _computed in found(text.encode())]
    assert codes == ([code] if code else [])


def test_stages_of_the_annex_are_compared_with_those_of_the_goals() -> None:
    text = """KẾ HOẠCH
Truy xuất nguồn gốc tỉnh Điện Biên

II. MỤC TIÊU
1. Giai đoạn 2021 - 2025
- 20% cơ sở.
2. Giai đoạn 2026 - 2030
- 80% cơ sở.
PHỤ LỤC
I. Giai đoạn 2021 - 2025
II. Giai đoạn 2025 - 2030
"""
    assert found(text.encode()) == [("stage_differs", "2025–2030", "2026–2030")]


def test_places_are_told_in_both_languages() -> None:
    body = samples.budget(*GOOD, total="|Tổng cộng||||700.000")
    finding = check_plan(read_plan(body))[0]
    assert (finding.where.line, finding.where.table, finding.where.row) == (8, 1, 5)
    assert "700.000 đồng" in finding.vi
    assert "700.000 đồng" in finding.en


@pytest.mark.parametrize(
    ("text", "product", "quantity"),
    [
        ("(5.000 đồng/người/buổi x 50 người x 04 buổi)", 1_000_000, 200),
        ("100.000đ × 2 × 3", 600_000, 6),
        ("2 lớp x 50 người x 30 nghìn đồng", 3_000_000, 100),
        ("50 người*2 buổi", 100, 100),
    ],
)
def test_notes_that_compute_are_read(text: str, product: int, quantity: int) -> None:
    formula = formula_in(text)
    assert formula is not None
    assert (int(formula.product), int(formula.quantity)) == (product, quantity)


@pytest.mark.parametrize("text", ["", "thuê xe 2 ngày", "tem 3x4 cm và xe", "Người x ngày"])
def test_other_notes_are_left_alone(text: str) -> None:
    formula = formula_in(text)
    assert formula is None or formula.price is None


def test_counts_of_units_are_multiplied() -> None:
    counted = count_of_units("Công tác phí (04 người; 4 ngày)", "Người x ngày")
    assert counted is not None
    assert counted[1] == 16
    assert count_of_units("Công tác phí (04 người)", "Người x ngày") is None


def test_one_wrong_row_number_is_told_once() -> None:
    rows = "\n".join(f"| {n} | Việc | Sở A | 2024 |" for n in (1, 2, 5, 4, 5, 7))
    text = (
        f"KẾ HOẠCH\nTruy xuất năm 2024 tỉnh Phú Thọ\n\n| TT | Nội dung | Chủ trì | Năm |\n{rows}\n"
    )
    assert found(text.encode()) == [
        ("task_number_skipped", "5", "3"), ("task_number_skipped", "7", "6")]  # fmt: skip
