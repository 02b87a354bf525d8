"""Workbooks written: the template to fill in, what a list shows, a file given back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import xlsxwriter
from django.utils.translation import gettext as _

from txng.core.sheets.cells import number_from, shown
from txng.core.sheets.columns import Column, Kind
from txng.core.sheets.reading import FAULTS, OUTCOME, Row, RowState, Table
from txng.core.sheets.workbooks import letters_of

MIME: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ROWS: Final = 100_001
_MOST_COMMENTS: Final = 5_000
_FIGURES: Final = {Kind.NUMBER, Kind.WHOLE}
_DAYS: Final = {Kind.DATE: "dd/mm/yyyy", Kind.MOMENT: "hh:mm dd/mm/yyyy"}
_LOOKS: Final[dict[str, dict[str, Any]]] = {
    "heading": {"bold": True, "bg_color": "#1F5F3F", "font_color": "#FFFFFF", "text_wrap": True,
                "valign": "vcenter", "border": 1, "border_color": "#FFFFFF"},
    "text": {"num_format": "@"},
    "figure": {"num_format": "#,##0.###"},
    "date": {"num_format": "dd/mm/yyyy"},
    "moment": {"num_format": "hh:mm dd/mm/yyyy"},
    "example": {"italic": True, "font_color": "#6B6B6B", "num_format": "@"},
    "wrong": {"bg_color": "#FBD9D3"},
    "note": {"text_wrap": True, "valign": "top"},
    "title": {"bold": True, "font_size": 14},
}  # fmt: skip


class _Book:
    """A workbook being written, row by row, with the few looks that ours have."""

    def __init__(self, target: Any, *, constant_memory: bool = True) -> None:
        options = {
            "constant_memory": constant_memory,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "default_date_format": "dd/mm/yyyy",
            **({} if constant_memory else {"in_memory": True}),
        }
        name = str(target) if isinstance(target, Path) else target
        self.book = xlsxwriter.Workbook(name, options)
        self.looks = {name: self.book.add_format(look) for name, look in _LOOKS.items()}

    def page(self, name: str) -> Any:
        clean = "".join(c for c in name if c not in "[]:*?/\\'")[:31]
        return self.book.add_worksheet(clean or None)

    def headings(self, page: Any, columns: Sequence[Column]) -> None:
        for number, column in enumerate(columns):
            text = column.kind not in _FIGURES and column.kind not in _DAYS
            page.set_column(number, number, _width(column), self.looks["text"] if text else None)
        page.set_row(0, 32)
        for number, column in enumerate(columns):
            page.write_string(0, number, column.heading, self.looks["heading"])
        page.freeze_panes(1, 0)

    def write(self, page: Any, at: tuple[int, int], value: Any, look: str = "") -> None:
        (row, column), chosen = at, self.looks.get(look)
        if value in ("", None):
            if look == "wrong":
                page.write_blank(row, column, None, chosen)
        elif isinstance(value, datetime):
            page.write_datetime(
                row, column, value.replace(tzinfo=None), chosen or self.looks["moment"]
            )
        elif isinstance(value, date):
            page.write_datetime(row, column, value, chosen or self.looks["date"])
        elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            page.write_number(row, column, value, chosen)
        else:
            page.write_string(row, column, str(value)[:32_000], chosen)


def _width(column: Column) -> int:
    return max(12, min(40, len(column.heading) + 3, column.longest + 8))


def write_export(
    target: Any, *, name: str, columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]
) -> int:
    """Write the rows of a register as a list shows them; return how many."""
    book = _Book(target)
    page = book.page(name)
    book.headings(page, columns)
    count = 0
    for count, values in enumerate(rows, start=1):
        for number, column in enumerate(columns):
            book.write(page, (count, number), shown(column, values.get(column.code)))
    if count:
        page.autofilter(0, 0, count, len(columns) - 1)
    book.book.close()
    return count


def write_template(target: Any, *, name: str, columns: Sequence[Column], lead: str) -> None:
    """Write a workbook to fill in: headings, an example, drop-down lists, and a page of help."""
    told = [column for column in columns if not column.read_only]
    book = _Book(target, constant_memory=False)
    page = book.page(name)
    book.headings(page, told)
    for number, column in enumerate(told):
        page.write_comment(0, number, _meaning(column)[:1_000], {"x_scale": 2})
        _write_example(book, page, number, column)
    _offer(book, page, told)
    _write_help(book, told, lead)
    book.book.close()


def _write_example(book: _Book, page: Any, number: int, column: Column) -> None:
    if column.kind in _FIGURES and column.example:
        page.write_number(1, number, number_from(column.example), book.looks["example"])
    elif column.example:
        page.write_string(1, number, column.example, book.looks["example"])


def _offer(book: _Book, page: Any, columns: Sequence[Column]) -> None:
    """Give each column of choices its list, kept on a page of its own."""
    offered = [(n, c) for n, c in enumerate(columns) if c.choices or c.kind is Kind.YES_NO]
    if not offered:
        return
    lists = book.page(_("Danh sách"))
    for place, (number, column) in enumerate(offered):
        labels = [str(choice.label) for choice in column.choices] or [_("Có"), _("Không")]
        lists.write_string(0, place, str(column.name), book.looks["heading"])
        lists.set_column(place, place, 32)
        for row, label in enumerate(labels, start=1):
            lists.write_string(row, place, label)
        if column.kind is not Kind.CHOICES:
            letters = letters_of(place)
            source = f"='{lists.get_name()}'!${letters}$2:${letters}${len(labels) + 1}"
            rule = {"validate": "list", "source": source, "error_type": "warning",
                    "error_title": _("Không có trong danh sách"),
                    "error_message": _("Hãy chọn một giá trị trong danh sách.")}  # fmt: skip
            page.data_validation(1, number, _ROWS, number, rule)


def _meaning(column: Column) -> str:
    must = _("Bắt buộc.") if column.required else ""
    parts = [must, str(column.help), _("Ví dụ: %s") % column.example if column.example else ""]
    return " ".join(part for part in parts if part) or str(column.name)


_KINDS = {
    Kind.TEXT: lambda: _("Chữ"),
    Kind.CODE: lambda: _("Mã, gõ ở dạng Văn bản (Text)"),
    Kind.NUMBER: lambda: _("Số, ví dụ 1.234,5"),
    Kind.WHOLE: lambda: _("Số nguyên"),
    Kind.DATE: lambda: _("Ngày/tháng/năm"),
    Kind.MOMENT: lambda: _("Giờ và ngày, ví dụ 08:30 21/11/2026"),
    Kind.CHOICE: lambda: _("Chọn trong danh sách"),
    Kind.CHOICES: lambda: _("Một hay nhiều giá trị của danh sách, cách nhau bằng dấu ;"),
    Kind.YES_NO: lambda: _("Có hoặc Không"),
}


def _write_help(book: _Book, columns: Sequence[Column], lead: str) -> None:
    page = book.page(_("Hướng dẫn"))
    page.set_column(0, 0, 32)
    page.set_column(1, 1, 12)
    page.set_column(2, 3, 48, book.looks["note"])
    page.write_string(0, 0, _("Cách điền"), book.looks["title"])
    page.write_string(1, 0, lead)
    page.write_string(
        2, 0, _("Dòng chữ nghiêng là ví dụ: xoá đi, hoặc để nguyên thì hệ thống bỏ qua.")
    )
    titles = (_("Cột"), _("Bắt buộc"), _("Cách ghi"), _("Giải thích"))
    for number, title in enumerate(titles):
        page.write_string(4, number, title, book.looks["heading"])
    for row, column in enumerate(columns, start=5):
        page.write_string(row, 0, str(column.name))
        page.write_string(row, 1, _("Có") if column.required else "")
        page.write_string(row, 2, _KINDS[column.kind]())
        page.write_string(row, 3, _meaning(column))


def write_annotated(target: Any, *, table: Table, rows: Iterable[tuple[Row, str]]) -> int:
    """Give a file back: its rows as they came, what became of each, and every fault at its cell.

    `rows` are the rows with the words of their outcome. Returns how many rows were wrong.
    """
    book = _Book(target)
    page = book.page(table.name)
    page.set_column(0, max(len(table.headings) - 1, 0), 18)
    last = len(table.headings)
    page.set_column(last, last, 16)
    page.set_column(last + 1, last + 1, 70)
    for number, heading in enumerate([*table.headings, str(OUTCOME), str(FAULTS)]):
        page.write_string(0, number, heading, book.looks["heading"])
    page.freeze_panes(1, 0)
    comments = wrong = 0
    for place, (row, outcome) in enumerate(rows, start=1):
        at = {error.address.rstrip("0123456789"): error.sentence for error in row.errors}
        for number in range(last):
            cell = table.kept(row, number)
            sentence = at.get(letters_of(number), "")
            book.write(page, (place, number), cell, "wrong" if sentence else "")
            if sentence and comments < _MOST_COMMENTS:
                page.write_comment(place, number, sentence, {"x_scale": 2})
                comments += 1
        book.write(page, (place, last), outcome, "wrong" if row.errors else "")
        book.write(page, (place, last + 1), " ".join(map(_said, row.errors)))
        wrong += row.state is RowState.WRONG
    book.book.close()
    return wrong


def _said(error: Any) -> str:
    return f"{error.heading}: {error.sentence}" if error.heading else str(error.sentence)
