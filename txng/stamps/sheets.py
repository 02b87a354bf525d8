"""Label sheets as PDF: pages of a grid, each label a QR symbol, the product and the code."""

import functools
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Literal

import orjson
import typst
from django.conf import settings
from PIL import ImageFont

from txng.core.symbols import qr_svg
from txng.stamps.grids import EDGE, Grid

_TEMPLATE: Final = (Path(__file__).parent / "typst" / "sheet.typ").read_bytes()


@dataclass(frozen=True)
class Face:
    """What all labels of a sheet say besides their code."""

    name: str
    lot: str = ""
    mark: str = ""
    call: str = "Quét để truy xuất"
    author: str = ""


@dataclass(frozen=True)
class Label:
    """One label: the address in its symbol, and the code in letters, line by line."""

    address: str
    lines: tuple[str, ...] = ()


def pdf(labels: Sequence[Label], *, face: Face, grid: Grid, skip: int = 0) -> bytes:
    """Return A4 sheets of vector symbols, leaving the first `skip` labels of sheet one empty."""
    drawn = _compile(_data(labels, face=face, grid=grid, skip=skip), form="pdf", ppi=None)
    return drawn if isinstance(drawn, bytes) else b"".join(drawn)


def pictures(
    labels: Sequence[Label], *, face: Face, grid: Grid, skip: int = 0, ppi: int = 300
) -> list[bytes]:
    """Return the same sheets as PNG pictures, to look at or to read back."""
    drawn = _compile(_data(labels, face=face, grid=grid, skip=skip), form="png", ppi=ppi)
    return [drawn] if isinstance(drawn, bytes) else drawn


def _data(labels: Sequence[Label], *, face: Face, grid: Grid, skip: int) -> bytes:
    cells: list[object] = [None] * skip
    cells += [{"symbol": qr_svg(label.address), "lines": label.lines} for label in labels]
    return orjson.dumps(
        {
            **asdict(face),
            "title": face.name,
            "names": name_lines(face.name, grid),
            "lot_size": lot_size(face.lot, grid),
            "grid": {
                **asdict(grid),
                "edge": EDGE,
                "side": grid.side,
                "text_width": grid.text_width,
                "text_size": grid.text_size,
            },
            "pages": [cells[i : i + grid.count] for i in range(0, len(cells), grid.count)],
        }
    )


def name_lines(name: str, grid: Grid) -> list[str]:
    """Break a product's name into at most two lines that fit beside the symbol; "…" if cut."""
    room = grid.text_width * 72 / 254 / grid.text_size
    lines = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".strip()
        if _width(longer) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > 2:
        lines = [lines[0], f"{lines[1]} …"]
    return [_cut(line, room) for line in lines]


def lot_size(lot: str, grid: Grid) -> float:
    """Return how much smaller a lot's code is set so that it stands in one line, uncut: 1 or less.

    A code that broke would run into the stamp's own below it.
    """
    room = grid.text_width * 72 / 254 / grid.text_size
    return min(1.0, room / _width(lot)) if lot else 1.0


def _cut(line: str, room: float) -> str:
    """Shorten a line letter by letter until it fits."""
    while _width(line) > room and len(line) > 2:
        line = line.removesuffix("…").rstrip()[:-1].rstrip() + "…"
    return line


def _width(text: str) -> float:
    """Width of semi-bold letters in units of their size."""
    return _bold().getlength(text) / 100


@functools.cache
def _bold() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    files = [file for folder in settings.TXNG_PRINT_FONTS for file in folder.glob("*SemiBold.ttf")]
    return ImageFont.truetype(files[0], 100) if files else ImageFont.load_default(100)


def _compile(data: bytes, *, form: Literal["pdf", "png"], ppi: int | None) -> bytes | list[bytes]:
    """Run typst over the template; its stubs do not know that the input may be several files."""
    files: Any = {"main.typ": _TEMPLATE, "data.json": data}
    drawn: bytes | list[bytes] = typst.compile(
        files, format=form, ppi=ppi, font_paths=_fonts(), pdf_tags=False
    )
    return drawn


@functools.cache
def _fonts() -> typst.Fonts:
    """Read the fonts once: Be Vietnam Pro, else the one that typst carries."""
    return typst.Fonts(include_system_fonts=False, font_paths=settings.TXNG_PRINT_FONTS)
