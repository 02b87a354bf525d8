"""Charts drawn on the server: horizontal bars from zero, labelled directly, with their figures."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import template

from txng.ui.templatetags.figures import number

register = template.Library()

WIDTH, ROW, BAR, RIGHT = 400, 48, 14, 84
"""Units of the drawing: label above its bar, figure after it."""


@register.inclusion_tag("ui/parts/bar_chart.html")
def bar_chart(
    title: object,
    rows: Sequence[tuple[object, Decimal | float]],
    unit: object = "",
    target: Decimal | float | None = None,
) -> dict[str, Any]:
    """Show (label, value) rows as bars from zero; values may not be negative."""
    highest = max([Decimal(str(value)) for _, value in rows] + [Decimal(str(target or 0))])
    scale = Decimal(WIDTH - RIGHT) / highest if highest else Decimal(0)
    bars = [
        {
            "label": label,
            "shown": number(value),
            "value": value,
            "width": f"{max(Decimal(str(value)) * scale, Decimal(1)):.1f}",
            "end": f"{Decimal(str(value)) * scale + 8:.1f}",
            "text_y": i * ROW + 18,
            "bar_y": i * ROW + 26,
            "figure_y": i * ROW + 38,
        }
        for i, (label, value) in enumerate(rows)
    ]
    return {
        "title": title,
        "unit": unit,
        "bars": bars,
        "width": WIDTH,
        "height": max(len(bars) * ROW, ROW),
        "bar_height": BAR,
        "target": target,
        "target_x": f"{Decimal(str(target or 0)) * scale:.1f}",
    }
