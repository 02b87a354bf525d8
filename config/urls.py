"""Every address of the portal: doors first, then rooms."""

from importlib.util import find_spec
from typing import Any

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

ROOMS = (
    "core",
    "ui",
    "parties",
    "library",
    "catalogue",
    "identify",
    "capture",
    "trace",
    "stamps",
    "planning",
    "verify",
    "reporting",
)


def door(name: str) -> tuple[list[URLPattern | URLResolver], str]:
    """Collect the addresses of one door from all rooms that open it, in the order of the house."""
    found: list[URLPattern | URLResolver] = []
    for room in ROOMS:
        module = f"txng.{room}.urls.{name}"
        if find_spec(f"txng.{room}.urls") and find_spec(module):
            found.append(path("", include(module)))
    return found, name


urlpatterns: list[Any] = [
    path("", include(door("api"), namespace="api")),
    *i18n_patterns(
        path("doanh-nghiep/", include(door("enterprise"), namespace="enterprise")),
        path("quan-ly/", include(door("government"), namespace="government")),
        path("", include(door("public"), namespace="public")),
        prefix_default_language=False,
    ),
]
