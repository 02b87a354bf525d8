"""The job worker by itself: does what waits, and prints the most memory that it had, in kB."""

import sys
from pathlib import Path

import django
from procrastinate.contrib.django import app

from txng.core.memory import collect_seldom


def main() -> None:
    """Do the jobs that wait, then end."""
    django.setup()
    collect_seldom()
    before = _most()
    with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
        worker.run_worker(wait=False, concurrency=1)
    sys.stdout.write(f"{before} {_most()}\n")


def _most() -> int:
    """Return the most memory that this process has had (of its parent nothing counts)."""
    told = Path("/proc/self/status").read_text().split()
    return int(told[told.index("VmHWM:") + 1])


if __name__ == "__main__":
    main()
