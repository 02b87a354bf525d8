"""A worker that is killed in the middle of a job holds up nobody."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from txng.core.services.jobs import MOST_ATTEMPTS, take_up_stalled

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]
_WORKER = """
import os, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
django.setup()
from procrastinate.contrib.django import app
from txng.stamps import services
from txng.reporting import services as reporting
services.lay_out = lambda **facts: time.sleep({seconds})
reporting.grade_lots = lambda **facts: time.sleep({seconds})
app.periodic_registry.periodic_tasks.clear()
with app.replace_connector(app.connector.get_worker_connector()) as worker:
    worker.run_worker(queues=["stamps", "reporting"], wait={wait}, listen_notify=False)
"""


@pytest.fixture(autouse=True)
def _no_jobs(transactional_db: None) -> None:
    """Forget what other tests put off: the tables of jobs are not the models'."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


def _address() -> str:
    """Return the address of the tests' own database."""
    connection.ensure_connection()
    at = connection.connection.info
    parts = {"host": at.host, "port": at.port, "password": at.password}
    asked = urlencode({name: value for name, value in parts.items() if value})
    return f"postgresql://{quote(at.user)}@/{at.dbname}?{asked}"


@contextmanager
def _worker(*, seconds: float, wait: bool) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-c", _WORKER.format(seconds=seconds, wait=wait)],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": _address(), "PYTHONPATH": str(ROOT)},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _states() -> list[str]:
    return list(ProcrastinateJob.objects.order_by("id").values_list("status", flat=True))


def _until(states: list[str]) -> None:
    end = time.monotonic() + 40
    while _states() != states and time.monotonic() < end:
        time.sleep(0.1)
    assert _states() == states


def _take_up() -> int:
    return async_to_sync(take_up_stalled)(app.job_manager)


def _grown_silent() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '2 min'")


@pytest.mark.parametrize(
    ("task", "facts"),
    [("stamps.lay_out", {"job_id": 0}), ("reporting.grade_news", {"timestamp": 0})],
)
def test_what_a_killed_worker_held_is_done_again_and_holds_up_nothing(
    task: str, facts: dict[str, int]
) -> None:
    for _ in range(2):
        app.configure_task(task).defer(**facts)
    with _worker(seconds=60, wait=True) as worker:
        _until(["doing", "todo"])
        worker.send_signal(signal.SIGKILL)
    assert _take_up() == 0, "it may still be alive"
    _grown_silent()
    assert _take_up() == 1
    with _worker(seconds=0, wait=False):
        _until(["succeeded", "succeeded"])


def test_a_job_that_kills_its_worker_again_and_again_is_given_up() -> None:
    app.configure_task("stamps.lay_out").defer(job_id=0)
    for attempt in range(MOST_ATTEMPTS):
        with _worker(seconds=60, wait=True) as worker:
            _until(["doing"])
            worker.send_signal(signal.SIGKILL)
        _grown_silent()
        assert _take_up() == 1
        assert _states() == (["failed"] if attempt + 1 == MOST_ATTEMPTS else ["todo"])
