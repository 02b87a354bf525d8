"""Where figures do not add up in an agency's area: too much left, too much grown, differences.

Each kind is one list, paged by what is looked at: a page looks at so many lots, harvests or
shipments and shows those that do not add up, so that its cost is bounded however large the area.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from txng.capture import stock
from txng.capture.models import Shipment, ShipmentLine, Step
from txng.capture.told import amount_text
from txng.capture.vocab import ShipmentState
from txng.catalogue.vocab import Unit
from txng.identify.models import Lot
from txng.parties.actor import Actor
from txng.parties.models import Organisation
from txng.parties.queries import organisations_seen_by
from txng.trace.stocktaking import harvests_told, yields_of
from txng.trace.vocab import BreachKind
from txng.ui.paging import Page, page_of

_SINCE = timedelta(days=365)
_FEW = 50
LOOKED_AT = {
    BreachKind.OVERDRAWN: 200,
    BreachKind.YIELD: 500,
    BreachKind.DIFFERENT: 50,
    BreachKind.EARLY: 50,
}
"""How many lots, harvests, shipments or steps one page looks at."""


@dataclass(frozen=True)
class Breach:
    """One thing that does not add up: what, whose, about which lot, when, by which figures."""

    what: str | Promise
    organisation: str
    figures: str
    lot: Lot | None
    at: datetime | date


@dataclass(frozen=True)
class BreachPage:
    """What does not add up among the rows that a page looked at."""

    rows: Sequence[Breach]
    page: Page[Any]
    looked_at: int


def breaches_on(
    actor: Actor, kind: BreachKind, *, now: datetime, given: QueryDict | None = None
) -> BreachPage:
    """Return one page of one kind, a year back, among the organisations that an officer sees.

    At most twelve statements, whatever the size of the area.
    """
    seen = organisations_seen_by(actor).order_by().values("pk")
    told = _LOOKS[kind](seen, now)
    page: Page[Any] = page_of(told, given or QueryDict(), size=LOOKED_AT[kind], count=False)
    return BreachPage(list(_READS[kind](page.rows, now)), page, len(page.rows))


def breaches_for(actor: Actor, *, now: datetime) -> list[Breach]:
    """Return what does not add up on the first page of each kind, newest first."""
    found = [row for kind in BreachKind for row in breaches_on(actor, kind, now=now).rows]
    return sorted(found, key=lambda breach: str(breach.at), reverse=True)[:_FEW]


Seen = QuerySet[Organisation, dict[str, Any]]


def _shipped_lots(seen: Seen, now: datetime) -> QuerySet[Lot]:
    shipped = ShipmentLine.objects.filter(
        Q(shipment__sender__in=seen) | Q(shipment__receiver__in=seen),
        lot=OuterRef("pk"),
        shipment__created_at__gte=now - _SINCE,
    )
    return (
        Lot.objects.filter(Exists(shipped))
        .select_related("product__organisation", "product__template")
        .order_by("-id")
    )


def _overdrawn(lots: Iterable[Lot], now: datetime) -> list[Breach]:
    held = stock.stock_of(lots)
    names = held.lots
    return [
        Breach(
            what=_("Giao nhiều hơn số có"),
            organisation=names[lot].product.organisation.name,
            figures=_figures(holding.came, holding.went, names[lot].unit),
            lot=names[lot],
            at=holding.last_at or now,
        )
        for (lot, _holder), holding in held.held.items()
        if holding.left < 0
    ]


def _figures(came: Decimal, went: Decimal, unit: str) -> str:
    figures = {"came": amount_text(came, unit), "went": amount_text(went, unit)}
    return str(_("vào %(came)s, ra %(went)s") % figures)


def _harvests(seen: Seen, now: datetime) -> QuerySet[Step]:
    return harvests_told().filter(organisation__in=seen, happened_at__gte=now - _SINCE)


def _too_high(steps: Sequence[Step], now: datetime) -> list[Breach]:
    return [
        Breach(
            what=_("Năng suất cao bất thường"),
            organisation=one.lot.product.organisation.name,
            figures=str(
                _("%(given)s kg/ha, mức tạm %(limit)s")
                % {
                    "given": amount_text(one.per_hectare or Decimal(0), ""),
                    "limit": amount_text(one.limit or Decimal(0), ""),
                }
            ),
            lot=one.lot,
            at=one.on,
        )
        for one in yields_of(steps, today=timezone.localdate(now))
        if one.is_breach
    ]


def _different(seen: Seen, now: datetime) -> QuerySet[Shipment]:
    return (
        Shipment.objects.filter(Q(sender__in=seen) | Q(receiver__in=seen))
        .filter(state=ShipmentState.DIFFERENT, received_at__gte=now - _SINCE)
        .prefetch_related("lines__lot__product")
        .order_by("-id")
    )


def _differences(rows: Sequence[Shipment], now: datetime) -> list[Breach]:
    return [
        Breach(
            what=_("Nhận lệch số giao"),
            organisation=f"{row.sender_name} → {row.receiver_name}",
            figures="; ".join(_difference(line) for line in row.lines.all() if line.is_different),
            lot=next((line.lot for line in row.lines.all() if line.is_different), None),
            at=row.received_at or now,
        )
        for row in rows
    ]


def _difference(line: ShipmentLine) -> str:
    unit = line.unit if line.unit in Unit.values else ""
    came = amount_text(line.received_quantity or Decimal(0), unit)
    figures = {"sent": amount_text(line.quantity, unit), "came": came}
    return str(_("giao %(sent)s, nhận %(came)s") % figures)


def _early(seen: Seen, now: datetime) -> QuerySet[Step]:
    return (
        Step.objects.filter(organisation__in=seen, happened_at__gte=now - _SINCE)
        .exclude(early_reason="")
        .select_related("lot__product", "organisation")
        .order_by("-id")
    )


def _too_early(steps: Sequence[Step], _now: datetime) -> list[Breach]:
    what = _("Thu hoạch trước ngày an toàn")
    return [
        Breach(what, step.organisation.name, step.early_reason, step.lot, step.happened_at)
        for step in steps
    ]


_LOOKS: dict[BreachKind, Any] = {
    BreachKind.OVERDRAWN: _shipped_lots,
    BreachKind.YIELD: _harvests,
    BreachKind.DIFFERENT: _different,
    BreachKind.EARLY: _early,
}
_READS: dict[BreachKind, Any] = {
    BreachKind.OVERDRAWN: _overdrawn,
    BreachKind.YIELD: _too_high,
    BreachKind.DIFFERENT: _differences,
    BreachKind.EARLY: _too_early,
}
