"""Every address of the portal, read from its configuration, with numbers of real rows filled in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.urls import URLPattern, URLResolver, get_resolver

_PART: Final = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """A route, the room whose code answers it, and the door it stands behind."""

    route: str
    room: str
    code: str

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the names of what is filled in."""
        return tuple(_PART.findall(self.route))

    def filled(self, numbers: Mapping[str, Any]) -> str:
        """Return the address of one row; names are told apart by room where they must be."""
        return "/" + _PART.sub(lambda part: str(self._number(part[1], numbers)), self.route)

    def lacks(self, numbers: Mapping[str, Any]) -> list[str]:
        """Return the names that no row is known for."""
        return [part for part in self.parts if self._key(part, numbers) not in numbers]

    def _key(self, part: str, numbers: Mapping[str, Any]) -> str:
        own = f"{self.room}.{part}"
        return own if own in numbers else part

    def _number(self, part: str, numbers: Mapping[str, Any]) -> Any:
        return numbers[self._key(part, numbers)]


def _found(patterns: list[Any], before: str = "") -> Iterator[Address]:
    for one in patterns:
        route = before + str(getattr(one.pattern, "_route", ""))
        if isinstance(one, URLResolver):
            yield from _found(one.url_patterns, route)
        elif isinstance(one, URLPattern):
            module = one.callback.__module__
            yield Address(route, module.split(".")[1], f"{module}.{one.callback.__name__}")


def addresses(door: str = "") -> list[Address]:
    """Return the addresses that begin with `door`, each once, in order."""
    found = {one.route: one for one in _found(get_resolver().url_patterns)}
    return [found[route] for route in sorted(found) if route.startswith(door)]
