"""Tables written as CSV: cells parted by semicolons, commas or bars, quoted where they hold one."""

import csv
from collections.abc import Iterator

from txng.planning.reading.heads import is_number_head, names_columns
from txng.planning.reading.values import Row

_MARKS = ";,"
_FEWEST = 2
_LONGEST = 2_000


def mark_of(line: str) -> str:
    """Return the mark that parts a line into a head ("STT;Nội dung;…"); "" where none does."""
    if len(line) > _LONGEST:
        return ""
    for mark in _MARKS:
        cells = tuple(cell.strip() for cell in _cells(line, mark))
        is_head = len(cells) > _FEWEST and is_number_head(cells[0])
        if is_head and names_columns(cells):
            return mark
    return ""


def delimited_rows(lines: list[str], start: int, mark: str) -> tuple[list[Row], int]:
    """Return the rows from a head on, and the line after the last; a quoted cell may hold lines."""
    taken = _Lines(lines, start, mark)
    rows: list[Row] = []
    reader = csv.reader(taken, delimiter=mark)
    while True:
        first = start + reader.line_num + 1
        try:
            cells = next(reader)
        except (StopIteration, csv.Error):
            break
        if any(cell.strip() for cell in cells):
            rows.append(Row(tuple(cell.strip() for cell in cells), first))
    return rows, taken.place


class _Lines:
    """Gives lines as long as they belong: they hold the mark, or go on within a quoted cell."""

    def __init__(self, lines: list[str], start: int, mark: str) -> None:
        self._lines, self.place, self._mark = lines, start, mark
        self._is_open = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.place >= len(self._lines):
            raise StopIteration
        line = self._lines[self.place]
        if not self._is_open and self._mark not in line:
            raise StopIteration
        self._is_open ^= line.count('"') % 2 == 1
        self.place += 1
        return f"{line}\n"


def _cells(line: str, mark: str) -> list[str]:
    return next(csv.reader([line], delimiter=mark), [])
