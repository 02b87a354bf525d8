"""Background work of the room: stars that end with their rating, reminders before papers end."""

from django.utils import timezone
from procrastinate.contrib.django import app

from txng.catalogue import services
from txng.core.clock import now


@app.periodic(cron="10 0 * * *")
@app.task(name="catalogue.sum_up_ratings", queue="catalogue", pass_context=False)
def sum_up_ratings(timestamp: int) -> None:  # noqa: ARG001  procrastinate's signature
    """Let stars end and begin with their ratings, a little after midnight."""
    services.sum_up_ratings(on=timezone.localdate(now()))


@app.periodic(cron="15 5 * * *")
@app.task(name="catalogue.remind_certificates", queue="catalogue", pass_context=False)
def remind_certificates(timestamp: int) -> None:  # noqa: ARG001  procrastinate's signature
    """Remind holders in the morning."""
    services.remind_certificates(now=now())
