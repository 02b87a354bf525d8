"""A paper as DOCX, in the same layout, for officers who go on in their word processor."""

import io
from typing import Final

from docx import Document
from docx.document import Document as Writing
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table as Grid
from docx.table import _Cell
from docx.text.paragraph import Paragraph as Written

from txng.core.papers.paper import (
    Annex,
    Block,
    Chapter,
    Column,
    Figure,
    Heading,
    Paper,
    Paragraph,
    Row,
    Table,
    shown,
)
from txng.core.papers.pictures import to_png

_FACE: Final = "Times New Roman"
_ALIGN: Final = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_TEXT_WIDTH: Final = 160
"""Millimetres between the margins of an upright page."""


def to_docx(paper: Paper) -> bytes:
    """Return the paper as DOCX."""
    writing = Document()
    _set_style(writing)
    _set_page(writing.sections[0], is_wide=False)
    writing.core_properties.title = f"{paper.kind} {paper.title}".strip()
    writing.core_properties.author = paper.issuer
    if paper.kind:
        _write_body(writing, paper)
    for place, annex in enumerate(paper.annexes):
        _write_annex(writing, annex, is_first=place == 0 and not paper.kind)
    body = io.BytesIO()
    writing.save(body)
    return body.getvalue()


def _write_body(writing: Writing, paper: Paper) -> None:
    _write_head(writing, paper)
    _line(writing, paper.kind.upper(), is_bold=True, before=12)
    _line(writing, paper.title, is_bold=True)
    _line(writing, "―" * 8, after=6)
    for base in paper.bases:
        _write(writing, Paragraph(base, is_italic=True), _TEXT_WIDTH)
    for block in paper.blocks:
        _write(writing, block, _TEXT_WIDTH)
    _write_end(writing, paper)


def _set_style(writing: Writing) -> None:
    style = writing.styles["Normal"]
    style.font.name, style.font.size = _FACE, Pt(14)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), _FACE)
    style.paragraph_format.space_after = Pt(0)


def _set_page(section: Section, *, is_wide: bool) -> None:
    """Set A4 with margins 20, 20, 30, 20 mm; numbers in the top margin from page 2 on."""
    short, long = Mm(210), Mm(297)
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if is_wide else (short, long)
    section.top_margin = Mm(30 if is_wide else 20)
    section.bottom_margin, section.right_margin = Mm(20), Mm(20)
    section.left_margin = Mm(20 if is_wide else 30)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = False
    line = section.header.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = line.add_run()
    run.font.size = Pt(13)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text or None
        run._r.append(part)  # noqa: SLF001  fields have no interface of their own


def _write_head(writing: Writing, paper: Paper) -> None:
    table = writing.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    left.width, right.width = Mm(64), Mm(96)
    lines = [(paper.parent.upper(), False, False, 12)] if paper.parent else []
    lines += [(paper.issuer.upper(), True, False, 12), ("―" * 6, False, False, 8)]
    lines.append((paper.number_line, False, False, 13))
    _fill(left, lines)
    _fill(
        right,
        [
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True, False, 12),
            ("Độc lập - Tự do - Hạnh phúc", True, False, 13),
            ("―" * 14, False, False, 8),
            (paper.day_line, False, True, 13),
        ],
    )


def _fill(cell: _Cell, lines: list[tuple[str, bool, bool, int]]) -> None:
    for place, (text, is_bold, is_italic, size) in enumerate(lines):
        line = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = line.add_run(text)
        run.bold, run.italic, run.font.size = is_bold, is_italic, Pt(size)


def _line(
    writing: Writing, text: str, *, is_bold: bool = False, before: int = 0, after: int = 0
) -> Written:
    line = writing.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(before), Pt(after)
    line.add_run(text).bold = is_bold
    return line


def _write(writing: Writing, block: Block, width: int) -> None:
    match block:
        case Table():
            _write_table(writing, block, width)
        case Chapter():
            for text, before in ((block.number, 12), (block.text.upper(), 0)):
                line = _line(writing, text, is_bold=True, before=before)
                line.paragraph_format.keep_with_next = True
        case Heading():
            line = writing.add_paragraph()
            line.paragraph_format.first_line_indent = Mm(12.7)
            line.paragraph_format.space_before, line.paragraph_format.keep_with_next = Pt(6), True
            run = line.add_run(block.text)
            run.bold, run.italic = True, block.level > 2
        case Paragraph():
            _write_paragraph(writing, block)
        case Figure():
            _write_figure(writing, block, width)


def _write_figure(writing: Writing, block: Figure, width: int) -> None:
    """Set a drawing over the width of the text, with its words for those who do not see it."""
    line = _line(writing, "", before=6)
    line.paragraph_format.keep_with_next = True
    drawn = line.runs[0].add_picture(io.BytesIO(to_png(block.svg)), width=Mm(width))
    drawn._inline.docPr.set("descr", block.caption)  # noqa: SLF001  words have no interface
    _line(writing, block.caption, after=6).runs[0].italic = True


def _write_paragraph(writing: Writing, block: Paragraph) -> None:
    line = writing.add_paragraph()
    line.alignment = _ALIGN[block.align]
    line.paragraph_format.space_before = Pt(6)
    if block.align == "justify":
        line.paragraph_format.first_line_indent = Mm(12.7)
    run = line.add_run(block.text)
    run.bold, run.italic = block.is_bold, block.is_italic


def _write_table(writing: Writing, table: Table, width: int) -> None:
    for text in filter(None, [table.caption]):
        _line(writing, text, is_bold=True, before=6)
    for text in filter(None, [table.unit]):
        _write_paragraph(writing, Paragraph(text, align="right", is_italic=True))
    grid = writing.add_table(rows=1 + len(table.rows), cols=len(table.columns))
    grid.style, grid.alignment, grid.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    whole = sum(column.width for column in table.columns)
    for place, column in enumerate(table.columns):
        grid.columns[place].width = Mm(width * column.width / whole)
    lines = [list(row.cells) for row in grid.rows]
    _keep_rows_whole(grid)
    for cell, column in zip(lines[0], table.columns, strict=True):
        _cell(cell, column.head, WD_ALIGN_PARAGRAPH.CENTER, is_bold=True)
    for cells, row in zip(lines[1:], table.rows, strict=True):
        _write_row(cells, row, table.columns)
    for cells in lines:
        for place, cell in enumerate(cells):
            cell.width = grid.columns[place].width


def _keep_rows_whole(grid: Grid) -> None:
    """Break no row over two pages, and repeat the head on each page."""
    for place, row in enumerate(grid.rows):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001  these have no interface of their own
        properties.append(OxmlElement("w:cantSplit"))
        if place == 0:
            properties.append(OxmlElement("w:tblHeader"))


def _write_row(cells: list[_Cell], row: Row, columns: tuple[Column, ...]) -> None:
    if row.span > 1:
        cells[0].merge(cells[row.span - 1])
    own = [cells[0], *cells[row.span :]]
    kept = [columns[0], *columns[row.span :]]
    for cell, value, column in zip(own, row.cells, kept, strict=False):
        _cell(cell, shown(value), _ALIGN[column.align], is_bold=row.is_bold)


def _cell(cell: _Cell, text: str, align: WD_ALIGN_PARAGRAPH, *, is_bold: bool) -> None:
    for place, part in enumerate(text.split("\n")):
        line = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.LEFT if align == WD_ALIGN_PARAGRAPH.JUSTIFY else align
        run = line.add_run(part)
        run.bold, run.font.size = is_bold, Pt(12)


def _write_end(writing: Writing, paper: Paper) -> None:
    """Write recipients on the left, the signing block on the right."""
    if paper.signing is None and not paper.recipients:
        return
    writing.add_paragraph()
    left, right = writing.add_table(rows=1, cols=2).rows[0].cells
    if paper.recipients:
        run = left.paragraphs[0].add_run("Nơi nhận:")
        run.bold, run.italic, run.font.size = True, True, Pt(12)
        for name in paper.recipients:
            left.add_paragraph().add_run(f"- {name}").font.size = Pt(11)
    if paper.signing is not None:
        lines = [(text.upper(), True, False, 14) for text in paper.signing.authority]
        lines.append((paper.signing.position.upper(), True, False, 14))
        lines += [("", False, False, 14)] * 4
        _fill(right, [*lines, (paper.signing.name, True, False, 14)])


def _write_annex(writing: Writing, annex: Annex, *, is_first: bool) -> None:
    section = writing.sections[0] if is_first else writing.add_section(WD_SECTION.NEW_PAGE)
    _set_page(section, is_wide=annex.is_wide)
    start = OxmlElement("w:pgNumType")
    start.set(qn("w:start"), "1")
    section._sectPr.append(start)  # noqa: SLF001  each annex counts its own pages
    if annex.number:
        _line(writing, f"Phụ lục {annex.number}", is_bold=True)
    for text in annex.title.split("\n"):
        _line(writing, text, is_bold=True)
    if annex.attached:
        _line(writing, annex.attached).runs[0].italic = True
    for block in annex.blocks:
        _write(writing, block, 257 if annex.is_wide else _TEXT_WIDTH)
