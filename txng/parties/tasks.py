"""Background work of the room: mandates that end soon, the daily message on what is new."""

from procrastinate.contrib.django import app

from txng.core.clock import now
from txng.parties import services


@app.periodic(cron="30 23 * * *")
@app.task(name="parties.mail_notices", queue="parties", pass_context=False)
def mail_notices(timestamp: int) -> None:  # noqa: ARG001  procrastinate's signature
    """Send the daily messages, at 06:30 in Vietnam (23:30 UTC)."""
    services.mail_notices(now=now())
    services.forget_codes(now=now())


@app.periodic(cron="10 22 * * *")
@app.task(name="parties.remind_mandates", queue="parties", pass_context=False)
def remind_mandates(timestamp: int) -> None:  # noqa: ARG001  procrastinate's signature
    """Tell of mandates that end soon, each night before the daily messages."""
    services.remind_mandates(now=now())
