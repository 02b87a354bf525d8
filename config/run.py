"""Starts the whole portal and keeps it: database, tables and data, web server, job worker."""

import fcntl
import os
import shutil
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlsplit

from config import prepare
from config.children import Children
from config.commands.words import CouldNotRun
from config.env import BASE, HOST, PORT, PUBLIC_URL, VAR, env
from config.progress import Parts
from config.welcome import welcome

_LEAST_FREE = 300 * 1024 * 1024
"""Bytes that must be free: the write-ahead log of the demonstration, and room to spare."""
_OPEN_WITHIN = 90
"""Seconds that the web server may take to answer."""


def check_disk() -> None:
    """Refuse to start on a disk that is as good as full."""
    VAR.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(VAR).free
    if free < _LEAST_FREE:
        raise CouldNotRun(
            f"The disk of {VAR} is full ({free // 2**20} of {_LEAST_FREE // 2**20} MB free):"
            " free some space, or set TXNG_VAR to another disk."
            " / Ổ đĩa đã đầy: hãy giải phóng dung lượng, hoặc đặt TXNG_VAR sang ổ khác."
        )


def check_port() -> None:
    """Refuse to start where another program already listens."""
    with socket.socket(socket.AF_INET6 if ":" in HOST else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, PORT))
        except PermissionError:
            problem = "may not be used by an ordinary user / cần quyền quản trị"
        except OSError as error:
            problem = f"is not free / đang bận ({error.strerror})"
        else:
            return
    raise CouldNotRun(
        f"Port {PORT} of {HOST} {problem}: stop the other program, or choose another port:"
        f" TXNG_PORT={PORT + 1} make run"
        f" / hãy dừng chương trình kia, hoặc chọn cổng khác: TXNG_PORT={PORT + 1} make run"
    )


@contextmanager
def only_copy() -> Iterator[None]:
    """Refuse a second portal on the same data folder."""
    with (VAR / "run.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            raise CouldNotRun(
                f"A copy is already running on {VAR} ({lock.read().strip()}): use that one,"
                " stop it, or set TXNG_VAR and TXNG_PORT for a second portal."
                " / Đã có một bản đang chạy trên dữ liệu này."
            ) from error
        lock.truncate(0)
        lock.write(f"{PUBLIC_URL}, process {os.getpid()}\n")
        lock.flush()
        yield


def run(url: str, *, ready: Any, demonstration: bool) -> int:
    """Prepare what is missing, start the children and stay until told to stop."""
    parts = Parts()
    prepare.prepare(url, ready=ready, say=parts.begin, demonstration=demonstration)
    with Children() as children:
        parts.begin("Máy chủ web, bộ xử lý việc nền / web server, job worker")
        children.start("web server", *_web_server())
        _wait_until_open(children)
        children.start("job worker", sys.executable, "-m", "config.worker")
        parts.finish()
        sys.stdout.write(welcome(prepare.shown(url)))
        sys.stdout.flush()
        return children.watch()


def _web_server() -> tuple[str, ...]:
    """Return the command of the web server: a worker a core, each keeping its own connections."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    workers: int = env.int("TXNG_WORKERS", max(2, min(cores or 2, 8)))
    threads: int = env.int("TXNG_THREADS", 2)
    return (
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST),
        *("--port", str(PORT), "--workers", str(workers), "--blocking-threads", str(threads)),
        *("--backlog", "2048", "--respawn-failed-workers", "--workers-kill-timeout", "5"),
        *("--log-level", "warning", "--no-access-log", "--working-dir", str(BASE)),
        "config.wsgi:application",
    )


def _wait_until_open(children: Children) -> None:
    """Return when the web server answers; a child that dies meanwhile ends the wait."""
    until = time.monotonic() + _OPEN_WITHIN
    while time.monotonic() < until:
        if children.stopping() or children.dead() or is_open():
            return
        time.sleep(0.05)
    raise CouldNotRun(
        f"The web server does not answer within {_OPEN_WITHIN} s. / Máy chủ web không trả lời."
    )


def is_open() -> bool:
    """Say whether the portal answers on its port."""
    host = "127.0.0.1" if HOST in {"0.0.0.0", "::"} else HOST  # noqa: S104  only compared
    connection = HTTPConnection(host, PORT, timeout=5)
    headers = {"Host": urlsplit(PUBLIC_URL).netloc, "X-Forwarded-Proto": "https"}
    try:
        connection.request("GET", "/healthz", headers=headers)
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
