"""Background work of the floor: long work that people asked for, and forgetting it in time."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from txng.core.clock import now
from txng.core.services import jobs, work


@app.task(name=work.TASK, queue="work", pass_context=False)
def run_work(work_id: int) -> None:
    """Do one piece of long work."""
    work.run_in_turn(work_id, now=now())


@app.periodic(cron="40 2 * * *")
@app.task(name="core.forget_works", queue="work", pass_context=False)
def forget_works(timestamp: int) -> None:  # noqa: ARG001  procrastinate's signature
    """Drop old work and its files, once a night."""
    work.forget_works(now=now())


@app.periodic(cron="* * * * *")
@app.task(name="core.take_up_stalled", queue="work", pass_context=True)
async def take_up_stalled(context: JobContext, timestamp: int) -> None:  # noqa: ARG001  procrastinate's signature
    """Do again what a killed worker left, within two minutes."""
    await jobs.take_up_stalled(context.app.job_manager)
