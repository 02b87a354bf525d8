"""Tags every template may use: icons, and codes written small."""

import re
from functools import cache
from pathlib import Path

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@cache
def _svg(name: str) -> str:
    path = Path(settings.TXNG_ICONS) / f"{name}.svg"
    text = (
        path.read_text() if re.fullmatch(r"[a-z0-9-]+", name) and path.exists() else "<svg></svg>"
    )
    return re.sub(
        r'class="[^"]*"', 'class="icon" aria-hidden="true" focusable="false"', text, count=1
    )


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return an icon of the open set as inline SVG, hidden from screen readers."""
    return mark_safe(_svg(name))  # noqa: S308  our own installed files, name checked
