"""Indicators, their targets and figures, and the rows behind each, with the right to see them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from txng.core.errors import NotFound
from txng.parties.actor import Actor
from txng.parties.models import Organisation
from txng.reporting.figures import Figure
from txng.reporting.models import Indicator, Target
from txng.reporting.periods import Period
from txng.reporting.queries.amounts import amounts_of
from txng.reporting.queries.answers import reported
from txng.reporting.rows import QUERIES, Rows, Scope
from txng.reporting.vocab import Part

THEMES = {
    "targets": _("Mục tiêu của kế hoạch"),
    "registers": _("Đơn vị và sản phẩm"),
    "tracing": _("Truy xuất nguồn gốc"),
    "use": _("Tem và lượt quét"),
    "training": _("Đào tạo, tuyên truyền"),
    "programme": _("Kế hoạch, kinh phí, văn bản"),
    "control": _("Kiểm tra, khảo sát, kết nối"),
}
"""Headings under which pages show indicators, in order."""


class NoSuchIndicator(NotFound):
    """There is none of this code today."""

    reason = _("Không có chỉ tiêu này, hoặc chỉ tiêu đã hết hiệu lực.")


def indicators(*, on: date) -> QuerySet[Indicator]:
    """Indicators in force on a day whose queries this installation knows, in order."""
    return (
        Indicator.objects.filter(valid_from__lte=on)
        .filter(Q(valid_to=None) | Q(valid_to__gt=on))
        .filter(Q(numerator_query="") | Q(numerator_query__in=list(QUERIES)))
        .filter(Q(denominator_query="") | Q(denominator_query__in=list(QUERIES)))
        .order_by("position", "id")
    )


def indicator_called(code: str, *, on: date) -> Indicator:
    """Return the indicator of a code; raises NoSuchIndicator."""
    found = indicators(on=on).filter(code=code).first()
    if found is None:
        raise NoSuchIndicator
    return found


def scope_for(actor: Actor, period: Period, *, today: date) -> Scope:
    """Return what figures an actor sees: those of the area in the agency's charge."""
    return Scope(period=period, today=today, area_id=actor.area_id)


def scope_of(agency: Organisation, period: Period, *, today: date) -> Scope:
    """Return what an agency's figures are about: its area."""
    return Scope(period=period, today=today, area_id=agency.unit_id)


def figures_of(chosen: Iterable[Indicator], scope: Scope) -> dict[str, Figure]:
    """Return the figure of each indicator by its code.

    Three statements, however many there are: computed amounts, targets, reported cells.
    """
    rows = list(chosen)
    computed = amounts_of(_sets(rows, scope))
    targets = targets_of(rows)
    told = reported([i for i in rows if not i.is_computed], scope)
    found = {}
    for row in rows:
        numerator, denominator, request = told.get(row.pk, (None, None, None))
        if row.is_computed:
            numerator = computed[row.code, Part.NUMERATOR]
            denominator = computed.get((row.code, Part.DENOMINATOR))
        found[row.code] = Figure(
            indicator=row,
            period=scope.period,
            numerator=numerator,
            denominator=denominator,
            target=target_for(targets.get(row.pk, ()), scope.period.ends.year),
            request=request,
        )
    return found


def _sets(chosen: Sequence[Indicator], scope: Scope) -> dict[tuple[str, Part], Rows]:
    sets: dict[tuple[str, Part], Rows] = {}
    for row in chosen:
        if not row.is_computed:
            continue
        sets[row.code, Part.NUMERATOR] = QUERIES[row.numerator_query](scope)
        if row.denominator_query:
            sets[row.code, Part.DENOMINATOR] = QUERIES[row.denominator_query](scope)
    return sets


def rows_of(indicator: Indicator, part: Part, scope: Scope) -> Rows | None:
    """Return the rows of a computed indicator's part; None when it has no such part."""
    name = indicator.numerator_query if part == Part.NUMERATOR else indicator.denominator_query
    return QUERIES[name](scope) if name else None


def targets_of(chosen: Iterable[Indicator]) -> Mapping[int, list[Target]]:
    """Return the targets of indicators, each indicator's by year; the province's own first."""
    found: dict[int, list[Target]] = {}
    rows = Target.objects.filter(indicator__in=[i.pk for i in chosen])
    for row in rows.order_by("year", "-is_own", "-value", "id"):
        found.setdefault(row.indicator_id, []).append(row)
    return found


def target_for(targets: Sequence[Target], year: int) -> Target | None:
    """Return what to reach next: the target of the first year that is not before `year`."""
    return next((row for row in targets if row.year >= year), None)


@dataclass(frozen=True)
class Point:
    """A figure's value in one period of a trend; None where it cannot be told."""

    period: Period
    value: Decimal | None


def trends_of(
    chosen: Sequence[Indicator], scope: Scope, *, back: int = 5
) -> dict[str, list[Point]]:
    """Return each indicator's values in this and the periods before, oldest first.

    One statement for all that is computed; one a period for what agencies reported.
    """
    periods = [scope.period]
    for _number in range(back - 1):
        periods.insert(0, periods[0].before)
    amounts = _computed(chosen, scope, periods) | _reported(chosen, scope, periods)
    return {row.code: [_point(row, period, amounts) for period in periods] for row in chosen}


Amounts = dict[tuple[str, str, Part], Decimal | None]
"""By period, indicator and part; nothing stands where nobody has told."""


def _computed(chosen: Sequence[Indicator], scope: Scope, periods: Sequence[Period]) -> Amounts:
    sets = {
        (period.code, *key): found
        for period in periods
        for key, found in _sets(chosen, replace(scope, period=period)).items()
    }
    return dict(amounts_of(sets))


def _reported(chosen: Sequence[Indicator], scope: Scope, periods: Sequence[Period]) -> Amounts:
    rows = [row for row in chosen if not row.is_computed]
    found: Amounts = {}
    for period in periods:
        told = reported(rows, replace(scope, period=period))
        for row in rows:
            top, bottom, _request = told.get(row.pk, (None, None, None))
            found[period.code, row.code, Part.NUMERATOR] = top
            found[period.code, row.code, Part.DENOMINATOR] = bottom
    return found


def _point(row: Indicator, period: Period, amounts: Amounts) -> Point:
    figure = Figure(
        indicator=row,
        period=period,
        numerator=amounts[period.code, row.code, Part.NUMERATOR],
        denominator=amounts.get((period.code, row.code, Part.DENOMINATOR)),
    )
    return Point(period, figure.value)
