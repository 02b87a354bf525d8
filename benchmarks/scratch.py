"""A scratch installation: a temporary folder, a durable cluster of its own, fresh tables."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.core.management import call_command

from txng.core.memory import collect_seldom
from txng.core.postgres import Cluster


@contextmanager
def installation() -> Iterator[Path]:
    """Give a migrated installation that is gone afterwards; nobody's data are touched.

    `DATABASE_URL` is passed over: what is measured is the embedded server, with fsync on.
    """
    home = Path(tempfile.mkdtemp(prefix="txng-bench-"))
    # The server runs as another user when we are root, and must be able to walk to its data.
    home.chmod(0o755)
    (home / "static").mkdir()
    os.environ.update(TXNG_VAR=str(home), DJANGO_SETTINGS_MODULE="benchmarks.settings")
    os.environ["DATABASE_URL"] = ""
    try:
        with Cluster(home):
            django.setup()
            collect_seldom()  # as the portal's own processes do
            call_command("migrate", interactive=False, verbosity=0)
            yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)
