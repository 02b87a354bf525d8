"""A small HTTP client for load: one thread, kept-alive connections, each asking when answered.

It runs on the same cores as the server and costs some 20 µs a request, so rates of quick pages are
lower than wrk would show; the same holds for what they are compared with.
"""

import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


class BadAnswer(Exception):  # noqa: N818  told to whoever runs the measurement
    """The server answered what a measurement must not count."""


@dataclass
class _Line:
    """One connection and what has come of the present answer."""

    socket: socket.socket
    came: bytearray = field(default_factory=bytearray)

    def is_answered(self) -> bool:
        """Say whether the whole answer is here."""
        end = self.came.find(b"\r\n\r\n")
        if end < 0:
            return False
        head = bytes(self.came[:end]).lower()
        _, found, rest = head.partition(b"content-length:")
        if found:
            return len(self.came) >= end + 4 + int(rest.split(b"\r\n", 1)[0])
        return b"chunked" not in head or self.came.endswith(b"0\r\n\r\n")


@dataclass(frozen=True)
class Load:
    """Asks one server."""

    port: int

    def get(self, path: str) -> bytes:
        """Return the bytes of a GET as a telephone sends it."""
        return self._head("GET", path) + b"\r\n"

    def post(self, path: str, body: bytes, key: str) -> bytes:
        """Return the bytes of a POST of JSON-LD by a machine."""
        more = f"Content-Type: application/ld+json\r\nAuthorization: Bearer {key}\r\n"
        return (
            self._head("POST", path)
            + f"{more}Content-Length: {len(body)}\r\n\r\n".encode()
            + body
        )  # fmt: skip

    def _head(self, method: str, path: str) -> bytes:
        agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130 Mobile Safari/537.36"
        lines = f"{method} {path} HTTP/1.1\r\nHost: localhost:{self.port}\r\n"
        return f"{lines}User-Agent: {agent}\r\nAccept: */*\r\nAccept-Language: vi\r\n".encode()

    def per_second(
        self, requests: Sequence[bytes], *, connections: int = 16, status: int = 200
    ) -> float:
        """Send all requests over some connections and return how many were answered a second.

        Raises BadAnswer for any other status.
        """
        waiting = iter(requests)
        with selectors.DefaultSelector() as selector:
            start = time.perf_counter()
            for request in _first(waiting, connections):
                line = _Line(socket.create_connection(("127.0.0.1", self.port)))
                line.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                selector.register(line.socket, selectors.EVENT_READ, line)
                line.socket.sendall(request)
            while selector.get_map():
                for ready, _ in selector.select(timeout=60):
                    _receive(ready.data, waiting, selector, status)
        return len(requests) / (time.perf_counter() - start)


def _first(waiting: Iterator[bytes], count: int) -> list[bytes]:
    return [request for request, _ in zip(waiting, range(count), strict=False)]


def _receive(
    line: _Line, waiting: Iterator[bytes], selector: selectors.BaseSelector, status: int
) -> None:
    """Take what came; when the answer is whole, ask the next thing or hang up."""
    part = line.socket.recv(262_144)
    line.came += part
    if part and not line.is_answered():
        return
    if not line.came.startswith(f"HTTP/1.1 {status}".encode()):
        raise BadAnswer(bytes(line.came[:300]))
    line.came.clear()
    request = next(waiting, None)
    if request is None:
        selector.unregister(line.socket)
        line.socket.close()
    else:
        line.socket.sendall(request)
