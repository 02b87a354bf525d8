"""Geometry of the room's pictures: a trend with its target, communes as circles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from math import cos, radians, sqrt

from txng.parties.models import AdministrativeUnit
from txng.reporting.models import Target
from txng.reporting.queries.indicators import Point

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 400, 150, 8, 22, 26
"""Units of a trend's drawing."""
MAP, EDGE, BIGGEST = 480, 26, 20
"""Units of a map's longer side, its margin, and the largest circle's radius."""


@dataclass(frozen=True)
class Mark:
    """One column of a trend."""

    label: str
    code: str
    value: Decimal | None
    x: str
    y: str
    height: str
    middle: str
    text_y: str


@dataclass(frozen=True)
class Trend:
    """Columns from zero with the target as a line."""

    marks: Sequence[Mark]
    bar: str
    target: Decimal | None
    target_y: str
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def base(self) -> int:
        """Return where zero lies."""
        return HEIGHT - BOTTOM

    @property
    def is_told(self) -> bool:
        """Say whether any period has a figure."""
        return any(mark.value is not None for mark in self.marks)


def trend(points: Sequence[Point], *, target: Target | None) -> Trend:
    """Lay out a trend, oldest left; a period without figure keeps its place empty."""
    aim = target.value if target else None
    highest = max([point.value or Decimal(0) for point in points] + [aim or Decimal(0)])
    room = Decimal(HEIGHT - TOP - BOTTOM)
    scale = room / highest if highest else Decimal(0)
    step = Decimal(WIDTH - 2 * LEFT) / max(len(points), 1)
    bar = step * Decimal("0.62")
    marks = []
    for number, point in enumerate(points):
        tall = (point.value or Decimal(0)) * scale
        x = LEFT + step * number + (step - bar) / 2
        marks.append(
            Mark(
                label=_short(point),
                code=point.period.code,
                value=point.value,
                x=f"{x:.1f}",
                y=f"{HEIGHT - BOTTOM - tall:.1f}",
                height=f"{tall:.1f}",
                middle=f"{x + bar / 2:.1f}",
                text_y=f"{HEIGHT - BOTTOM - tall - 6:.1f}",
            )
        )
    line = f"{HEIGHT - BOTTOM - (aim or Decimal(0)) * scale:.1f}"
    return Trend(marks, f"{bar:.1f}", aim, line)


def _short(point: Point) -> str:
    """Return a period's name short enough to stand under its column: 2026, Q4/26, 11/26."""
    year, _dash, rest = point.period.code.partition("-")
    if not rest or "_" in rest:
        return year
    return f"{rest}/{year[2:]}"


@dataclass(frozen=True)
class Spot:
    """One commune on the map."""

    unit: AdministrativeUnit
    amount: Decimal
    out_of: Decimal | None
    value: Decimal | None
    """Share in percent of a share, else the amount; None without objects."""
    x: str
    y: str
    radius: str
    tone: str


@dataclass(frozen=True)
class CommuneMap:
    """Communes as circles on their centres, and all of them worst first."""

    spots: Sequence[Spot]
    worst: Sequence[Spot]
    width: int
    height: int
    is_share: bool
    unplaced: int


def commune_map(
    units: Sequence[AdministrativeUnit],
    amounts: Mapping[int, Decimal],
    wholes: Mapping[int, Decimal] | None,
) -> CommuneMap:
    """Lay communes out by their centres; a circle's area goes with the amount (the whole, if any).

    Tones of a share: low below a third, middle, high from two thirds; of amounts by thirds of the
    largest. Only the province's own communes are drawn, as they are recorded.
    """
    placed = [u for u in units if u.latitude is not None and u.longitude is not None]
    frame = _Frame(placed)
    size = wholes if wholes is not None else amounts
    largest = max([size.get(u.pk, Decimal(0)) for u in units], default=Decimal(0)) or Decimal(1)
    top = max(amounts.values(), default=Decimal(0)) or Decimal(1)
    spots = []
    for unit in units:
        whole = wholes.get(unit.pk, Decimal(0)) if wholes is not None else None
        amount = amounts.get(unit.pk, Decimal(0))
        value = _value(amount, whole)
        level = value / 100 if whole is not None and value is not None else amount / top
        x, y = frame.at(unit)
        part = float(size.get(unit.pk, Decimal(0)) / largest)
        spots.append(
            Spot(unit, amount, whole, value, x, y, f"{3 + (BIGGEST - 3) * sqrt(part):.1f}",
                 _tone(level))
        )  # fmt: skip
    drawn = [s for s in spots if s.unit.latitude is not None]
    drawn.sort(key=lambda spot: -float(spot.radius))
    return CommuneMap(
        spots=drawn,
        worst=sorted(spots, key=lambda s: (s.value is None, s.value or 0, -(s.out_of or 0))),
        width=frame.width,
        height=frame.height,
        is_share=wholes is not None,
        unplaced=len(spots) - len(drawn),
    )


def _value(amount: Decimal, whole: Decimal | None) -> Decimal | None:
    if whole is None:
        return amount
    if not whole:
        return None
    return (amount / whole * 100).quantize(Decimal("0.1"), ROUND_DOWN)


def _tone(level: Decimal) -> str:
    if level >= Decimal(2) / 3:
        return "high"
    return "middle" if level >= Decimal(1) / 3 else "low"


class _Frame:
    """Turns degrees into units of the drawing: equal lengths both ways at this latitude."""

    def __init__(self, units: Sequence[AdministrativeUnit]) -> None:
        latitudes = [float(u.latitude or 0) for u in units] or [0.0]
        longitudes = [float(u.longitude or 0) for u in units] or [0.0]
        self.south, self.north = min(latitudes), max(latitudes)
        self.west, self.east = min(longitudes), max(longitudes)
        self.squeeze = cos(radians((self.south + self.north) / 2))
        across = max((self.east - self.west) * self.squeeze, 0.02)
        along = max(self.north - self.south, 0.02)
        self.scale = (MAP - 2 * EDGE) / max(across, along)
        self.width = round(across * self.scale) + 2 * EDGE
        self.height = round(along * self.scale) + 2 * EDGE

    def at(self, unit: AdministrativeUnit) -> tuple[str, str]:
        """Return where a commune's centre lies."""
        x = EDGE + (float(unit.longitude or 0) - self.west) * self.squeeze * self.scale
        y = EDGE + (self.north - float(unit.latitude or 0)) * self.scale
        return f"{x:.1f}", f"{y:.1f}"
