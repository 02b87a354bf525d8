"""What people fill in on the pages of the room."""

from txng.planning.forms.money import AddExpense, TellLine
from txng.planning.forms.plan import (
    ApprovePlan,
    ChooseYear,
    CompareYears,
    FindPlans,
    ImportPlan,
    MatchAgency,
)
from txng.planning.forms.support import (
    AddPolicy,
    ApplyFor,
    AwardApplication,
    PayAward,
    RefuseApplication,
    ReportResult,
    ScoreApplication,
    TellPilot,
)
from txng.planning.forms.task import FindTasks, TellTask, UpdateTask

__all__ = [
    "AddExpense",
    "AddPolicy",
    "ApplyFor",
    "ApprovePlan",
    "AwardApplication",
    "ChooseYear",
    "CompareYears",
    "FindPlans",
    "FindTasks",
    "ImportPlan",
    "MatchAgency",
    "PayAward",
    "RefuseApplication",
    "ReportResult",
    "ScoreApplication",
    "TellLine",
    "TellPilot",
    "TellTask",
    "UpdateTask",
]
