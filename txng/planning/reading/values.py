"""What a plan read from a paper is made of; each part knows where it stands in the paper."""

from decimal import Decimal
from typing import Literal

import msgspec

Severity = Literal["error", "notice"]
Kind = Literal["year", "yearly", "quarter", "month", "range", "before", "unknown", "none"]


class Where(msgspec.Struct, frozen=True):
    """A place in a paper: line of a text, paragraph of a DOCX, row of a sheet; table and row."""

    line: int | None = None
    table: int | None = None
    row: int | None = None
    sheet: str = ""
    unit: Literal["line", "paragraph", "row"] = "line"


class Finding(msgspec.Struct, frozen=True):
    """One discrepancy: what stands, what was computed, and the sentence that tells it."""

    code: str
    severity: Severity
    where: Where
    stated: str
    computed: str
    vi: str
    en: str


class Row(msgspec.Struct, frozen=True):
    """A row of a table as it stands; `continued` cells are merged with the one above."""

    cells: tuple[str, ...]
    line: int
    continued: tuple[int, ...] = ()


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph, with the line on which it begins."""

    text: str
    line: int
    follows_blank: bool = False


class Table(msgspec.Struct, frozen=True):
    """A table as it stands; `number` counts from 1 through the paper."""

    rows: tuple[Row, ...]
    number: int
    sheet: str = ""


class Paper(msgspec.Struct, frozen=True):
    """A paper in the order in which it is read."""

    blocks: tuple[Paragraph | Table, ...]
    findings: tuple[Finding, ...] = ()
    medium: Literal["line", "paragraph", "row"] = "line"

    @property
    def paragraphs(self) -> list[Paragraph]:
        """Return the paragraphs between the tables."""
        return [block for block in self.blocks if isinstance(block, Paragraph)]

    @property
    def tables(self) -> list[Table]:
        """Return the tables."""
        return [block for block in self.blocks if isinstance(block, Table)]


class Due(msgspec.Struct, frozen=True):
    """A last day; without a year it returns each year."""

    day: int
    month: int
    year: int | None = None
    text: str = ""


class Timing(msgspec.Struct, frozen=True):
    """When a task is done: `yearly` returns each year; quarters and months are numbers."""

    kind: Kind
    text: str = ""
    from_year: int | None = None
    to_year: int | None = None
    quarters: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    dues: tuple[Due, ...] = ()


class Task(msgspec.Struct, frozen=True):
    """One row of a table of tasks, or one task told in the text."""

    number: str
    content: str
    lead: str
    partners: str
    time: str
    timing: Timing
    result: str
    note: str
    where: Where
    group: str = ""
    from_year: int | None = None
    to_year: int | None = None
    others: dict[str, str] = {}


class Target(msgspec.Struct, frozen=True):
    """A figure to be reached: percent or a count of something, by a year where one is given."""

    value: Decimal
    unit: str
    text: str
    where: Where
    is_least: bool = False
    year: int | None = None


class Objective(msgspec.Struct, frozen=True):
    """One sentence of what a plan wants to reach, with its heading and the stage it names."""

    text: str
    heading: str
    where: Where
    from_year: int | None = None
    to_year: int | None = None


class Assignment(msgspec.Struct, frozen=True):
    """What the text gives an agency to do."""

    agency: str
    duties: tuple[str, ...]
    where: Where


class Deadline(msgspec.Struct, frozen=True):
    """A day by which a report is due."""

    due: Due
    text: str
    where: Where


class Citation(msgspec.Struct, frozen=True):
    """A document that the paper names."""

    kind: str
    number: str
    date: str
    text: str
    where: Where
    is_basis: bool = False


class Line(msgspec.Struct, frozen=True):
    """A line of money; `rank` 1 is the outermost group (I, II …).

    `factors` multiply quantity and price ("Số ngày"); `step` is one of the last digit written.
    """

    number: str
    rank: int
    content: str
    unit: str
    quantity: Decimal | None
    price: int | None
    amount: int | None
    amount_text: str
    note: str
    where: Where
    is_total: bool = False
    others: dict[str, str] = {}
    factors: tuple[Decimal, ...] = ()
    step: int = 1
    source: str = ""


class Subtotal(msgspec.Struct, frozen=True):
    """A sum within a table, with the lines that it may stand for."""

    row: Line
    lines: tuple[Line, ...]
    all_lines: tuple[Line, ...]


class Words(msgspec.Struct, frozen=True):
    """An amount in words as it stands, beside the figure it belongs to, if any."""

    text: str
    figure: int | None
    where: Where


class Budget(msgspec.Struct, frozen=True):
    """The money of a plan: from a table, or from the lines of its text."""

    lines: tuple[Line, ...]
    total: int | None
    total_text: str
    words: Words | None
    where: Where
    total_said: str = ""
    """The cell of the total as it stands: words that are no figure are told elsewhere."""
    is_table: bool = True
    caption: str = ""
    subtotals: tuple[Subtotal, ...] = ()
    rounded: int | None = None
    is_tasks: bool = False
    total_others: dict[str, str] = {}


class Heading(msgspec.Struct, frozen=True):
    """A heading that names years."""

    text: str
    from_year: int
    to_year: int
    where: Where
    is_annex: bool = False


class Period(msgspec.Struct, frozen=True):
    """The years of a plan; None where the paper does not say."""

    from_year: int | None = None
    to_year: int | None = None


class PlanPaper(msgspec.Struct, frozen=True):
    """All that was read of one plan."""

    title: str
    province: str
    issuer: str
    number: str
    date: str
    period: Period
    decision: Citation | None
    citations: tuple[Citation, ...]
    headings: tuple[Heading, ...]
    objectives: tuple[Objective, ...]
    targets: tuple[Target, ...]
    tasks: tuple[Task, ...]
    has_task_table: bool
    budgets: tuple[Budget, ...]
    words: tuple[Words, ...]
    assignments: tuple[Assignment, ...]
    deadlines: tuple[Deadline, ...]
    sources: tuple[str, ...]
    tables: tuple[Table, ...]
    paragraphs: tuple[Paragraph, ...]
    findings: tuple[Finding, ...]
    medium: Literal["line", "paragraph", "row"] = "line"
