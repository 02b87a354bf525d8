"""The cells of a workbook: the right page, merged cells filled, silent cells told."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import Any, Final

import python_calamine as calamine
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from lxml import etree

from txng.core.sheets import files
from txng.core.sheets.files import NotASheet, SheetDamaged

_MOST_FILLED: Final = 200_000
_LOOKED_AT: Final = 15
"""Rows at the top among which the headings are looked for."""
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SILENT = re.compile(
    rb'<c r="([A-Z]{1,3})(\d+)"([^>]*)>\s*(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?'
    rb"\s*(?:<v>([^<]*)</v>|<v\s*/>)?"
)


class SheetLocked(NotASheet):
    """The workbook asks for a password."""

    reason = _("Tệp có mật khẩu. Hãy bỏ mật khẩu (Lưu thành… → không đặt mật khẩu) rồi gửi lại.")


class SheetEmpty(NotASheet):
    """There is no page with anything on it."""

    reason = _("Tệp không có dòng nào. Hãy điền dữ liệu vào mẫu rồi gửi lại.")


Cells = list[Any]
FORMULA: Final = _(
    "Ô này là công thức chưa có kết quả: hãy mở tệp bằng Excel, lưu lại, hoặc dán giá trị vào ô."
)
ERROR: Final = _("Ô này báo lỗi %(code)s trong Excel: hãy sửa công thức, hoặc gõ giá trị vào ô.")


@dataclass
class Grid:
    """One page of a file: its rows from the first on, and what must be said of it."""

    name: str
    rows: Iterator[Cells]
    height: int
    silent: dict[tuple[int, int], str] = field(default_factory=dict)
    """Cells that show nothing to a reader although something stands there, by row and column."""
    notes: list[str | Promise] = field(default_factory=list)


@dataclass
class Workbook:
    """The visible pages of a workbook, each read when asked for."""

    body: bytes
    book: calamine.CalamineWorkbook
    visible: list[str]
    hidden: list[str]

    def tops(self) -> Iterator[tuple[str, list[Cells]]]:
        """Yield each visible page's first rows, among which its headings stand."""
        for name in self.visible:
            sheet = self.book.get_sheet_by_name(name)
            yield name, sheet.to_python(skip_empty_area=False, nrows=_LOOKED_AT)

    def grid(self, name: str) -> Grid:
        """Return a page whole; merged cells below each other all have the first one's value."""
        sheet = self.book.get_sheet_by_name(name)
        if sheet.end is None:
            raise SheetEmpty
        height = sheet.end[0] + 1
        fills = _fills(sheet, height)
        silent = _silent(self.body, name)
        # Rows at the end that hold nothing but silent cells are not the reader's, yet must be told.
        below = max((row + 1 for row, _column in silent), default=0) - height
        rows = chain(_rows(sheet, fills), repeat([], max(below, 0)))
        grid = Grid(name, rows, height + max(below, 0), silent)
        if fills:
            grid.notes.append(_("Ô gộp theo chiều dọc được hiểu là mọi dòng có cùng giá trị."))
        if self.hidden:
            names = ", ".join(self.hidden[:5])
            grid.notes.append(_("Không đọc các trang ẩn: %s.") % names)
        others = [other for other in self.visible if other != name]
        if others:
            sentence = _("Chỉ đọc trang “%(name)s”, không đọc: %(others)s.")
            grid.notes.append(sentence % {"name": name, "others": ", ".join(others[:5])})
        return grid


def opened(body: bytes) -> Workbook:
    """Open a workbook of any kind that Excel and LibreOffice write; macros are never run."""
    if files.is_locked(body):
        raise SheetLocked
    try:
        book = calamine.load_workbook(io.BytesIO(body))
    except calamine.PasswordError as error:
        raise SheetLocked from error
    except (calamine.CalamineError, calamine.ZipError, calamine.XmlError, OSError) as error:
        raise SheetDamaged from error
    pages = [page for page in book.sheets_metadata if page.typ == calamine.SheetTypeEnum.WorkSheet]
    shown = calamine.SheetVisibleEnum.Visible
    visible = [page.name for page in pages if page.visible == shown]
    if not visible:
        raise SheetEmpty
    return Workbook(body, book, visible, [page.name for page in pages if page.visible != shown])


def _rows(
    sheet: calamine.CalamineSheet, fills: dict[int, list[tuple[int, int]]]
) -> Iterator[Cells]:
    start = sheet.start[1] if sheet.start else 0
    blank: Cells = [""] * start
    sources = {source for pairs in fills.values() for source in pairs}
    kept: dict[tuple[int, int], Any] = {}
    for number, found in enumerate(sheet.iter_rows()):
        cells = blank + found if start else found
        for source in [pair for pair in sources if pair[0] == number] if sources else ():
            kept[source] = cells[source[1]] if source[1] < len(cells) else ""
        for top, column in fills.get(number, ()):
            if column < len(cells) and cells[column] == "":
                cells[column] = kept.get((top, column), "")
        yield cells


def _fills(sheet: calamine.CalamineSheet, height: int) -> dict[int, list[tuple[int, int]]]:
    """Return row → (first row, column) of the merged cell that reaches down into it."""
    fills: dict[int, list[tuple[int, int]]] = {}
    count = 0
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
        for row in range(top + 1, min(bottom + 1, height)):
            fills.setdefault(row, []).append((top, left))
            count += 1
            if count > _MOST_FILLED:
                return fills
    return fills


def _silent(body: bytes, name: str) -> dict[tuple[int, int], str]:
    """Return the cells of an .xlsx page with an error or a formula that was never computed."""
    if not body.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        part = _part_of(archive, name)
        if part is None:
            return {}
        page = archive.read(part)
    found: dict[tuple[int, int], str] = {}
    if b't="e"' not in page and b"<f" not in page:
        return found
    for match in _SILENT.finditer(page):
        place = (int(match[2]) - 1, _number_of(match[1].decode()))
        if b't="e"' in match[3]:
            found[place] = str(ERROR) % {"code": (match[4] or b"").decode(errors="replace")}
        elif b"<f" in match[0] and not match[4] and b't="str"' not in match[3]:
            found[place] = str(FORMULA)
    return found


def _part_of(archive: zipfile.ZipFile, name: str) -> str | None:
    """Return the file inside a workbook that holds the page of this name."""
    try:
        book = etree.fromstring(archive.read("xl/workbook.xml"), _PARSER)
        links = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), _PARSER)
    except (KeyError, etree.XMLSyntaxError):
        return None
    targets = {link.get("Id"): str(link.get("Target")) for link in links}
    for page in book.iter("{*}sheet"):
        if page.get("name") == name:
            target = targets.get(page.get(_RELATION), "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            return path if path in archive.namelist() else None
    return None


_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def letters_of(number: int) -> str:
    """Return the letters of a column by its number from 0: 0 → A, 26 → AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
