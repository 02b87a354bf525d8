"""What is told to the room's acts: a request for figures, a report's head."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from txng.parties.models import Organisation
from txng.reporting.models import Indicator
from txng.reporting.periods import Period
from txng.reporting.vocab import CellType, ReportKind


@dataclass(frozen=True)
class Line:
    """A line of a form that stands for no indicator."""

    label: str
    type: CellType
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class RequestFacts:
    """A request: of what period, due when, from whom, which lines."""

    title: str
    period: Period
    due: date
    recipients: Sequence[Organisation]
    indicators: Sequence[Indicator]
    lines: Sequence[Line] = field(default_factory=tuple)
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ReportHead:
    """What stands above and below a report's body (Nghị định 30/2020/NĐ-CP, phụ lục I)."""

    title: str
    number: str = ""
    place: str = ""
    issued_date: date | None = None
    superior: str = ""
    sign_for: str = ""
    signer_title: str = ""
    signer_name: str = ""
    recipients: str = ""


@dataclass(frozen=True, kw_only=True)
class ReportFacts:
    """A report to begin: what kind, about which period."""

    kind: ReportKind
    period: Period
