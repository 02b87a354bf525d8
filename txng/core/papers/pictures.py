"""Pictures of papers: SVG set by typst with the papers' own typeface, as PNG for DOCX and XLSX."""

from typing import Any, Final

import typst

from txng.core.papers.typeface import fonts

_SHEET: Final = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image("figure.svg")
"""
POINTS_PER_INCH: Final = 220
"""Sharp in print on the width of a page, and some tens of kilobytes."""


def to_png(svg: bytes) -> bytes:
    """Return a drawing as PNG, letters drawn in the typeface of papers."""
    files: Any = {"main.typ": _SHEET, "figure.svg": svg}
    drawn = typst.compile(files, format="png", ppi=POINTS_PER_INCH, font_paths=fonts())
    return drawn if isinstance(drawn, bytes) else drawn[0]
