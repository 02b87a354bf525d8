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
    """What loading gave: what `txng run` shows, how long it took, and the demonstration's day."""

    shown: dict[str, Any]
    seconds: float
    today: date


@pytest.fixture(scope="package")
def province(django_db_setup: None, django_db_blocker: Any) -> Iterator[Province]:
    """Load the small set within a transaction that the whole folder shares."""
    with django_db_blocker.unblock(), transaction.atomic():
        began = time.monotonic()
        shown = loading.load(quiet, today=TODAY)
        yield Province(shown, time.monotonic() - began, TODAY)
        transaction.set_rollback(True)
