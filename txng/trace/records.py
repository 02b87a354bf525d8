"""Papers made from records as PDF: what was stated, by whom and when, with a symbol to check it."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import orjson
import typst
from django.conf import settings

from txng.core.symbols import qr_svg

_TEMPLATE: Final = (Path(__file__).parent / "typst" / "record.typ").read_bytes()


@dataclass(frozen=True)
class Symbol:
    """A cell that is a QR symbol of an address."""

    address: str


Cell = str | Symbol


@dataclass(frozen=True)
class Listing:
    """A table: its title, heads, shares of the width, rows; `right` columns hold figures."""

    title: str
    head: Sequence[str]
    widths: Sequence[float]
    rows: Sequence[Sequence[Cell]]
    right: Sequence[int] = ()


@dataclass(frozen=True, kw_only=True)
class Record:
    """One paper; `address` stands in its symbol, `facts` are labels with their values."""

    title: str
    subtitle: str
    issuer: str
    issuer_note: str
    address: str
    address_note: str
    facts: Sequence[tuple[str, str]]
    tables: Sequence[Listing]
    notes: Sequence[str]
    foot: str
    signs: Sequence[tuple[str, str]] = ()
    sign_note: str = ""


def to_pdf(record: Record) -> bytes:
    """Return the paper as PDF, A4."""
    files: Any = {"main.typ": _TEMPLATE, "data.json": orjson.dumps(_data(record))}
    drawn = typst.compile(files, format="pdf", font_paths=_fonts())
    return drawn if isinstance(drawn, bytes) else b"".join(drawn)


def _data(record: Record) -> dict[str, Any]:
    return {
        "title": record.title,
        "subtitle": record.subtitle,
        "author": record.issuer,
        "issuer": record.issuer,
        "issuer_note": record.issuer_note,
        "qr": qr_svg(record.address),
        "qr_note": record.address_note,
        "facts": [[label, value or "–"] for label, value in record.facts],
        "tables": [_table(one) for one in record.tables],
        "notes": list(record.notes),
        "signs": [list(pair) for pair in record.signs],
        "sign_note": record.sign_note,
        "foot": record.foot,
    }


def _table(one: Listing) -> dict[str, Any]:
    return {
        "title": one.title,
        "head": list(one.head),
        "widths": list(one.widths),
        "right": list(one.right),
        "rows": [[_cell(cell) for cell in row] for row in one.rows],
    }


def _cell(cell: Cell) -> Any:
    return {"symbol": qr_svg(cell.address)} if isinstance(cell, Symbol) else cell or "–"


@functools.cache
def _fonts() -> typst.Fonts:
    """Read the fonts once: Be Vietnam Pro, else the one that typst carries."""
    return typst.Fonts(include_system_fonts=False, font_paths=settings.TXNG_PRINT_FONTS)
