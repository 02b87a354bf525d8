"""The queue of looks: a page is answered first, its scan is stored behind it with many others.

A thread of its own empties the queue every INTERVAL seconds, or when BATCH scans wait, and when the
process ends. A crash (power, kill -9) loses at most the scans of one interval: never a state of a
stamp, for a scan changes none. When the database is away, up to MOST scans wait for it.
"""

import atexit
import logging
from collections import deque
from datetime import UTC, datetime
from threading import Event, Lock, Thread
from typing import Final

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection

from txng.verify import services
from txng.verify.services import Seen

INTERVAL: Final = 1.0
BATCH: Final = 200
MOST: Final = 20_000

_log = logging.getLogger(__name__)
_queue: deque[Seen] = deque(maxlen=MOST)
_wake = Event()
_lock = Lock()
_thread: Thread | None = None


def add(seen: Seen) -> None:
    """Put a look in the queue; starts the emptying thread of this process with the first one."""
    _queue.append(seen)
    if len(_queue) >= BATCH:
        _wake.set()
    if _thread is None and settings.TXNG_SCANS_BEHIND:
        _start()


def flush() -> int:
    """Store what waits now, in this thread; return how many scans that were.

    Scans go back to the front of the queue when the database refuses them.
    """
    waiting = [_queue.popleft() for _ in range(len(_queue))]
    if not waiting:
        return 0
    try:
        services.record_scans(seen=waiting, now=datetime.now(UTC))
    except DatabaseError:
        _queue.extendleft(reversed(waiting))
        raise
    return len(waiting)


def drop() -> None:
    """Forget what waits (between tests)."""
    _queue.clear()


def _start() -> None:
    global _thread  # noqa: PLW0603  one for the whole process
    with _lock:
        if _thread is None:
            _thread = Thread(target=_run, name="verify-scans", daemon=True)
            _thread.start()
            atexit.register(_finish)


def _run() -> None:
    while True:
        _wake.wait(INTERVAL)
        _wake.clear()
        _store()


def _store() -> None:
    close_old_connections()
    try:
        flush()
    except DatabaseError:
        _log.warning("%d scans wait for the database", len(_queue), exc_info=True)
        connection.close()


def _finish() -> None:
    """Store the last scans when the process ends in good order."""
    _store()
    connection.close()
