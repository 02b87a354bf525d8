"""Counts and sums of many sets of rows, asked of the database in one statement."""

from collections.abc import Hashable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Sum

from txng.reporting.rows import Rows, Split

Key = TypeVar("Key", bound=Hashable)


def amounts_of(sets: Mapping[Key, Rows]) -> dict[Key, Decimal]:
    """Return the amount of each set: its number of rows, or the sum of its weight."""
    found: dict[Key, Decimal] = {}
    parts: list[str] = []
    asked: list[Key] = []
    values: list[Any] = []
    for key, rows in sets.items():
        try:
            text, given = _amount(rows)
        except EmptyResultSet:
            found[key] = Decimal(0)
            continue
        asked.append(key)
        parts.append(text)
        values += given
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(f"select {', '.join(parts)}", values)
            answer = cursor.fetchone()
        found |= {key: Decimal(value or 0) for key, value in zip(asked, answer, strict=True)}
    return found


def _amount(rows: Rows) -> tuple[str, tuple[Any, ...]]:
    column = rows.weight or rows.key
    text, given = rows.rows.order_by().values(column).query.sql_with_params()
    head = f'sum(x."{rows.weight}")' if rows.weight else "count(*)"
    return f"(select {head} from ({text}) x)", given  # noqa: S608  Django's text and our names


def parts_of(rows: Rows, split: Split) -> list[tuple[str, str, Decimal]]:
    """Return (value, words, amount) of each part of a set, the largest first."""
    fields = [split.path, *([split.label] if split.label else [])]
    of = Sum(rows.weight) if rows.weight else Count("pk" if rows.key == "id" else rows.key)
    found = rows.rows.order_by().values(*fields).annotate(amount=of)
    parts = [
        (
            "-" if row[split.path] is None else str(row[split.path]),
            _words(split, row),
            Decimal(row["amount"] or 0),
        )
        for row in found
    ]
    return sorted(parts, key=lambda part: (-part[2], part[1]))


def _words(split: Split, row: Mapping[str, Any]) -> str:
    if split.label:
        return str(row[split.label] or "–")
    value = row[split.path]
    return str(split.words.get(str(value), value if value is not None else "–"))


def by_unit(rows: Rows) -> dict[int, Decimal]:
    """Return the amount in each administrative unit; rows without one are left out."""
    if not rows.unit_path:
        return {}
    of = Sum(rows.weight) if rows.weight else Count("pk")
    found = rows.rows.order_by().values_list(rows.unit_path).annotate(amount=of)
    return {unit: Decimal(amount or 0) for unit, amount in found if unit is not None}
