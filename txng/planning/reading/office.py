"""DOCX and XLSX files become paragraphs and tables; merged cells are told, and filled once."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph as DocxParagraph
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from txng.core.money import figures
from txng.core.packages import measure_docx
from txng.core.sheets.files import NotASheet, is_workbook
from txng.planning.reading.decoding import tidy_text, wide_digits
from txng.planning.reading.heads import names_columns
from txng.planning.reading.values import Finding, Paper, Paragraph, Row, Table, Where

_MOST_MERGED = 5_000
_MOST_ROWS = 20_000


class NotOffice(ValueError):  # noqa: N818  an answer to whoever asked
    """The bytes are no DOCX and no XLSX that can be opened."""


def is_package(body: bytes) -> bool:
    """Say whether the bytes are a zip package, as DOCX and XLSX are."""
    return body.startswith(b"PK\x03\x04")


def read_package(body: bytes) -> Paper:
    """Read a DOCX or an XLSX; raises NotOffice for other packages, broken and bursting ones."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            names = {entry.filename for entry in package.infolist()}
        if "word/document.xml" in names:
            measure_docx(body)
            return _read_docx(body)
        if is_workbook(body):
            return _read_xlsx(body)
    except (zipfile.BadZipFile, OSError, ValueError, NotASheet) as error:
        raise NotOffice from error
    raise NotOffice


def _read_docx(body: bytes) -> Paper:
    try:
        document = Document(io.BytesIO(body))
    except (PackageNotFoundError, KeyError, ValueError, SyntaxError, zipfile.BadZipFile) as error:
        raise NotOffice from error
    blocks: list[Paragraph | Table] = []
    merged: list[Finding] = []
    after_blank = True
    for line, part in enumerate(document.iter_inner_content(), 1):
        if isinstance(part, DocxParagraph):
            text = tidy_text(part.text).strip()
            if text:
                blocks.append(Paragraph(text, line, after_blank))
            after_blank = not text
        elif isinstance(part, DocxTable):
            merged += _add_table(part, line, blocks)
            after_blank = True
    merged += wide_digits("".join(document.element.body.itertext()))
    return Paper(blocks=tuple(blocks), findings=tuple(merged), medium="paragraph")


def _add_table(table: DocxTable, line: int, blocks: list[Paragraph | Table]) -> list[Finding]:
    """Add a table, then those that stand within its cells."""
    found, has_merged = _docx_rows(table, line)
    if any(any(row.cells) for row in found):
        blocks += _parted(found, blocks, "")
    findings = [_merged_cells(len(_tables(blocks)), "paragraph")] if has_merged else []
    for inner in table._tbl.xpath("./w:tr/w:tc/w:tbl"):  # noqa: SLF001  see above
        findings += _add_table(DocxTable(inner, table), line, blocks)
    return findings


def _docx_rows(table: DocxTable, line: int) -> tuple[list[Row], bool]:
    """Return the rows; a cell merged across is written once, one merged down in each row."""
    rows: list[Row] = []
    above: set[int] = set()
    has_merged = False
    for row in table.rows:
        cells: list[str] = []
        here: set[int] = set()
        for cell in row.cells:
            mark = id(cell._tc)  # noqa: SLF001  the library offers no other identity of a cell
            has_merged |= mark in here or mark in above
            cells.append("" if mark in here else tidy_text(cell.text).strip())
            here.add(mark)
        above = here
        rows.append(Row(tuple(cells), line))
    return rows, has_merged


def _read_xlsx(body: bytes) -> Paper:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(body))
        sheets = [(name, workbook.get_sheet_by_name(name)) for name in workbook.sheet_names]
    except (CalamineError, ValueError, OSError) as error:
        raise NotOffice from error
    blocks: list[Paragraph | Table] = []
    merged: list[Finding] = []
    for name, sheet in sheets:
        rows, has_merged = _sheet_rows(sheet)
        merged += wide_digits(str(sheet.to_python(nrows=_MOST_ROWS)))
        merged += [_merged_cells(len(_tables(blocks)) + 1, "row", name)] if has_merged else []
        blocks += _blocks_of(rows, blocks, name)
    return Paper(blocks=tuple(blocks), findings=tuple(merged), medium="row")


def _sheet_rows(sheet: CalamineSheet) -> tuple[list[Row], bool]:
    """Return the rows of a sheet; what is merged down is written in each row it covers."""
    grid = [list(row) for row in sheet.to_python(skip_empty_area=False, nrows=_MOST_ROWS)]
    has_merged = False
    for (top, left), (bottom, _right) in (sheet.merged_cell_ranges or ())[:_MOST_MERGED]:
        if bottom > top and top < len(grid) and left < len(grid[top]):
            has_merged = True
            for below in grid[top + 1 : bottom + 1]:
                if left < len(below) and below[left] == "":
                    below[left] = grid[top][left]
    rows = [Row(tuple(_cell(value) for value in row), n) for n, row in enumerate(grid, 1)]
    return rows, has_merged


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return figures(Decimal(str(value))) if abs(value) >= 10_000 else _small(value)
    if isinstance(value, datetime | date):
        return value.strftime("%d/%m/%Y")
    return tidy_text(str(value)).strip()


def _small(value: float) -> str:
    """Write a small figure, which may be a year: without groups, with a decimal comma."""
    return str(int(value)) if value == int(value) else str(Decimal(str(value))).replace(".", ",")


def _blocks_of(
    rows: list[Row], before: list[Paragraph | Table], sheet: str
) -> Iterator[Paragraph | Table]:
    """Yield the rows above a head as paragraphs, and those from a head on as a table."""
    number = len(_tables(before))
    body: list[Row] = []
    blank = True
    for row in rows:
        filled = [cell for cell in row.cells if cell]
        is_head = names_columns(row.cells)
        if is_head or (body and len(filled) > 1):
            if is_head and len(body) > 1:
                number += 1
                yield Table(rows=tuple(body), number=number, sheet=sheet)
                body = []
            body.append(row)
        elif body and filled and _belongs(row):
            body.append(row)
        elif filled:
            if body:
                number += 1
                yield Table(rows=tuple(body), number=number, sheet=sheet)
                body = []
            yield Paragraph(" ".join(filled), row.line, blank)
        blank = not filled
    if body:
        yield Table(rows=tuple(body), number=number + 1, sheet=sheet)


def _belongs(row: Row) -> bool:
    """Say whether a row with one filled cell is a heading inside the table: numbered or first."""
    return bool(row.cells[0] or (len(row.cells) > 1 and row.cells[1])) and not any(
        "bằng chữ" in cell.lower() or "ghi chú" in cell.lower() for cell in row.cells
    )


def _parted(rows: list[Row], before: list[Paragraph | Table], sheet: str) -> list[Table]:
    number = len(_tables(before))
    return [Table(rows=tuple(rows), number=number + 1, sheet=sheet)] if rows else []


def _tables(blocks: list[Paragraph | Table]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]


def _merged_cells(table: int, unit: Any, sheet: str = "") -> Finding:
    return Finding(
        code="merged_cells",
        severity="notice",
        where=Where(table=table, sheet=sheet, unit=unit),
        stated="",
        computed="",
        vi=f"Bảng {table} có ô gộp; nội dung ô gộp được đọc cho từng hàng mà nó phủ.",
        en=f"Table {table} has merged cells; what they hold was read for each row they cover.",
    )
