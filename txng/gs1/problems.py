"""What a check found wrong with one part of a value."""

from __future__ import annotations

import msgspec


class Problem(msgspec.Struct, frozen=True):
    """The end of a sentence about a part in two languages, and the right value if known."""

    english: str
    vietnamese: str
    expected: str = ""
