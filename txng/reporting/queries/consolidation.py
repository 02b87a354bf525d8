"""Many agencies' answers as one table: each line combined by its rule, beside what is computed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from txng.core.errors import NotFound
from txng.reporting.models import AreaGroup, Cell, DataRequest, RequestField, Submission
from txng.reporting.queries.amounts import amounts_of
from txng.reporting.queries.answers import combined
from txng.reporting.queries.indicators import rows_of
from txng.reporting.queries.requests import answers_in
from txng.reporting.rows import Scope
from txng.reporting.vocab import Part, SubmissionState


@dataclass(frozen=True)
class ConsolidatedLine:
    """One line of the form over all approved answers."""

    field: RequestField
    cells: Sequence[Cell]
    total: Decimal | None
    computed: Decimal | None

    @property
    def is_apart(self) -> bool:
        """Say whether what agencies told differs from what the system computes."""
        return None not in (self.total, self.computed) and self.total != self.computed


@dataclass(frozen=True)
class Consolidation:
    """All lines of a request's form, with how many agencies stand behind them."""

    request: DataRequest
    lines: Sequence[ConsolidatedLine]
    approved: int
    asked: int


def consolidated(request: DataRequest, *, group: AreaGroup | None = None) -> Consolidation:
    """Combine the approved answers of a request, of all recipients or of a group of communes.

    Five statements, however many recipients and lines.
    """
    fields = list(request.fields.select_related("indicator").order_by("position", "id"))
    answers = answers_in(request, group)
    states = list(answers.values_list("state", flat=True))
    cells: dict[int, list[Cell]] = {field.pk: [] for field in fields}
    for cell in approved_cells(answers):
        cells[cell.field_id].append(cell)
    computed = _computed(fields, request) if group is None else {}
    lines = [
        ConsolidatedLine(
            field=field,
            cells=cells[field.pk],
            total=combined(cells[field.pk]) if field.is_number else None,
            computed=computed.get(field.pk),
        )
        for field in fields
    ]
    approved = states.count(SubmissionState.APPROVED)
    return Consolidation(request, lines, approved, len(states))


def approved_cells(answers: QuerySet[Submission]) -> QuerySet[Cell]:
    """Cells of approved answers, agency by agency in the order of their names."""
    return (
        Cell.objects.filter(submission__in=answers.filter(state=SubmissionState.APPROVED))
        .select_related("submission__organisation__unit", "field")
        .order_by("submission__organisation__sort_key", "id")
    )


def _computed(fields: Sequence[RequestField], request: DataRequest) -> dict[int, Decimal]:
    scope = Scope(
        period=request.period,
        today=timezone.localdate(),
        area_id=request.organisation.unit_id,
    )
    sets = {}
    for field in fields:
        if field.indicator and field.indicator.is_computed:
            part = Part(field.part or Part.NUMERATOR)
            rows = rows_of(field.indicator, part, scope)
            if rows:
                sets[field.pk] = rows
    return amounts_of(sets)


class NoSuchLine(NotFound):
    """The form has no such line."""

    reason = _("Kỳ báo cáo này không có dòng đó.")


@dataclass(frozen=True)
class GroupTotal:
    """What a group of communes makes of one line."""

    group: AreaGroup
    total: Decimal | None
    agencies: int


def line_of(request: DataRequest, field_id: int) -> RequestField:
    """Return a line of a request's form; raises NoSuchLine."""
    found = request.fields.select_related("indicator").filter(pk=field_id).first()
    if found is None:
        raise NoSuchLine
    return found


def cells_of_line(field: RequestField, *, group: AreaGroup | None = None) -> list[Cell]:
    """Return the approved cells that one consolidated figure is made of."""
    answers = answers_in(field.request, group)
    return list(approved_cells(answers).filter(field=field))


def by_group(cells: Sequence[Cell], groups: Sequence[AreaGroup]) -> list[GroupTotal]:
    """Return what each saved group of communes makes of a line; groups without cells left out."""
    units = {group.pk: set(group.units.values_list("pk", flat=True)) for group in groups}
    found = []
    for group in groups:
        theirs = [c for c in cells if c.submission.organisation.unit_id in units[group.pk]]
        if theirs:
            found.append(GroupTotal(group, combined(theirs), len(theirs)))
    return found


def as_content(made: Consolidation) -> dict[str, Any]:
    """Return a consolidation as plain values, fit to be kept for ever: names, units, each cell."""
    request = made.request
    return {
        "title": request.title,
        "period": request.period.code,
        "starts": request.starts_date.isoformat(),
        "ends": request.ends_date.isoformat(),
        "approved": made.approved,
        "asked": made.asked,
        "lines": [_line(line) for line in made.lines],
    }


def _line(line: ConsolidatedLine) -> dict[str, Any]:
    return {
        "code": line.field.code,
        "label": line.field.label,
        "label_en": line.field.label_en,
        "unit": line.field.unit,
        "rule": line.field.rule,
        "total": _plain(line.total),
        "computed": _plain(line.computed),
        "cells": [
            {
                "agency": cell.submission.organisation.name,
                "number": _plain(cell.number),
                "text": cell.text,
            }
            for cell in line.cells
        ],
    }


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"
