"""`txng run` starts everything, stops everything, and refuses in one clear sentence."""

import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.config.portal import Portal, free_port, start, txng
from tests.folders import open_folder


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    """One data folder for the whole file: later tests are second starts."""
    with open_folder() as folder:
        yield folder / "var"


class _Standing:
    """The portal of this file: started when a test needs one and the last test has ended it."""

    def __init__(self, var: Path) -> None:
        self._var = var
        self._last: Portal | None = None

    def get(self) -> Portal:
        if self._last is None or self._last.process.poll() is not None:
            self.clear()
            self._last = start(self._var, free_port())
            self._last.wait_until_welcome(120)
        return self._last

    def clear(self) -> None:
        """Leave nothing of it, whatever a test did."""
        if self._last is None:
            return
        if self._last.process.poll() is None:
            self._last.stop(signal.SIGTERM)
        for number in self._last.family():
            os.kill(number, signal.SIGKILL)


@pytest.fixture(scope="module")
def standing(var: Path) -> Iterator[_Standing]:
    """Give the keeper of the portal, which takes it down at the end."""
    keeper = _Standing(var)
    yield keeper
    keeper.clear()


@pytest.fixture
def portal(standing: _Standing) -> Portal:
    """Give a portal that is up."""
    return standing.get()


def test_the_front_page_opens_and_the_portal_says_where_it_is(portal: Portal) -> None:
    assert [portal.status_of(p) for p in ("/", "/en/", "/healthz", "/readyz")] == [200] * 4
    assert f"http://localhost:{portal.port}/" in portal.log.read_text()


def test_a_second_copy_on_the_same_data_is_refused(portal: Portal, var: Path) -> None:
    refused = txng("run", var=var, port=free_port())
    assert refused.returncode == 2
    assert refused.stdout == ""
    assert f"A copy is already running on {var} (http://localhost:{portal.port}" in refused.stderr
    assert "Đã có một bản đang chạy" in refused.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_all_of_it(portal: Portal, number: signal.Signals) -> None:
    assert any("granian" in command for command in portal.family().values())
    assert portal.stop(number) == 0
    assert portal.family() == {}


def test_a_second_start_makes_nothing_again(portal: Portal) -> None:
    said = portal.log.read_text()
    assert [line for line in said.splitlines() if "✓" in line and "web server" not in line] == []


@pytest.mark.parametrize(
    ("part", "name"), [("granian", "web server"), ("config.worker", "job worker")]
)
def test_a_part_that_dies_is_named_and_the_rest_stops(portal: Portal, part: str, name: str) -> None:
    number = min(n for n, command in portal.family().items() if part in command)
    os.kill(number, signal.SIGKILL)
    assert portal.process.wait(timeout=30) == 1
    assert f"txng: {name} (exit code -9) has ended" in portal.log.read_text()
    assert portal.family() == {}


def test_killing_everything_is_survived(portal: Portal, var: Path) -> None:
    for number in sorted(portal.family()):
        # A part may end by itself once the one before it is gone.
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
    portal.process.wait(timeout=10)
    again = start(var, portal.port)
    assert "Ctrl-C" in again.wait_until_welcome()
    assert again.status_of("/readyz") == 200
    assert again.stop(signal.SIGTERM) == 0


def test_a_killed_parent_takes_its_web_server_with_it(portal: Portal, var: Path) -> None:
    portal.process.kill()
    portal.process.wait(timeout=10)
    until = time.monotonic() + 10
    while any("granian" in c for c in portal.family().values()) and time.monotonic() < until:
        time.sleep(0.1)
    again = start(var, portal.port)
    assert "Ctrl-C" in again.wait_until_welcome()
    assert again.stop(signal.SIGTERM) == 0
    assert again.family() == {}


def test_a_busy_port_is_refused_with_a_way_out(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refused = txng("run", var=tmp_path / "var", port=port)
    assert refused.returncode == 2
    assert f"Port {port} of 127.0.0.1 is not free" in refused.stderr
    assert f"TXNG_PORT={port + 1} make run" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_server_that_is_not_there_is_refused_without_its_password(tmp_path: Path) -> None:
    url = f"postgresql://me:geheim@127.0.0.1:{free_port()}/txng"
    refused = txng("migrate", var=tmp_path / "var", DATABASE_URL=url)
    assert refused.returncode == 2
    assert "The database of DATABASE_URL cannot be reached" in refused.stderr
    assert "geheim" not in refused.stderr


def test_a_command_leaves_the_server_as_it_found_it(portal: Portal, var: Path) -> None:
    assert txng("migrate", var=var, port=portal.port).returncode == 0
    assert portal.status_of("/readyz") == 200
    portal.stop(signal.SIGTERM)
    assert txng("migrate", var=var, port=portal.port).returncode == 0
    assert portal.family() == {}
