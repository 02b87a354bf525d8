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


_fields: dict[str, str | Promise] = {}


def name_fields(room: str, words: Mapping[str, str | Promise]) -> None:
    """Let a room say what its columns are called, `area_m2` → "Diện tích"; called when ready."""
    _fields.update({f"{room}.{field}": text for field, text in words.items()})


def words_of_field(room: str, field: str) -> str | Promise:
    """Return a column's name in words, or its own name when its room has not said it."""
    return _fields.get(f"{room}.{field}", field)
