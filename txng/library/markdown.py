"""Markdown as safe HTML: written by officers, cleaned all the same."""

import re
from functools import lru_cache
from typing import Final

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_TAGS: Final = frozenset(
    {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "pre", "code", "strong", "em", "s"}
    | {"a", "br", "hr", "table", "thead", "tbody", "tr", "th", "td", "img"}
)
_ATTRIBUTES: Final = {
    "a": {"href", "title"},
    "img": {"src", "alt", "width", "height", "loading"},
    "h2": {"id"},
    "h3": {"id"},
    "ol": {"start"},
}
_writer = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")


@lru_cache(maxsize=256)
def html_of(text: str) -> SafeString:
    """Return Markdown as HTML of a few harmless tags; pictures only from this portal itself.

    A heading of the first level becomes one of the second: the page has its own title.
    """
    made = _writer.render(re.sub(r"(?m)^# ", "## ", text))
    clean = nh3.clean(
        made,
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=_own_pictures,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener nofollow",
    )
    return mark_safe(clean)  # noqa: S308  cleaned on the line above


def _own_pictures(tag: str, name: str, value: str) -> str | None:
    is_foreign = tag == "img" and name == "src" and not re.match(r"/(?![/\\])", value)
    return None if is_foreign else value


def plain_of(text: str) -> str:
    """Return the words of Markdown without its marks, for searching and for leads."""
    bare = nh3.clean(_writer.render(text), tags=set())
    return re.sub(r"\s+", " ", _unescaped(bare)).strip()


def _unescaped(text: str) -> str:
    """Return text whose entities are the signs they stand for."""
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, sign)
    return text
