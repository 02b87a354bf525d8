"""When a number that was given back may be drawn again: data with validity dates."""

import json
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "fixtures" / "reuse.json"
_MONTH = 30.4375


@cache
def _rules() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(_FILE.read_text("utf-8")))


def free_since(kind: str, *, on: date) -> date | None:
    """Return the day up to which numbers given back are free again on a day; None: never.

    Without a rule for the day a number is never drawn again.
    """
    for rule in _rules():
        ends = rule["valid_to"]
        is_in_force = rule["valid_from"] <= on.isoformat() and (not ends or on.isoformat() < ends)
        if rule["kind"] == kind and is_in_force:
            months = rule["months"]
            return None if months is None else on - timedelta(days=round(months * _MONTH))
    return None
