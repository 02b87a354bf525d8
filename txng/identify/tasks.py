"""Background work of the room: reminders before the right to a company prefix ends."""

from procrastinate.contrib.django import app

from txng.core.clock import now
from txng.identify import services


@app.periodic(cron="20 5 * * *")
@app.task(name="identify.remind_prefixes", queue="identify", pass_context=False)
def remind_prefixes(timestamp: int) -> None:  # noqa: ARG001  procrastinate's signature
    """Remind holders in the morning."""
    services.remind_prefixes(now=now())
