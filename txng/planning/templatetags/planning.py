"""Filters of the room's pages: whether a task is late."""

from datetime import date

from django import template

from txng.planning.models import Task

register = template.Library()


@register.filter
def is_late(task: Task, today: date) -> bool:
    """Say whether a task in force is open after its last day; one of a draft never is."""
    return not task.plan.is_draft and task.is_late(today)
