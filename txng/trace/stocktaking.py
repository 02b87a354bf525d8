"""What an organisation has: lots and stores now, inputs, yield by plot, what each lot cost."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.http import QueryDict

from txng.capture import money, stock, supplies
from txng.capture import queries as capture
from txng.capture.balance import Holding
from txng.capture.models import Material, Step
from txng.capture.supplies import Supply
from txng.identify.models import Lot
from txng.parties.models import Organisation, Place
from txng.trace.yields import limit_of
from txng.ui.paging import Page, page_of

_HECTARE = Decimal(10_000)
_MOST_HARVESTS = 200
LOTS_A_PAGE = 50
_HA = Decimal("0.01")


@dataclass(frozen=True)
class Row:
    """One lot as its holder has it; cost and income in đồng, None when none was told."""

    lot: Lot
    holding: Holding
    place: str
    cost: Decimal | None
    income: Decimal | None = None

    @property
    def is_breach(self) -> bool:
        """Say whether more is said to have left than came."""
        return self.holding.left < 0

    @property
    def profit(self) -> Decimal | None:
        """What is left of the income after the costs that were told."""
        return None if self.income is None else self.income - (self.cost or Decimal(0))

    @property
    def is_gone(self) -> bool:
        """Say whether all of it was shipped, used or sold."""
        return self.holding.is_sure and self.holding.came > 0 and self.holding.left == 0

    @property
    def unit_cost(self) -> Decimal | None:
        """Cost of one unit of what came of the lot."""
        if self.cost is None or not self.holding.came:
            return None
        return (self.cost / self.holding.came).quantize(Decimal(1))


@dataclass(frozen=True)
class Yield:
    """What a plot gave in one season: a lot's harvest, and per hectare when the area is known."""

    lot: Lot
    place: str
    on: date
    kilograms: Decimal
    area_m2: Decimal | None
    limit: Decimal | None

    @property
    def per_hectare(self) -> Decimal | None:
        """Kilograms a hectare."""
        if not self.area_m2:
            return None
        return (self.kilograms * _HECTARE / self.area_m2).quantize(Decimal(1))

    @property
    def is_breach(self) -> bool:
        """Say whether the plot gave more than such plots can."""
        per_hectare = self.per_hectare
        return per_hectare is not None and self.limit is not None and per_hectare > self.limit


@dataclass(frozen=True)
class Stocktaking:
    """All of it for a page."""

    rows: Sequence[Row]
    stores: Sequence[tuple[str, str, Decimal]]
    supplies: Sequence[Supply]
    yields: Sequence[Yield]
    page: Page[Lot]

    @property
    def seasons(self) -> list[tuple[int, Decimal, Decimal]]:
        """Cost and income of this page's lots by year of production, newest first."""
        sums: dict[int, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
        for row in self.rows:
            if row.cost is not None or row.income is not None:
                one = sums[(row.lot.produced_date or row.lot.created_at).year]
                one[0] += row.cost or 0
                one[1] += row.income or 0
        return [(year, cost, income) for year, (cost, income) in sorted(sums.items(), reverse=True)]

    @property
    def breaches(self) -> list[Row]:
        """Lots of which more left than came."""
        return [row for row in self.rows if row.is_breach]

    @property
    def high_yields(self) -> list[Yield]:
        """Harvests above what such plots can give."""
        return [one for one in self.yields if one.is_breach]


def take_stock(
    organisation: Organisation, *, today: date, given: QueryDict | None = None
) -> Stocktaking:
    """Return what an organisation has now: a page of its lots, in a few statements for any number.

    `given` is the page's address; inputs and yields stand whole on each page.
    """
    page = page_of(stock.lots_of(organisation), given or QueryDict(), size=LOTS_A_PAGE)
    lots = page.rows
    held = stock.stock_of(lots)
    kept = Material.objects.filter(organisation=organisation, is_active=True)
    store = supplies.supplies_of(list(kept.order_by("sort_key", "id")), today=today)
    costs = _costs(lots, {s.material.pk: s for s in store})
    sums = money.sums_of(organisation, [lot.pk for lot in lots])
    for number, told in sums.items():
        if told.spent:
            costs[number] = costs.get(number, Decimal(0)) + told.spent
    holdings = [(lot, held.of(lot, organisation)) for lot in lots]
    places = _names({h.place for _lot, h in holdings if h.place})
    rows = [
        Row(
            lot,
            holding,
            places.get(holding.place, lot.place.name),
            costs.get(lot.pk),
            _income(sums, lot),
        )
        for lot, holding in holdings
        if holding.came or holding.went or lot.pk in costs or lot.pk in sums
    ]
    yields = harvests_of([organisation.pk], today=today)
    return Stocktaking(rows, _stores(rows), store, yields, page)


def _income(sums: Mapping[int, money.Sums], lot: Lot) -> Decimal | None:
    return (sums[lot.pk].taken or None) if lot.pk in sums else None


def _names(identifiers: set[str]) -> Mapping[str, str]:
    found = Place.objects.filter(identifier__in=identifiers)
    return dict(found.values_list("identifier", "name"))


def _stores(rows: Sequence[Row]) -> list[tuple[str, str, Decimal]]:
    """Sum what is left by place and unit."""
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in rows:
        if row.holding.left > 0:
            sums[row.place, str(row.lot.get_unit_display())] += row.holding.left
    return [(place, unit, amount) for (place, unit), amount in sorted(sums.items())]


def _costs(lots: Sequence[Lot], store: Mapping[int, Supply]) -> dict[int, Decimal]:
    """Sum the inputs that went into each lot at their mean price; wrong steps cost nothing."""
    uses = [u for u in supplies.uses_on_lots([lot.pk for lot in lots]) if u.step is not None]
    wrong = capture.declared_wrong(u.step.event_row for u in uses if u.step) if uses else set()
    costs: dict[int, Decimal] = defaultdict(Decimal)
    for use in uses:
        price = store[use.material_id].price if use.material_id in store else None
        if use.step and use.step.event_row not in wrong and price is not None:
            costs[use.step.lot_id] += use.quantity * price
    return {lot: cost.quantize(Decimal(1)) for lot, cost in costs.items()}


def harvests_told() -> QuerySet[Step]:
    """Harvests with an amount, newest first, with what their yield asks."""
    told = Step.objects.filter(code="harvest", values__has_key="quantity")
    return told.select_related(
        "lot__product__group", "lot__product__organisation", "lot__place", "organisation"
    ).order_by("-happened_at", "-id")


def harvests_of(
    organisations: Sequence[int], *, today: date, most: int = _MOST_HARVESTS
) -> list[Yield]:
    """Return the newest harvests of some organisations with the area they came from."""
    rows = harvests_told().filter(organisation__in=organisations)[:most]
    return yields_of(list(rows), today=today)


def yields_of(rows: Sequence[Step], *, today: date) -> list[Yield]:
    """Return harvests with the area they came from; wrong statements left out.

    The area is the one told at planting, else the plot's own. Two statements for any number.
    """
    planted = Step.objects.filter(lot__in=[s.lot_id for s in rows], values__has_key="area")
    areas = {s.lot_id: s for s in planted.order_by("id")}
    wrong = capture.declared_wrong(s.event_row for s in [*rows, *areas.values()]) if rows else set()
    return [
        _yield(step, areas.get(step.lot_id), today) for step in rows if step.event_row not in wrong
    ]


def _yield(step: Step, planting: Step | None, today: date) -> Yield:
    lot = step.lot
    told = planting.values.get("area") if planting else None
    area = Decimal(str(told)) if told else lot.place.area_m2
    return Yield(
        lot=lot,
        place=lot.place.name,
        on=step.happened_at.date(),
        kilograms=Decimal(str(step.values["quantity"])),
        area_m2=area or None,
        limit=limit_of(lot.product.group.code, on=today),
    )
