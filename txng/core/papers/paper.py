"""An administrative paper as a value: head, body, tables, signing block, recipients, annexes.

The parts are those of Nghị định 30/2020/NĐ-CP (Phụ lục I): motto, issuer, number, place and day,
kind and subject, content, signature, recipients; annexes numbered in Roman.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Align = Literal["left", "center", "right", "justify"]
Value = str | int | Decimal | None
"""A cell: text as it is; numbers are written 1.234,5 and stay numbers in a workbook."""


@dataclass(frozen=True)
class Heading:
    """A heading of the text: level 1 bold ("I. MỤC TIÊU"), 2 bold, 3 bold italic."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Chapter:
    """A chapter of rules: its number, and below it its name in capitals, both in the middle."""

    number: str
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: justified, its first line indented, unless `align` says otherwise."""

    text: str
    align: Align = "justify"
    is_bold: bool = False
    is_italic: bool = False


@dataclass(frozen=True)
class Column:
    """A column of a table: its head, its share of the width, where its cells stand."""

    head: str
    width: float = 1
    align: Align = "left"


@dataclass(frozen=True)
class Row:
    """A row; its first cell may span several columns (then fewer cells follow)."""

    cells: tuple[Value, ...]
    is_bold: bool = False
    span: int = 1


@dataclass(frozen=True)
class Table:
    """A table with a head that is repeated on each page; `unit` stands right above it."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Figure:
    """A picture (SVG) with what it shows, to be read by those who do not see it."""

    svg: bytes
    caption: str


Block = Chapter | Heading | Paragraph | Table | Figure


@dataclass(frozen=True)
class Signing:
    """Who signs: authority lines ("TM. ỦY BAN NHÂN DÂN"), position, name."""

    position: str
    name: str = ""
    authority: tuple[str, ...] = ()


@dataclass(frozen=True)
class Annex:
    """An annex on pages of its own; `is_wide` turns them."""

    title: str
    blocks: tuple[Block, ...]
    number: str = ""
    attached: str = ""
    is_wide: bool = False


@dataclass(frozen=True)
class Paper:
    """A paper; what is not known yet (number, day) is left open for the pen."""

    issuer: str
    kind: str
    title: str
    blocks: tuple[Block, ...] = ()
    parent: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    on_date: date | None = None
    bases: tuple[str, ...] = ()
    signing: Signing | None = None
    recipients: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = field(default=())

    @property
    def number_line(self) -> str:
        """Return "Số: 12/KH-SKHCN"; without a number room for the pen is left."""
        if self.number:
            return f"Số: {self.number}"
        return f"Số:          /{self.symbol}" if self.symbol else "Số:"

    @property
    def day_line(self) -> str:
        """Return "Thái Nguyên, ngày 05 tháng 02 năm 2026": 0 before days to 9, months to 2."""
        where = f"{self.place}, " if self.place else ""
        if self.on_date is None:
            return f"{where}ngày      tháng      năm"
        day, month = self.on_date.day, self.on_date.month
        shown = f"0{month}" if month < 3 else str(month)
        return f"{where}ngày {day:02} tháng {shown} năm {self.on_date.year}"

    @property
    def sections(self) -> tuple[tuple[str, tuple[Block, ...]], ...]:
        """Return the blocks of the body and of each annex with its title."""
        body = ((self.title, self.blocks),) if self.blocks else ()
        return (*body, *((annex.title, annex.blocks) for annex in self.annexes))


def shown(value: Value) -> str:
    """Write a cell: numbers with thousands parted, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    whole, _point, part = f"{Decimal(value):f}".partition(".")
    part = part.rstrip("0")
    sign = "-" if whole.startswith("-") else ""
    grouped = f"{int(whole.lstrip('-')):,}".replace(",", ".")
    return f"{sign}{grouped}" + (f",{part}" if part else "")
