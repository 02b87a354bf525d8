"""A paper is written as PDF, DOCX and XLSX with the same words and figures."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image
from python_calamine import CalamineWorkbook

from txng.core.papers.docx import to_docx
from txng.core.papers.paper import (
    Annex,
    Chapter,
    Column,
    Figure,
    Heading,
    Paper,
    Paragraph,
    Row,
    Signing,
    Table,
    shown,
)
from txng.core.papers.pdf import to_pdf
from txng.core.papers.xlsx import to_xlsx

SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10">
<rect width="30" height="9" fill="green"/></svg>"""


def paper(rows: int = 3) -> Paper:
    """Return a paper with every part."""
    columns = (Column("TT", 0.5, "center"), Column("Nội dung", 4), Column("Thành tiền", 2, "right"))
    lines = [Row((str(n), f"Việc thứ {n}", 1_000 * n)) for n in range(1, rows + 1)]
    total = Row(("TỔNG CỘNG", 500 * rows * (rows + 1)), is_bold=True, span=2)
    table = Table(columns, (*lines, total), unit="Đơn vị tính: đồng")
    return Paper(
        parent="Ủy ban nhân dân tỉnh Minh họa",
        issuer="Sở Khoa học và Công nghệ",
        symbol="KH-SKHCN",
        place="Minh Họa",
        on_date=date(2026, 2, 5),
        kind="Kế hoạch",
        title="Truy xuất nguồn gốc sản phẩm, hàng hóa năm 2026",
        bases=("Căn cứ Quyết định số 100/QĐ-TTg ngày 19/01/2019 của Thủ tướng Chính phủ;",),
        blocks=(
            Heading("I. MỤC TIÊU"),
            Paragraph("Đến hết năm 2026, 60% cơ sở được tập huấn."),
            Figure(SVG, "Hình 1"),
            Paragraph("Trên đây là kế hoạch năm 2026./."),
        ),
        signing=Signing("Giám đốc", "Nguyễn Văn Mẫu", ("KT. GIÁM ĐỐC",)),
        recipients=("UBND tỉnh (b/c);", "Lưu: VT."),
        annexes=(Annex("BIỂU KINH PHÍ", (table,), "I", "(Kèm theo Kế hoạch)", is_wide=True),),
    )


def _text(pdf: bytes) -> list[str]:
    pages = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in pages]


def test_the_pdf_holds_every_part_and_annexes_turn_their_pages() -> None:
    pdf = to_pdf(paper(rows=60))
    pages = _text(pdf)
    first = " ".join(pages[0].split())
    for part in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "/KH-SKHCN",
                 "Minh Họa, ngày 05 tháng 02 năm 2026", "KẾ HOẠCH", "Nơi nhận:"):  # fmt: skip
        assert part in first
    assert "1.830.000" in " ".join(pages)
    sizes = [page.get_size() for page in pypdfium2.PdfDocument(pdf)]
    assert [width > height for width, height in sizes][:2] == [False, True]
    assert pages[1].split()[:3] == ["Phụ", "lục", "I"]
    assert pages[2].split()[0] == "2"


def test_the_docx_holds_the_same_rows() -> None:
    document = Document(io.BytesIO(to_docx(paper())))
    table = document.tables[-1]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["TT", "Nội dung", "Thành tiền"],
        ["1", "Việc thứ 1", "1.000"],
        ["2", "Việc thứ 2", "2.000"],
        ["3", "Việc thứ 3", "3.000"],
        ["TỔNG CỘNG", "TỔNG CỘNG", "6.000"],
    ]
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert round(document.sections[0].left_margin.mm) == 30  # type: ignore[union-attr]


def test_every_form_shows_the_drawing_itself_with_its_words() -> None:
    word = Document(io.BytesIO(to_docx(paper())))
    (shape,) = word.inline_shapes
    assert (round(shape.width.mm), shape._inline.docPr.get("descr")) == (160, "Hình 1")
    assert [p.text for p in word.paragraphs].count("Hình 1") == 1
    drawn = [
        part.blob for part in word.part.package.iter_parts() if part.content_type == "image/png"
    ]
    with Image.open(io.BytesIO(drawn[0])) as picture:
        assert picture.convert("RGB").getpixel((3, 3)) == (0, 128, 0)
    (page, *_annexes) = pypdfium2.PdfDocument(to_pdf(paper()))
    colours = page.render(scale=1).to_pil().convert("RGB").getcolors(10_000)
    assert any(colour == (0, 128, 0) for _count, colour in colours)
    with zipfile.ZipFile(io.BytesIO(to_xlsx(paper()))) as book:
        assert "xl/media/image1.png" in book.namelist()


def test_no_row_is_broken_over_two_pages_and_the_head_is_repeated() -> None:
    columns = (Column("Việc", 1), Column("Lời", 1))
    rows = tuple(Row((f"Việc {n}.", f"đầu{n} " + "chữ " * 60 + f"cuối{n}")) for n in range(20))
    long = Paper(issuer="Sở", kind="", title="", annexes=(Annex("A", (Table(columns, rows),)),))
    pages = _text(to_pdf(long))
    for number in range(20):
        holds = [f"đầu{number} " in page and f"cuối{number}" in page for page in pages]
        assert (number, holds.count(True)) == (number, 1)
    assert all("Lời" in page for page in pages)
    table = Document(io.BytesIO(to_docx(long))).tables[-1]
    kept = [row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows]
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert (all(kept), heads.index(True), heads.count(True)) == (True, 0, 1)


def test_a_chapter_stands_in_the_middle_its_name_below_its_number() -> None:
    rules = Paper(issuer="Sở", kind="", title="", annexes=(
        Annex("QUY CHẾ\nVận hành", (Chapter("Chương I", "Quy định chung"), Paragraph("Lời."))),
    ))  # fmt: skip
    lines = _text(to_pdf(rules))[0].splitlines()
    assert lines[:4] == ["QUY CHẾ", "Vận hành", "Chương I", "QUY ĐỊNH CHUNG"]
    word = [p.text for p in Document(io.BytesIO(to_docx(rules))).paragraphs if p.text]
    assert word == [*lines[:4], "Lời."]


def test_the_xlsx_holds_numbers_as_numbers() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(to_xlsx(paper())))
    rows = book.get_sheet_by_name("BIỂU KINH PHÍ").to_python()
    assert rows[-4:] == [
        ["1", "Việc thứ 1", 1000], ["2", "Việc thứ 2", 2000], ["3", "Việc thứ 3", 3000],
        ["TỔNG CỘNG", "", 6000],
    ]  # fmt: skip


def test_room_is_left_for_the_pen() -> None:
    assert Paper(issuer="Sở", kind="", title="", symbol="KH-S").number_line == "Số:          /KH-S"
    assert "ngày      tháng" in Paper(issuer="Sở", kind="", title="").day_line
    december = Paper(issuer="Sở", kind="", title="", on_date=date(2026, 12, 31))
    assert december.day_line == "ngày 31 tháng 12 năm 2026"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("a", "a"),
        (77_500_000, "77.500.000"),
        (Decimal("2.50"), "2,5"),
        (-1500, "-1.500"),
    ],
)
def test_cells_are_written_the_vietnamese_way(value: str | int | None, text: str) -> None:
    assert shown(value) == text
