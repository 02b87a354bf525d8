"""What goes over when two organisations are merged: rows of rooms above, which say so here."""

from django.db.models import Model

_moving: dict[str, type[Model]] = {}


def add(name: str, model: type[Model]) -> None:
    """Let a room above say that rows of a model (field `organisation`) go over to who is kept.

    Such rows do not hold an organisation back: they belong to its prefixes, places and products.
    """
    _moving[name] = model


def moving() -> dict[str, type[Model]]:
    """Return the models whose rows go over, by the name under which they are counted."""
    return dict(_moving)
