"""Which tables hold tasks and which money, and their rows by the names of their columns."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import NamedTuple

from txng.planning.reading.heads import counts_columns, field_of, is_number, is_total, names_columns
from txng.planning.reading.parts import parts_of_amount, sum_of_cells
from txng.planning.reading.values import Row, Table

_MONEY = {"unit", "quantity", "price", "amount"}
_COUNTED = _MONEY - {"unit"}
_LONGEST_PREAMBLE = 15


@dataclass(frozen=True)
class Cells:
    """A row of a table by the names of its columns."""

    fields: dict[str, str]
    others: dict[str, str]
    place: int
    line: int
    is_short: bool = False
    shares_amount: bool = False
    """Its amount is that of the row above, with which it is merged."""

    def __getitem__(self, name: str) -> str:
        """Return the text of a column, "" where the table has none."""
        return self.fields.get(name, "")


class Columns(NamedTuple):
    """The head of a table: where it stands, what each column means, and how it is written."""

    row: int
    fields: tuple[str, ...]
    texts: tuple[str, ...]
    parts: tuple[int, ...] = ()
    """Columns that make the amount up together, the first of them named "amount"."""

    @property
    def is_money(self) -> bool:
        """Say whether the table is one of money."""
        known = set(self.fields)
        return "amount" in known and (
            bool(known & {"unit", "quantity", "price"}) or not known & {"lead", "partners", "time"}
        )

    @property
    def is_tasks(self) -> bool:
        """Say whether the table is one of tasks."""
        known = set(self.fields)
        return "content" in known and bool(known & {"lead", "time", "result", "partners"})

    def text_of(self, name: str) -> str:
        """Return how a column's head is written."""
        return self.texts[self.fields.index(name)] if name in self.fields else ""


def columns_of(table: Table) -> Columns | None:
    """Return the head of a table; None when no row names columns."""
    for place, row in enumerate(table.rows[:_LONGEST_PREAMBLE]):
        if names_columns(row.cells):
            texts = _with_second_row(table, place)
            fields = _fields(_own_words(table, place, texts))
            return _with_parts(Columns(place, fields, texts), table)
    return None


def _with_parts(columns: Columns, table: Table) -> Columns:
    """Find the columns whose sum is the amount, where the head names no column of it."""
    fields, place = list(columns.fields), columns.row
    below = table.rows[place + 1].cells if place + 1 < len(table.rows) else ()
    below = tuple(" ".join(cell.split()) for cell in below)
    own = [
        low if low and text.endswith(f" {low}") else text
        for text, low in zip_longest(columns.texts, below[: len(fields)], fillvalue="")
    ]
    amount = fields.index("amount") if "amount" in fields else None
    parts = parts_of_amount(columns.texts, own, amount, table.rows[place + 1 :])
    if parts:
        for number in parts:
            fields[number] = ""
        fields[parts[0]] = "amount"
    return columns._replace(fields=tuple(fields), parts=parts)


def _with_second_row(table: Table, place: int) -> tuple[str, ...]:
    """Join a head of two rows: "Kinh phí" above "2021", "2022" …"""
    head = table.rows[place].cells
    if place + 1 >= len(table.rows):
        return tuple(" ".join(cell.split()) for cell in head)
    below = table.rows[place + 1].cells
    is_second = (
        len(below) == len(head)
        and not any(is_number(cell) for cell in below[:1])
        and any(below)
        and (not head[-1] or "" in head)
        and all(
            not top or not low or top == low or "" in head[place + 1 : place + 2]
            for place, (top, low) in enumerate(zip(head, below, strict=True))
        )
    )
    filled, last = [], ""
    for top, low in zip(head, below if is_second else head, strict=False):
        last = top or last
        own = low if is_second and low != top else ""
        filled.append(" ".join(f"{top or (last if own else '')} {own}".split()))
    return tuple(filled)


def _own_words(table: Table, place: int, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return what names each column: its words of the second row where they name one."""
    head = table.rows[place].cells
    if place + 1 >= len(table.rows) or texts == tuple(" ".join(cell.split()) for cell in head):
        return texts
    below = table.rows[place + 1].cells
    return tuple(low if field_of(low) else text for low, text in zip(below, texts, strict=False))


def _fields(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Name each column; the second of a name keeps its own words, so that nothing is lost."""
    found: list[str] = []
    amount = _amount_column(texts)
    for number, text in enumerate(texts):
        name = field_of(text)
        is_first = name not in found and (name != "amount" or number == amount)
        found.append(name if is_first else "")
    if "amount" in found and "content" not in found and "" in found:
        found[found.index("")] = "content"
    return tuple(found)


def _amount_column(texts: tuple[str, ...]) -> int | None:
    """Return the column of amounts: "Thành tiền" before a total of several, before the first."""
    places = [number for number, text in enumerate(texts) if field_of(text) == "amount"]
    for words in (r"thành tiền", r"tổng|\bcộng\b(?! đồng)"):
        for number in places:
            if re.search(words, texts[number].lower()):
                return number
    return places[0] if places else None


def rows_of(table: Table, columns: Columns) -> Iterator[Cells]:
    """Yield the rows below the head by column names; rows that only number columns are left out."""
    for place, row in enumerate(table.rows[columns.row + 1 :], columns.row + 2):
        if counts_columns(row.cells) or not any(row.cells) or _repeats(row, columns):
            continue
        yield _once(_named(row, columns, place), row, columns)


def _once(cells: Cells, row: Row, columns: Columns) -> Cells:
    """Leave out an amount merged with the one above, and the money merged with it."""
    below = {columns.fields[n] for n in row.continued if n < len(columns.fields)}
    if "amount" not in below:
        return cells
    kept = {name: text for name, text in cells.fields.items() if name not in below & _COUNTED}
    return replace(cells, fields=kept, shares_amount=True)


def _repeats(row: Row, columns: Columns) -> bool:
    return names_columns(row.cells) or all(
        not cell or cell in text for cell, text in zip(row.cells, columns.texts, strict=False)
    )


def _named(row: Row, columns: Columns, place: int) -> Cells:
    cells = list(row.cells)
    width = len(columns.fields)
    is_short = len(cells) < width
    holds_money = columns.is_money or ("amount" in columns.fields and is_total(cells[0]))
    if is_short and holds_money and not is_number(cells[0]):
        cells = ["", cells[0], *[""] * (width - len(cells) - 1), *cells[1:]]
    elif cells and is_total(cells[0]) and len(cells) > 1 and "number" in columns.fields:
        cells[:2] = ["", f"{cells[0]} {cells[1]}".strip()]
    cells += [""] * (width - len(cells))
    fields: dict[str, str] = {}
    others: dict[str, str] = {}
    for number, cell in enumerate(cells):
        name = columns.fields[number] if number < width else ""
        if name:
            fields[name] = cell
        elif cell:
            head = columns.texts[number] if number < width else f"+{number - width + 1}"
            others[head or f"cột {number + 1}"] = cell
    if columns.parts:
        parts = {columns.texts[n]: cells[n] for n in columns.parts if n not in row.continued}
        fields["amount"] = sum_of_cells(list(parts.values()))
        others |= {head: cell for head, cell in parts.items() if cell}
    return Cells(fields, others, place, row.line, is_short)


def is_money_table(table: Table) -> bool:
    """Say whether a table is one of money."""
    columns = columns_of(table)
    return columns is not None and columns.is_money


def multiplier_of(text: str) -> int:
    """Return what a head says amounts are counted in: "(nghìn đồng)", "ĐVT: triệu đồng" → 10^n."""
    words = text.lower()
    if re.search(r"tri[eệ]u\s*(đồng|đ\b)?|tr\.?\s?đ", words):
        return 1_000_000
    if re.search(r"(ngh[iì]n|ngàn|1\.000|1000)\s*(đồng|đ\b)", words):
        return 1_000
    return 1
