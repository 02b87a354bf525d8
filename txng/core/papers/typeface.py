"""The typeface of papers: Tinos, which has the metrics of Times New Roman."""

import functools

import typst
from django.conf import settings


@functools.cache
def fonts() -> typst.Fonts:
    """Read the typeface once."""
    weights = ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")
    folders = [settings.TXNG_PAPER_FONTS / weight for weight in weights]
    return typst.Fonts(include_system_fonts=False, font_paths=folders)
