"""Every test of stamps begins and leaves in Vietnamese."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _vietnamese() -> Iterator[None]:
    """A page asked for in English leaves its language behind in the thread."""
    with translation.override("vi"):
        yield
