"""Text as it is compared: lower case, no accents; plain Python."""

import unicodedata


def plain(text: str) -> str:
    """Return text in lower case without accents, to be compared."""
    parted = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(mark for mark in parted if not unicodedata.combining(mark))
