"""Every test of the room begins with empty caches, counters and queue."""

import pytest

from txng.verify import answers, coverage, guesses, lists, mending, pages, scan_log, things


@pytest.fixture(autouse=True)
def _fresh() -> None:
    pages.forget()
    answers.forget()
    coverage.forget()
    guesses.forget()
    lists.forget()
    mending.forget()
    things.forget()
    scan_log.drop()
