"""DOCX and XLSX files become paragraphs and tables; merged cells are told, and filled once."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from txng.core.money import figures
from txng.core.packages import measure_docx
from txng.core.sheets.files import NotASheet, is_workbook
from txng.planning.reading.decoding import tidy_text, wide_digits
from txng.planning.reading.formulas import Grid, Place, compute, formulas_of
from txng.planning.reading.heads import names_columns
from txng.planning.reading.merged import merged_cells
from txng.planning.reading.values import Finding, Paper, Paragraph, Row, Table, Where
from txng.planning.reading.word import NotDocx, read_docx

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
            return read_docx(body)
        if is_workbook(body):
            return _read_xlsx(body)
    except (zipfile.BadZipFile, OSError, ValueError, NotASheet, NotDocx) as error:
        raise NotOffice from error
    raise NotOffice


def _read_xlsx(body: bytes) -> Paper:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(body))
        sheets = [(name, workbook.get_sheet_by_name(name)) for name in workbook.sheet_names]
    except (CalamineError, ValueError, OSError) as error:
        raise NotOffice from error
    blocks: list[Paragraph | Table] = []
    findings: list[Finding] = []
    formulas = formulas_of(body)
    for place, (name, sheet) in enumerate(sheets):
        grid = [list(row) for row in sheet.to_python(skip_empty_area=False, nrows=_MOST_ROWS)]
        findings += wide_digits(str(grid))
        bare = formulas[place] if place < len(formulas) else {}
        findings += _told_formulas(bare, compute(grid, bare), name) if bare else []
        rows, has_merged = _sheet_rows(sheet, grid)
        if has_merged:
            findings.append(merged_cells(len(_tables(blocks)) + 1, "row", name))
        blocks += _blocks_of(rows, blocks, name)
    return Paper(blocks=tuple(blocks), findings=tuple(findings), medium="row")


def _told_formulas(bare: dict[Place, str], left: list[str], sheet: str) -> list[Finding]:
    """Tell of formulas without a kept result: those computed here, and those that are not."""
    count, where = len(bare) - len(left), Where(sheet=sheet, unit="row")
    found = []
    if count:
        found.append(Finding(
            "formulas_computed", "notice", where, str(count), "",
            f"{count} ô công thức chưa lưu kết quả; hệ thống đã tính theo công thức trong ô.",
            f"{count} cells with a formula held no result and were computed.",
        ))  # fmt: skip
    if left:
        cells = ", ".join(left[:20])
        found.append(Finding(
            "formulas_not_computed", "error", where, cells, "",
            f"Ô công thức {cells} chưa lưu kết quả nên không đọc được số. Hãy mở bằng Excel, lưu"
            " lại rồi gửi.",
            f"Cells {cells} hold formulas without a result. Open and save the file in Excel.",
        ))  # fmt: skip
    return found


def _sheet_rows(sheet: CalamineSheet, grid: Grid) -> tuple[list[Row], bool]:
    """Return the rows of a sheet; what is merged down is written in each row it covers."""
    continued: dict[int, list[int]] = {}
    has_merged = False
    for (top, left), (bottom, _right) in (sheet.merged_cell_ranges or ())[:_MOST_MERGED]:
        if bottom > top and top < len(grid) and left < len(grid[top]):
            has_merged = True
            for number, below in enumerate(grid[top + 1 : bottom + 1], top + 1):
                if left < len(below) and below[left] == "":
                    below[left] = grid[top][left]
                    continued.setdefault(number, []).append(left)
    rows = [
        Row(tuple(_cell(value) for value in row), n + 1, tuple(continued.get(n, ())))
        for n, row in enumerate(grid)
    ]
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
            if is_head and len(body) > 1 and not _continues_head(row, body[-1]):
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


def _continues_head(row: Row, above: Row) -> bool:
    """Say whether a row is the next of a head whose cells are merged down into it."""
    return bool(row.continued) and names_columns(above.cells)


def _belongs(row: Row) -> bool:
    """Say whether a row with one filled cell is a heading inside the table: numbered or first."""
    return bool(row.cells[0] or (len(row.cells) > 1 and row.cells[1])) and not any(
        "bằng chữ" in cell.lower() or "ghi chú" in cell.lower() for cell in row.cells
    )


def _tables(blocks: list[Paragraph | Table]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]
