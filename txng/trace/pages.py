"""What a page shows of a trace: the picture in two widths, the passings in words, the stages."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from txng.catalogue.vocab import Unit
from txng.gs1.identifiers import Kind
from txng.trace.lineages import Amount, Edge
from txng.trace.names import Name
from txng.trace.picture import Dot, Line, Picture, draw
from txng.trace.queries import Fact, Trace
from txng.trace.stocktaking import Stocktaking
from txng.trace.vocab import Passing

PHONE = {"columns": 2, "box_width": 166}
DESK = {"columns": 4, "box_width": 210}
_LOOKS = {Kind.LOT: "lot", Kind.INSTANCE: "item", Kind.LOGISTIC: "case", Kind.CLASS: "kind"}
_CONTAINING = frozenset({Passing.CONTAINMENT, Passing.ASSOCIATION, Passing.TRANSACTION})
_TITLE = 21


@dataclass(frozen=True)
class Row:
    """One passing in words: what became or went into what, how much, when, on whose word."""

    edge: Edge
    source: Name
    target: Name
    amount: str
    facts: Sequence[Fact]


def amount_text(amount: Amount | None) -> str:
    """Return a quantity with its unit, e.g. `1.200 kg`; empty when it is not known."""
    if amount is None:
        return ""
    figure = number_format(round(amount.quantity, 3), force_grouping=True)
    figure = figure.rstrip("0").rstrip(",.") if "," in figure or "." in figure[-4:] else figure
    units = dict(Unit.choices)
    return f"{figure} {units.get(amount.uom or '', amount.uom or _('đơn vị'))}"


def rows(found: Trace) -> list[Row]:
    """Return the passings in order of time."""
    return [
        Row(
            edge=edge,
            source=found.names[edge.source],
            target=found.names[edge.target],
            amount=amount_text(edge.source_amount or edge.target_amount),
            facts=[found.facts[number] for number in edge.events],
        )
        for edge in found.edges
    ]


def pictures(found: Trace, addresses: Mapping[str, str]) -> dict[str, Picture]:
    """Draw the lineage for a phone and for a desk; `addresses` link boxes by identifier."""
    numbers = {text: place for place, text in enumerate(found.lineage.things)}
    dots = [_dot(found, text, number, addresses) for text, number in numbers.items()]
    lines = [
        Line(
            source=numbers[edge.source],
            target=numbers[edge.target],
            label=amount_text(edge.source_amount or edge.target_amount),
            is_containment=edge.passing in _CONTAINING,
        )
        for edge in found.edges
    ]
    return {"phone": draw(dots, lines, **PHONE), "desk": draw(dots, lines, **DESK)}


def _dot(found: Trace, text: str, number: int, addresses: Mapping[str, str]) -> Dot:
    name = found.names[text]
    look = "start" if text in found.lineage.starts else _LOOKS.get(name.kind, "run")
    return Dot(number, _short(name.title, _TITLE), _tail(name), look, addresses.get(text, ""))


def _tail(name: Name) -> str:
    """The end of a code tells things of one picture apart."""
    return _short(name.code.rpartition(")")[2] or name.code, 22)


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


_MOST_BARS = 8


def stock_page(taken: Stocktaking) -> dict[str, Any]:
    """Return the tables and pictures of a stock page; bars stand for one unit at a time."""
    left = [row for row in taken.rows if row.holding.left > 0]
    units = Counter(row.lot.unit for row in left)
    unit = units.most_common(1)[0][0] if units else ""
    most = sorted((r for r in left if r.lot.unit == unit), key=lambda r: -r.holding.left)
    per_hectare = [(f"{y.place} – {y.lot.code}", y.per_hectare) for y in taken.yields]
    return {
        "taken": taken,
        "lot_bars": [
            (f"{row.lot.product.name} {row.lot.code}", row.holding.left)
            for row in most[:_MOST_BARS]
        ],
        "money_bars": [
            bar
            for year, cost, income in taken.seasons
            for bar in (
                (_("%(year)s: chi") % {"year": year}, cost),
                (_("%(year)s: thu") % {"year": year}, income),
            )
        ],
        "lot_unit": str(Unit(unit).label) if unit else "",
        "yield_bars": [(text, value) for text, value in per_hectare if value][:_MOST_BARS],
    }
