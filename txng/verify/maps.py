"""A small map of the province with the communes of a story: drawn here, no tiles from elsewhere."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from txng.parties.models import AdministrativeUnit

WIDTH: Final = 340
HEIGHT: Final = 240
_MARGIN: Final = 18
_MOST_POINTS: Final = 400
"""A province's outline is drawn with no more points than this."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Mark:
    """One commune of the story: its number in order, where it stands, and what it is called."""

    number: int
    x: float
    y: float
    commune: str
    province: str
    is_outside: bool

    @property
    def label_x(self) -> float:
        """Where the province's name of an outside mark begins or ends."""
        return self.x - 14 if self.is_on_right else self.x + 14

    @property
    def is_on_right(self) -> bool:
        """Say whether the name has to stand to the left of the mark."""
        return self.x > WIDTH / 2


@dataclass(frozen=True)
class Map:
    """What the SVG is drawn from: paths in its own coordinates, marks in the order of the story."""

    province: str
    outline: str
    dots: str
    line: str
    marks: tuple[Mark, ...]
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class _Ground:
    """The unchanging part of a province's map."""

    province: AdministrativeUnit
    west: float
    north: float
    scale: float
    stretch: float
    left: float
    top: float
    outline: str
    dots: str

    def at(self, longitude: float, latitude: float) -> Point:
        """Return the point of a place on the map."""
        return (
            self.left + (longitude - self.west) * self.stretch * self.scale,
            self.top + (self.north - latitude) * self.scale,
        )


def numbers_of(units: Iterable[int | None]) -> dict[int, int]:
    """Number the communes of a story from 1, in the order in which it comes to them."""
    met = dict.fromkeys(unit for unit in units if unit is not None)
    return {unit: number for number, unit in enumerate(met, start=1)}


def map_of(numbers: Mapping[int, int], *, province_id: int | None) -> Map | None:
    """Draw the communes of a story on the map of a province; None when there is nothing to draw."""
    found = AdministrativeUnit.objects.select_related("parent").in_bulk(list(numbers))
    placed = [(n, found[u]) for u, n in numbers.items() if u in found and _is_placed(found[u])]
    home = province_id or next((unit.parent_id for _n, unit in placed), None)
    ground = _ground(home) if home and placed else None
    if ground is None:
        return None
    marks = tuple(_mark(number, unit, ground, home) for number, unit in placed)
    line = " ".join(f"{mark.x:.0f},{mark.y:.0f}" for mark in marks)
    return Map(str(ground.province), ground.outline, ground.dots, line, marks)


def _is_placed(unit: AdministrativeUnit) -> bool:
    return unit.latitude is not None and unit.longitude is not None


def _mark(number: int, unit: AdministrativeUnit, ground: _Ground, home: int | None) -> Mark:
    x, y = ground.at(float(unit.longitude or 0), float(unit.latitude or 0))
    return Mark(
        number=number,
        x=min(max(x, _MARGIN), WIDTH - _MARGIN),
        y=min(max(y, _MARGIN), HEIGHT - _MARGIN),
        commune=str(unit),
        province=str(unit.parent) if unit.parent else "",
        is_outside=unit.parent_id != home,
    )


@lru_cache(maxsize=64)
def _ground(province_id: int) -> _Ground | None:
    """Return a province's outline and the centres of its communes; kept, for they hardly change."""
    province = AdministrativeUnit.objects.filter(pk=province_id).first()
    communes = AdministrativeUnit.objects.filter(parent=province_id, valid_to=None)
    centres = [
        (float(longitude), float(latitude))
        for longitude, latitude in communes.values_list("longitude", "latitude").order_by("id")
        if longitude is not None and latitude is not None
    ]
    if province is None or not centres:
        return None
    rings = list(_rings(province.outline))
    return _fitted(province, centres, rings)


def _fitted(
    province: AdministrativeUnit, centres: Sequence[Point], rings: Sequence[Sequence[Point]]
) -> _Ground:
    points = [*centres, *(point for ring in rings for point in ring)]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    stretch = math.cos(math.radians((south + north) / 2))
    wide, high = max((east - west) * stretch, 0.01), max(north - south, 0.01)
    scale = min((WIDTH - 2 * _MARGIN) / wide, (HEIGHT - 2 * _MARGIN) / high)
    bare = _Ground(
        province=province,
        west=west,
        north=north,
        scale=scale,
        stretch=stretch,
        left=(WIDTH - wide * scale) / 2,
        top=(HEIGHT - high * scale) / 2,
        outline="",
        dots="",
    )
    outline = "".join(_path(bare, ring) + "z" for ring in rings)
    dots = "".join(f"M{x:.0f} {y:.0f}h0" for x, y in (bare.at(*c) for c in centres))
    return replace(bare, outline=outline, dots=dots)


def _path(ground: _Ground, ring: Sequence[Point]) -> str:
    points = (ground.at(*point) for point in ring)
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points)


def _rings(outline: Any) -> Iterator[Sequence[Point]]:
    """Yield the outer rings of a GeoJSON Polygon or MultiPolygon, thinned."""
    kind = (outline or {}).get("type")
    shapes = outline["coordinates"] if kind in {"Polygon", "MultiPolygon"} else []
    polygons = [shapes] if kind == "Polygon" else shapes
    total = sum(len(polygon[0]) for polygon in polygons)
    every = max(1, math.ceil(total / _MOST_POINTS))
    for polygon in polygons:
        ring = polygon[0][::every]
        if len(ring) > 2:
            yield [(float(x), float(y)) for x, y, *_ in ring]
