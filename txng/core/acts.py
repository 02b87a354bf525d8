"""The acts of all rooms in words: each room says its own, histories read them."""

from collections.abc import Mapping

from django.utils.functional import Promise

_words: dict[str, str | Promise] = {}


def name(words: Mapping[str, str | Promise]) -> None:
    """Let a room say its acts, `room.act` → "sửa thông tin lô"; called once when it is ready."""
    _words.update(words)


def words_of(action: str) -> str | Promise:
    """Return an act in words, or its own name when its room has not said it."""
    return _words.get(action, action)
