"""Workbooks of the room: rows behind a figure, a consolidation, a form filled in by agencies."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import localize_input
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from python_calamine import CalamineError, CalamineWorkbook

from txng.core.errors import Refused
from txng.core.sheets.files import NotASheet, is_workbook
from txng.reporting.models import Cell, RequestField
from txng.reporting.queries.consolidation import Consolidation
from txng.reporting.rows import Rows, as_cells
from txng.ui.templatetags.figures import plain

TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS: Final = 100_000
MOST_BYTES: Final = 5 * 1024 * 1024
_WIDTH: Final = 42


def answer(body: bytes, name: str) -> HttpResponse:
    """Return a workbook as a file to save."""
    response = HttpResponse(body, content_type=TYPE)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    response["X-Content-Type-Options"] = "nosniff"
    return response


class _Pen:
    """Writes values into a sheet, each by its kind; text is never taken for a formula."""

    def __init__(self, book: Any, name: str) -> None:
        self.sheet = book.add_worksheet(name)
        self.bold = book.add_format({"bold": True})
        self.head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#F2EFE8"}
        )
        self.wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self.moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        self.day = book.add_format({"num_format": "dd/mm/yyyy"})
        self.number = book.add_format({"num_format": "#,##0.###"})
        self.free = book.add_format(
            {"locked": False, "bg_color": "#FFF7D6", "border": 1, "text_wrap": True}
        )

    def row(self, line: int, values: Sequence[Any]) -> None:
        """Write one row of values."""
        for column, value in enumerate(values):
            self._cell(line, column, value)

    def texts(self, line: int, values: Sequence[str], style: Any) -> None:
        """Write one row of words in a style."""
        for column, words in enumerate(values):
            self.sheet.write_string(line, column, words, style)

    def _cell(self, line: int, column: int, value: Any) -> None:
        if isinstance(value, datetime):
            local = timezone.localtime(value if value.tzinfo else value.replace(tzinfo=UTC))
            self.sheet.write_datetime(line, column, local.replace(tzinfo=None), self.moment)
        elif isinstance(value, date):
            self.sheet.write_datetime(line, column, value, self.day)
        elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            self.sheet.write_number(line, column, float(value), self.number)
        elif value not in (None, ""):
            self.sheet.write_string(line, column, str(value))


@contextmanager
def _book(name: str) -> Iterator[tuple[_Pen, io.BytesIO]]:
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        yield _Pen(book, name), out


def workbook(
    title: str, heads: Sequence[str], rows: Sequence[Sequence[Any]], *, notes: Sequence[str] = ()
) -> bytes:
    """Return a one-sheet workbook: title, notes, heads, rows."""
    with _book(_("Số liệu")) as (pen, out):
        pen.sheet.write_string(0, 0, title, pen.bold)
        for number, note in enumerate(notes, start=1):
            pen.sheet.write_string(number, 0, note)
        top = len(notes) + 2
        pen.texts(top, heads, pen.head)
        pen.sheet.set_column(0, 0, _WIDTH)
        pen.sheet.set_column(1, max(len(heads) - 1, 1), 20)
        for line, row in enumerate(rows, start=top + 1):
            pen.row(line, row)
        pen.sheet.freeze_panes(top + 1, 0)
    return out.getvalue()


def rows_sheet(rows: Rows | Sequence[Cell], title: str) -> bytes:
    """Return the rows behind a figure, at most 100,000 (the page says when there are more)."""
    if isinstance(rows, Rows):
        heads = [str(column.name) for column in rows.columns]
        return workbook(title, heads, as_cells(rows.rows[:MOST_ROWS], rows.columns))
    heads = [_("Cơ quan"), _("Dòng"), _("Số liệu"), _("Nộp lúc")]
    cells = [
        [c.submission.organisation.name, str(c.field), c.number, c.submission.submitted_at]
        for c in rows
    ]
    return workbook(title, heads, cells)


def consolidation_sheet(made: Consolidation) -> bytes:
    """Return a consolidation: a line a row, the whole, the computed, then each agency."""
    cells = (cell for line in made.lines for cell in line.cells)
    agencies = {c.submission.organisation_id: c.submission.organisation.name for c in cells}
    heads = [_("Chỉ tiêu"), _("Đơn vị tính"), _("Cách gộp"), _("Tổng hợp"), _("Hệ thống tính"),
             *agencies.values()]  # fmt: skip
    rows = []
    for line in made.lines:
        by = {c.submission.organisation_id: c for c in line.cells}
        given = [_given(by.get(agency)) for agency in agencies]
        field = line.field
        rows.append([str(field), field.unit, field.get_rule_display(), line.total, line.computed,
                     *given])  # fmt: skip
    request = made.request
    notes = [
        request.period.name,
        _("Đã duyệt %(done)s trong %(all)s cơ quan") % {"done": made.approved, "all": made.asked},
    ]
    return workbook(request.title, heads, rows, notes=notes)


def _given(cell: Cell | None) -> Decimal | str | None:
    if cell is None:
        return None
    return cell.number if cell.number is not None else cell.text


_COLUMNS: Final = 5
"""Code, line, unit, last time, figure: the last is what people fill in."""


def form_sheet(
    title: str,
    lines: Sequence[RequestField],
    cells: dict[int, Cell],
    last: dict[int, str],
) -> bytes:
    """Return a form as a workbook: only the last column may be written, numbers are checked."""
    heads = (_("Mã dòng"), _("Nội dung"), _("Đơn vị tính"), _("Kỳ trước"), _("Số liệu"))
    with _book(_("Biểu nhập")) as (pen, out):
        pen.sheet.write_string(0, 0, title, pen.bold)
        pen.sheet.write_string(1, 0, _("Chỉ điền cột cuối (ô vàng). Không có thì ghi 0."))
        pen.texts(2, heads, pen.head)
        for row, line in enumerate(lines, start=3):
            pen.texts(row, (line.code, str(line), line.unit, last.get(line.pk, "")), pen.wrap)
            _box(pen, row, line, cells.get(line.pk))
        for column, width in enumerate((14, 60, 14, 14, 30)):
            pen.sheet.set_column(column, column, width)
        pen.sheet.protect("", {"format_columns": True, "format_rows": True})
        pen.sheet.freeze_panes(3, 0)
    return out.getvalue()


def _box(pen: _Pen, row: int, line: RequestField, cell: Cell | None) -> None:
    column = _COLUMNS - 1
    if line.is_number:
        checked = {
            "validate": "decimal",
            "criteria": ">=",
            "value": 0,
            "error_title": _("Cần một con số"),
            "error_message": _("Ghi số không âm; không có thì ghi 0."),
        }
        pen.sheet.data_validation(row, column, row, column, checked)
    given = _given(cell)
    if isinstance(given, Decimal):
        pen.sheet.write_number(row, column, float(given), pen.free)
    else:
        pen.sheet.write_string(row, column, given or "", pen.free)


class SheetNotRead(Refused):
    """The file is no filled form of this request."""

    status = 422
    reason = gettext_lazy(
        "Không đọc được tệp này. Hãy tải lại biểu nhập của kỳ báo cáo, điền cột cuối rồi gửi lên."
    )


def read_form(body: bytes, lines: Sequence[RequestField]) -> dict[str, str]:
    """Return what a filled form says as posted values of the entry page; raises SheetNotRead.

    Lines are found by their code, wherever they stand; unknown codes are left alone.
    """
    if len(body) > MOST_BYTES:
        raise SheetNotRead
    try:
        if not is_workbook(body):
            raise SheetNotRead
        rows = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()
    except (CalamineError, NotASheet, ValueError, IndexError, OSError) as error:
        raise SheetNotRead from error
    given = {
        str(row[0]).strip(): row[_COLUMNS - 1] for row in rows if len(row) >= _COLUMNS and row[0]
    }
    found = {f"o-{line.pk}": _typed(given[line.code]) for line in lines if line.code in given}
    if not found:
        raise SheetNotRead
    return found


def _typed(value: Any) -> str:
    """Return a cell as a person would type it into the page, in the page's language."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        return str(localize_input(Decimal(plain(value))))
    return str(value).strip()
