"""Which rows of a money table are totals, subtotals and rounded totals; the rest are its lines."""

import re
from typing import NamedTuple

import msgspec

from txng.planning.reading.values import Line, Subtotal

_NAMED = re.compile(
    r"(?:tổng\s*)?cộng\s*(?:mục|phần|nhóm|tiểu mục|khoản)?\s*[:(]?\s*"
    r"(?P<number>[A-E]|[IVX]+|\d+(?:\.\d+)*)\s*[).:]*",
    re.IGNORECASE,
)
_MOST_SUMS = 200
_ROUNDED = re.compile(r"(làm|lấy|tính)\s+tròn", re.IGNORECASE)
_APART = re.compile(r"(thuế|vat\b|gtgt|(chi phí )?(dự phòng|quản lý)|phí quản lý)", re.IGNORECASE)


class Sorted(NamedTuple):
    """The rows of a table of money, each put where it belongs."""

    lines: tuple[Line, ...]
    total: Line | None
    subtotals: tuple[Subtotal, ...]
    rounded: int | None


def sorted_rows(rows: list[Line]) -> Sorted:
    """Part the rows: what stands after the grand total only says where its money comes from."""
    place = _grand_total(rows)
    total = rows[place] if place is not None else None
    rounded = next((r.amount for r in rows if _ROUNDED.match(_words(r)) and r.amount), None)
    kept: list[Line] = []
    subtotals: list[Subtotal] = []
    top = min((row.rank for row in rows if row.number and not row.is_total), default=1)
    since, has_sum = 0, False
    for row in rows:
        if row is total and kept:
            break
        if row is total or _ROUNDED.match(_words(row)):
            continue
        if row.is_total:
            subtotals += _settle(kept, since, row, compares_all=len(subtotals) < _MOST_SUMS)
            since, has_sum = len(kept), True
            continue
        is_apart = not row.number and (_APART.match(row.content) is not None or has_sum)
        has_sum = has_sum and is_apart
        kept.append(msgspec.structs.replace(row, rank=top) if is_apart else row)
    return Sorted(tuple(_ranked(kept, total)), total, tuple(subtotals), rounded)


def _words(row: Line) -> str:
    return " ".join(row.content.split())


def _grand_total(rows: list[Line]) -> int | None:
    """Return the row of the grand total: the last "Tổng …", else the last "Cộng"."""
    every = [n for n, row in enumerate(rows) if row.is_total]
    places = [n for n in every if not _NAMED.fullmatch(_words(rows[n]))]
    if not places and len(every) == 1:
        return every[0]
    whole = [n for n in places if _words(rows[n]).lower().startswith("tổng")]
    first = [n for n in whole if n == 0]
    if not (whole or places):
        return None
    return first[0] if first else (whole or places)[-1]


def _settle(kept: list[Line], since: int, row: Line, *, compares_all: bool) -> list[Subtotal]:
    """Give a subtotal to the group it closes; a sum of all lines so far is only compared."""
    named = _NAMED.fullmatch(_words(row))
    place = _group_of(kept, since, named["number"].upper() if named else "")
    if place is None:
        covered = tuple(kept[since:]) if since or not compares_all else tuple(kept)
        return [Subtotal(row, covered, tuple(kept) if compares_all else ())]
    if kept[place].amount is not None:
        return [Subtotal(row, tuple(kept[place : place + 1]), ())]
    kept[place] = msgspec.structs.replace(
        kept[place], amount=row.amount, amount_text=row.amount_text, where=row.where
    )
    return []


def _group_of(kept: list[Line], since: int, number: str) -> int | None:
    if number:
        return next(
            (n for n in range(len(kept) - 1, -1, -1) if kept[n].number.strip("().") == number), None
        )
    part = kept[since:]
    if len(part) < 2:
        return None
    top = min(line.rank for line in part)
    heads = [n for n, line in enumerate(part) if line.rank == top]
    return since if heads == [0] and part[0].price is None else None


def _ranked(lines: list[Line], total: Line | None) -> list[Line]:
    """Find the groups of a table without numbers: a row without price above rows with one."""
    if not lines or any(line.number for line in lines) or total is None or total.amount is None:
        return lines
    if sum(line.amount or 0 for line in lines) == total.amount:
        return lines
    priced = [line.price is not None for line in lines]
    heads = [not own and below for own, below in zip(priced, [*priced[1:], False], strict=True)]
    return [
        msgspec.structs.replace(line, rank=1) if head else line
        for line, head in zip(lines, heads, strict=True)
    ]
