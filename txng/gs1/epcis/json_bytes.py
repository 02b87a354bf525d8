"""From bytes to a JSON tree, refusing what no honest sender sends: broken text, doubled keys,
giant strings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import orjson

from txng.gs1.epcis.sentences import fault
from txng.gs1.errors import Gs1Error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from txng.gs1.errors import Fault

MAX_TEXT: Final = 65_536
"""Longest text of one string, in characters."""
MAX_TREE_DEPTH: Final = 128
# GS1's published example AssociationEvent-h states eventID twice; the last one holds, as every JSON
# parser has it. It is no part of the event hash. Any other key that stands twice is refused.
_LAST_ONE_HOLDS: Final = "eventID"


def parse(body: bytes) -> dict[str, Any]:
    """Parse a JSON object from UTF-8 bytes (a byte order mark is passed over).

    Raises Gs1Error with every fault found: malformed text, invalid UTF-8, NaN, a key that stands
    twice in one object, a NUL character, a text over MAX_TEXT characters, nesting beyond
    MAX_TREE_DEPTH.
    """
    body = body.removeprefix(b"\xef\xbb\xbf")
    try:
        tree = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Gs1Error(_malformed(body, error)) from error
    if not isinstance(tree, dict):
        raise Gs1Error(
            fault("wrong_type", "", name="JSON", expected="an object", expected_vi="một đối tượng")
        )
    _refuse_odd(body, tree)
    return tree


def _malformed(body: bytes, error: orjson.JSONDecodeError) -> Fault:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return fault("not_utf8", "")
    if "depth" in error.msg:
        return fault("too_deep", "", limit=MAX_TREE_DEPTH)
    return fault("json_malformed", "", line=error.lineno, column=error.colno, reason=error.msg)


def _refuse_odd(body: bytes, tree: dict[str, Any]) -> None:
    """Look closely only where a cheap count says that there may be something to find."""
    try:
        again = orjson.dumps(tree)
    except TypeError as error:  # deeper than orjson writes
        raise Gs1Error(fault("too_deep", "", limit=MAX_TREE_DEPTH)) from error
    # A doubled key is dropped on parsing, and its quotation marks with it; written as an escape,
    # quotation marks could make up for the loss.
    escapes = b"\\u00" in body
    doubled = body.count(b'"') != again.count(b'"') or (escapes and b"\\u0022" in body)
    if doubled:
        tree = json.loads(body, object_pairs_hook=_Pairs)
    if doubled or (escapes and b"\\u0000" in body) or _may_hold_long_text(body):
        faults = list(_odd(tree, "", 0))
        if faults:
            raise Gs1Error(*faults)


def _may_hold_long_text(body: bytes) -> bool:
    """Say whether some stretch of MAX_TEXT bytes has no quotation mark, or one that is escaped."""
    if len(body) <= MAX_TEXT:
        return False
    place = 0
    while len(body) - place > MAX_TEXT:
        place = body.rfind(b'"', place, place + MAX_TEXT) + 1
        if place == 0:
            return True
    return b"\\" in body and b'\\"' in body


class _Pairs(dict[str, Any]):
    """An object that remembers which of its keys stood twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.doubled: list[str] = []
        if len(self) < len(pairs):
            names = [name for name, _ in pairs]
            self.doubled = sorted(
                {name for name in names if names.count(name) > 1 and name != _LAST_ONE_HOLDS}
            )


def _odd(value: Any, path: str, depth: int) -> Iterator[Fault]:
    """Walk a tree and yield what is odd in it, each with its JSON pointer."""
    if isinstance(value, str):
        yield from _odd_text(value, path)
    elif depth > MAX_TREE_DEPTH:
        yield fault("too_deep", path, limit=MAX_TREE_DEPTH)
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _odd(item, f"{path}/{place}", depth + 1)
    elif isinstance(value, dict):
        for name in getattr(value, "doubled", ()):
            yield fault("duplicate_key", f"{path}/{pointer(name)}", name=name)
        for name, item in value.items():
            yield from _odd_text(name, f"{path}/{pointer(name)}")
            yield from _odd(item, f"{path}/{pointer(name)}", depth + 1)


def _odd_text(text: str, path: str) -> Iterator[Fault]:
    if "\x00" in text:
        yield fault("nul_character", path)
    if len(text) > MAX_TEXT:
        yield fault("text_too_long", path, count=len(text), limit=MAX_TEXT)


def pointer(name: str) -> str:
    """Return a key as one step of a JSON pointer (RFC 6901): `~` and `/` are escaped."""
    return name.replace("~", "~0").replace("/", "~1")
