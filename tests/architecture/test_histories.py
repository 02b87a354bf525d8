"""Every page that shows one record tells who changed it, when, and from what to what."""

import inspect
import re
from collections.abc import Iterator
from typing import Any, Final

import pytest
from django.template.loader import get_template
from django.urls import URLPattern, URLResolver, get_resolver

DOORS: Final = ("enterprise", "government")
_RENDERED: Final = re.compile(r'render\(\s*request,\s*"([a-z_]+/[a-z_]+\.html)"')
_PART: Final = re.compile(r'{% (?:include|extends) "([a-z_/]+\.html)"')
_HISTORY: Final = re.compile(r"{% history |id=\"history\"")


def _patterns(found: Any, spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    for one in found.url_patterns:
        if isinstance(one, URLResolver):
            yield from _patterns(one, (*spaces, one.namespace) if one.namespace else spaces)
        elif one.name:
            yield ":".join((*spaces, one.name)), one


def shown() -> dict[str, URLPattern]:
    """Return the pages of both workspaces that show one record, by name."""
    return {
        name: one
        for name, one in _patterns(get_resolver())
        if name.startswith(DOORS)
        and name.rpartition(":")[2].startswith(("show_", "inspect_", "judge_"))
        and "<" in str(one.pattern)
    }


def _text(template: str) -> str:
    source = get_template(template).template.source  # type: ignore[attr-defined]
    parts = [_text(name) for name in _PART.findall(source) if not name.startswith("ui/")]
    return "\n".join([source, *parts])


ITSELF: Final = {
    "enterprise:capture:show_partners": "names partners; nothing of its own is kept",
    "government:capture:show_partners": "names partners; nothing of its own is kept",
    "enterprise:planning:show_policy": "read by those who apply; the agency's page has it",
    "enterprise:stamps:show_print": "a print job is done once; its batch tells who asked",
    "enterprise:trace:show_lot": "a lineage; the lot's own page has its history",
    "government:trace:show_lot": "a lineage; the lot's own page has its history",
    "enterprise:ui:show_work": "long work is a record of an act itself",
    "government:ui:show_work": "long work is a record of an act itself",
    "government:catalogue:judge_pair": "two records side by side, each with its own page",
    "government:reporting:show_desk": "what waits at an agency now; nothing of its own is kept",
    "government:reporting:show_figure": "a figure is counted, not kept",
    "government:reporting:show_line": "cells of hand-ins; each hand-in has its history",
    "government:reporting:show_snapshot": "fixed figures are never changed",
}
"""Pages of what is a record of acts itself, or is never changed: why each has no history."""


@pytest.mark.parametrize("name", sorted(set(shown()) - set(ITSELF)))
def test_a_page_of_a_record_shows_its_history(name: str) -> None:
    view = inspect.unwrap(shown()[name].callback)
    templates = _RENDERED.findall(inspect.getsource(view))
    assert templates
    assert all(_HISTORY.search(_text(template)) for template in templates)


def test_pages_without_a_history_are_still_there() -> None:
    assert set(ITSELF) <= set(shown())
