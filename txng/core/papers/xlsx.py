"""The tables of a paper as a workbook: a sheet for each part, numbers as numbers."""

import io
import math
import re
from typing import Any, Final

import xlsxwriter
from PIL import Image

from txng.core.papers.paper import Block, Chapter, Figure, Paper, Table, Value
from txng.core.papers.pictures import POINTS_PER_INCH, to_png

_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\']")
_WIDTH: Final = 110
"""Letters that share the width of a printed page."""
_SCALE, _ROW = 96 / POINTS_PER_INCH, 20
"""Pixels of a screen for one of a drawing; the height of an empty row in them."""


def to_xlsx(paper: Paper) -> bytes:
    """Return the paper as XLSX: titles, tables with their numbers, texts around them."""
    body = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(body, options) as book:
        formats = _formats(book)
        names: set[str] = set()
        for title, blocks in paper.sections:
            sheet = book.add_worksheet(_name(title, names))
            _write(sheet, title, blocks, formats)
    return body.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    face = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True}
    lined = {**face, "border": 1}
    return {
        "title": book.add_format({**face, "bold": True, "font_size": 14, "align": "center"}),
        "text": book.add_format(face),
        "head": book.add_format({**lined, "bold": True, "align": "center", "valign": "vcenter"}),
        "cell": book.add_format({**lined, "num_format": "#,##0.##"}),
        "number": book.add_format({**lined, "num_format": "#,##0"}),
        "bold": book.add_format({**lined, "bold": True, "num_format": "#,##0"}),
    }


def _name(title: str, names: set[str]) -> str:
    """Name a sheet: at most 31 letters, none twice."""
    base = _FORBIDDEN.sub(" ", title).strip()[:28] or "Bảng"
    name, number = base, 2
    while name.lower() in names:
        name, number = f"{base[:26]} {number}", number + 1
    names.add(name.lower())
    return name


def _write(sheet: Any, title: str, blocks: tuple[Block, ...], formats: dict[str, Any]) -> None:
    tables = [block for block in blocks if isinstance(block, Table)]
    width = max((len(table.columns) for table in tables), default=1)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    _across(sheet, 0, (width, title), formats["title"])
    row = 2
    for block in blocks:
        if isinstance(block, Table):
            row = _write_table(sheet, block, row, formats)
            continue
        if isinstance(block, Figure):
            row = _write_figure(sheet, block, row)
        text = _words(block)
        _across(sheet, row, (width, text), formats["text"])
        row += 1


def _words(block: Block) -> str:
    match block:
        case Chapter():
            return f"{block.number}. {block.text}"
        case Figure() | Table():
            return block.caption
        case _:
            return block.text


def _write_figure(sheet: Any, figure: Figure, row: int) -> int:
    """Set a drawing on empty rows, and return the row below it."""
    drawn = to_png(figure.svg)
    with Image.open(io.BytesIO(drawn)) as picture:
        high = picture.height * _SCALE
    words = {"image_data": io.BytesIO(drawn), "description": figure.caption, "object_position": 1}
    sheet.insert_image(row, 0, "figure.png", {**words, "x_scale": _SCALE, "y_scale": _SCALE})
    return row + math.ceil(high / _ROW) + 1


def _across(sheet: Any, row: int, what: tuple[int, str], form: Any) -> None:
    width, text = what
    if width > 1:
        sheet.merge_range(row, 0, row, width - 1, text, form)
    else:
        sheet.write_string(row, 0, text, form)
    sheet.set_row(row, 18 * (1 + len(text) // _WIDTH))


def _write_table(sheet: Any, table: Table, row: int, formats: dict[str, Any]) -> int:
    """Write a table from a row on, and return the row below it."""
    for text in filter(None, (table.caption, table.unit)):
        _across(sheet, row, (len(table.columns), text), formats["text"])
        row += 1
    whole = sum(column.width for column in table.columns)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, max(_WIDTH * column.width / whole, 6))
        sheet.write_string(row, place, column.head, formats["head"])
    for line in table.rows:
        row += 1
        place = 0
        for number, value in enumerate(line.cells):
            span = line.span if number == 0 else 1
            form = formats["bold"] if line.is_bold else formats["cell"]
            if span > 1:
                sheet.merge_range(row, place, row, place + span - 1, "", form)
            _cell(
                sheet,
                (row, place),
                value,
                form if not isinstance(value, int) or line.is_bold else formats["number"],
            )
            place += span
    return row + 2


def _cell(sheet: Any, at: tuple[int, int], value: Value, form: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(*at, None, form)
    elif isinstance(value, str):
        sheet.write_string(*at, value, form)
    else:
        sheet.write_number(*at, float(value), form)
