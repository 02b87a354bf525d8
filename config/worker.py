"""The job worker: takes jobs that were put off, and those that come round by the clock."""

import os
from typing import Final

import django
from procrastinate.contrib.django import app

from txng.core.memory import collect_seldom

AT_ONCE: Final = 3
"""Jobs that run beside each other: a long import holds up neither label sheets nor reminders."""


def main() -> None:
    """Work until told to stop; a job that has begun is finished first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    collect_seldom()
    with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
        worker.run_worker(
            concurrency=AT_ONCE, shutdown_graceful_timeout=8, delete_jobs="successful"
        )


if __name__ == "__main__":
    main()
