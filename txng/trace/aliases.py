"""Things whose way is another thing's way: a stamped unit goes where its lot goes.

A unit needs no events of its own. Rooms above know what it belongs to; they say so here when they
are ready, and a trace of the unit becomes a trace of that.
"""

from collections.abc import Callable

Resolver = Callable[[str], str | None]
"""Takes a canonical identifier, returns the identifier of what it belongs to, or None."""

_resolvers: list[Resolver] = []


def add(resolver: Resolver) -> None:
    """Let a room say what its things belong to."""
    if resolver not in _resolvers:
        _resolvers.append(resolver)


def behind(identifier: str) -> str:
    """Return what a thing belongs to, or the thing itself."""
    return next((found for r in _resolvers if (found := r(identifier))), identifier)
