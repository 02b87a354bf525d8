"""Rows of the room: plans with tasks, targets and budgets; support policies and pilots."""

from txng.planning.models.budget import Budget, BudgetLine, Expense
from txng.planning.models.plan import Deadline, Duty, Objective, Plan, PlanSource, Target
from txng.planning.models.support import Application, Award, Pilot, Policy
from txng.planning.models.task import Assignment, Task

__all__ = [
    "Application",
    "Assignment",
    "Award",
    "Budget",
    "BudgetLine",
    "Deadline",
    "Duty",
    "Expense",
    "Objective",
    "Pilot",
    "Plan",
    "PlanSource",
    "Policy",
    "Target",
    "Task",
]
