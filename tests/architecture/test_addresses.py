"""The name of an address is the place of its code: door:room:act is txng.room.views.door.act."""

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path

DOORS = {"public", "enterprise", "government", "api"}
Address = tuple[str, Callable[..., Any]]


def addresses(resolver: Any, names: tuple[str, ...] = ()) -> Iterator[Address]:
    """Yield the full name of every address below a resolver, and the view it leads to."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry, (*names, entry.namespace) if entry.namespace else names)
        elif isinstance(entry, URLPattern):
            yield ":".join((*names, str(entry.name))), entry.callback


def misnamed(found: Iterator[Address] | list[Address]) -> list[str]:
    """Return the names that do not lead to the view of that name."""
    return [name for name, view in found if not _is_the_place_of(name, view)]


def _is_the_place_of(name: str, view: Callable[..., Any]) -> bool:
    parts = name.split(":")
    if len(parts) != 3 or parts[0] not in DOORS:
        return False
    door, room, act = parts
    module = f"txng.{room}.views.{door}"
    if find_spec(f"txng.{room}") is None or find_spec(module) is None:
        return False
    return getattr(import_module(module), act, None) is view


def test_every_address_is_named_after_its_code() -> None:
    found = list(addresses(get_resolver()))
    assert len(found) > 40
    assert misnamed(found) == []


def test_a_name_that_is_not_the_place_of_its_code_is_caught() -> None:
    def somewhere_else(_request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    made_up = [("public:ui:home", somewhere_else), ("home", somewhere_else)]
    assert misnamed([*made_up, ("public:nowhere:home", somewhere_else)]) == [
        "public:ui:home",
        "home",
        "public:nowhere:home",
    ]


def test_addresses_without_a_door_are_seen() -> None:
    class Top:
        url_patterns = (path("x/", lambda _request: HttpResponse(), name="x"),)

    assert [name for name, _ in addresses(Top)] == ["x"]
