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
from txng.planning.forms.task import FindTasks, TellTask, UpdateTask

__all__ = [
    "AddExpense",
    "ApprovePlan",
    "ChooseYear",
    "CompareYears",
    "FindPlans",
    "FindTasks",
    "ImportPlan",
    "MatchAgency",
    "TellLine",
    "TellTask",
    "UpdateTask",
]
