"""A file read as rows of a register: headings found, cells turned into values, faults told."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from txng.core.sheets import cells as reading_cells
from txng.core.sheets import files, workbooks
from txng.core.sheets.columns import Column, Wrong, normal, without_brackets
from txng.core.sheets.files import NotASheet
from txng.core.sheets.workbooks import Cells, Grid, letters_of

MOST_ROWS: Final = 200_000
_LOOKED_AT: Final = 15
OUTCOME: Final = _("Kết quả")
FAULTS: Final = _("Lỗi và cách sửa")
"""Headings of the columns that the annotated file adds; passed over when it comes back."""


class RowState(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    WRONG = "wrong"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class CellError:
    """What is wrong with one cell, and what would be right; an empty address: the whole row."""

    address: str
    heading: str
    sentence: str


@dataclass(slots=True)
class Row:
    """One row of the file on its way into the register."""

    number: int
    cells: Cells
    values: dict[str, Any] = field(default_factory=dict)
    errors: list[CellError] = field(default_factory=list)
    state: RowState = RowState.NEW
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)
    found: Any = None
    """The register's own row of the same key, once `judge` has looked."""


class HeadingsMissing(NotASheet):
    """The file lacks columns that must be there."""

    reason = _("Chưa tìm thấy dòng tiêu đề. Hãy tải mẫu về và giữ nguyên dòng tiêu đề của mẫu.")


class HeadingTwice(NotASheet):
    """Two columns say they are the same."""


class TooManyRows(NotASheet):
    """More rows than are taken at once."""

    reason = _("Tệp có hơn 200.000 dòng. Hãy chia thành nhiều tệp.")


def _as_it_is(_column: Column | None, text: str) -> str:
    return text


@dataclass
class Table:
    """A file whose columns are known; its rows are read once, as they are asked for."""

    name: str
    headings: list[str]
    heading_row: int
    known: dict[int, Column]
    columns: Sequence[Column]
    grid: Grid
    total: int
    """Most rows that may follow; empty ones count."""
    hide: Callable[[Column | None, str], str] = _as_it_is
    """How a text of the file may be kept: what a register holds secret is masked."""

    @property
    def ignored(self) -> list[str]:
        """Headings of the file that mean nothing here."""
        own = {normal(str(OUTCOME)), normal(str(FAULTS)), "result", "what is wrong and what to do"}
        return [
            heading
            for number, heading in enumerate(self.headings)
            if heading and number not in self.known and normal(heading) not in own
        ]

    @property
    def absent(self) -> list[Column]:
        """Columns of the register that the file leaves out; what is known of them stays."""
        here = {column.code for column in self.known.values()}
        return [c for c in self.columns if c.code not in here and not c.read_only]

    def rows(self) -> Iterator[Row]:
        """Yield the rows that hold anything, cells read; the template's example is left out."""
        for number, found in enumerate(self.grid.rows, start=1):
            if number <= self.heading_row:
                continue
            if all(reading_cells.is_empty(cell) for cell in found) and not self._is_silent(number):
                continue
            row = Row(number, found)
            if not self._is_example(found):
                self._read(row)
                yield row

    def _is_silent(self, number: int) -> bool:
        return any((number - 1, column) in self.grid.silent for column in self.known)

    def _is_example(self, found: Cells) -> bool:
        """Say whether a row is the template's own, left standing: it says nothing new."""
        count = 0
        for number, column in self.known.items():
            cell = found[number] if number < len(found) else ""
            if not _is_example_of(column, cell):
                return False
            count += bool(column.example)
        return count > 1

    def _read(self, row: Row) -> None:
        for number, column in self.known.items():
            cell = row.cells[number] if number < len(row.cells) else ""
            try:
                self._read_cell(row, number, column, cell)
            except Wrong as wrong:
                self.tell(row, column.code, wrong.sentence)
        if row.errors:
            row.state = RowState.WRONG

    def _read_cell(self, row: Row, number: int, column: Column, cell: Any) -> None:
        if (row.number - 1, number) in self.grid.silent:
            raise Wrong(self.grid.silent[row.number - 1, number])
        if not reading_cells.is_empty(cell):
            row.values[column.code] = reading_cells.value_of(column, cell)
        elif column.required:
            example = gettext("ví dụ: %s") % column.example if column.example else ""
            raise Wrong(" ".join([gettext("Ô này cần có."), example]).strip())
        else:
            row.values[column.code] = None

    def address(self, row: Row, number: int) -> str:
        """Return a cell's address as Excel shows it, e.g. C17."""
        return f"{letters_of(number)}{row.number}"

    def kept(self, row: Row, number: int) -> Any:
        """Return a cell as it may be kept after its row was read."""
        cell = row.cells[number] if number < len(row.cells) else ""
        text = reading_cells.text_of(cell)
        hidden = self.hide(self.known.get(number), text)
        return cell if hidden == text else hidden

    def tell(self, row: Row, code: str, sentence: str | Promise) -> None:
        """Note what is wrong with a row: at the cell of a column, or at the row as a whole."""
        row.state = RowState.WRONG
        sentence = self.hide(None, str(sentence))
        for number, column in self.known.items():
            if column.code == code:
                address = self.address(row, number)
                row.errors.append(CellError(address, str(column.name), sentence))
                return
        row.errors.append(CellError("", "", sentence))

    def distinct(self, rows: Iterator[Row], key: Callable[[Row], Hashable | None]) -> Iterator[Row]:
        """Yield the rows; the same row again is skipped, another one of the same key is wrong."""
        seen: dict[Hashable, tuple[int, int]] = {}
        for row in rows:
            mark = None if row.errors else key(row)
            if mark is not None:
                whole = hash(repr(sorted(row.values.items())))
                if mark in seen:
                    first, said = seen[mark]
                    self._repeat(row, first, is_same=said == whole)
                else:
                    seen[mark] = (row.number, whole)
            yield row

    def _repeat(self, row: Row, first: int, *, is_same: bool) -> None:
        if is_same:
            row.state = RowState.SKIPPED
            return
        sentence = _("Trùng mã với dòng %s nhưng nội dung khác: hãy giữ lại một dòng đúng.")
        self.tell(row, "", sentence % first)


def _is_example_of(column: Column, cell: Any) -> bool:
    if reading_cells.is_empty(cell) or not column.example:
        return reading_cells.is_empty(cell) and not column.example
    if reading_cells.text_of(cell) == column.example:
        return True
    try:
        value = reading_cells.value_of(column, cell)
        return bool(value == reading_cells.value_of(column, column.example))
    except Wrong:
        return False


def table_of(body: bytes, columns: Sequence[Column]) -> Table:
    """Open a file and find the columns in it by their headings, whatever order, case or accents.

    Refuses what is no sheet (NotASheet and its kinds), headings missing or doubled, too many rows.
    """
    grid, top = _grid(body, columns)
    number, known = _best(top, columns)
    headings = [reading_cells.text_of(cell) for cell in top[number]] if top else []
    _refuse_lack(known, columns, headings)
    if grid.height - number - 1 > MOST_ROWS:
        raise TooManyRows
    total = max(grid.height - number - 1, 0)
    return Table(grid.name, headings, number + 1, known, columns, grid, total)


def _grid(body: bytes, columns: Sequence[Column]) -> tuple[Grid, list[Cells]]:
    if not files.is_workbook(body):
        rows: list[Cells] = [list(row) for row in files.rows_of_text(body)]
        return Grid("CSV", iter(rows), len(rows)), rows[:_LOOKED_AT]
    book = workbooks.opened(body)
    tops = list(book.tops())
    name, top = max(tops, key=lambda page: len(_best(page[1], columns)[1]))
    return book.grid(name), top


def _best(top: list[Cells], columns: Sequence[Column]) -> tuple[int, dict[int, Column]]:
    """Return the row that names most columns, and which column stands where."""
    best: tuple[int, dict[int, Column]] = (0, {})
    for number, found in enumerate(top[:_LOOKED_AT]):
        known = _known(found, columns)
        if len(known) > len(best[1]):
            best = (number, known)
    return best


def _known(found: Cells, columns: Sequence[Column]) -> dict[int, Column]:
    known: dict[int, Column] = {}
    for number, cell in enumerate(found):
        text = reading_cells.text_of(cell)
        column = _column_of(text, columns)
        if column is not None:
            known[number] = column
    return known


def _column_of(text: str, columns: Sequence[Column]) -> Column | None:
    for said in (normal(text), normal(without_brackets(text))):
        for column in columns:
            if said and said in column.names:
                return column
    return None


def _refuse_lack(known: dict[int, Column], columns: Sequence[Column], headings: list[str]) -> None:
    if not known:
        raise HeadingsMissing
    here = [column.code for column in known.values()]
    twice = {str(c.name) for c in known.values() if here.count(c.code) > 1}
    if twice:
        sentence = _("Cột “%s” có hai lần trong tệp: hãy bỏ bớt một cột.")
        raise HeadingTwice(sentence % ", ".join(sorted(twice)))
    lacking = [str(c.name) for c in columns if c.required and c.code not in here]
    if lacking:
        seen = ", ".join(heading for heading in headings if heading)[:300]
        sentence = _("Tệp thiếu cột bắt buộc: %(lacking)s. Tiêu đề đã thấy: %(seen)s.")
        raise HeadingsMissing(sentence % {"lacking": ", ".join(lacking), "seen": seen})
