"""Background work of the room: dropping months of scans whose time is over."""

from procrastinate.contrib.django import app

from txng.core.clock import now
from txng.verify import services


@app.periodic(cron="20 2 * * *")
@app.task(name="verify.forget_scans", queue="verify", pass_context=False)
def forget_scans(timestamp: int) -> None:  # noqa: ARG001  procrastinate's signature
    """Drop old months, once a night."""
    services.forget_scans(now=now())
