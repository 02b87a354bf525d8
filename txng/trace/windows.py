"""Time windows as sorted lists of half-open spans of microseconds, and their small arithmetic."""

from typing import Final

Window = tuple[int, int]
Windows = list[Window]

BEGINNING: Final = -(2**62)
END: Final = 2**62
ALWAYS: Final[Window] = (BEGINNING, END)


def overlap(windows: Windows, span: Window) -> Windows:
    """Return the parts of `windows` that lie in `span`.

    >>> overlap([(0, 5), (8, 9)], (3, 20))
    [(3, 5), (8, 9)]
    """
    start, end = span
    return [(max(a, start), min(b, end)) for a, b in windows if a < end and start < b]


def covers(windows: Windows, moment: int) -> bool:
    """Say whether `moment` lies in one of the windows."""
    return any(a <= moment < b for a, b in windows)


def join(windows: Windows) -> Windows:
    """Return the same time as few sorted spans that neither touch nor overlap.

    >>> join([(4, 6), (0, 2), (2, 3)])
    [(0, 3), (4, 6)]
    """
    joined: Windows = []
    for start, end in sorted(windows):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def without(windows: Windows, known: Windows) -> Windows:
    """Return the parts of `windows` that `known` does not cover (`known` is joined).

    >>> without([(0, 10)], [(2, 3), (9, 12)])
    [(0, 2), (3, 9)]
    """
    left: Windows = []
    for window_start, end in windows:
        start = window_start
        for a, b in known:
            if b <= start or a >= end:
                continue
            if a > start:
                left.append((start, a))
            start = b
        if start < end:
            left.append((start, end))
    return left
