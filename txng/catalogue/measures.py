"""Amounts from one unit of measure to another of the same kind."""

from decimal import Decimal
from typing import Final

from txng.catalogue.vocab import Unit

_SIZES: Final[dict[str, tuple[str, Decimal]]] = {
    Unit.GRAM: ("mass", Decimal("0.001")),
    Unit.KILOGRAM: ("mass", Decimal(1)),
    Unit.TONNE: ("mass", Decimal(1000)),
    Unit.MILLILITRE: ("volume", Decimal("0.001")),
    Unit.LITRE: ("volume", Decimal(1)),
    Unit.PIECE: ("count", Decimal(1)),
    Unit.HEAD: ("count", Decimal(1)),
}


def converted(quantity: Decimal, unit: str, to: str) -> Decimal | None:
    """Return an amount in another unit, or None when the two measure different things.

    >>> converted(Decimal(500), "GRM", "KGM")
    Decimal('0.500')
    >>> converted(Decimal(1), "LTR", "KGM") is None
    True
    """
    if unit == to:
        return quantity
    own, other = _SIZES.get(unit), _SIZES.get(to)
    if own is None or other is None or own[0] != other[0]:
        return None
    return quantity * own[1] / other[1]
