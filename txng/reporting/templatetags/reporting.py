"""Tags of the room's pages: figures as links to their rows, trends, maps, cells of rows."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from txng.reporting.charts import CommuneMap, Trend
from txng.reporting.figures import Figure
from txng.reporting.rows import Column, read
from txng.ui.templatetags.figures import day, moment, number

register = template.Library()
_SHOWN: dict[str, Callable[[Any], str]] = {"day": day, "moment": moment, "number": number}


@register.simple_tag(takes_context=True)
def figure_url(  # noqa: PLR0917  words of a template tag
    context: Mapping[str, Any],
    figure: Figure,
    part: str = "",
    split: str = "",
    value: object = "",
) -> str:
    """Return the address of the rows that make a figure, a part of it, or one value of a split.

    On another agency's desk, and on pages opened from it, the rows are those of its area.
    """
    asked = {"ky": figure.period.code} | _agency(context)
    if part:
        asked["phan"] = part
    if split:
        asked |= {"theo": split, "gia-tri": str(value)}
    path = reverse("government:reporting:show_figure", args=[figure.indicator.code])
    return f"{path}?{urlencode(asked)}"


def _agency(context: Mapping[str, Any]) -> dict[str, str]:
    if "desk" in context:
        return {"co-quan": str(context["desk"].agency.pk)}
    request = context.get("request")
    told = request.GET.get("co-quan", "") if request else ""
    return {"co-quan": told} if told else {}


@register.simple_tag
def cell(column: Column, row: object) -> SafeString | str:
    """Return one cell of a list of rows: formatted by its kind, linked where there is a page."""
    value = column.value(row)
    shown = _SHOWN[column.kind](value) if column.kind in _SHOWN else str(value)
    if column.link is None or not shown:
        return shown
    name, path = column.link
    number_of_row = read(row, path)
    try:
        return format_html('<a href="{}">{}</a>', reverse(name, args=[number_of_row]), shown)
    except NoReverseMatch:
        return shown


@register.inclusion_tag("reporting/parts/trend.html", takes_context=True)
def trend_chart(context: Mapping[str, Any], figure: Figure, trend: Trend) -> dict[str, Any]:
    """Show a trend: columns from zero, each a link to its rows, the target as a dashed line."""
    path = reverse("government:reporting:show_figure", args=[figure.indicator.code])
    more = urlencode(_agency(context))
    return {"figure": figure, "trend": trend, "path": path, "more": more and f"&{more}"}


@register.inclusion_tag("reporting/parts/map.html")
def commune_map(figure: Figure, map: CommuneMap) -> dict[str, Any]:  # noqa: A002  what it is
    """Show communes as circles on their centres, and the list of them, worst first."""
    return {"figure": figure, "map": map}
