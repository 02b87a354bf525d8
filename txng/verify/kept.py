"""A small store of finished things: each lives a few seconds, the oldest make room for new ones."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """Keeps at most `most` values for `life` seconds each; safe among threads."""

    def __init__(self, *, life: float, most: int) -> None:
        """Start empty."""
        self._life, self._most = life, most
        self._values: OrderedDict[Hashable, tuple[float, Value]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return what is kept under a key, or make it; two threads may both make it, and agree."""
        found = self._values.get(key)
        now = time.monotonic()
        if found is not None and now - found[0] < self._life:
            return found[1]
        value = make()
        with self._lock:
            self._values[key] = (now, value)
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value

    def peek(self, key: Hashable) -> Value | None:
        """Return what is kept under a key, however old, and make nothing."""
        found = self._values.get(key)
        return found[1] if found else None

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._values.clear()
