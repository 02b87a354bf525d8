"""The job worker: takes jobs that were put off, and those that come round by the clock."""

import os

import django
from procrastinate.contrib.django import app

from txng.core.memory import collect_seldom


def main() -> None:
    """Work until told to stop; a job that has begun is finished first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    collect_seldom()
    with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
        worker.run_worker(shutdown_graceful_timeout=8)


if __name__ == "__main__":
    main()
