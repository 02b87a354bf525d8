"""How long certificates of a kind last by rule: data with validity dates (fixtures/terms.json)."""

import json
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "fixtures" / "terms.json"


@dataclass(frozen=True)
class Term:
    """Papers of a kind issued from–to last so many months; `basis` is the rule that says so."""

    kind: str
    months: int
    valid_from: date
    valid_to: date | None
    basis: str


@cache
def terms() -> tuple[Term, ...]:
    """Return the rules in the order of the file."""
    told = json.loads(_FILE.read_text("utf-8"))
    return tuple(
        Term(
            kind=one["kind"],
            months=one["months"],
            valid_from=date.fromisoformat(one["valid_from"]),
            valid_to=date.fromisoformat(one["valid_to"]) if one["valid_to"] else None,
            basis=one["basis"],
        )
        for one in told
    )


def term_of(kind: str, *, issued: date) -> Term | None:
    """Return the rule for a paper of a kind issued on a day, if there is one."""
    return next(
        (
            one
            for one in terms()
            if one.kind == kind
            and one.valid_from <= issued
            and (one.valid_to is None or issued < one.valid_to)
        ),
        None,
    )


def last_day(kind: str, *, issued: date) -> date | None:
    """Return the last day of a paper issued on a day, by the rule of its kind.

    >>> last_day("ocop", issued=date(2024, 3, 15)).isoformat()
    '2027-03-14'
    """
    found = term_of(kind, issued=issued)
    if found is None:
        return None
    whole = issued.year * 12 + issued.month - 1 + found.months
    year, month = whole // 12, whole % 12 + 1
    same_day = date(year, month, min(issued.day, monthrange(year, month)[1]))
    return same_day - timedelta(days=1)
