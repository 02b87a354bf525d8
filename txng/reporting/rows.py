"""Rows behind figures: what a named query answers, how it is listed, and where queries register."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.functional import Promise

from txng.parties.models import AdministrativeUnit
from txng.parties.queries import units_within
from txng.reporting.periods import Period

Text = str | Promise


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What figures are about: a period, an area (none: everywhere), a sector (none: all)."""

    period: Period
    today: date
    area_id: int | None = None
    sector: str = ""
    memo: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    """What queries of one page share, so that it is asked once."""

    @property
    def day(self) -> date:
        """Return the day on which things are counted that stand rather than happen."""
        return min(self.period.ends, self.today)

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """Return the first moment of the period, and the first one after it."""
        return self.period.moments

    def within(self, organisation: str = "organisation") -> dict[str, Any]:
        """Return the filter that keeps rows of organisations of the area and sector.

        `organisation` is the path to the organisation; empty when the rows are organisations.
        """
        lead = f"{organisation}__" if organisation else ""
        found: dict[str, Any] = {}
        if self.area_id is not None:
            found[f"{lead}unit__in"] = self.units().values("pk")
        if self.sector:
            found[f"{lead}sector"] = self.sector
        return found

    @property
    def is_whole_province(self) -> bool:
        """Say whether the area is a province and the sector all: then what has no place counts."""
        if self.sector or self.area_id is None:
            return not self.sector
        if "whole" not in self.memo:
            whole = AdministrativeUnit.objects.filter(pk=self.area_id, parent=None)
            self.memo["whole"] = whole.exists()
        return bool(self.memo["whole"])

    def units(self) -> QuerySet[AdministrativeUnit]:
        """Return the units of the area with those of earlier times that became part of it."""
        return units_within(self.area_id or 0)


@dataclass(frozen=True)
class Column:
    """One column of a list of rows: its name, the path to the value, and what kind it is of.

    Kinds: text, day, moment, number. `link` is (URL name, path to its argument).
    """

    name: Text
    path: str
    kind: str = "text"
    link: tuple[str, str] | None = None

    def value(self, row: object) -> Any:
        """Return what stands in this column of a row."""
        return read(row, self.path)


@dataclass(frozen=True)
class Split:
    """A way to part rows: by the value at a path, each value with its words.

    Without words, `label` is the path to them.
    """

    code: str
    name: Text
    path: str
    words: Mapping[str, Text] = field(default_factory=dict)
    label: str = ""


@dataclass(frozen=True)
class Rows:
    """Rows that make a figure: counted, or summed over `weight`; ordered, ending in id."""

    rows: QuerySet[Any]
    columns: Sequence[Column]
    weight: str = ""
    splits: Sequence[Split] = ()
    key: str = "id"
    unit_path: str = ""
    """Path to the commune, for maps; empty: these rows have none."""

    def part(self, code: str, value: str) -> "Rows":
        """Return only the rows with a value of a split; an unknown split gives none."""
        split = next((s for s in self.splits if s.code == code), None)
        if split is None and code == COMMUNE and self.unit_path:
            split = Split(COMMUNE, "", self.unit_path)
        if split is None:
            return Rows(self.rows.none(), self.columns, self.weight)
        chosen = {f"{split.path}__isnull": True} if value == "-" else {split.path: value}
        return Rows(
            self.rows.filter(**chosen), self.columns, self.weight, self.splits, self.key,
            self.unit_path,
        )  # fmt: skip


COMMUNE: Final = "xa"
"""Code of the split by commune, which every set of rows with a commune has."""
RowQuery = Callable[[Scope], Rows]
QUERIES: Final[dict[str, RowQuery]] = {}
"""Every registered query by its name: an indicator's data row names it."""


def counted(query: RowQuery) -> RowQuery:
    """Register a query of rows under its own name."""
    QUERIES[query.__name__] = query
    return query


def read(row: object, path: str) -> Any:
    """Follow a path of names from a row; what is not there gives an empty text."""
    for name in path.split("."):
        row = getattr(row, name, None)
        if row is None:
            return ""
        if callable(row):
            row = row()
    return row


def as_cells(rows: Iterable[object], columns: Sequence[Column]) -> list[list[Any]]:
    """Return rows as plain values for a sheet: numbers and days stay what they are."""
    return [[_plain(column.value(row)) for column in columns] for row in rows]


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | float | Decimal | date) else str(value)
