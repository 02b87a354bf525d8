"""Where figures do not add up in an agency's area: too much left, too much grown, differences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from txng.capture import stock
from txng.capture.models import Shipment, ShipmentLine, Step
from txng.capture.told import amount_text
from txng.capture.vocab import ShipmentState
from txng.catalogue.vocab import Unit
from txng.identify.models import Lot
from txng.parties.actor import Actor
from txng.parties.queries import organisations_seen_by
from txng.trace.stocktaking import harvests_of

_SINCE = timedelta(days=365)
_MOST_LOTS = 200
_MOST = 100


@dataclass(frozen=True)
class Breach:
    """One thing that does not add up: what, whose, about which lot, when, by which figures."""

    what: str | Promise
    organisation: str
    figures: str
    lot: Lot | None
    at: datetime | date


def breaches_for(actor: Actor, *, now: datetime) -> list[Breach]:
    """Return what does not add up among the organisations that an officer sees, newest first.

    A year back: lots of which more left than came (of those shipped last), harvests above what
    plots can give, deliveries received with a difference, harvests before their safe day.
    """
    seen = list(organisations_seen_by(actor).values_list("pk", flat=True))
    found = [*_overdrawn(seen, now), *_too_high(seen, now), *_different(seen, now),
             *_early(seen, now)]  # fmt: skip
    return sorted(found, key=lambda breach: str(breach.at), reverse=True)[:_MOST]


def _overdrawn(seen: Sequence[int], now: datetime) -> list[Breach]:
    last = ShipmentLine.objects.filter(
        Q(shipment__sender__in=seen) | Q(shipment__receiver__in=seen),
        lot__isnull=False,
        shipment__created_at__gte=now - _SINCE,
    ).order_by("-id")
    numbers = list(dict.fromkeys(last.values_list("lot_id", flat=True)[: _MOST_LOTS * 2]))
    lots = Lot.objects.filter(pk__in=numbers[:_MOST_LOTS]).select_related(
        "product__organisation", "product__template"
    )
    held = stock.stock_of(lots)
    names = {lot.identifier: lot for lot in held.lots.values()}
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


def _too_high(seen: Sequence[int], now: datetime) -> list[Breach]:
    return [
        Breach(
            what=_("Năng suất cao bất thường"),
            organisation=one.lot.product.organisation.name,
            figures=str(
                _("%(given)s kg/ha, mức cao nhất %(limit)s")
                % {"given": amount_text(one.per_hectare or Decimal(0), ""), "limit": one.limit}
            ),
            lot=one.lot,
            at=one.on,
        )
        for one in harvests_of(seen, today=now.date(), most=1000)
        if one.is_breach
    ]


def _different(seen: Sequence[int], now: datetime) -> list[Breach]:
    rows = (
        Shipment.objects.filter(Q(sender__in=seen) | Q(receiver__in=seen))
        .filter(state=ShipmentState.DIFFERENT, received_at__gte=now - _SINCE)
        .prefetch_related("lines__lot__product")
        .order_by("-id")[:_MOST]
    )
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


def _early(seen: Sequence[int], now: datetime) -> list[Breach]:
    steps = (
        Step.objects.filter(organisation__in=seen, happened_at__gte=now - _SINCE)
        .exclude(early_reason="")
        .select_related("lot__product", "organisation")
        .order_by("-id")[:_MOST]
    )
    return [
        Breach(_("Thu hoạch trước ngày an toàn"), step.organisation.name, step.early_reason,
               step.lot, step.happened_at)
        for step in steps
    ]  # fmt: skip
