"""Background work of the room: grading lots, reminding agencies of what is due."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from txng.core.clock import now
from txng.reporting import services


@app.periodic(cron="*/10 * * * *")
@app.task(
    name="reporting.grade_news", queue="reporting", lock="reporting.grade", pass_context=False
)
def grade_news(timestamp: int) -> None:  # noqa: ARG001  procrastinate's signature
    """Grade the lots of which something new was told."""
    services.grade_lots(now=now())


@app.periodic(cron="40 1 * * *")
@app.task(name="reporting.grade_again", queue="reporting", lock="reporting.grade")
def grade_again(timestamp: int) -> None:  # noqa: ARG001  procrastinate's signature
    """Grade anew what was graded a week ago, once a night."""
    services.grade_lots(now=now(), most=5000, older_than=now() - timedelta(days=7))


@app.task(name="reporting.grade_first", queue="reporting", lock="reporting.grade")
def grade_first() -> None:
    """Grade what was just loaded, so that nobody waits for the clock."""
    services.grade_lots(now=now())


@app.periodic(cron="15 6 * * *")
@app.task(name="reporting.remind_due", queue="reporting")
def remind_due(timestamp: int) -> None:  # noqa: ARG001  procrastinate's signature
    """Tell agencies what is due within a week, or late."""
    services.remind_due(today=timezone.localdate(), now=now())
