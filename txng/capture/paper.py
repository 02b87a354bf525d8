"""The paper diary of a lot: a printed page for each step, with the QR of its page for typing in."""

import functools
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import typst
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from txng.capture import chain
from txng.capture.told import unit_text
from txng.core.symbols import qr_svg
from txng.identify.models import Lot

_TEMPLATE: Final = (Path(__file__).parent / "typst" / "diary.typ").read_bytes()
_LINES: Final = 9
_WORKER: Final = "worker"
_MOST_COLUMNS: Final = 8
_LEFT_OUT: Final = {chain.PHOTO}
_WIDE: Final = {"text", "party", "lot", "input"}


def entry_address(lot: Lot, step: chain.Step) -> str:
    """Return the address of the very page on which lines of the step are typed in."""
    page = reverse("enterprise:capture:list_plots")
    return f"{settings.TXNG_PUBLIC_URL}{page}#lo-{lot.pk}/{step.code}"


def printed_steps(lot: Lot, code: str = "") -> list[chain.Step]:
    """Return the steps that get a page: the one asked for, else those that happen again."""
    steps = chain.steps_of(lot.product.template.definition)
    if code:
        return [chain.step_of(lot.product.template.definition, code)]
    return [step for step in steps if step.repeatable] or list(steps)


def diary_pdf(lot: Lot, steps: Sequence[chain.Step]) -> bytes:
    """Return the pages as PDF, A4 across."""
    data = {
        "title": f"{_('Sổ giấy')} – {lot.code}",
        "author": lot.product.organisation.name,
        "product": lot.product.name,
        "lot": lot.code,
        "organisation": lot.product.organisation.name,
        "place": lot.place.name,
        "foot": _("Chép vào cổng sớm: ghi sau 2 ngày sẽ mang dấu “Ghi muộn”."),
        "pages": [_page(lot, step) for step in steps],
    }
    files: Any = {"main.typ": _TEMPLATE, "data.json": json.dumps(data).encode()}
    drawn: bytes = typst.compile(files, format="pdf", font_paths=_fonts())
    return drawn


def _page(lot: Lot, step: chain.Step) -> dict[str, Any]:
    columns = _columns(step)
    return {
        "step": step.name,
        "symbol": qr_svg(entry_address(lot, step)),
        "how": _("Ghi mỗi lần làm một dòng. Có mạng thì quét mã bên phải để chép vào cổng."),
        "columns": columns,
        "widths": [column.pop("width") for column in columns],
        "lines": _LINES,
    }


def _columns(step: chain.Step) -> list[dict[str, Any]]:
    """Return day and hour, what is asked first, as many as a page holds, and who did it.

    A step that asks itself who did it is not asked twice.
    """
    asked = [one for one in step.fields if one.type not in _LEFT_OUT]
    asked.sort(key=lambda one: not one.required)
    first = {"label": _("Ngày, giờ"), "unit": "", "hint": "", "width": 1.1}
    last = {"label": _("Người làm"), "unit": "", "hint": "", "width": 1.1}
    shown = asked[: _MOST_COLUMNS - 2]
    is_told = any(one.code == _WORKER for one in shown)
    return [first, *(_column(one) for one in shown), *([] if is_told else [last])]


def _column(one: chain.Field) -> dict[str, Any]:
    choices = " · ".join(choice.name for choice in one.choices)
    yes_no = _("có · không") if one.type == "bool" else ""
    return {
        "label": one.name,
        "unit": unit_text(one.unit) if one.unit else "",
        "hint": choices or yes_no,
        "width": 1.5 if one.type in _WIDE or choices else 1.0,
    }


@functools.cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=settings.TXNG_PRINT_FONTS)
