"""Fills fresh answers with what is known: computed figures of each agency's own field of work."""

from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from txng.parties.models import Organisation
from txng.reporting.models import Cell, DataRequest, Indicator, RequestField
from txng.reporting.queries.amounts import amounts_of
from txng.reporting.queries.indicators import rows_of
from txng.reporting.queries.requests import last_cells
from txng.reporting.rows import Scope
from txng.reporting.vocab import Part


def scope_of(organisation: Organisation, request: DataRequest, *, now: datetime) -> Scope:
    """Return what an agency answers for: its area, and the sector in its charge."""
    return Scope(
        period=request.period,
        today=timezone.localdate(now),
        area_id=organisation.unit_id,
        sector=organisation.sector,
    )


def prefill(*, request: DataRequest, now: datetime) -> None:
    """Write the cells that are known before anybody enters: two statements a recipient.

    Computed lines get the figure of the agency's area and sector; of shares that agencies report
    the denominator of the last approved answer. Nothing that stands is overwritten.
    """
    fields = list(request.fields.select_related("indicator").order_by("position", "id"))
    for submission in request.submissions.select_related("organisation"):
        scope = scope_of(submission.organisation, request, now=now)
        known = _computed(fields, scope) | _repeated(fields, submission.organisation, request)
        Cell.objects.bulk_create(
            [
                Cell(submission=submission, field_id=key, number=number, is_prefilled=True)
                for key, number in known.items()
            ],
            ignore_conflicts=True,
        )


def _computed(fields: list[RequestField], scope: Scope) -> dict[int, Decimal]:
    sets = {}
    for field in fields:
        if field.indicator and field.indicator.is_computed:
            rows = rows_of(field.indicator, _part(field), scope)
            if rows:
                sets[field.pk] = rows
    return amounts_of(sets)


def _part(field: RequestField) -> Part:
    return Part.DENOMINATOR if field.part == Part.DENOMINATOR else Part.NUMERATOR


def _repeated(
    fields: list[RequestField], organisation: Organisation, request: DataRequest
) -> dict[int, Decimal]:
    last = last_cells(organisation_id=organisation.pk, before=request)
    return {
        field.pk: last[field.code].number or Decimal(0)
        for field in fields
        if field.part == Part.DENOMINATOR and field.code in last and not _is_computed(field)
    }


def _is_computed(field: RequestField) -> bool:
    indicator: Indicator | None = field.indicator
    return bool(indicator and indicator.is_computed)
