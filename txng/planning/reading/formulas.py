"""Cells of a sheet whose formula was never computed: sums and products are, others are told."""

import io
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from math import prod
from typing import Any

from lxml import etree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<range>\$?[A-Z]{1,3}\$?\d+:\$?[A-Z]{1,3}\$?\d+)"
    r"|(?P<cell>\$?[A-Z]{1,3}\$?\d+)|(?P<name>[A-Z]+)(?=\()|(?P<sign>[-+*/(),;%]))",
    re.IGNORECASE,
)
_MOST_CELLS = 20_000
_DEEPEST = 60
Grid = list[list[Any]]
Place = tuple[int, int]


class NotComputed(ValueError):  # noqa: N818  an answer to whoever asked
    """The formula is of a kind that is not computed here."""


def compute(grid: Grid, formulas: dict[Place, str]) -> list[str]:
    """Write what formulas come to into a grid; return the names of cells left empty."""
    sheet = _Sheet(grid, formulas)
    left: list[str] = []
    for place in formulas:
        row, column = place
        if row < len(grid) and column < len(grid[row]) and grid[row][column] == "":
            try:
                grid[row][column] = float(sheet.value(place, 0))
            except (NotComputed, InvalidOperation, ZeroDivisionError, OverflowError):
                left.append(f"{_letters(column)}{row + 1}")
    return left


def formulas_of(body: bytes) -> list[dict[Place, str]]:
    """Return for each sheet of a workbook the formulas that have no kept result."""
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        names = set(package.namelist())
        if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
            return []
        links = {link.get("Id"): link.get("Target", "")
                 for link in _parsed(package.read("xl/_rels/workbook.xml.rels"))}  # fmt: skip
        found = []
        for sheet in _parsed(package.read("xl/workbook.xml")).iter(f"{_MAIN}sheet"):
            target = links.get(sheet.get(_RELATION), "").removeprefix("/xl/")
            part = f"xl/{target}"
            found.append(dict(_bare(_parsed(package.read(part)))) if part in names else {})
    return found


def _parsed(body: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("not well-formed") from error


def _bare(root: Any) -> Iterator[tuple[Place, str]]:
    for count, cell in enumerate(root.iter(f"{_MAIN}c")):
        formula, value = cell.find(f"{_MAIN}f"), cell.find(f"{_MAIN}v")
        place = _place(cell.get("r", ""))
        if formula is None or place is None or count > 50 * _MOST_CELLS:
            continue
        if formula.text and (value is None or not (value.text or "").strip()):
            yield place, formula.text


def _place(name: str) -> Place | None:
    found = re.fullmatch(r"\$?([A-Z]{1,3})\$?(\d{1,7})", name.upper())
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def _letters(column: int) -> str:
    name, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(65 + letter) + name
    return name


class _Sheet:
    """Values of cells, computed when they are asked for, each once."""

    def __init__(self, grid: Grid, formulas: dict[Place, str]) -> None:
        self._grid, self._formulas = grid, formulas
        self._known: dict[Place, Decimal] = {}

    def value(self, place: Place, depth: int) -> Decimal:
        """Return the number in a cell; an empty one is 0, words are NotComputed."""
        if depth > _DEEPEST:
            raise NotComputed
        if place not in self._known:
            row, column = place
            inside = row < len(self._grid) and column < len(self._grid[row])
            stands = self._grid[row][column] if inside else ""
            if stands == "" and place in self._formulas:
                self._known[place] = _Formula(self._formulas[place], self, depth).read()
            else:
                self._known[place] = self._number(stands)
        return self._known[place]

    def _number(self, stands: Any) -> Decimal:
        if stands == "":
            return Decimal(0)
        if isinstance(stands, bool) or not isinstance(stands, int | float):
            raise NotComputed
        return Decimal(str(stands))

    def values(self, name: str, depth: int) -> Iterator[Decimal]:
        """Yield the numbers of a range; words in it are passed over, as sums do."""
        (top, left), (bottom, right) = (_place(part) or (0, 0) for part in name.split(":"))
        if (bottom - top + 1) * (right - left + 1) > _MOST_CELLS:
            raise NotComputed
        for row in range(top, min(bottom, len(self._grid) - 1) + 1):
            for column in range(left, right + 1):
                try:
                    yield self.value((row, column), depth)
                except NotComputed:
                    if (row, column) in self._formulas:
                        raise


class _Formula:
    """Reads one formula from the left: + and -, then * and /, then what they join."""

    def __init__(self, text: str, sheet: _Sheet, depth: int) -> None:
        self._sheet, self._depth = sheet, depth + 1
        self._tokens = list(_tokens(text.strip().removeprefix("=")))
        self._at = 0

    def read(self) -> Decimal:
        """Return what it comes to; raises NotComputed."""
        found = self._sum(0)
        if self._at < len(self._tokens):
            raise NotComputed
        return found

    def _next(self, *signs: str) -> str:
        """Take the next token if it is one of some signs."""
        if self._at < len(self._tokens) and self._tokens[self._at][1] in signs:
            self._at += 1
            return self._tokens[self._at - 1][1]
        return ""

    def _sum(self, depth: int) -> Decimal:
        found = self._product(depth)
        while sign := self._next("+", "-"):
            more = self._product(depth)
            found = found + more if sign == "+" else found - more
        return found

    def _product(self, depth: int) -> Decimal:
        found = self._one(depth)
        while sign := self._next("*", "/"):
            more = self._one(depth)
            found = found * more if sign == "*" else found / more
        return found

    def _one(self, depth: int) -> Decimal:
        if depth > _DEEPEST or self._at >= len(self._tokens):
            raise NotComputed
        kind, text = self._tokens[self._at]
        self._at += 1
        if text == "-":
            return -self._one(depth + 1)
        if text == "(":
            found = self._sum(depth + 1)
            self._demand(")")
        elif kind == "number":
            found = Decimal(text)
        elif kind == "cell":
            found = self._sheet.value(_place(text) or (0, 0), self._depth)
        elif kind == "name":
            found = self._call(text.upper(), depth)
        else:
            raise NotComputed
        return found / 100 if self._next("%") else found

    def _call(self, name: str, depth: int) -> Decimal:
        """Compute SUM, PRODUCT, SUBTOTAL(9, …) and ROUND(…, digits)."""
        self._demand("(")
        given: list[list[Decimal]] = [self._argument(depth)]
        while self._next(",", ";"):
            given.append(self._argument(depth))
        self._demand(")")
        every = [value for values in given for value in values]
        if name == "SUM":
            return sum(every, start=Decimal(0))
        if name == "PRODUCT":
            return prod(every, start=Decimal(1))
        if name == "SUBTOTAL" and given[0] in ([Decimal(9)], [Decimal(109)]):
            return sum(every[1:], start=Decimal(0))
        if name == "ROUND" and len(every) == 2 and abs(every[1]) < 12:
            return round(every[0], int(every[1]))
        raise NotComputed

    def _argument(self, depth: int) -> list[Decimal]:
        if self._at < len(self._tokens) and self._tokens[self._at][0] == "range":
            self._at += 1
            return list(self._sheet.values(self._tokens[self._at - 1][1], self._depth))
        return [self._sum(depth + 1)]

    def _demand(self, sign: str) -> None:
        if not self._next(sign):
            raise NotComputed


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """Yield kind and text of each part; raises NotComputed for what is neither."""
    place = 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            if text[place:].strip():
                raise NotComputed
            return
        yield str(found.lastgroup), found[str(found.lastgroup)]
        place = found.end()
