"""Progress on a terminal: one line that fills, or a few plain lines where there is no terminal."""

import sys
import time
from collections.abc import Callable
from typing import TextIO

Progress = Callable[[int, int], None]
"""Called with how much is done of how much."""

_WIDTH = 28


class Bar:
    """One part of the work: its title, a bar if it reports progress, and the seconds it took."""

    def __init__(self, title: str, *, out: TextIO | None = None) -> None:
        """Begin: the title is shown at once."""
        self._out = out or sys.stdout
        self._title = title
        self._began = time.monotonic()
        self._drawn = 0.0
        if self._out.isatty():
            self._write(f"  … {title}")

    def __call__(self, done: int, total: int) -> None:
        """Show how far it is, at most ten times a second."""
        now = time.monotonic()
        if not self._out.isatty() or (done < total and now - self._drawn < 0.1):
            return
        self._drawn = now
        share = min(done / total, 1.0) if total else 1.0
        full = int(share * _WIDTH)
        bar = "█" * full + "░" * (_WIDTH - full)
        self._write(f"\r  … {self._title}  {bar} {share:4.0%}")

    def finish(self) -> None:
        """Say that it is done and how long it took."""
        start = "\r\033[2K" if self._out.isatty() else ""
        self._write(f"{start}  ✓ {self._title}  {time.monotonic() - self._began:.1f} s\n")

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()


class Parts:
    """Several parts one after another: beginning one finishes the one before."""

    def __init__(self) -> None:
        """Nothing has begun."""
        self._bar: Bar | None = None

    def begin(self, title: str) -> Progress:
        """Begin a part and return where its progress goes."""
        self.finish()
        self._bar = Bar(title)
        return self._bar

    def finish(self) -> None:
        """Finish the part that is going on, if one is."""
        if self._bar is not None:
            self._bar.finish()
        self._bar = None
