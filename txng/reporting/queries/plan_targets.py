"""Targets that approved plans name, offered to the indicators that they mean."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from txng.core.search import plain
from txng.planning import queries as planning
from txng.reporting.models import Target

_WORDS = Path(__file__).resolve().parent.parent / "fixtures" / "plan_words.json"


@dataclass(frozen=True)
class Offered:
    """What a plan wants of an indicator: the figure, its year, the words, the plan."""

    code: str
    year: int
    value: Decimal
    text: str
    source: str
    plan_id: int
    is_taken: bool


def offered() -> dict[str, list[Offered]]:
    """Return, by indicator code, the targets of approved plans, by year; each says where it stands.

    A target whose words fit no indicator is left out; one without a year is of the plan's last.
    """
    taken = _taken()
    found: dict[str, list[Offered]] = {}
    for row in planning.targets_in_force():
        code = indicator_meant(row.text, row.unit)
        year = row.year or row.plan.to_year
        if not code or year is None:
            continue
        key = (code, year, row.source)
        found.setdefault(code, []).append(
            Offered(
                code=code,
                year=year,
                value=row.value,
                text=row.text,
                source=row.source,
                plan_id=row.plan_id,
                is_taken=taken.get(key) == row.value,
            )
        )
    return {code: sorted(_once(rows), key=lambda o: o.year) for code, rows in found.items()}


def waiting(code: str = "") -> Sequence[Offered]:
    """Return what plans offer and no target says yet, of one indicator or of all."""
    every = offered()
    rows = every.get(code, []) if code else [row for rows in every.values() for row in rows]
    return [row for row in rows if not row.is_taken]


def indicator_meant(text: str, unit: str) -> str:
    """Return the code of the indicator that a plan's sentence and unit mean; empty: none."""
    said, counted = plain(text), plain(unit)
    for rule in _rules():
        is_meant = counted in rule["units"] and any(word in said for word in rule["has"])
        if is_meant and not any(word in said for word in rule["not"]):
            return str(rule["indicator"])
    return ""


@cache
def _rules() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(_WORDS.read_text("utf-8"))
    return found


def _taken() -> Mapping[tuple[str, int, str], Decimal]:
    rows = Target.objects.values_list("indicator__code", "year", "source", "value")
    return {(code, year, source): value for code, year, source, value in rows}


def _once(rows: Sequence[Offered]) -> list[Offered]:
    """Of one place in one plan the highest figure stands: a target is of a year and a source."""
    best: dict[tuple[int, str], Offered] = {}
    for row in rows:
        key = (row.year, row.source)
        if key not in best or row.value > best[key].value:
            best[key] = row
    return list(best.values())
