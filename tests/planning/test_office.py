"""Word and Excel files are read as their programs show them; CSV is a table too."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from txng.planning.checking.check import check_plan
from txng.planning.reading.read import read_plan
from txng.planning.reading.values import PlanPaper

W = nsdecls("w")
ROWS = (
    "TT|Nội dung|ĐVT|Số lượng|Đơn giá|Thành tiền", "1|In tờ rơi|tờ|100|5.000|500.000",
    "2|Mua tem|cái|10|1.000|10.000", "|Tổng cộng||||510.000",
)  # fmt: skip
READ = [("1", "In tờ rơi", "tờ", 500_000), ("2", "Mua tem", "cái", 10_000)]


def _word(*rows: str) -> tuple[Any, Any]:
    document = Document()
    for text in ("KẾ HOẠCH", "Truy xuất nguồn gốc năm 2024 tỉnh Lâm Đồng"):
        document.add_paragraph(text)
    table = document.add_table(rows=0, cols=rows[0].count("|") + 1)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row.split("|"), strict=True):
            cell.text = text
    return document, table


def _read(document: Any) -> PlanPaper:
    body = io.BytesIO()
    document.save(body)
    return read_plan(body.getvalue())


def _errors(plan: PlanPaper) -> list[str]:
    return [found.code for found in check_plan(plan) if found.severity == "error"]


def _control(element: Any) -> None:
    """Put an element into a content control."""
    parent = element.getparent()
    place = parent.index(element)
    control = parse_xml(f"<w:sdt {W}><w:sdtPr/><w:sdtContent/></w:sdt>")
    parent.remove(element)
    control[1].append(element)
    parent.insert(place, control)


def _retype(cell: Any, *parts: str) -> None:
    """Give a cell's paragraph other runs."""
    paragraph = cell.paragraphs[0]._p
    for run in list(paragraph):
        paragraph.remove(run)
    for part in parts:
        paragraph.append(parse_xml(part.replace(">", f" {W}>", 1)))


CHANGES: dict[str, Callable[[Any], None]] = {
    "nothing": lambda table: None,  # noqa: ARG005
    "table in a control": lambda table: _control(table._tbl),
    "row in a control": lambda table: _control(table._tbl.tr_lst[2]),
    "cell in a control": lambda table: _control(table._tbl.tr_lst[1].tc_lst[2]),
    "paragraph in a control": lambda table: _control(table.cell(1, 5).paragraphs[0]._p),
    "tracked change": lambda table: _retype(
        table.cell(1, 5),
        '<w:del w:id="1" w:author="a"><w:r><w:delText>400.000</w:delText></w:r></w:del>',
        '<w:ins w:id="2" w:author="a"><w:r><w:t>500.000</w:t></w:r></w:ins>',
    ),
    "hidden run": lambda table: _retype(
        table.cell(1, 5), "<w:r><w:rPr><w:vanish/></w:rPr><w:t>9</w:t></w:r>",
        "<w:r><w:t>500.000</w:t></w:r>",
    ),
    "field": lambda table: _retype(
        table.cell(3, 5),
        '<w:fldSimple w:instr="=SUM(ABOVE)"><w:r><w:t>510.000</w:t></w:r></w:fldSimple>',
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_word_table_is_read_whatever_wraps_its_parts(change: str) -> None:
    document, table = _word(*ROWS)
    CHANGES[change](table)
    plan = _read(document)
    [budget] = plan.budgets
    assert [(b.number, b.content, b.unit, b.amount) for b in budget.lines] == READ
    assert (budget.total, _errors(plan)) == (510_000, [])
    assert "merged_cells" not in [found.code for found in plan.findings]


def test_a_row_that_a_tracked_change_deletes_is_gone() -> None:
    document, table = _word(*ROWS[:2], "x|Dòng đã xoá|cái|1|9|9", *ROWS[2:])
    row = table._tbl.tr_lst[2]
    row.get_or_add_trPr().append(parse_xml(f'<w:del {W} w:id="3" w:author="a"/>'))
    assert [line.number for line in _read(document).budgets[0].lines] == ["1", "2"]


def test_numbers_that_word_writes_itself_are_read() -> None:
    document, table = _word(
        "TT|Nội dung|Chủ trì|Thời gian", "|Việc một|Sở A|Quý I/2024", "|Việc hai|Sở B|Quý II/2024"
    )
    for row in (1, 2):
        table.cell(row, 0).paragraphs[0].style = document.styles["List Number"]
    plan = _read(document)
    assert [(task.number, task.content) for task in plan.tasks] == [
        ("1.", "Việc một"), ("2.", "Việc hai")]  # fmt: skip
    assert _errors(plan) == []


def test_headings_numbered_by_word_open_their_parts() -> None:
    document = Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate((("upperRoman", "%1."), ("decimal", "%2."),
                                          ("decimal", "%2.%3.")))
    )  # fmt: skip
    kind = f'<w:abstractNum {W} w:abstractNumId="77">{levels}</w:abstractNum>'
    numbering.insert(0, parse_xml(kind))
    numbering.append(parse_xml(f'<w:num {W} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for text, depth in (
        ("KẾ HOẠCH", None), ("Truy xuất nguồn gốc năm 2024 tỉnh Lâm Đồng", None),
        ("MỤC TIÊU", 0), ("Mục tiêu chung", 1), ("- Có cổng của tỉnh.", None),
        ("Mục tiêu cụ thể", 1), ("Giai đoạn 2021 - 2025", 2), ("- 40% cơ sở.", None),
        ("KINH PHÍ", 0),
    ):  # fmt: skip
        paragraph = document.add_paragraph(text)
        if depth is not None:
            paragraph._p.get_or_add_pPr().append(parse_xml(
                f'<w:numPr {W}><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr>'
            ))  # fmt: skip
    plan = _read(document)
    assert [p.text for p in plan.paragraphs[2:]] == [
        "I. MỤC TIÊU", "1. Mục tiêu chung", "- Có cổng của tỉnh.", "2. Mục tiêu cụ thể",
        "2.1. Giai đoạn 2021 - 2025", "- 40% cơ sở.", "II. KINH PHÍ"]  # fmt: skip
    assert [(goal.heading, goal.to_year) for goal in plan.objectives] == [
        ("1. Mục tiêu chung", None), ("2.1. Giai đoạn 2021 - 2025", 2025)]  # fmt: skip


def test_an_amount_merged_down_counts_once_and_words_stand_in_each_row() -> None:
    document, table = _word(
        "TT|Nội dung|ĐVT|Số lượng|Đơn giá|Thành tiền", "1|Nước|người|10|5.000|150.000",
        "2|Bánh||20|5.000|", "|Tổng cộng||||150.000",
    )  # fmt: skip
    table.cell(1, 5).merge(table.cell(2, 5))
    table.cell(1, 2).merge(table.cell(2, 2))
    plan = _read(document)
    lines = plan.budgets[0].lines
    assert [(line.unit, line.amount) for line in lines] == [("người", 50_000), ("người", 100_000)]
    assert (_errors(plan), [found.code for found in plan.findings]) == ([], ["merged_cells"])


def test_a_merged_amount_that_nothing_makes_up_stays_with_its_first_row() -> None:
    document, table = _word(
        "TT|Nội dung|Thành tiền", "1|Nước|150.000", "2|Bánh|", "|Tổng cộng|150.000"
    )
    table.cell(1, 2).merge(table.cell(2, 2))
    plan = _read(document)
    assert [line.amount for line in plan.budgets[0].lines] == [150_000, None]
    assert _errors(plan) == []


def test_a_table_of_one_cell_only_frames_the_plan() -> None:
    document = Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "KẾ HOẠCH"
    cell.add_paragraph("Truy xuất nguồn gốc năm 2024 tỉnh Lâm Đồng")
    inner = cell.add_table(rows=0, cols=6)
    for row in ROWS:
        for one, text in zip(inner.add_row().cells, row.split("|"), strict=True):
            one.text = text
    plan = _read(document)
    assert plan.title == "Truy xuất nguồn gốc năm 2024 tỉnh Lâm Đồng"
    assert plan.budgets[0].total == 510_000


def _sheet(*rows: list[Any], merge: str = "") -> PlanPaper:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cells in merge.split():
        sheet.merge_cells(cells)
    body = io.BytesIO()
    book.save(body)
    return read_plan(body.getvalue())


HEAD = ["TT", "Nội dung", "ĐVT", "Số lượng", "Đơn giá", "Thành tiền"]


def test_formulas_without_a_kept_result_are_computed_and_told() -> None:
    plan = _sheet(
        HEAD, ["I", "Tem", None, None, None, "=SUM(F3:F4)"],
        [1, "Tem QR", "cái", 1000, 1500, "=D3*E3"],
        [2, "Công dán", "công", 2, "=50000*2", "=ROUND(D4*$E$4, 0)"],
        [None, "TỔNG CỘNG (I)", None, None, None, "=F2*(1+10%)-F2/10"],
    )  # fmt: skip
    assert [line.amount for line in plan.budgets[0].lines] == [1_700_000, 1_500_000, 200_000]
    assert (plan.budgets[0].total, _errors(plan)) == (1_700_000, [])
    assert [found.code for found in plan.findings] == ["formulas_computed"]


@pytest.mark.parametrize("formula", ["=VLOOKUP(1,A1:B3,2)", "=F2", "=1/0", "=SUM(", "=A1*2"])
def test_a_formula_that_is_not_computed_is_told_with_its_cell(formula: str) -> None:
    plan = _sheet(HEAD, [1, "Tem", "cái", 1000, 1500, formula], [None, "Cộng", *[None] * 3, 5])
    told = [found for found in plan.findings if found.code == "formulas_not_computed"]
    assert [found.stated for found in told] == ["F2"]


def test_an_amount_merged_down_in_a_sheet_counts_once() -> None:
    plan = _sheet(
        HEAD, [1, "Nước", "người", 10, 5000, 150000], [2, "Bánh", "người", 20, 5000, None],
        [None, "Cộng", None, None, None, 150000], merge="F2:F3",
    )  # fmt: skip
    assert [line.amount for line in plan.budgets[0].lines] == [50_000, 100_000]
    assert _errors(plan) == []


def test_a_head_of_three_rows_merged_down_in_a_sheet_stays_one_head() -> None:
    plan = _sheet(
        ["TT", "Nội dung", "Kinh phí (triệu đồng)", None, None],
        [None, None, "Tổng số", "Trong đó", None], [None, None, None, "NS tỉnh", "XHH"],
        ["1", "Lớp", 60, 40, 20], ["2", "Tem", 50, 30, 20], [None, "Tổng cộng", 120, 70, 40],
        merge="A1:A3 B1:B3 C1:E1 C2:C3 D2:E2",
    )  # fmt: skip
    [found] = [f for f in check_plan(plan) if f.severity == "error"]
    assert (found.code, found.stated, found.computed, found.where.table, found.where.row) == (
        "total_differs", "120.000.000", "110.000.000", 1, 6)  # fmt: skip


def test_csv_with_semicolons_and_quoted_lines_is_a_table() -> None:
    text = """KẾ HOẠCH;;;;;;
Mua tem năm 2025 tỉnh Gia Lai;;;;;;
TT;Nội dung;Đơn vị tính;Số lượng;Đơn giá;Thành tiền;Nguồn kinh phí
I;Tem;;;;1.500.000;
-;"Tem QR; loại 1
khổ nhỏ";cái;1.000;1.500;1.500.000;Ngân sách tỉnh
;Tổng cộng;;;;1.600.000;
Bằng chữ: Một triệu sáu trăm nghìn đồng
"""
    plan = read_plan(text.encode())
    assert plan.title == "Mua tem năm 2025 tỉnh Gia Lai"
    lines = plan.budgets[0].lines
    assert [(line.content, line.amount, line.source) for line in lines] == [
        ("Tem", 1_500_000, ""),
        ("Tem QR; loại 1\nkhổ nhỏ", 1_500_000, "Ngân sách tỉnh"),
    ]
    [found] = [f for f in check_plan(plan) if f.severity == "error"]
    assert (found.code, found.where.line, found.where.row) == ("total_differs", 7, 4)


def test_money_of_a_table_of_tasks_is_read_with_its_source() -> None:
    rows = (
        "TT|Nội dung|Chủ trì|Thời gian|Kinh phí (triệu đồng)|Nguồn kinh phí",
        "1|Mở lớp|Sở A|Quý I|77,5|NS tỉnh", "2|In|Sở B|Quý II|22,5|Khác",
        "3|Họp|Sở B|Quý II|Lồng ghép|",
    )  # fmt: skip
    document, _table = _word(*rows)
    plan = _read(document)
    assert len(plan.tasks) == 3
    assert [(line.amount, line.source) for line in plan.budgets[0].lines] == [
        (77_500_000, "NS tỉnh"), (22_500_000, "Khác"), (None, "")]  # fmt: skip
    assert _errors(plan) == []
    document, _table = _word(*rows, "|Tổng cộng|||110|")
    [found] = [f for f in check_plan(_read(document)) if f.severity == "error"]
    assert (found.code, found.stated, found.computed) == (
        "total_differs", "110.000.000", "100.000.000")  # fmt: skip
