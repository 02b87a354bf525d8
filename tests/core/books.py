"""Workbooks for tests, as people and their programs make them."""

import io
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl


def xlsx(
    rows: Sequence[Sequence[Any]], change: Callable[[Any, Any], object] | None = None
) -> bytes:
    """Return a workbook of one page; `change(book, page)` may spoil it."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "DS"
    for row in rows:
        page.append(list(row))
    if change:
        change(book, page)
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


def rows_of(body: bytes, page: int = 0) -> list[list[Any]]:
    """Return the cells of a workbook's page."""
    book = openpyxl.load_workbook(io.BytesIO(body))
    return [[cell.value for cell in row] for row in book.worksheets[page].iter_rows()]
