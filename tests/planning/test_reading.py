"""Plans are read whatever their layout and encoding, and nothing of them is lost."""

import io
import unicodedata
from decimal import Decimal

import openpyxl
import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from tests.planning import samples
from tests.planning.seeds import seed
from txng.planning.checking.answer import as_data
from txng.planning.checking.check import check_plan
from txng.planning.reading.read import NotReadable, read_plan
from txng.planning.reading.timing import timing_of
from txng.planning.reading.values import PlanPaper


def codes(plan: PlanPaper, severity: str = "error") -> list[str]:
    return [found.code for found in check_plan(plan) if found.severity == severity]


def test_a_plan_of_tabbed_cells_is_read_whole() -> None:
    plan = read_plan(samples.TABBED.encode())
    assert plan.title == "Phổ biến truy xuất nguồn gốc năm 2024 trên địa bàn tỉnh Lâm Đồng"
    assert (plan.province, plan.period.from_year, plan.period.to_year) == ("Lâm Đồng", 2024, 2024)
    assert [(t.number, t.content, t.lead, t.time) for t in plan.tasks] == [
        ("1", "Mở lớp hướng dẫn ghi nhật ký", "Sở Khoa học và Công nghệ", "Quý II/2024"),
        ("2", "In tờ rơi", "Sở Khoa học và Công nghệ", "Trước ngày 30/9/2024"),
    ]
    assert plan.tasks[0].partners == "Sở Nông nghiệp;\ncác xã"
    assert [a.agency for a in plan.assignments] == ["Sở Khoa học và Công nghệ", "Sở Tài chính"]
    assert [(d.due.day, d.due.month, d.due.year) for d in plan.deadlines] == [(10, 12, 2024)]
    table = plan.budgets[0]
    assert [(line.number, line.amount) for line in table.lines] == [
        ("I", 10_000_000), ("-", 2_400_000), ("-", 6_000_000), ("-", 1_600_000), ("II", 2_000_000),
    ]  # fmt: skip
    assert (table.total, table.words and table.words.text) == (12_000_000, "Mười hai triệu đồng.")
    assert codes(plan) == []


def test_targets_keep_least_year_and_unit() -> None:
    plan = read_plan(samples.TABBED.encode())
    found = {(t.value, t.unit, t.year, t.is_least) for t in plan.targets}
    assert found == {
        (Decimal(40), "%", 2024, True),
        (Decimal(2), "lớp", 2024, False),
        (Decimal(60), "học viên", 2024, False),
        (Decimal(500), "tài liệu", 2024, False),
    }


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (samples.PIPED, [("1", "2021"), ("2", "2022 - 2023"), ("3", "Hằng năm")]),
        (samples.STACKED, [("1", "Năm 2022"), ("2", "Năm 2023")]),
    ],
)
def test_other_layouts_of_tables_are_read(text: str, rows: list[tuple[str, str]]) -> None:
    plan = read_plan(text.encode())
    assert [(task.number, task.time) for task in plan.tasks] == rows
    assert codes(plan) == []


def test_bare_lines_without_their_empty_cells_are_read() -> None:
    plan = read_plan(samples.BARE_MONEY.encode())
    assert [(n.number, n.unit, n.price, n.amount) for n in plan.budgets[0].lines] == [
        ("I", "", None, 1_600_000),
        ("-", "cái", 1_500, 1_500_000),
        ("-", "công", 100_000, 100_000),
        ("II", "", None, 500_000),
    ]
    assert codes(plan) == []
    tasks = read_plan(samples.BARE_TASKS.encode()).tasks
    assert [(t.content, t.partners, t.time) for t in tasks] == [
        ("Lập danh mục", "01 danh mục", "Quý I"),
        ("Mở lớp", "Sở Y tế", "Quý II"),
    ]


def test_rows_with_tabs_on_one_line_are_read() -> None:
    budget = read_plan(samples.TSV.encode()).budgets[0]
    assert [(line.quantity, line.price, line.amount) for line in budget.lines] == [
        (Decimal(1000), 500, 500_000)
    ]
    assert budget.total == 500_000


@pytest.mark.parametrize(
    "body",
    [
        samples.TABBED.encode("utf-8-sig"),
        samples.TABBED.encode("utf-16"),
        samples.TABBED.encode("utf-16-le"),
        samples.TABBED.replace("\n", "\r\n").encode(),
        samples.TABBED.replace("\n", "\r").encode(),
        unicodedata.normalize("NFD", samples.TABBED).encode(),
        samples.TABBED.replace("12.000.000", "１２．０００．０００").encode(),
    ],
    ids=["bom", "utf-16", "utf-16 without mark", "crlf", "cr", "nfd", "full-width"],
)
def test_encodings_and_ends_of_lines_change_nothing(body: bytes) -> None:
    plain, plan = read_plan(samples.TABBED.encode()), read_plan(body)
    assert (plan.title, plan.tasks, plan.targets) == (plain.title, plain.tasks, plain.targets)
    assert plan.budgets[0].total == 12_000_000
    assert codes(plan) == []


def _windows_1258(text: str) -> bytes:
    """Write tones as marks of their own, as that encoding does."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = []
    for letter in text:
        parted = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(m for m in parted if m not in tones))
        out.append(base + "".join(m for m in parted if m in tones))
    return "".join(out).encode("cp1258")


def test_windows_1258_is_read_and_told() -> None:
    plan = read_plan(_windows_1258(samples.TABBED))
    assert plan.tasks == read_plan(samples.TABBED.encode()).tasks
    assert "encoding_converted" in codes(plan, "notice")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   \n",
        b"%PDF-1.7 ...",
        b"PK\x03\x04 broken",
        b"\xd0\xcf\x11\xe0doc",
        b"\x00\x01\x02\xff\xfe\x9d",
    ],
)
def test_what_is_no_plan_is_refused_with_a_sentence(body: bytes) -> None:
    with pytest.raises(NotReadable) as refused:
        read_plan(body)
    assert refused.value.vi
    assert refused.value.en


@given(st.text(max_size=400))
def test_no_text_makes_the_reader_fall(text: str) -> None:
    try:
        plan = read_plan(text.encode("utf-8", "surrogatepass"))
    except NotReadable:
        return
    as_data(plan, check_plan(plan))


@given(st.lists(st.sampled_from(samples.TABBED.split("\n")), max_size=60))
def test_no_order_of_lines_makes_the_reader_fall(lines: list[str]) -> None:
    try:
        plan = read_plan("\n".join(lines).encode())
    except NotReadable:
        return
    as_data(plan, check_plan(plan))


def _docx(merge: bool = True) -> bytes:
    document = Document()
    for text in ("KẾ HOẠCH", "Gắn mã cho rau năm 2025 tỉnh Hà Tĩnh"):
        document.add_paragraph(text)
    table = document.add_table(rows=4, cols=5)
    rows = [
        ["TT", "Nội dung", "Đơn vị chủ trì", "Thời gian", "Kết quả"],
        ["1", "Chọn hộ", "Sở Nông nghiệp", "Quý I", "30 hộ"],
        ["2", "Tập huấn", "", "Quý II", "01 lớp"],
        ["II", "Việc khác", "", "", ""],
    ]
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    if merge:
        table.cell(1, 2).merge(table.cell(2, 2))
        table.cell(3, 1).merge(table.cell(3, 4))
    body = io.BytesIO()
    document.save(body)
    return body.getvalue()


def test_a_docx_with_merged_cells_is_read_and_told() -> None:
    plan = read_plan(_docx())
    assert [(t.number, t.content, t.lead.strip()) for t in plan.tasks] == [
        ("1", "Chọn hộ", "Sở Nông nghiệp"),
        ("2", "Tập huấn", "Sở Nông nghiệp"),
    ]
    assert plan.title == "Gắn mã cho rau năm 2025 tỉnh Hà Tĩnh"
    assert "merged_cells" in codes(plan, "notice")


def test_an_xlsx_is_read_with_its_title_merged_cells_and_total() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["DỰ TOÁN KINH PHÍ NĂM 2025 TỈNH HÀ TĨNH"],
        ["ĐVT: nghìn đồng"],
        ["TT", "Nội dung", "Đơn vị tính", "Số lượng", "Đơn giá", "Thành tiền"],
        ["I", "Tem", None, None, None, 1500],
        [1, "Tem QR", "cái", 1000, 1.5, 1500],
        [None, "Tổng cộng", None, None, None, "=SUM(F4)"],
    ):
        sheet.append(row)
    sheet["F6"] = 1500
    sheet.merge_cells("A1:F1")
    body = io.BytesIO()
    book.save(body)
    plan = read_plan(body.getvalue())
    budget = plan.budgets[0]
    assert [(line.number, line.amount) for line in budget.lines] == [
        ("I", 1_500_000),
        ("1", 1_500_000),
    ]
    assert (budget.total, budget.lines[1].price, plan.province) == (1_500_000, 1_500, "Hà Tĩnh")
    assert codes(plan) == []


@pytest.mark.parametrize(
    ("text", "kind", "years", "more"),
    [
        ("Hàng năm", "yearly", (None, None), []),
        ("Năm 2023", "year", (2023, 2023), []),
        ("2021 - 2025", "range", (2021, 2025), []),
        ("Quý IV", "quarter", (None, None), [4]),
        ("Quý I-III/2024", "quarter", (2024, 2024), [1, 2, 3]),
        ("Trước ngày 31/01/2021", "before", (2021, 2021), [(31, 1, 2021)]),
        ("Đợt 1 trước ngày 28 tháng 02 hàng năm", "before", (None, None), [(28, 2, None)]),
        ("Tháng 3/2024", "month", (2024, 2024), [3]),
        ("khi cần", "unknown", (None, None), []),
        ("", "none", (None, None), []),
    ],
)
def test_times_are_read(
    text: str,
    kind: str,
    years: tuple[int | None, int | None],
    more: list[object],
) -> None:
    timing = timing_of(text)
    assert (timing.kind, (timing.from_year, timing.to_year)) == (kind, years)
    dues = [(due.day, due.month, due.year) for due in timing.dues]
    assert [*timing.quarters, *timing.months, *dues] == more


def test_the_plan_of_tay_ninh_adds_up_to_124_600_000() -> None:
    plan = read_plan(seed("000"))
    data = as_data(plan, check_plan(plan))
    assert data["budget"]["total"] == data["budget"]["total_computed"] == 124_600_000
    assert data["budget"]["total_in_words"] == ("Một trăm hai mươi bốn triệu sáu trăm ngàn đồng")
    assert [line["amount"] for line in data["budget"]["lines"]] == [
        100_000_000, 5_600_000, 19_000_000,
    ]  # fmt: skip
    assert data["discrepancies"] == []
    assert (20, "tổ chức, cá nhân") in {(t["value"], t["unit"]) for t in data["targets"]}


def test_the_plan_of_bac_kan_has_15_and_3_rows_and_a_heading_that_disagrees() -> None:
    plan = read_plan(seed("001"))
    assert [(task.from_year, task.to_year) for task in plan.tasks] == (
        [(2020, 2025)] * 15 + [(2025, 2030)] * 3
    )
    assert (plan.number, plan.date, plan.province) == ("1633/QĐ-UBND", "2020-09-09", "Bắc Kạn")
    assert (plan.period.from_year, plan.period.to_year) == (2020, 2030)
    assert codes(plan) == ["stage_differs"]
    found = check_plan(plan)[0]
    assert (found.stated, found.computed) == ("2025–2030", "2026–2030")
    assert {(int(t.value), t.unit, t.year) for t in plan.targets} >= {
        (50, "%", 2025), (30, "%", 2025), (100, "%", 2030),
    }  # fmt: skip
    assert [(d.due.day, d.due.month) for d in plan.deadlines] == [(15, 12), (30, 11)]


def test_the_plan_of_ninh_thuan_has_4_rows_and_both_its_errors() -> None:
    plan = read_plan(seed("002"))
    data = as_data(plan, check_plan(plan))
    assert data["tasks"]["count"] == 4
    assert data["budget"]["total"] == 77_500_000
    assert data["budget"]["total_in_words"] == "Bảy mươi bảy triệu năm trăm ngàn đồng"
    assert [found["code"] for found in data["discrepancies"]] == [
        "formula_differs",
        "total_names_missing_parts",
    ]
    assert "1.000.000" in data["discrepancies"][0]["message_vi"]
    assert "III, IV, V" in data["discrepancies"][1]["message_vi"]


def test_the_plan_of_thanh_hoa_is_cut_and_cites_two_documents_wrongly() -> None:
    plan = read_plan(seed("003"))
    assert codes(plan) == ["citation_date_differs", "citation_number_differs", "text_cut"]
    assert [(d.day, d.month, d.year) for d in plan.tasks[0].timing.dues] == [
        (31, 1, 2021), (28, 2, None), (30, 8, None),
    ]  # fmt: skip


def test_the_news_item_of_a_city_tells_its_targets() -> None:
    plan = read_plan(seed("004"))
    assert (plan.number, plan.date, plan.period.to_year) == ("146/KH-UBND", "2022-08-01", 2030)
    assert {(int(t.value), t.unit, t.year) for t in plan.targets} == {
        (100, "%", 2030), (100, "%", None), (5, "khóa", None), (1, "hội thảo", None),
    }  # fmt: skip
    assert "not_the_original" in codes(plan, "notice")
