"""Plans of other layouts: what is wrong is told by its code, what is right is left alone."""

import io

import pytest
from docx import Document

from txng.planning.checking.check import check_plan
from txng.planning.reading.read import read_plan

TITLE = "Số: 7/KH-UBND\nKẾ HOẠCH\nTruy xuất nguồn gốc năm 2024 tỉnh Phú Yên\n\nDỰ TOÁN\n\n"
HEAD = "TT|Nội dung|ĐVT|Số lượng|Đơn giá|Thành tiền"
SOURCES = ("TT|Nội dung|Chủ trì|Kinh phí (triệu đồng)||", "|||NS tỉnh|NS huyện|Xã hội hoá")
LAST = "|Tổng cộng||||"


def tabbed(*rows: str) -> str:
    return "\n".join("\n".join(f"\t{cell}" for cell in row.split("|")) + "\n" for row in rows)


def piped(*rows: str) -> str:
    return "\n".join(f"| {' | '.join(row.split('|'))} |" for row in rows)


def aligned(*rows: str) -> str:
    cells = [row.split("|") for row in rows]
    widths = [max(len(row[n]) for row in cells) for n in range(len(cells[0]))]
    return "\n".join(
        "   ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    )


def codes(text: str | bytes) -> list[str]:
    body = text.encode() if isinstance(text, str) else text
    return sorted(f.code for f in check_plan(read_plan(body)) if f.severity == "error")


@pytest.mark.parametrize(
    "rows",
    [
        # subtotals after their group, VAT after a running sum, a total above its parts
        (HEAD, "I|Học||||", "1|Lớp|lớp|2|500|1.000", "|Cộng I||||1.000", LAST + "1.000"),
        (HEAD, "1|Máy|cái|1|400|400", "|Cộng||||400", "|Thuế VAT||||40", LAST + "440"),
        (HEAD, LAST + "900", "1|Máy|cái|1|400|400", "2|In|tờ|5|100|500"),
        # groups without numbers, what is no figure, a rounded total, sources after the total
        ("Nội dung|ĐVT|SL|Đơn giá|Thành tiền", "Học||||400", "Lớp|lớp|1|400|400",
         "Tổng cộng||||400"),
        (HEAD, "1|Bài|bài|||Lồng ghép", "2|Lớp|lớp|1|400|400", LAST + "400"),
        (HEAD, "1|Máy|cái|1|4.960|4.960", LAST + "4.960", "|Làm tròn||||5.000",
         "Bằng chữ: Năm nghìn đồng chẵn./."),
        (HEAD, "1|Máy|cái|1|400|400", LAST + "400", "-|Ngân sách tỉnh||||300", "-|Vốn khác||||100"),
        # numbers that stand within the content
        (HEAD, "|I. Học||||500", "|- Nước|người|5|100|500", "|II. In|tờ|5|100|500",
         "|Tổng cộng I+II||||1.000"),
        ("Nội dung|ĐVT|SL|Đơn giá|Thành tiền", "1. Học||||500", "a) Nước|người|5|100|500",
         "2. In|tờ|5|100|500", "Tổng cộng (1+2)||||1.000"),
        # letters as groups, named parts in brackets of their own, a column of days
        (HEAD, "A|Học||||400", "I|Lớp||||400", "B|In||||50", "|TỔNG CỘNG (A+B)||||450"),
        (HEAD, "I|Học||||400", "I.1|Lớp|lớp|1|400|400", "|Tổng cộng = (I)||||400"),
        ("TT|Nội dung|Số lượng|Số ngày|Đơn giá|Thành tiền", "1|Xe|2|3|100|600", LAST + "600"),
        # notes that measure or count something else
        (HEAD, "1|Tem 3x4 cm|tem|10|30|300", "2|Học (2 lớp x 50 người)|lớp|2|100|200",
         LAST + "500"),
    ],
)  # fmt: skip
def test_a_right_budget_of_another_layout_has_no_discrepancy(rows: tuple[str, ...]) -> None:
    assert codes(TITLE + tabbed(*rows)) == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((HEAD, "I|Học||||1.000", "1|Lớp|lớp|2|500|1.000", "|Cộng I||||1.100", LAST + "1.000"),
         ["group_sum_differs"]),
        ((HEAD, "A|Học||||400", "B|In||||50", "|TỔNG CỘNG (A+B+C)||||450"),
         ["total_names_missing_parts"]),
        ((HEAD, "1|Học (2 lớp x 50 người)|bộ|90|10|900", LAST + "900"),
         ["note_quantity_differs"]),
        (("TT|Nội dung|Tổng kinh phí|Năm 2024|Năm 2025", "1|Học|30|10|20", "2|In|9|4|4",
          "|Tổng cộng|39|14|24"), ["row_sum_differs"]),
        (("TT|Nội dung|Tổng kinh phí|Ngân sách tỉnh|Doanh nghiệp", "1|Học|30|10|20", "2|In|9|4|5",
          "|Tổng cộng|39|15|25"), ["column_total_differs"]),
        (("TT|Nội dung|Chủ trì|Thời gian|Kinh phí", "1|Học|Sở A|Quý I|30", "2|In|Sở B|Quý II|9",
          "|Tổng cộng|||40"), ["total_differs"]),
    ],
)  # fmt: skip
def test_errors_of_other_layouts_are_told(rows: tuple[str, ...], expected: list[str]) -> None:
    assert codes(TITLE + tabbed(*rows)) == expected


def test_amounts_of_several_sources_without_a_total_are_added_and_kept() -> None:
    rows = (*SOURCES, "I|Học||30|10,5|", "1|Lớp|Sở A|30|10,5|",
            "II|Tem||1.500||2", "1|Tem|Sở B|1.500||2",
            "|Tổng cộng||1.530|10,5|2")  # fmt: skip
    plan = read_plan((TITLE + piped(*rows)).encode())
    [budget] = plan.budgets
    assert [line.amount for line in budget.lines] == [
        40_500_000, 40_500_000, 1_502_000_000, 1_502_000_000]  # fmt: skip
    assert (budget.total, codes(TITLE + piped(*rows))) == (1_542_500_000, [])
    wrong = (*rows[:2], "I|Học||30|9,5|", *rows[3:])
    assert codes(TITLE + piped(*wrong)) == [
        "column_total_differs", "group_sum_differs", "total_differs"]  # fmt: skip
    others = {head.removeprefix("Kinh phí (triệu đồng) "): text
              for head, text in budget.lines[3].others.items()}  # fmt: skip
    assert others == {"NS tỉnh": "1.500", "Xã hội hoá": "2"}
    assert [(task.content, task.group) for task in plan.tasks] == [
        ("Lớp", "I Học"),
        ("Tem", "II Tem"),
    ]


@pytest.mark.parametrize(
    ("rows", "amounts"),
    [
        # each money column names its source, and says its unit in the cell
        (("TT|Nội dung|Chủ trì|Thời gian|Ngân sách tỉnh|Nguồn xã hội hóa",
          "1|Lớp|Sở A|2024|100 triệu đồng|20 triệu đồng", "2|Tem|Sở B|2024|1,5 tỷ đồng|"),
         [120_000_000, 1_500_000_000]),
        (("TT|Nội dung|Chủ trì|Nguồn kinh phí (đồng)||", "|||NSTW|NS tỉnh|NS huyện",
          "1|Lớp|Sở A|10|20|30", "2|Tem|Sở B|40||50"), [60, 90]),
        # the first holds the sum of the others, or the last column says that it does
        (("TT|Nội dung|Kinh phí (đồng)||", "||Ngân sách|NSTW|NSĐP", "1|Lớp|30|10|20",
          "2|Tem|90|40|50"), [30, 90]),
        (("TT|Nội dung|Kinh phí (đồng)||", "||2026|2027|Cộng", "1|Lớp|10|20|30",
          "2|Tem|40|50|90"), [30, 90]),
        # what was given is not added to what was spent
        (("TT|Nội dung|Kinh phí (đồng)|", "||Được giao|Thực hiện", "1|Lớp|30|20",
          "2|Tem|90|90"), [30, 90]),
    ],
)  # fmt: skip
def test_the_amount_is_the_column_of_the_total_else_the_sum_of_sources(
    rows: tuple[str, ...], amounts: list[int]
) -> None:
    [budget] = read_plan((TITLE + piped(*rows)).encode()).budgets
    assert [line.amount for line in budget.lines] == amounts


def test_a_tab_at_the_start_is_an_empty_cell_where_the_head_has_none() -> None:
    rows = ("STT|Thành tiền|Nội dung|Đơn giá|SL", "1|600|In|6|100", "|700|Cộng||")
    text = TITLE + "\n".join(row.replace("|", "\t") for row in rows)
    assert (read_plan(text.encode()).budgets[0].total, codes(text)) == (700, ["total_differs"])


def test_words_within_the_row_of_the_total_are_read_beside_its_amount() -> None:
    rows = ("TT|Nội dung|Thành tiền", "1|Lớp|400", "|Tổng cộng: (Bằng chữ: Bốn trăm đồng)|400")
    [budget] = read_plan((TITLE + piped(*rows)).encode()).budgets
    assert budget.words is not None
    assert (budget.total, budget.words.text, codes(TITLE + piped(*rows))) == (
        400, "Bốn trăm đồng", [])  # fmt: skip


def test_columns_kept_apart_by_blanks_are_read() -> None:
    rows = (HEAD, "1|Nước|người|100|40|4.100", LAST + "4.100")
    assert codes(TITLE + aligned(*rows)) == ["line_amount_differs"]
    tasks = ("TT|Nội dung|Chủ trì|Phối hợp|Thời gian", "1|Học|Sở A|Sở B|Quý I/2024",
             "2|In|Sở A||Quý II/2026")  # fmt: skip
    plan = read_plan((TITLE + aligned(*tasks)).encode())
    assert [(t.content, t.lead, t.partners) for t in plan.tasks] == [
        ("Học", "Sở A", "Sở B"), ("In", "Sở A", "")]  # fmt: skip


def test_products_of_millions_may_be_rounded_as_written() -> None:
    text = "Đơn vị tính: triệu đồng\n\n"
    assert codes(TITLE + text + tabbed(HEAD, "1|Máy|cái|3|1,333|4", LAST + "4")) == []
    wrong = tabbed(HEAD, "1|Máy|cái|3|1,333|5", LAST + "5")
    assert codes(TITLE + text + wrong) == ["line_amount_differs"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [("30/11/2024", []), ("15/01/2025", []), ("30/11/2026", ["year_outside_plan"])],
)
def test_a_last_report_may_come_early_in_the_next_year(day: str, expected: list[str]) -> None:
    text = f"{TITLE}IV. TỔ CHỨC THỰC HIỆN\n1. Các sở: báo cáo trước ngày {day}.\n"
    assert codes(text) == expected


def test_money_told_again_by_source_is_not_added() -> None:
    text = """II. KINH PHÍ
Tổng kinh phí: 85.000 đồng, trong đó:
- Học: 45.000 đồng;
- In: 40.000 đồng.
Nguồn kinh phí:
- Ngân sách tỉnh: 85.000 đồng.
"""
    assert codes(TITLE + text) == []


def test_head_in_a_table_and_a_table_within_a_cell_are_read() -> None:
    document = Document()
    head = document.add_table(rows=1, cols=2)
    head.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nTỈNH THÁI BÌNH\nSố: 12/KH-UBND"
    head.cell(0, 1).text = "Độc lập - Tự do - Hạnh phúc\nThái Bình, ngày 02 tháng 02 năm 2024"
    document.add_paragraph("KẾ HOẠCH")
    document.add_paragraph("Truy xuất nguồn gốc năm 2024")
    inner = document.add_table(rows=1, cols=1).cell(0, 0).add_table(rows=0, cols=6)
    for row in (HEAD, "1|In|tờ|100|5|600", LAST + "600"):
        for cell, text in zip(inner.add_row().cells, row.split("|"), strict=True):
            cell.text = text
    body = io.BytesIO()
    document.save(body)
    plan = read_plan(body.getvalue())
    assert (plan.number, plan.date, plan.province) == ("12/KH-UBND", "2024-02-02", "Thái Bình")
    assert codes(body.getvalue()) == ["line_amount_differs"]


@pytest.mark.parametrize(
    ("lines", "amounts", "expected"),
    [
        (("Tổng kinh phí: 85,5 triệu đồng (Bằng chữ: Tám mươi lăm triệu, năm trăm nghìn đồng):",
          "a) Học (02 lớp x 30.000.000 đồng/lớp): 60.000.000 đồng;", "b) In là 20 triệu đồng;",
          "c) Khác: 5.500.000đ."), [60_000_000, 20_000_000, 5_500_000], []),
        (("- Học = 60.000.000 đồng", "- In: 25.500.000 (đồng)",
          "Tổng cộng: 85.500.000 đồng (tám mươi lăm triệu năm trăm nghìn đồng)"),
         [60_000_000, 25_500_000], []),
        (("Tổng kinh phí: 85.000 đồng.", "- Học: 60.000 đồng.", "+ Thầy: 40.000 đồng.",
          "+ Nước: 10.000 đồng.", "- In: 25.000 đồng."), [60_000, 40_000, 10_000, 25_000],
         ["group_sum_differs"]),
        (("Kinh phí: 30.000 đồng, gồm:", "1.1. Học: 10.000 đồng x 2 = 20.000 đồng",
          "1.2. In: 9.000 đồng"), [20_000, 9_000], ["total_differs"]),
    ],
)  # fmt: skip
def test_money_told_in_the_text_is_read_and_added(
    lines: tuple[str, ...], amounts: list[int], expected: list[str]
) -> None:
    paper = "\n".join([f"{TITLE}III. KINH PHÍ THỰC HIỆN", *lines])
    assert [line.amount for line in read_plan(paper.encode()).budgets[0].lines] == amounts
    assert codes(paper) == expected
