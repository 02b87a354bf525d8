"""The portal's own web server on the scratch installation, as `txng run` starts it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.load import Load

_ROOT = Path(__file__).resolve().parent.parent
_WORKERS = 2


@contextmanager
def serving() -> Iterator[Load]:
    """Serve on a free port with two workers; give the client that asks it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = (
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"),
        *("--port", str(port), "--workers", str(_WORKERS), "--blocking-threads", "2"),
        *("--backlog", "2048", "--log-level", "warning", "--no-access-log"),
        *("--working-dir", str(_ROOT), "config.wsgi:application"),
    )
    server = subprocess.Popen(command, cwd=_ROOT, env={**os.environ, "PYTHONPATH": str(_ROOT)})
    try:
        load = Load(port)
        _wait(server, load)
        yield load
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(server: subprocess.Popen[bytes], load: Load) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            load.per_second([load.get("/hello/")] * 8, connections=2)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the web server did not open")
