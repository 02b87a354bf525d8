"""Bodies over a real socket through the real web server: whole, in chunks, endless, broken off."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.capture.reading import LIMIT

ROOT = Path(__file__).resolve().parents[2]
PIECE = b" " * 65_536


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Start the server that the portal uses, on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = int(probe.getsockname()[1])
    server = subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(free),
         "--log-level", "error", "--no-access-log", "tests.capture.reading:application"],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    try:
        _wait(free, server)
        yield free
    finally:
        server.terminate()
        server.wait(10)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and server.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    pytest.fail("the web server does not open its port")


def head(*lines: str) -> bytes:
    return "\r\n".join(["POST / HTTP/1.1", "Host: localhost", *lines, "", ""]).encode()


def answered(port: int, *pieces: bytes) -> tuple[str, int]:
    """Send pieces until the server answers or closes; return its status line and what was sent."""
    sent = 0
    with socket.create_connection(("127.0.0.1", port), 20) as connection:
        connection.settimeout(20)
        with suppress(ConnectionError):
            for piece in pieces:
                connection.sendall(piece)
                sent += len(piece)
        with suppress(ConnectionError):
            return connection.recv(65_536).decode().replace("\r\n", "\n"), sent
    return "", sent


def chunked(count: int) -> Iterator[bytes]:
    yield head("Transfer-Encoding: chunked")
    for _ in range(count):
        yield f"{len(PIECE):x}\r\n".encode() + PIECE + b"\r\n"
    yield b"0\r\n\r\n"


def test_a_body_of_stated_length_is_read_whole(port: int) -> None:
    told, _ = answered(port, head(f"Content-Length: {len(PIECE)}"), PIECE)
    assert told.startswith("HTTP/1.1 200")
    assert told.endswith(f"\n\n{len(PIECE)}")


def test_a_body_in_chunks_is_read_whole(port: int) -> None:
    told, _ = answered(port, *chunked(3))
    assert told.startswith("HTTP/1.1 200")
    assert told.endswith(f"\n\n{3 * len(PIECE)}")


def test_a_huge_stated_length_is_refused_unread(port: int) -> None:
    told, _ = answered(port, head("Content-Length: 200000000"))
    assert told.startswith("HTTP/1.1 413")


def test_endless_chunks_are_refused_once_they_pass_the_limit(port: int) -> None:
    """What the server's buffers still take is not what the portal keeps."""
    told, sent = answered(port, *chunked(200_000_000 // len(PIECE)))
    assert told == "" or told.startswith("HTTP/1.1 413")
    assert LIMIT < sent < 100_000_000


def test_the_server_lives_on_after_a_body_that_breaks_off(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), 20) as connection:
        connection.sendall(head("Content-Length: 500000") + PIECE)
    told, _ = answered(port, head("Content-Length: 0"))
    assert told.endswith("\n\n0")
