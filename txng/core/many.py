"""An act on many rows: each is made or refused by itself, and an act on one is the same on one."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from txng.core.errors import Refused

Given = TypeVar("Given")
Made = TypeVar("Made")


def each(make: Callable[[Given], Made], given: Iterable[Given | Refused]) -> list[Made | Refused]:
    """Return what is made of each, or why it is refused, in order; a refusal given stays."""
    found: list[Made | Refused] = []
    for one in given:
        try:
            found.append(one if isinstance(one, Refused) else make(one))
        except Refused as refusal:
            found.append(refusal)
    return found


def made(found: Iterable[Made | Refused]) -> list[Made]:
    """Return what was made, without what was refused."""
    return [one for one in found if not isinstance(one, Refused)]


def only(found: Sequence[Made | Refused]) -> Made:
    """Return the one that was asked for; raises its refusal."""
    [one] = found
    if isinstance(one, Refused):
        raise one
    return one
