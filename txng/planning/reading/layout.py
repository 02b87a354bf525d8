"""Lines of a text become paragraphs and tables, whichever way the tables were flattened."""

import re
from bisect import bisect_left

from txng.planning.reading.aligned import aligned_rows, is_aligned_head
from txng.planning.reading.bare import Chunk, bare_rows
from txng.planning.reading.delimited import delimited_rows, mark_of
from txng.planning.reading.heads import field_of, is_number, is_number_head, is_total, names_columns
from txng.planning.reading.values import Paragraph, Row, Table

_NEW = re.compile(
    r"[-+*•–]\s|\d+(\.\d+)*[.)]\s|[a-zđ]\)\s|[IVX]+\s*[.)]\s|\(?(Ban hành|Kèm theo)|Căn cứ |Điều \d"
    r"|Theo đề nghị|Nơi nhận|PHỤ LỤC|Phụ lục|Số:|TM\. |KT\. "
)
_ALONE = re.compile(r"(KẾ HOẠCH|QUYẾT ĐỊNH:?|PHỤ LỤC.{0,6}|Phụ lục.{0,6}|[-_=]{3,}|\|)")
_ENDS = (".", ";", ":", "!", "?", "…", "]")
_MARK = "|"
_WIDEST = 14


def laid_out(lines: list[str]) -> list[Paragraph | Table]:
    """Return paragraphs and tables of a text in their order."""
    return _Layout(lines).read()


class _Layout:
    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._at = 0
        self._blocks: list[Paragraph | Table] = []
        self._tables = 0
        self._is_wrapped = _is_wrapped(lines)
        self._after_blank = True
        self._chunks = _Chunks(lines)

    def read(self) -> list[Paragraph | Table]:
        while self._at < len(self._lines):
            rows = self._rows()
            if rows:
                self._add_tables(rows)
            else:
                self._add_line()
        return self._blocks

    def _rows(self) -> list[Row]:
        line = self._lines[self._at]
        if (line.startswith("\t") and line.strip(" \t")) or _is_tabbed(line):
            return self._tabbed()
        if line.count(_MARK) >= 2 and (line.strip().startswith(_MARK) or _is_piped_head(line)):
            return self._piped()
        if is_aligned_head(line):
            rows, self._at = aligned_rows(self._lines, self._at)
            return rows
        if is_number_head(line):
            return self._stacked()
        if mark := mark_of(line):
            rows, self._at = delimited_rows(self._lines, self._at, mark)
            return rows
        return []

    def _add_tables(self, rows: list[Row]) -> None:
        """Part rows where a new head begins, and keep each part as a table."""
        parts: list[list[Row]] = []
        for row in rows:
            if not parts or (names_columns(row.cells) and len(parts[-1]) > 1):
                parts.append([])
            parts[-1].append(row)
        for part in parts:
            self._tables += 1
            self._blocks.append(Table(rows=tuple(part), number=self._tables))
        self._after_blank = True

    def _add_line(self) -> None:
        line, number = self._lines[self._at].strip(), self._at + 1
        line = re.sub(r"[;,]{2,}$", "", line)
        self._at += 1
        if line in {"", _MARK}:
            self._after_blank = True
            return
        last = self._blocks[-1] if self._blocks else None
        if isinstance(last, Paragraph) and self._goes_on(last, line):
            joined = Paragraph(f"{last.text} {line}", last.line, last.follows_blank)
            self._blocks[-1] = joined
        else:
            self._blocks.append(Paragraph(line, number, self._after_blank))
        self._after_blank = False

    def _goes_on(self, last: Paragraph, line: str) -> bool:
        if last.text == "Số:":
            return True
        begins = _NEW.match(line) and not re.match(r"[-–]\s[a-zà-ỹ]", line)
        if not self._is_wrapped or self._after_blank or begins or _ALONE.fullmatch(line):
            return False
        return not (last.text.endswith(_ENDS) or _ALONE.fullmatch(last.text))

    def _tabbed(self) -> list[Row]:
        """Read rows of cells that begin with a tab, one a line or all on one line."""
        rows: list[Row] = []
        opening = "\t" if self._lines[self._at].startswith("\t") else ""
        while self._at < len(self._lines):
            start = self._at
            cells = self._tabbed_row(opening)
            if cells:
                rows.append(Row(tuple(cells), start + 1))
            ahead = self._at
            while ahead < len(self._lines) and not self._lines[ahead].strip(" \t"):
                ahead += 1
            if ahead >= len(self._lines) or not _begins_tabbed(self._lines[ahead]):
                break
            self._at = ahead
        return rows

    def _tabbed_row(self, opening: str) -> list[str]:
        cells: list[str] = []
        is_line_row = _is_tabbed(self._lines[self._at])
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if line == "" or (cells and not line.startswith("\t") and not line.strip()):
                break
            if line.startswith("\t") or (is_line_row and not cells):
                cells += [part.strip() for part in line.removeprefix(opening).split("\t")]
            elif is_line_row:
                break
            else:
                cells[-1] = f"{cells[-1]}\n{line.strip()}".strip()
            self._at += 1
            if is_line_row:
                break
        return cells

    def _piped(self) -> list[Row]:
        """Read rows written as | a | b |; the ruler under the head is left out."""
        rows = []
        while self._at < len(self._lines) and self._lines[self._at].count(_MARK) >= 2:
            line = self._lines[self._at].strip()
            cells = [
                part.strip() for part in line.removeprefix(_MARK).removesuffix(_MARK).split(_MARK)
            ]
            if not all(re.fullmatch(r":?-{2,}:?|", cell) for cell in cells):
                rows.append(Row(tuple(cells), self._at + 1))
            self._at += 1
        return rows

    def _stacked(self) -> list[Row]:
        """Read a table flattened to one cell after another: parted by "|" lines, or by nothing."""
        if not _may_head(self._lines, self._at):
            return []
        is_parted = _is_parted(self._lines, self._at)
        chunks, first = self._chunks.since(self._at, is_parted=is_parted)
        place = _end_of_head(chunks, first)
        head = [text for text, _line in chunks[first:place]]
        if not 3 <= len(head) <= _WIDEST or not names_columns(tuple(head)):
            return []
        rows = [Row(tuple(head), chunks[first][1])]
        if is_parted:
            found, place = _parted_rows(chunks, place, len(head))
        else:
            found, place = bare_rows(chunks, place, head)
        self._at = chunks[place][1] - 1 if place < len(chunks) else len(self._lines)
        return rows + found


def _end_of_head(chunks: list[Chunk], first: int) -> int:
    """Return where the head that begins here ends: before the first number of a row."""
    place = first
    while place < len(chunks):
        count = place - first
        if count > 2 and (is_number(chunks[place][0]) or count > _WIDEST):
            break
        place += 1
    return place


def _may_head(lines: list[str], start: int) -> bool:
    """Say whether the lines here can name columns, before all that follow are read."""
    near = [line.strip() for line in lines[start : start + 60] if line.strip() not in {"", _MARK}]
    return len({field_of(text) for text in near[:30]} - {""}) >= 2


class _Chunks:
    """The cells of flattened tables, parted once: by "|" lines, or every line a cell."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._known: dict[bool, tuple[list[Chunk], list[int]]] = {}

    def since(self, start: int, *, is_parted: bool) -> tuple[list[Chunk], int]:
        """Return all cells, and the place of the one that holds a line.

        The cell is cut so that it begins with that line; those that follow stay as they are.
        """
        if is_parted not in self._known:
            cells = _parted(self._lines) if is_parted else _bare(self._lines)
            self._known[is_parted] = [cell[:2] for cell in cells], [cell[2] for cell in cells]
        chunks, ends = self._known[is_parted]
        place = bisect_left(ends, start)
        if is_parted and place < len(chunks):
            chunks[place] = _parted(self._lines, start, ends[place] + 1)[0][:2]
        return chunks, place


def _bare(lines: list[str]) -> list[tuple[str, int, int]]:
    return [(line.strip(), n + 1, n) for n, line in enumerate(lines) if line.strip()]


def _parted(lines: list[str], start: int = 0, end: int | None = None) -> list[tuple[str, int, int]]:
    """Return cells with their first line and the place of their last; an empty cell is one too."""
    found: list[tuple[str, int, int]] = []
    words: list[str] = []
    text_begins, first = False, start
    for number in range(start, min(len(lines), end or len(lines))):
        line = lines[number].strip()
        if line == _MARK:
            found.append(("".join(words).strip(), first + 1, number))
            words, text_begins, first = [], False, number + 1
            continue
        first = number if not text_begins and line else first
        words += ["\n" if text_begins and _heads_table(line) else " ", line]
        text_begins |= bool(line)
    if text_begins:
        found.append((f"\n{''.join(words).strip()}", first + 1, len(lines)))
    return found


def _is_parted(lines: list[str], start: int) -> bool:
    return any(line.strip() == _MARK for line in lines[start : start + 4])


def _heads_table(line: str) -> bool:
    """Say whether a new head follows in what would be one cell: the table before it has ended."""
    return is_number_head(line) or bool(re.match(r"[IVX]+\. ", line))


def _is_piped_head(line: str) -> bool:
    return names_columns(tuple(part.strip() for part in line.split(_MARK)))


def _parted_rows(chunks: list[Chunk], place: int, width: int) -> tuple[list[Row], int]:
    """Return the rows from a place on, and where they end."""
    rows: list[Row] = []
    while place < len(chunks) and _begins_row(chunks, place):
        cells = tuple(text for text, _line in chunks[place : place + width])
        rows.append(Row(cells, chunks[place][1]))
        place += width
    return rows, min(place, len(chunks))


def _begins_row(chunks: list[Chunk], place: int) -> bool:
    """Say whether a row begins: with a number, or with a total in its first or second cell."""
    first = chunks[place][0]
    following = chunks[place + 1][0] if place + 1 < len(chunks) else ""
    if is_total(first) or (first == "" and is_total(following)):
        return True
    return is_number(first) and "\n" not in first


def _begins_tabbed(line: str) -> bool:
    return line.startswith("\t") or _is_tabbed(line)


def _is_tabbed(line: str) -> bool:
    """Say whether a line is a whole row with tabs between its cells."""
    return line.strip().count("\t") >= 2


def _is_wrapped(lines: list[str]) -> bool:
    """Say whether sentences are broken at the margin: many lines go on in the next one."""
    full = [
        n for n, line in enumerate(lines[:-1]) if len(line.strip()) > 30 and lines[n + 1].strip()
    ]
    if len(full) < 10:
        return False
    broken = [n for n in full if lines[n + 1].lstrip()[:1].islower()]
    return len(broken) > len(full) * 0.2 and max(len(line) for line in lines) < 400
