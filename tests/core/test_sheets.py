"""Sheets are read as people meant them, and each fault is told at its cell with what is right."""

import io
import unicodedata
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.core import old_books
from tests.core.books import rows_of, xlsx
from txng.core.sheets import files, workbooks, writing
from txng.core.sheets.cells import number_from
from txng.core.sheets.columns import Choice, Column, Kind, Wrong
from txng.core.sheets.files import NotASheet
from txng.core.sheets.reading import (
    HeadingsMissing,
    HeadingTwice,
    Row,
    RowState,
    Table,
    table_of,
)
from txng.core.sheets.workbooks import letters_of


def _even(text: str) -> str:
    if int(text) % 2:
        raise Wrong("phải chẵn")
    return text


COLUMNS = (
    Column(code="name", name="Tên", required=True, example="Vườn A", longest=20),
    Column(code="code", name="Mã số", kind=Kind.CODE, lengths=(6,), example="012345"),
    Column(code="amount", name="Số lượng", kind=Kind.NUMBER, unit="kg", example="1.234,5"),
    Column(code="day", name="Ngày thu", kind=Kind.DATE, example="21/11/2026"),
    Column(code="at", name="Lúc", kind=Kind.MOMENT),
    Column(
        code="kind",
        name="Loại",
        kind=Kind.CHOICE,
        choices=(Choice("farm", "Trang trại"), Choice("shop", "Cửa hàng", ("quầy",))),
    ),
    Column(
        code="roles",
        name="Vai trò",
        kind=Kind.CHOICES,
        choices=(Choice("a", "Sản xuất, nuôi trồng"), Choice("b", "Đóng gói")),
    ),
    Column(code="used", name="Đang dùng", kind=Kind.YES_NO),
)
HEADINGS = ["Tên", "Mã số", "Số lượng", "Ngày thu", "Lúc", "Loại", "Vai trò", "Đang dùng"]


def read(body: bytes) -> tuple[Table, list[Row]]:
    table = table_of(body, COLUMNS)
    return table, list(table.rows())


def one(heading: str, cell: Any) -> Row:
    """Read a row of a name and one more cell."""
    [row] = read(xlsx([["Tên", heading], ["A", cell]]))[1]
    return row


def faults(rows: list[Row]) -> list[tuple[str, str]]:
    return [(e.address, e.sentence) for row in rows for e in row.errors]


@pytest.mark.parametrize(
    ("heading", "code", "cell", "value"),
    [
        ("Mã số", "code", 12345, "012345"),
        ("Mã số", "code", "12345", "012345"),
        ("Mã số", "code", "012345", "012345"),
        ("Số lượng", "amount", "1.234,5", Decimal("1234.5")),
        ("Số lượng", "amount", "1.234", Decimal(1234)),
        ("Số lượng", "amount", "1.200 kg", Decimal(1200)),
        ("Số lượng", "amount", 0.1, Decimal("0.1")),
        ("Ngày thu", "day", "05/01/2026", date(2026, 1, 5)),
        ("Ngày thu", "day", "5-1-2026", date(2026, 1, 5)),
        ("Ngày thu", "day", "2026-01-05", date(2026, 1, 5)),
        ("Ngày thu", "day", date(2026, 1, 5), date(2026, 1, 5)),
        ("Ngày thu", "day", 46027, date(2026, 1, 5)),
        ("Lúc", "at", "08:30 05/01/2026", datetime(2026, 1, 5, 1, 30, tzinfo=UTC)),
        ("Lúc", "at", "05/01/2026 8h30", datetime(2026, 1, 5, 1, 30, tzinfo=UTC)),
        ("Loại", "kind", "trang trai", "farm"),
        ("Loại", "kind", "  QUẦY ", "shop"),
        ("Vai trò", "roles", "Sản xuất, nuôi trồng; đóng gói", ("a", "b")),
        ("Vai trò", "roles", "sản xuất, nuôi trồng", ("a",)),
        ("Đang dùng", "used", "không", False),
        ("Đang dùng", "used", "x", True),
    ],
)
def test_a_cell_is_read_as_people_mean_it(
    heading: str, code: str, cell: object, value: object
) -> None:
    row = one(heading, cell)
    assert (row.errors, row.values[code]) == ([], value)


@pytest.mark.parametrize(
    ("heading", "cell", "words"),
    [
        ("Số lượng", "mười", "chỉ ghi số, ví dụ 1.234,5"),
        ("Ngày thu", "12/25/2026", "có phải 25/12/2026?"),
        ("Ngày thu", "05/01/26", "có phải 05/01/2026?"),
        ("Ngày thu", "31/02/2026", "Không có ngày này"),
        ("Lúc", "25:10 05/01/2026", "ghi như 08:30"),
        ("Loại", "trang trạ", "có phải “Trang trại”?"),
        ("Loại", "zzz", "Hãy chọn một trong: Trang trại; Cửa hàng."),
        ("Mã số", 8938505974192123, "đặt cột ở dạng Văn bản"),
        ("Mã số", "8,93851E+12", "đặt cột ở dạng Văn bản"),
        ("Đang dùng", "có thể", "Hãy ghi Có hoặc Không."),
    ],
)
def test_a_wrong_cell_is_told_by_its_address_and_what_is_right(
    heading: str, cell: object, words: str
) -> None:
    [(address, sentence)] = faults([one(heading, cell)])
    assert address == "B2"
    assert words in sentence


@pytest.mark.parametrize(
    ("text", "number"),
    [("1.234.567,5", "1234567.5"), ("1,234,567", "1234567"), ("1,5", "1.5"), ("1.5", "1.5"),
     ("12.345", "12345"), ("-3", "-3"), ("１２", "12"), ("1 200", "1200")],
)  # fmt: skip
def test_numbers_are_read_as_vietnamese_write_them(text: str, number: str) -> None:
    assert number_from(text) == Decimal(number)


def test_headings_are_found_below_titles_in_any_order_case_and_accents() -> None:
    rows: list[list[Any]] = [
        ["DANH SÁCH VÙNG TRỒNG"],
        [],
        ["loai", "Ghi chú", "TÊN *", "so luong (kg)"],
        ["Cửa hàng", "abc", "A", 5],
    ]
    table, [row] = read(xlsx(rows))
    assert (row.number, row.values["name"], row.values["kind"]) == (4, "A", "shop")
    assert table.ignored == ["Ghi chú"]
    assert [c.code for c in table.absent] == ["code", "day", "at", "roles", "used"]


def test_required_headings_that_lack_are_named_with_those_seen() -> None:
    with pytest.raises(HeadingsMissing, match=r"bắt buộc: Tên. Tiêu đề đã thấy: Loại, Mã số"):
        read(xlsx([["Loại", "Mã số"], ["x", "y"]]))
    with pytest.raises(HeadingTwice, match="“Loại” có hai lần"):
        read(xlsx([["Tên", "Loại", "loai"], ["x", "y", "z"]]))


def test_empty_rows_are_passed_over_and_an_empty_required_cell_is_told() -> None:
    rows = read(xlsx([["Tên", "Mã số"], ["A", ""], [None, None], ["  ", "-"], [None, "000002"]]))[1]
    assert [row.number for row in rows] == [2, 5]
    assert faults(rows) == [("A5", "Ô này cần có. ví dụ: Vườn A")]


def test_cells_merged_downward_all_have_the_value() -> None:
    body = xlsx(
        [["Tên", "Loại"], ["A", "Cửa hàng"], ["B"], ["C"]], lambda _b, p: p.merge_cells("B2:B4")
    )
    table, rows = read(body)
    assert [row.values["kind"] for row in rows] == ["shop"] * 3
    assert "Ô gộp" in str(table.grid.notes[0])


def test_formulas_without_a_value_and_errors_are_told_and_never_taken_for_empty() -> None:
    body = xlsx([["Tên", "Số lượng"], ["A", "=1+1"], ["B", "#N/A"], [None, "=2"]])
    rows = read(body)[1]
    assert [address for address, _s in faults(rows)] == ["B2", "B3", "A4", "B4"]
    assert "công thức chưa có kết quả" in rows[0].errors[0].sentence
    assert "#N/A" in rows[1].errors[0].sentence


def test_a_day_of_the_mac_calendar_is_the_same_day() -> None:
    def mac(book: Any, page: Any) -> None:
        book.epoch = CALENDAR_MAC_1904
        page.append(["A", date(2026, 1, 5)])

    [row] = read(xlsx([["Tên", "Ngày thu"]], mac))[1]
    assert row.values["day"] == date(2026, 1, 5)


def test_the_page_with_the_headings_is_read_and_hidden_ones_are_said_to_be_left() -> None:
    def more(book: Any, _page: Any) -> None:
        told = book.create_sheet("Số liệu")
        told.append(["Tên"])
        told.append(["Z"])
        book.create_sheet("Ẩn").sheet_state = "hidden"

    table, [row] = read(xlsx([["Ghi chú"], ["A"]], more))
    assert row.values["name"] == "Z"
    said = " ".join(str(note) for note in table.grid.notes)
    assert "không đọc: DS" in said
    assert "trang ẩn: Ẩn" in said


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_csv_is_read_in_the_encodings_that_excel_writes(encoding: str, sign: str) -> None:
    text = f"Tên{sign}Loại\nVườn ổi{sign}Cửa hàng\n"
    [row] = read(text.encode(encoding))[1]
    assert (row.values["name"], row.values["kind"]) == ("Vườn ổi", "shop")


def _of_windows(text: str) -> bytes:
    """Write as Windows-1258 does: letters with their marks, tones as marks of their own."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    parted = ""
    for letter in text:
        marks = unicodedata.normalize("NFD", letter)
        kept = "".join(mark for mark in marks if mark not in tones)
        parted += unicodedata.normalize("NFC", kept)
        parted += "".join(mark for mark in marks if mark in tones)
    return parted.encode("cp1258")


def test_a_csv_of_old_windows_is_read_and_one_of_old_fonts_is_refused() -> None:
    [row] = read(_of_windows("Tên,Loại\nVườn ổi,Cửa hàng\n"))[1]
    assert (row.values["name"], row.values["kind"]) == ("Vườn ổi", "shop")
    with pytest.raises(files.EncodingUnknown):
        read("Tªn,Lo¹i\nV\xadên c©y\n".encode("latin-1"))


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        (b"", NotASheet),
        (b"%PDF-1.7 abc", NotASheet),
        (b"\x89PNG\r\n", NotASheet),
        (b"<html><table></table>", files.SheetIsWebPage),
        (b"PK\x03\x04broken", files.SheetDamaged),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, files.SheetDamaged),
        (bytes(range(1, 32)) * 20, NotASheet),
    ],
)
def test_what_is_no_sheet_is_refused_in_words(body: bytes, refusal: type[NotASheet]) -> None:
    with pytest.raises(refusal):
        read(body)


def test_a_word_file_is_no_sheet() -> None:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(NotASheet):
        read(body.getvalue())


def test_a_bomb_is_refused_before_anything_is_kept_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_UNPACKED", 5_000_000)
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 6_000_000)
    assert len(body.getvalue()) < 10_000
    with pytest.raises(files.SheetTooLarge):
        read(body.getvalue())


def test_the_same_row_twice_is_skipped_and_another_of_its_key_is_wrong() -> None:
    rows = [["Tên", "Mã số"], ["A", "000001"], ["A", "000001"], ["B", "000001"]]
    table = table_of(xlsx(rows), COLUMNS)
    found = list(table.distinct(table.rows(), lambda row: row.values["code"]))
    assert [row.state for row in found] == [RowState.NEW, RowState.SKIPPED, RowState.WRONG]
    assert "dòng 2" in found[2].errors[0].sentence


def test_a_template_filled_in_comes_back_and_its_example_is_left_out() -> None:
    body = io.BytesIO()
    writing.write_template(body, name="Địa điểm", columns=COLUMNS, lead="Mỗi dòng một nơi.")
    book = openpyxl.load_workbook(body)
    assert book.sheetnames == ["Địa điểm", "Danh sách", "Hướng dẫn"]
    assert [v.formula1 for v in book.worksheets[0].data_validations.dataValidation] == [
        "'Danh sách'!$A$2:$A$3", "'Danh sách'!$C$2:$C$3",
    ]  # fmt: skip
    book.worksheets[0].append(["B", "000002"])
    filled = io.BytesIO()
    book.save(filled)
    [row] = read(filled.getvalue())[1]
    assert (row.number, row.values["name"]) == (3, "B")


def test_what_goes_out_comes_in_the_same() -> None:
    values = {"name": "=1+1", "code": "000002", "amount": Decimal("1234.5"), "kind": "shop",
              "day": date(2026, 1, 5), "at": datetime(2026, 1, 5, 1, 30, tzinfo=UTC),
              "roles": ("a", "b"), "used": False}  # fmt: skip
    body = io.BytesIO()
    assert writing.write_export(body, name="Sổ", columns=COLUMNS, rows=[values]) == 1
    [row] = read(body.getvalue())[1]
    assert (row.errors, row.values) == ([], values)


def test_the_file_given_back_has_each_fault_at_its_cell_and_can_be_sent_again() -> None:
    body = xlsx([HEADINGS[:3], ["A", "000002", "mười"], ["B", "000004", 3]])
    table = table_of(body, COLUMNS)
    given = io.BytesIO()
    pairs = [(row, "Sai" if row.errors else "Mới") for row in table.rows()]
    assert writing.write_annotated(given, table=table, rows=pairs) == 1
    rows = rows_of(given.getvalue())
    assert rows[0][3:] == ["Kết quả", "Lỗi và cách sửa"]
    assert rows[1][3] == "Sai"
    assert rows[1][4].startswith("Số lượng: “mười” không phải là số")
    page = openpyxl.load_workbook(given).worksheets[0]
    assert page["C2"].comment.text.startswith("“mười”")
    assert page["C2"].fill.fgColor.rgb == "FFFBD9D3"
    again, _rows = read(given.getvalue())
    assert again.ignored == []


def test_columns_are_named_as_excel_names_them() -> None:
    assert [letters_of(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_workbook_of_old_excel_is_read() -> None:
    body = old_books.xls([["Tên địa điểm", "Diện tích"], ["Vườn cam", 1250.0]])
    assert files.is_workbook(body)
    grid = workbooks.opened(body).grid("DS")
    assert list(grid.rows)[1] == ["Vườn cam", 1250.0]


@pytest.mark.parametrize("body", [old_books.locked_xlsx(), old_books.xls([["A"]], is_locked=True)])
def test_a_workbook_with_a_password_is_refused_with_what_to_do(body: bytes) -> None:
    assert files.is_workbook(body)
    with pytest.raises(workbooks.SheetLocked, match="Hãy bỏ mật khẩu"):
        workbooks.opened(body)


def test_a_torn_workbook_of_old_excel_is_told_as_damaged() -> None:
    body = old_books.xls([["Tên"], ["A"]])[:700]
    with pytest.raises(files.SheetDamaged, match="lưu thành tệp mới"):
        workbooks.opened(body)


def test_a_workbook_with_macros_is_read_and_its_macros_left_alone() -> None:
    book = io.BytesIO(xlsx([["Tên"], ["Vườn A"]]))
    with zipfile.ZipFile(book, "a") as archive:
        archive.writestr("xl/vbaProject.bin", old_books.compound({"VBA": b"macro"}))
    body = book.getvalue()
    assert files.is_workbook(body)
    assert list(workbooks.opened(body).grid("DS").rows) == [["Tên"], ["Vườn A"]]
