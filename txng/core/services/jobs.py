"""Acts on jobs in the background: what a dead worker held is done again."""

import logging
from typing import Final

from procrastinate.jobs import Status
from procrastinate.manager import JobManager

SILENT: Final = 60.0
"""Seconds without a sign of life after which a worker is taken for dead; it gives one in ten."""
MOST_ATTEMPTS: Final = 3
"""So often a job is tried; then it is taken to kill its worker, and given up."""
_log = logging.getLogger(__name__)


async def take_up_stalled(manager: JobManager) -> int:
    """Put the jobs of workers that were killed back in line; return how many there were.

    Such a job keeps its lock, so that no other of its kind would ever run. All jobs may be done
    twice: each looks first at what is done already.
    """
    stalled = list(await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT))
    for job in stalled:
        is_last = job.attempts + 1 >= MOST_ATTEMPTS
        _log.warning("job %s of a dead worker: %s", job.id, "given up" if is_last else "again")
        if is_last:
            await manager.finish_job(job, status=Status.FAILED, delete_job=False)
        else:
            await manager.retry_job(job)
    return len(stalled)
