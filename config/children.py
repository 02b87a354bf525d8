"""The processes of a running portal: started together, watched, and stopped together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from types import FrameType, TracebackType
from typing import Self

from config.env import BASE

_GRACE = 10
"""Seconds for a process to finish what it does before it is killed."""
_DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux's prctl(2)."""


class Children:
    """Processes that live as long as the `with` block; signals to stop end its `watch`."""

    def __init__(self) -> None:
        """Nothing runs yet."""
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._asked_to_stop = False

    def __enter__(self) -> Self:
        """Take over Ctrl-C and SIGTERM."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop every process, the youngest first; one that does not go is killed."""
        for child in reversed(self._running.values()):
            if child.poll() is None:
                child.terminate()
        until = time.monotonic() + _GRACE
        for child in self._running.values():
            try:
                child.wait(timeout=max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                pass
            finally:
                _kill_group(child.pid)
                child.wait()

    def start(self, name: str, *command: str) -> None:
        """Start one process in a session of its own, so that only we pass Ctrl-C on to it."""
        self._running[name] = subprocess.Popen(  # noqa: S603  our own; no threads yet
            command,
            cwd=BASE,
            env={**os.environ, "PYTHONPATH": _path()},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509  this process has no threads
        )

    def stopping(self) -> bool:
        """Say whether a signal asked us to stop."""
        return self._asked_to_stop

    def dead(self) -> str | None:
        """Return the name of a process that ended by itself, with its exit code."""
        for name, child in self._running.items():
            if child.poll() is not None:
                return f"{name} (exit code {child.returncode})"
        return None

    def watch(self) -> int:
        """Stay until a signal comes (0) or a process ends by itself (1), and say which."""
        while not self._asked_to_stop:
            dead = self.dead()
            if dead:
                sys.stderr.write(
                    f"txng: {dead} has ended; stopping the rest."
                    " / đã dừng, đang tắt phần còn lại.\n"
                )
                return 1
            time.sleep(0.2)
        return 0

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._asked_to_stop = True


def _path() -> str:
    """Return where Python looks for modules: in this house, then where it was told to look."""
    return os.pathsep.join(filter(None, [str(BASE), os.environ.get("PYTHONPATH")]))


def _die_with_parent() -> None:
    """Ask Linux to end this process when its parent is killed; elsewhere it is left behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)


def _kill_group(number: int) -> None:
    try:
        os.killpg(number, signal.SIGKILL)
    except ProcessLookupError:
        return
