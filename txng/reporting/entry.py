"""The lines of one answer with their boxes, last figures and what the system computes."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import BoundField

from txng.reporting.forms import EnterFigures, name_of
from txng.reporting.models import Cell, RequestField, Submission
from txng.reporting.queries.requests import cells_by_field, last_cells
from txng.ui.templatetags.figures import number


@dataclass(frozen=True)
class Line:
    """One line as pages show it."""

    field: RequestField
    cell: Cell | None
    last: str
    box: BoundField | None = None

    @property
    def shown(self) -> str:
        """Return what was given, as people read it."""
        return words_of(self.cell)

    @property
    def is_changed(self) -> bool:
        """Say whether the figure that was computed was written over by hand."""
        computed = self.field.indicator is not None and self.field.indicator.is_computed
        return computed and self.cell is not None and not self.cell.is_prefilled


def words_of(cell: Cell | None) -> str:
    """Return a cell's figure or text."""
    if cell is None:
        return ""
    return number(cell.number) if cell.number is not None else cell.text


def fields_of(submission: Submission) -> list[RequestField]:
    """Return the lines of an answer's form in order."""
    lines = submission.request.fields.select_related("indicator")
    return list(lines.order_by("position", "id"))


def lines_of(submission: Submission, form: EnterFigures | None = None) -> list[Line]:
    """Return an answer line by line; with a form, each line has its box. Four statements."""
    fields = form.lines if form else fields_of(submission)
    cells = cells_by_field(submission)
    last = last_cells(organisation_id=submission.organisation_id, before=submission.request)
    if form:
        _say_what_is_required(form)
    return [
        Line(
            field=field,
            cell=cells.get(field.pk),
            last=words_of(last.get(field.code)),
            box=form[name_of(field)] if form else None,
        )
        for field in fields
    ]


def _say_what_is_required(form: EnterFigures) -> None:
    """Let labels say which lines must be filled to submit; the form itself takes gaps."""
    for line in form.lines:
        form.fields[name_of(line)].required = line.is_required


def last_words(submission: Submission, fields: Sequence[RequestField]) -> dict[int, str]:
    """Return what was given last time by line."""
    last = last_cells(organisation_id=submission.organisation_id, before=submission.request)
    return {field.pk: words_of(last.get(field.code)) for field in fields}
