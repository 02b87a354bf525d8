"""DOCX files become paragraphs and tables as Word shows them: numbers written, changes accepted."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from txng.core.numbers import whole
from txng.planning.reading.decoding import tidy_text, wide_digits
from txng.planning.reading.merged import merged_cells
from txng.planning.reading.numbering import Numbering
from txng.planning.reading.values import Finding, Paper, Paragraph, Row, Table

_WITHIN = {
    qn(f"w:{name}")
    for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink",
                 "fldSimple", "dir", "bdo")
}  # fmt: skip
"""What holds paragraphs, rows, cells or runs without being one: controls, accepted changes."""
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_DEEPEST = 40
_MOST_COLUMNS = 200


class NotDocx(ValueError):  # noqa: N818  an answer to whoever asked
    """The bytes are no DOCX that can be opened."""


def read_docx(body: bytes) -> Paper:
    """Read a DOCX; raises NotDocx."""
    try:
        document = Document(io.BytesIO(body))
        return _Reader(document).read()
    except (PackageNotFoundError, KeyError, ValueError, SyntaxError, zipfile.BadZipFile) as error:
        raise NotDocx from error


class _Reader:
    def __init__(self, document: Any) -> None:
        self._body = document.element.body
        self._numbering = Numbering(document)
        self._blocks: list[Paragraph | Table] = []
        self._findings: list[Finding] = []
        self._after_blank = True
        self._tables = 0

    def read(self) -> Paper:
        """Return all of it, in order."""
        for line, part in enumerate(_parts(self._body), 1):
            self._add(part, line, 0)
        self._findings += wide_digits("".join(self._body.itertext()))
        return Paper(tuple(self._blocks), tuple(self._findings), medium="paragraph")

    def _add(self, part: Any, line: int, depth: int) -> None:
        if part.tag == qn("w:p"):
            text = self._text(part)
            if text:
                self._blocks.append(Paragraph(text, line, self._after_blank))
            self._after_blank = not text
        elif part.tag == qn("w:tbl") and depth < _DEEPEST:
            self._add_table(part, line, depth)
            self._after_blank = True

    def _text(self, paragraph: Any) -> str:
        """Return a paragraph with the number that Word writes before it."""
        label = self._numbering.label(paragraph)
        text = tidy_text("".join(_words(paragraph))).strip()
        return f"{label} {text}".strip() if text else ""

    def _add_table(self, table: Any, line: int, depth: int) -> None:
        """Add a table, then those within its cells; one of a single cell only frames its text."""
        cells = [cell for row in _rows(table) for cell in _of(row, "w:tc")]
        if len(cells) == 1:
            for part in _parts(cells[0]):
                self._add(part, line, depth + 1)
            return
        rows, has_merged = self._read_rows(table, line)
        if any(any(row.cells) for row in rows):
            self._tables += 1
            self._blocks.append(Table(rows=tuple(rows), number=self._tables))
            if has_merged:
                self._findings.append(merged_cells(self._tables, "paragraph"))
        for cell in cells:
            for inner in _of(cell, "w:tbl"):
                self._add(inner, line, depth + 1)

    def _read_rows(self, table: Any, line: int) -> tuple[list[Row], bool]:
        """Return the rows; a cell merged across is written once, one merged down in each row."""
        rows: list[Row] = []
        above: list[str] = []
        has_merged = False
        for row in _rows(table):
            cells = [""] * _number(row, "w:trPr/w:gridBefore", 0)
            continued = []
            for cell in _of(row, "w:tc"):
                width = _number(cell, "w:tcPr/w:gridSpan", 1)
                down = _merge(cell)
                place = len(cells)
                if down == "continue":
                    continued.append(place)
                    cells.append(above[place] if place < len(above) else "")
                else:
                    cells.append(self._cell(cell))
                cells += [""] * (width - 1)
                has_merged |= down != "" or width > 1
            above = cells[:_MOST_COLUMNS]
            rows.append(Row(tuple(above), line, tuple(continued)))
        return rows, has_merged

    def _cell(self, cell: Any) -> str:
        """Return the paragraphs of a cell; one that only Word numbers holds its number."""
        found = []
        for part in _of(cell, "w:p"):
            label = self._numbering.label(part)
            found.append(f"{label} {tidy_text(''.join(_words(part))).strip()}".strip())
        return "\n".join(found).strip()


def _parts(parent: Any, depth: int = 0) -> Iterator[Any]:
    """Yield paragraphs and tables within a body or a cell, through controls and insertions."""
    for child in parent:
        if child.tag in {qn("w:p"), qn("w:tbl")}:
            yield child
        elif child.tag in _WITHIN and depth < _DEEPEST:
            yield from _parts(child, depth + 1)


def _of(parent: Any, name: str, depth: int = 0) -> Iterator[Any]:
    """Yield children of a kind, through controls and insertions."""
    for child in parent:
        if child.tag == qn(name):
            yield child
        elif child.tag in _WITHIN and depth < _DEEPEST:
            yield from _of(child, name, depth + 1)


def _rows(table: Any) -> list[Any]:
    """Return the rows that stand: those that a tracked change deletes are gone."""
    deleted = f"{qn('w:trPr')}/{qn('w:del')}"
    return [row for row in _of(table, "w:tr") if row.find(deleted) is None]


def _words(parent: Any, depth: int = 0) -> Iterator[str]:
    """Yield the text of the runs that stand; deleted, moved and hidden ones are gone."""
    for child in parent:
        if child.tag == qn("w:r"):
            if child.find(f"{qn('w:rPr')}/{qn('w:vanish')}") is None:
                yield from _run(child)
        elif child.tag in _WITHIN and depth < _DEEPEST:
            yield from _words(child, depth + 1)


def _run(run: Any) -> Iterator[str]:
    for sign in run:
        if sign.tag == qn("w:t"):
            yield sign.text or ""
        elif sign.tag in _SIGNS:
            yield _SIGNS[sign.tag]


def _merge(cell: Any) -> str:
    """Say whether a cell begins a merge down ("restart"), goes one on, or neither."""
    found = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return "" if found is None else str(found.get(qn("w:val"), "continue"))


def _number(parent: Any, path: str, otherwise: int) -> int:
    found = parent.find("/".join(qn(name) for name in path.split("/")))
    value = "" if found is None else found.get(qn("w:val"), "")
    told = whole(value)
    return otherwise if told is None else min(told, _MOST_COLUMNS)
