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


@app.periodic(cron="*/15 * * * *")
@app.task(name="verify.learn_words", queue="verify", pass_context=False)
def learn_words(timestamp: int) -> None:  # noqa: ARG001  procrastinate's signature
    """Learn the words of what can be found; until then a new word is found as it is written."""
    services.learn_words()
