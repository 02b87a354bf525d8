"""What the pages of figures show, put together: dashboard, themes, one figure with its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from txng.core.numbers import whole
from txng.parties.actor import Actor
from txng.parties.models import AdministrativeUnit, Organisation
from txng.planning.models import Task
from txng.reporting.charts import CommuneMap, Trend, commune_map, trend
from txng.reporting.figures import Figure
from txng.reporting.models import Cell, Indicator, Submission
from txng.reporting.periods import Period, year_of
from txng.reporting.queries import desks
from txng.reporting.queries import indicators as queries
from txng.reporting.queries import requests as asked
from txng.reporting.queries.amounts import amounts_of, by_unit, parts_of
from txng.reporting.queries.answers import fitting_cells
from txng.reporting.rows import COMMUNE, Column, Rows, Scope
from txng.reporting.vocab import OPEN_STATES, Part, RequestState
from txng.ui.paging import Page, page_of

Text = str | Promise
BACK = 5


@dataclass(frozen=True)
class Theme:
    """Indicators under one heading with their figures."""

    code: str
    name: Text
    figures: Sequence[Figure]


def themes(scope: Scope) -> list[Theme]:
    """Return all figures of a scope by theme, in the order of the headings."""
    rows = list(queries.indicators(on=scope.today))
    found = queries.figures_of(rows, scope)
    made = []
    for code, name in queries.THEMES.items():
        figures = [found[row.code] for row in rows if row.theme == code]
        if figures:
            made.append(Theme(code, name, figures))
    return made


@dataclass(frozen=True)
class Board:
    """The dashboard: leading figures worst first, untold ones last; trends, one on the map."""

    leading: Sequence[Figure]
    shown: Sequence[Figure]
    """Of the leading figures those that the address asks for: all, or by their verdict."""
    narrowed: Text
    trends: Mapping[str, Trend]
    mapped: Figure | None
    map: CommuneMap | None
    choices: Sequence[Figure]
    met: int
    missed: int


_VERDICTS: Final = {"chua": (False, _("Mục tiêu chưa đạt")), "roi": (True, _("Mục tiêu đã đạt"))}


def dashboard(scope: Scope, given: QueryDict) -> Board:
    """Put the dashboard together: a dozen statements, however many rows there are."""
    rows = list(queries.indicators(on=scope.today).filter(is_leading=True))
    figures = queries.figures_of(rows, scope)
    leading = sorted(
        figures.values(), key=lambda f: (not f.is_told, f.target is None, f.share_of_target)
    )
    trends = {
        code: trend(points, target=figures[code].target)
        for code, points in queries.trends_of(rows, scope, back=BACK).items()
    }
    choices = [f for f in figures.values() if f.indicator.is_computed]
    chosen = given.get("ban-do", "")
    mapped = next((f for f in choices if f.indicator.code == chosen), None) or _first(choices)
    wanted, narrowed = _VERDICTS.get(given.get("dat", ""), (None, ""))
    return Board(
        leading=leading,
        shown=[f for f in leading if wanted is None or f.is_met is wanted],
        narrowed=narrowed,
        trends=trends,
        mapped=mapped,
        map=_map(mapped.indicator, scope) if mapped else None,
        choices=choices,
        met=sum(f.is_met is True for f in leading),
        missed=sum(f.is_met is False for f in leading),
    )


def _first(figures: Sequence[Figure]) -> Figure | None:
    return next(iter(figures), None)


def _map(indicator: Indicator, scope: Scope) -> CommuneMap | None:
    """Return the amounts of an indicator in each commune; None when its rows have no commune."""
    top = queries.rows_of(indicator, Part.NUMERATOR, scope)
    bottom = queries.rows_of(indicator, Part.DENOMINATOR, scope)
    if top is None or not top.unit_path:
        return None
    numerators = by_unit(top)
    denominators = by_unit(bottom) if bottom else {}
    units = AdministrativeUnit.objects.filter(pk__in={*numerators, *denominators})
    return commune_map(
        list(units.order_by("sort_key", "id")), numerators, denominators if bottom else None
    )


def due(actor: Actor, *, today: date) -> list[tuple[Submission, int]]:
    """Return what the actor's agency still has to hand in, with the days it is late."""
    waiting = [row for row in asked.submissions_due(actor)[:50] if _is_waiting(row)]
    return [(row, asked.days_late(row, row.request, today)) for row in waiting]


def _is_waiting(row: Submission) -> bool:
    return row.state in OPEN_STATES and row.request.state == RequestState.OPEN


@dataclass(frozen=True)
class Desk:
    """What one agency has to do and how it stands."""

    agency: Organisation
    due: Sequence[desks.Paper]
    given: Sequence[Submission]
    tasks: Page[Task]
    tasks_late: int
    late: int
    only_late: bool
    figures: Sequence[Figure]
    period: Period


def desk(agency: Organisation, given: QueryDict, *, today: date) -> Desk:
    """Put an agency's desk together: a dozen statements, however much lies on it."""
    scope = queries.scope_of(agency, year_of(today.year), today=today)
    rows = list(queries.indicators(on=today).filter(is_leading=True))
    tasks = desks.open_tasks(agency)
    late_tasks = tasks.filter(due_date__lt=today)
    papers = desks.papers_due(agency, today=today)
    late = [paper for paper in papers if paper.late > 0]
    only_late = given.get("viec") == "muon"
    return Desk(
        agency=agency,
        due=late if only_late else papers,
        given=list(desks.papers_given(agency)),
        tasks=page_of(late_tasks if only_late else tasks, given),
        tasks_late=late_tasks.count(),
        late=len(late),
        only_late=only_late,
        figures=list(queries.figures_of(rows, scope).values()),
        period=scope.period,
    )


@dataclass(frozen=True)
class SplitShown:
    """One way to part a figure's rows: each part with its words, amount and address."""

    code: str
    name: Text
    parts: Sequence[tuple[str, str, Decimal]]


@dataclass(frozen=True)
class FigureShown:
    """One figure with the rows of the part that is asked for."""

    figure: Figure
    part: Part
    columns: Sequence[Column] = ()
    page: Page[Any] | None = None
    cells: Sequence[Cell] = ()
    total: Decimal | None = None
    weight: bool = False
    splits: Sequence[SplitShown] = field(default_factory=tuple)
    narrowed: str = ""
    trend: Trend | None = None


def part_asked(given: QueryDict) -> Part:
    """Return which rows an address asks for; anything unknown means the numerator."""
    return Part.DENOMINATOR if given.get("phan") == "mau" else Part.NUMERATOR


def chosen_rows(indicator: Indicator, scope: Scope, given: QueryDict) -> Rows | list[Cell]:
    """Return the rows that an address asks for: a part, narrowed to one value of a split."""
    if not indicator.is_computed:
        return _cells(indicator, part_asked(given), scope)
    rows = queries.rows_of(indicator, part_asked(given), scope)
    if rows is None:
        raise queries.NoSuchIndicator
    split, value = given.get("theo", ""), given.get("gia-tri", "")
    return rows.part(split, value) if split else rows


def _cells(indicator: Indicator, part: Part, scope: Scope) -> list[Cell]:
    wanted = part == Part.DENOMINATOR
    return [
        cell
        for cell in fitting_cells(indicator, scope)
        if (cell.field.part == Part.DENOMINATOR) == wanted
    ]


def figure(indicator: Indicator, scope: Scope, given: QueryDict) -> FigureShown:
    """Put one figure's page together."""
    found = queries.figures_of([indicator], scope)[indicator.code]
    part = part_asked(given)
    rows = chosen_rows(indicator, scope, given)
    points = queries.trends_of([indicator], scope, back=BACK)[indicator.code]
    drawn = trend(points, target=found.target)
    if not isinstance(rows, Rows):
        total = _part_total(found, part)
        return FigureShown(found, part, cells=rows, total=total, trend=drawn)
    amount = amounts_of({part: rows})[part]
    whole = queries.rows_of(indicator, part, scope) or rows
    splits = [SplitShown(split.code, split.name, parts_of(whole, split)) for split in rows.splits]
    return FigureShown(
        figure=found,
        part=part,
        columns=rows.columns,
        page=page_of(rows.rows, given),
        total=amount,
        weight=bool(rows.weight),
        splits=splits,
        narrowed=_words(splits, given),
        trend=drawn,
    )


def _part_total(found: Figure, part: Part) -> Decimal | None:
    return found.denominator if part == Part.DENOMINATOR else found.numerator


def _words(splits: Sequence[SplitShown], given: QueryDict) -> str:
    """Return what the rows are narrowed to, in words."""
    for split in splits:
        if split.code == given.get("theo"):
            for value, words, _amount in split.parts:
                if value == given.get("gia-tri"):
                    return f"{split.name}: {words}"
    number = whole(given.get("gia-tri") or "")
    if given.get("theo") == COMMUNE and number is not None:
        return str(AdministrativeUnit.objects.filter(pk=number).first() or "")
    return given.get("gia-tri", "") if given.get("theo") else ""
