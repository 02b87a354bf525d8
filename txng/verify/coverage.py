"""How far the products of a priority list are traced: lots, full traces, active stamps."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from txng.catalogue.models import PriorityList, Product
from txng.catalogue.queries import products_on
from txng.core.statements import prepared_rows
from txng.trace.kept_grades import full_lots
from txng.verify.kept import Kept

_STATEMENT: Final = (Path(__file__).parent / "sql" / "coverage.sql").read_text()
MOST_LACKING: Final = 10
"""How many of the products that still lack a full trace or a stamp are named."""


@dataclass(frozen=True)
class Coverage:
    """Products of a list, and how many of them have what; `lacking` are the first that do not.

    `covered` have a lot whose trace is full and on which stamps stand active. Lots that are
    recalled cover nothing. Grades are as last kept (`trace.kept_grades`).
    """

    products: int
    with_lots: int
    with_full: int
    with_stamps: int
    covered: int
    lots: int
    full: int
    stamps: int
    lacking: tuple[Product, ...]


_coverages: Kept[Coverage] = Kept(life=60, most=64)


def coverage_of(found: PriorityList) -> Coverage:
    """Count the lots and stamps of a list's products, kept a minute; four statements."""
    return _coverages.get((found.pk, found.state), lambda: _counted(found))


def forget() -> None:
    """Drop what this process keeps (between tests)."""
    _coverages.clear()


def _counted(found: PriorityList) -> Coverage:
    meant = list(products_on(found).select_related("organisation__unit"))
    rows = _rows([product.pk for product in meant])
    traced = {number for number, *_counts, active_full in rows if active_full}
    return Coverage(
        products=len(meant),
        with_lots=len(rows),
        with_full=sum(bool(full) for _number, _lots, full, *_stamps in rows),
        with_stamps=sum(bool(active) for *_counts, active, _full in rows),
        covered=len(traced),
        lots=sum(row[1] for row in rows),
        full=sum(row[2] for row in rows),
        stamps=int(sum(row[3] for row in rows)),
        lacking=tuple(p for p in meant if p.pk not in traced)[:MOST_LACKING],
    )


def _rows(products: Sequence[int]) -> list[tuple[int, int, int, int, int]]:
    full = sorted(full_lots(products))
    rows = prepared_rows(_STATEMENT, {"products": list(products), "full": full})
    return [
        (number, lots, done, int(active), int(good)) for number, lots, done, active, good in rows
    ]
