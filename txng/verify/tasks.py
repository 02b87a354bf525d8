"""Background work of the room: old scans are dropped, what can be found is entered anew."""

from procrastinate.contrib.django import app

from txng.core.clock import now
from txng.verify import services


@app.periodic(cron="20 2 * * *")
@app.task(name="verify.forget_scans", queue="verify", pass_context=False)
def forget_scans(timestamp: int) -> None:  # noqa: ARG001  procrastinate's signature
    """Drop old months, once a night."""
    services.forget_scans(now=now())


@app.periodic(cron="10 3 * * *")
@app.task(name="verify.enter_all", queue="verify", pass_context=False)
def enter_all(timestamp: int) -> None:  # noqa: ARG001  procrastinate's signature
    """Enter anew what can be found: names of communes and groups may have changed."""
    services.enter_all()
