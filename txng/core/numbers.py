"""Whole numbers in text from outside: read, or none, and never a fault."""

from typing import Final

_MOST_DIGITS: Final = 18
"""What a column of the database holds; `int` itself refuses some thousands of digits."""


def whole(text: str) -> int | None:
    """Return the number that plain digits write; None for "²", for nothing, for a mile of digits.

    >>> whole("12"), whole("²"), whole("-1"), whole("9" * 5000)
    (12, None, None, None)
    """
    is_plain = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
    return int(text) if is_plain else None
