"""Background work of the room: reminders of the diary, half-sent files that nobody goes on with."""

from procrastinate.contrib.django import app

from txng.capture import parts, services
from txng.core.clock import now


@app.periodic(cron="30 5 * * *")
@app.task(name="capture.remind_diaries", queue="capture", pass_context=False)
def remind_diaries(timestamp: int) -> None:  # noqa: ARG001  procrastinate's signature
    """Remind in the morning."""
    services.remind_diaries(now=now())


@app.periodic(cron="40 2 * * *")
@app.task(name="capture.forget_pieces", queue="capture", pass_context=False)
def forget_pieces(timestamp: int) -> None:  # noqa: ARG001  procrastinate's signature
    """Make room at night."""
    parts.forget_old()
