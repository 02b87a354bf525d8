"""Rows of the room: indicators, requests with their answers, snapshots, reports, graded lots."""

from txng.reporting.models.indicator import Deadline, Indicator, LotGrade, Target
from txng.reporting.models.report import Report, ReportForm, Section
from txng.reporting.models.request import (
    AreaGroup,
    Cell,
    DataRequest,
    RequestField,
    Snapshot,
    Submission,
)

__all__ = [
    "AreaGroup",
    "Cell",
    "DataRequest",
    "Deadline",
    "Indicator",
    "LotGrade",
    "Report",
    "ReportForm",
    "RequestField",
    "Section",
    "Snapshot",
    "Submission",
    "Target",
]
