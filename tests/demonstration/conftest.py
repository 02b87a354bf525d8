"""The demonstration in the test database, loaded once for the folder and taken back afterwards."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from config.demonstration import loading
from tests.demonstration.plans import TODAY


def quiet(done: int, total: int) -> None:
    """Show no progress."""


@dataclass
class Province:
    """What loading gave: what `txng run` shows, the seconds it took, and the demonstration's day.

    `worked` counts this process's own seconds, whatever else the machine had to do.
    """

    shown: dict[str, Any]
    seconds: float
    worked: float
    today: date


@pytest.fixture(scope="package")
def province(django_db_setup: None, django_db_blocker: Any) -> Iterator[Province]:
    """Load the small set within a transaction that the whole folder shares."""
    with django_db_blocker.unblock(), transaction.atomic():
        began, worked = time.monotonic(), time.process_time()
        shown = loading.load(quiet, today=TODAY)
        seconds = time.monotonic() - began
        yield Province(shown, seconds, time.process_time() - worked, TODAY)
        transaction.set_rollback(True)
