"""Counts wrong codes by who sends them, in memory: guessing is made slow, and costs nothing.

A device (address and browser) may send DEVICE_LIMIT wrong codes a minute, an address, which many
telephones may share, ADDRESS_LIMIT. Beyond that it gets no verdict at all until the minute is over.
Each process counts for itself, so the limits hold for each worker.
"""

import time
from collections import Counter
from threading import Lock
from typing import Final

from django.utils.translation import gettext_lazy as _

from txng.core.errors import Refused

DEVICE_LIMIT: Final = 20
ADDRESS_LIMIT: Final = 200


class TooManyGuesses(Refused):
    """So many wrong codes come from no shopper."""

    status = 429
    reason = _(
        "Có quá nhiều mã sai được gửi từ điện thoại hoặc mạng này. Hãy đợi một phút rồi quét lại."
    )


_lock = Lock()
_minute = -1
_wrong: Counter[bytes] = Counter()
total = Counter[str]()
"""Wrong codes since the process began, by verdict: all that is kept of them."""


def refuse_when_many(device: bytes) -> None:
    """Raise TooManyGuesses when the device or its address has sent too many wrong codes."""
    _turn()
    if _wrong[device] >= DEVICE_LIMIT or _wrong[_address(device)] >= ADDRESS_LIMIT:
        raise TooManyGuesses


def count(device: bytes) -> None:
    """Count one wrong code."""
    _turn()
    with _lock:
        _wrong[device] += 1
        _wrong[_address(device)] += 1
        total["unknown"] += 1


def forget() -> None:
    """Start anew (between tests)."""
    with _lock:
        _wrong.clear()


def _address(device: bytes) -> bytes:
    return device.partition(b"\n")[0]


def _turn() -> None:
    """Begin a new minute: what was counted in the last one is dropped whole."""
    global _minute  # noqa: PLW0603  the counter's own clock
    minute = int(time.monotonic() // 60)
    if minute != _minute:
        with _lock:
            _wrong.clear()
            _minute = minute
