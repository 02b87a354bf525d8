"""Filters of the room's pages: whether a task is late."""

from datetime import date

from django import template

from txng.planning.models import Task

register = template.Library()


@register.filter
def is_late(task: Task, today: date) -> bool:
    """Say whether a task's last day has passed and it is open."""
    return task.is_late(today)
