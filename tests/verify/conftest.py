"""Every test of the room begins with empty caches, counters and queue."""

import pytest

from txng.verify import answers, guesses, pages, scan_log


@pytest.fixture(autouse=True)
def _fresh() -> None:
    pages.forget()
    answers.forget()
    guesses.forget()
    scan_log.drop()
