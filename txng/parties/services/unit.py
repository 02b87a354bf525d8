"""Loads the administrative units that ship with the room."""

import csv
import gzip
import io
from datetime import date
from pathlib import Path

from django.db import transaction

from txng.core.collation import sort_key
from txng.core.statements import count_anew
from txng.parties.models import AdministrativeUnit, UnitSuccession

SHIPPED = Path(__file__).resolve().parent.parent / "fixtures" / "administrative_units.csv.gz"
_Row = dict[str, str]
_Name = tuple[str, date | None]
"""What names a unit in the file: its code and the day it became valid."""


@transaction.atomic
def load_units(path: Path = SHIPPED) -> int:
    """Bring the units of a file into the database and return how many were new.

    Units already known (same code, same first day) keep their row, so that whatever points to
    them stays; running it twice changes nothing. About two seconds for 14,000 units.
    """
    rows = _read(path)
    known = _known()
    fresh = [row for row in rows if _name(row) not in known]
    for level in (True, False):
        AdministrativeUnit.objects.bulk_create(
            [_unit(row, known) for row in fresh if (row["parent"] == "") is level],
            batch_size=2000,
        )
        known = _known() if fresh else known
    _link(fresh, known)
    if fresh:
        count_anew("parties_administrative_unit", "parties_unit_succession")
    return len(fresh)


def _read(path: Path) -> list[_Row]:
    with gzip.open(path) as file:
        return list(csv.DictReader(io.TextIOWrapper(file, "utf-8", newline="")))


def _known() -> dict[_Name, int]:
    found = AdministrativeUnit.objects.values_list("code", "valid_from", "pk")
    return {(code, valid_from): pk for code, valid_from, pk in found}


def _name(row: _Row) -> _Name:
    return row["code"], _day(row["valid_from"])


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _reference(text: str) -> _Name:
    """Read `code@day`, or `code@` for a unit valid since before the data begins."""
    code, _at, day = text.partition("@")
    return code, _day(day)


def _unit(row: _Row, known: dict[_Name, int]) -> AdministrativeUnit:
    return AdministrativeUnit(
        code=row["code"],
        kind=row["kind"],
        name=row["name"],
        parent_id=known[_reference(row["parent"])] if row["parent"] else None,
        district=row["district"],
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        latitude=row["latitude"] or None,
        longitude=row["longitude"] or None,
        note=row["note"],
        sort_key=sort_key(row["name"]),
    )


def _link(fresh: list[_Row], known: dict[_Name, int]) -> None:
    UnitSuccession.objects.bulk_create(
        [
            UnitSuccession(
                predecessor_id=known[_reference(predecessor)],
                successor_id=known[_name(row)],
                on_date=date.fromisoformat(row["valid_from"]),
            )
            for row in fresh
            for predecessor in row["predecessors"].split()
        ],
        batch_size=5000,
        ignore_conflicts=True,
    )
