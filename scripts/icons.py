"""Draws the icons under which phones keep the portal, from the portal's own mark.

.venv/bin/python -m scripts.icons
"""

from pathlib import Path
from typing import Any

import typst

ROOT = Path(__file__).resolve().parent.parent
MARK = ROOT / "txng" / "ui" / "static" / "ui" / "mark.svg"
FOLDER = ROOT / "txng" / "capture" / "static" / "capture"
SIZES = (192, 512)
_PAGE = """
#set page(width: {size}pt, height: {size}pt, margin: 0pt, fill: rgb("#14532d"))
#align(center + horizon, image("mark.svg", width: 84%))
"""


def draw(size: int) -> bytes:
    """Return the mark as PNG on its own green, with room for a phone's round mask."""
    page = _PAGE.format(size=size).encode()
    files: Any = {"main": page, "mark.svg": MARK.read_bytes()}
    drawn: bytes = typst.compile(files, format="png", ppi=72)
    return drawn


def main() -> None:
    """Write the icons."""
    for size in SIZES:
        (FOLDER / f"icon-{size}.png").write_bytes(draw(size))


if __name__ == "__main__":
    main()
