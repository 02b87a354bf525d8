"""Label sheets as data: how many labels on an A4 sheet, how large and where."""

from dataclasses import dataclass
from typing import Final

A4: Final = (2100, 2970)
"""Width and height of the sheet, 0.1 mm."""

EDGE: Final = 8
"""What stays free inside a label's edge, 0.1 mm; the symbol has its quiet zone besides."""


@dataclass(frozen=True)
class Grid:
    """One kind of label sheet; all lengths in tenths of a millimetre.

    `left` and `top` are the sheet's margins before the first label, `gap_x` and `gap_y` the strips
    between labels.
    """

    code: str
    columns: int
    rows: int
    width: int
    height: int
    left: int
    top: int
    gap_x: int = 0
    gap_y: int = 0

    @property
    def count(self) -> int:
        """Labels on one sheet."""
        return self.columns * self.rows

    @property
    def side(self) -> int:
        """Side of the symbol with its quiet zone, 0.1 mm."""
        return min(self.height - 2 * EDGE, self.width * 48 // 100)

    @property
    def text_width(self) -> int:
        """Room beside the symbol, 0.1 mm."""
        return self.width - self.side - 2 * EDGE - 4

    @property
    def text_size(self) -> float:
        """Size of letters in points: as the symbol allows, 4.6 to 8.5."""
        return min(max(self.side * 5.1 / 196, 4.6), 8.5)

    def __str__(self) -> str:
        """Name the sheet as shops sell it: 3 × 8 (70,0 × 37,1 mm)."""
        size = f"{self.width / 10:.1f} × {self.height / 10:.1f} mm".replace(".", ",")
        return f"{self.columns} × {self.rows} = {self.count} ({size})"


GRIDS: Final = {
    grid.code: grid
    for grid in (
        Grid("3x8", 3, 8, 635, 339, 72, 129, gap_x=25),
        Grid("4x10", 4, 10, 485, 254, 80, 215),
        Grid("5x13", 5, 13, 381, 212, 47, 107, gap_x=25),
        Grid("2x7", 2, 7, 991, 381, 46, 151, gap_x=25),
    )
}
