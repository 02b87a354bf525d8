"""The public portal: codes, home, search, pages of things, map, and what robots are told."""

from txng.verify.views.public.code import show_code
from txng.verify.views.public.listed import panel_coverage
from txng.verify.views.public.portal import (
    draw_map,
    home,
    look_up,
    scan,
    search,
    show_map,
)
from txng.verify.views.public.robot import list_addresses, list_parts, show_robots
from txng.verify.views.public.thing import show_place, show_producer, show_product

__all__ = [
    "draw_map",
    "home",
    "list_addresses",
    "list_parts",
    "look_up",
    "panel_coverage",
    "scan",
    "search",
    "show_code",
    "show_map",
    "show_place",
    "show_producer",
    "show_product",
    "show_robots",
]
