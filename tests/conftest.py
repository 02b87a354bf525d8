"""Ground of all tests: a real PostgreSQL of their own, started once for all workers."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from xdist.remote import Producer

from tests.sharing import KeepTogether
from txng.core.postgres import Cluster
from txng.ui.messages import compile_messages

_cluster: Cluster | None = None


def pytest_configure(config: pytest.Config) -> None:
    """Start the embedded server in the controlling process only."""
    if not hasattr(config, "workerinput"):
        compile_messages(Path(__file__).resolve().parent.parent)
    global _cluster  # noqa: PLW0603  one for the whole run
    if hasattr(config, "workerinput") or os.environ.get("DATABASE_URL"):
        return
    _cluster = Cluster(Path(os.environ["TXNG_VAR"]), durable=False)
    _cluster.__enter__()


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> KeepTogether:
    """Keep together what shares a portal."""
    return KeepTogether(config, log)


def pytest_unconfigure() -> None:
    """Stop it with the run."""
    if _cluster is not None:
        _cluster.__exit__(None, None, None)


@pytest.fixture(autouse=True)
def _vietnamese() -> Iterator[None]:
    """Let no test inherit the language in which the one before was answered."""
    yield
    translation.deactivate()
