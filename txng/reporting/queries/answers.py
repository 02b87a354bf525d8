"""What agencies reported of an indicator: approved cells of the request that fits a period."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.db.models import QuerySet

from txng.reporting.models import Cell, DataRequest, Indicator
from txng.reporting.rows import Scope
from txng.reporting.vocab import Part, Rule, SubmissionState

Told = tuple[Decimal | None, Decimal | None, DataRequest | None]


def cells_of(indicator_ids: Iterable[int], scope: Scope) -> QuerySet[Cell]:
    """Approved cells of reported indicators whose request's period ends in the scope's."""
    return (
        Cell.objects.filter(
            field__indicator__in=list(indicator_ids),
            number__isnull=False,
            submission__state=SubmissionState.APPROVED,
            submission__request__ends_date__range=(scope.period.starts, scope.period.ends),
            **scope.within("submission__organisation"),
        )
        .select_related("field__request", "submission__organisation")
        .order_by("submission__organisation__sort_key", "id")
    )


def reported(chosen: Sequence[Indicator], scope: Scope) -> dict[int, Told]:
    """Return (numerator, denominator, request) of each reported indicator that has cells.

    Of several requests within the period the one of exactly this period counts, else the one
    that ends last: its cells stand for the whole.
    """
    if not chosen:
        return {}
    cells: dict[int, list[Cell]] = {}
    for cell in cells_of([i.pk for i in chosen], scope):
        cells.setdefault(cell.field.indicator_id or 0, []).append(cell)
    return {key: _told(_fitting(rows, scope)) for key, rows in cells.items()}


def fitting_cells(indicator: Indicator, scope: Scope) -> list[Cell]:
    """Return the cells that make an indicator's reported figure."""
    return _fitting(list(cells_of([indicator.pk], scope)), scope)


def _fitting(cells: Sequence[Cell], scope: Scope) -> list[Cell]:
    def fit(request: DataRequest) -> tuple[bool, object, int]:
        return request.period == scope.period, request.ends_date, request.pk

    best = max((cell.field.request for cell in cells), key=fit, default=None)
    return [cell for cell in cells if best and cell.field.request_id == best.pk]


def _told(cells: Sequence[Cell]) -> Told:
    bottom = [cell for cell in cells if cell.field.part == Part.DENOMINATOR]
    top = [cell for cell in cells if cell.field.part != Part.DENOMINATOR]
    request = cells[0].field.request if cells else None
    return combined(top), combined(bottom), request


def combined(cells: Sequence[Cell]) -> Decimal | None:
    """Return many agencies' cells of one line as one figure, by the line's rule.

    Mean: of those who gave a number. Latest: of whoever submitted last. None: nobody gave any.
    """
    given = [cell for cell in cells if cell.number is not None]
    if not given or given[0].field.rule == Rule.NONE:
        return None
    numbers = [cell.number or Decimal(0) for cell in given]
    rule = given[0].field.rule
    if rule == Rule.MEAN:
        return (sum(numbers, Decimal(0)) / len(numbers)).quantize(Decimal("0.001"))
    if rule == Rule.LATEST:
        return max(given, key=_handed_in).number
    return sum(numbers, Decimal(0))


def _handed_in(cell: Cell) -> tuple[float, int]:
    at = cell.submission.submitted_at
    return (at.timestamp() if at else 0.0, cell.pk)
