"""How much a hectare can give in one season, by group of products: data with dates, not law."""

import functools
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

_FILE: Final = Path(__file__).parent / "yields.json"


@functools.cache
def _limits() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(_FILE.read_text("utf-8")))


def limit_of(group: str, *, on: date) -> Decimal | None:
    """Return kilograms a hectare that no harvest of a group exceeds on a day, None when unknown."""
    day = on.isoformat()
    for row in _limits():
        is_in_force = row["valid_from"] <= day and (
            row["valid_to"] is None or day < row["valid_to"]
        )
        if row["group"] == group and is_in_force:
            return Decimal(row["kg_per_hectare"])
    return None
