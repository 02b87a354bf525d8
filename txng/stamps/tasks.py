"""Background work of the room: laying out large print jobs."""

from procrastinate.contrib.django import app

from txng.core.clock import now
from txng.stamps import services


@app.task(name="stamps.lay_out", queue="stamps", lock="stamps.lay_out")
def lay_out(job_id: int) -> None:
    """Make the sheets of one print job; one at a time, so that scans keep their processor."""
    services.lay_out(job_id=job_id, now=now())
