"""Background work of the room: the daily look at tasks that are due."""

from procrastinate.contrib.django import app

from txng.core.clock import now
from txng.planning import services


@app.periodic(cron="40 22 * * *")
@app.task(name="planning.remind", queue="planning", pass_context=False)
def remind(timestamp: int) -> None:  # noqa: ARG001  procrastinate's signature
    """Tell agencies of due tasks, at 05:40 in Vietnam (22:40 UTC), before the daily message."""
    services.remind(now=now())
