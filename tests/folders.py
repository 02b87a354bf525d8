"""Folders of tests that other users may walk into, as root's PostgreSQL must."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def open_folder() -> Iterator[Path]:
    """Give a folder that everybody may walk down to, as down to an ordinary clone.

    Not pytest's: every start of pytest closes the folder above all of pytest's folders to others,
    under the feet of whatever runs there at that moment.
    """
    folder = Path(tempfile.mkdtemp(prefix="txng-tests-"))
    for step in (folder, *folder.parents):
        if step.stat().st_uid == os.geteuid() and step != Path("/"):
            step.chmod(step.stat().st_mode | 0o011)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
