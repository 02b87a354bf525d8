"""Tags of every page: icons, headers, states, facts, tabs, empty states, pagers."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from txng.core import acts
from txng.core.errors import Refused
from txng.core.models import AuditEntry
from txng.core.sheets.register import register_for
from txng.ui.filters import PAGE_KEYS
from txng.ui.paging import Page
from txng.ui.templatetags.figures import clock, day, number

register = template.Library()

TONES = {
    "good": {"active", "approved", "released", "activated", "valid", "full", "done", "open", "new"},
    "wait": {
        "pending",
        "draft",
        "ordered",
        "minted",
        "printed",
        "partial",
        "suspended",
        "expiring",
        "more_wanted",
        "waiting",
        "review",
        "changed",
    },
    "stop": {
        "recalled",
        "void",
        "voided",
        "lost",
        "revoked",
        "rejected",
        "expired",
        "suspicious",
        "failed",
        "wrong",
    },
    "info": {"shipped", "received", "sent", "running", "information"},
}
"""Known values of states and the colour they wear; a page may also name the tone itself."""


@cache
def _svg(name: str) -> str:
    path = Path(settings.TXNG_ICONS) / f"{name}.svg"
    text = (
        path.read_text() if re.fullmatch(r"[a-z0-9-]+", name) and path.exists() else "<svg></svg>"
    )
    return re.sub(
        r'class="[^"]*"', 'class="icon" aria-hidden="true" focusable="false"', text, count=1
    )


@register.filter
def act(action: str) -> str:
    """Return an act of the audit trail in words."""
    return str(acts.words_of(action))


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return an icon of the open set as inline SVG, hidden from screen readers."""
    return mark_safe(_svg(name))  # noqa: S308  our own installed files, name checked


@register.inclusion_tag("ui/parts/page_header.html", takes_context=True)
def page_header(context: Context, title: object, **parts: Any) -> dict[str, Any]:
    """Show the page's name; parts: count, code, lead, state, tone, act, act_url, act_icon.

    Where the guide shows this very page, a small link leads there.
    """
    guide_url = getattr(context.get("frame"), "guide_url", "")
    after = _after(parts.pop("code", ""))
    return {"count": None, "guide_url": guide_url, **parts, "title": title, "after": after}


def tone_of(value: object) -> str:
    """Return the colour of a state: the tone itself, a known state value, else quiet."""
    text = str(value)
    if text in TONES or text == "off":
        return text
    return next((tone for tone, values in TONES.items() if text in values), "off")


@register.simple_tag
def state(words: object, tone: object = "off") -> SafeString:
    """Return a state in words and colour; tone: good, wait, stop, info, off or a state value."""
    return format_html('<span class="state state-{}">{}</span>', tone_of(tone), words)


@register.simple_tag
def named(name: object, code: object = "", url: str = "") -> SafeString:
    """Return a name with its code small after it: a code never stands alone."""
    first = format_html('<a href="{}">{}</a>', url, name) if url else format_html("<b>{}</b>", name)
    return format_html('<span class="named">{}{}</span>', first, _after(code))


def _after(code: object) -> SafeString:
    """Return what stands small after a name: codes in the letters of codes, words in words'."""
    text = str(code or "")
    css = "code" if text.isascii() and " " not in text else "after"
    return format_html('<span class="{}">{}</span>', css, code) if text else SafeString("")


@register.simple_tag
def fact(label: object, value: object = "", code: object = "", *, wide: bool = False) -> SafeString:
    """Return one row of a `<dl class="facts">`; it says so when there is neither value nor code."""
    shown = value if value not in (None, "") or code else gettext("chưa có")
    css = mark_safe(' class="wide"') if wide else ""
    return format_html("<div{}><dt>{}</dt><dd>{}{}</dd></div>", css, label, shown, _after(code))


@register.inclusion_tag("ui/parts/empty.html")
def empty(
    title: object, text: object = "", *, act: object = "", url: str = "", icon_name: str = "inbox"
) -> dict[str, Any]:
    """Say what will stand here, and give the first act."""
    return {"title": title, "text": text, "act": act, "url": url, "icon_name": icon_name}


@register.simple_tag(takes_context=True)
def tab(
    context: Mapping[str, Any], text: object, url_name: str, *args: object, count: object = None
) -> SafeString:
    """Return one tab of a `<nav class="tabs">`; a page that does not exist gets no tab."""
    try:
        url = reverse(url_name, args=args)
    except NoReverseMatch:
        return mark_safe("")
    current = mark_safe(' aria-current="page"') if context["request"].path == url else ""
    number = format_html(' <span class="count">({})</span>', count) if count is not None else ""
    return format_html('<a href="{}"{}>{}{}</a>', url, current, text, number)


@register.simple_tag
def url_if_any(url_name: str, *args: object) -> str:
    """Return an address, or nothing while no room offers that page."""
    try:
        return reverse(url_name, args=args)
    except NoReverseMatch:
        return ""


@register.inclusion_tag("ui/parts/breadcrumb.html")
def breadcrumb(*pairs: object) -> dict[str, Any]:
    """Show where one is: text, URL, text, URL, …, last text alone."""
    steps = [
        {"text": pairs[i], "url": pairs[i + 1] if i + 1 < len(pairs) else ""}
        for i in range(0, len(pairs), 2)
    ]
    return {"steps": steps}


@register.inclusion_tag("ui/parts/pager.html")
def pager(page: Page[Any]) -> dict[str, Any]:
    """Show the links to the page before and after, when there are any."""
    return {"page": page}


@register.inclusion_tag("ui/parts/progress.html")
def progress(done: int, total: int, text: object, rest: object = "") -> dict[str, Any]:
    """Show long work: how much is done, of how much, and what time it still takes."""
    return {"done": done, "total": total, "text": text, "rest": rest, "id": f"progress-{id(text)}"}


@register.inclusion_tag("ui/parts/sheets.html", takes_context=True)
def sheets(context: Mapping[str, Any], kind: str, *, named: bool = False) -> dict[str, Any]:
    """Show the ways of a list to Excel and back, as far as the actor may go them.

    `named` says of which register, on a page that offers several.
    """
    request = context["request"]
    match = request.resolver_match
    door = match.namespaces[0] if match and match.namespaces else ""
    try:
        found = register_for(actor=request.actor, door=door, kind=kind)
    except Refused:
        return {}
    rest = request.GET.copy()
    for name in PAGE_KEYS:
        rest.pop(name, None)
    export_url = reverse(f"{door}:ui:export_rows", args=[kind])
    return {
        "export_url": f"{export_url}?{rest.urlencode()}" if rest else export_url,
        "import_url": reverse(f"{door}:ui:import_rows", args=[kind]),
        "name": found.name if named else "",
        "may_read": found.may_read(),
        "may_write": found.may_write(),
    }


@register.inclusion_tag("ui/parts/history.html")
def history(entries: Iterable[AuditEntry]) -> dict[str, Any]:
    """Show who changed a record, when, and what from what to what."""
    return {"entries": [(entry, list(_changes(entry))) for entry in entries]}


def _changes(entry: AuditEntry) -> Iterator[tuple[object, str, str]]:
    room = entry.subject_type.partition(".")[0]
    for field, pair in entry.details.items():
        if field != "said" and isinstance(pair, list) and len(pair) == 2:
            old, new = (_readable(part) for part in pair)
            yield acts.words_of_field(room, field), old, new


def _readable(kept: object) -> str:
    """Return a kept value as people read it: days, moments and figures in the page's language."""
    text = "" if kept in (None, "None") else str(kept)
    if re.fullmatch(r"-?\d+\.\d+", text):
        return number(Decimal(text))
    if text in ("True", "False"):
        return gettext("có") if text == "True" else gettext("không")
    if not re.match(r"\d{4}-\d\d-\d\d", text):
        return text
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return day(at) if len(text) == len("2026-11-21") else f"{clock(at)} {day(at)}"
