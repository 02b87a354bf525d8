"""Tags of the room's pages: figures as links to their rows, trends, maps, cells of rows."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from txng.reporting.charts import CommuneMap, Trend
from txng.reporting.content import Content
from txng.reporting.figures import Figure
from txng.reporting.models import Report
from txng.reporting.rows import Column, read
from txng.reporting.vocab import ReportKind
from txng.ui.templatetags.figures import day, moment, number

register = template.Library()
_KEPT = ("co-quan", "nganh")
"""What addresses of figures hand on: whose area, which sector."""
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
    told = {name: request.GET.get(name, "") for name in _KEPT} if request else {}
    return {name: value for name, value in told.items() if value}


@register.simple_tag
def report_rows_url(report: Report, row: Content, part: str = "tu") -> str:
    """Return the address of the rows behind a figure of a report: of its area, sector, period."""
    asked = {"ky": report.period.code, "co-quan": str(report.organisation_id), "phan": part}
    if report.kind == ReportKind.UNIT and report.organisation.sector:
        asked["nganh"] = report.organisation.sector
    path = reverse("government:reporting:show_figure", args=[row["code"]])
    return f"{path}?{urlencode(asked)}"


@register.simple_tag(takes_context=True)
def out_of(context: Mapping[str, Any], figure: Figure) -> SafeString | str:
    """Return `12 / 34` behind a share, each number a link to its own rows; else nothing."""
    if not (figure.out_of and figure.has_objects):
        return ""
    top, bottom = figure.out_of.split(" / ")
    link = '<a href="{}" data-sum>{}</a>'
    return format_html(
        f'<span class="muted small out-of">{link} / {link}</span>',
        figure_url(context, figure, "tu"), top,
        figure_url(context, figure, "mau"), bottom,
    )  # fmt: skip


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
