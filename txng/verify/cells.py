"""A map of the province by commune, drawn from commune centres alone: there are no outlines.

Each cell is the ground that lies nearer to one centre than to any other (a Voronoi cell), cut off
where no centre is near. It is not a boundary, and the page says so.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from txng.parties.models import AdministrativeUnit
from txng.verify.lists import Commune

WIDTH: Final = 400
_MARGIN: Final = 4
_SIDES: Final = 12
LEVELS: Final = 5
_PARTS: Final = range(1, LEVELS + 1)
Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True)
class Cell:
    """One commune as it is drawn: its path, and how dark (0: nothing there, LEVELS: most)."""

    unit_id: int
    name: str
    path: str
    count: int
    level: int


@dataclass(frozen=True)
class Drawing:
    """The map: size, cells with something to find, and one path of all the others."""

    province: str
    width: int
    height: int
    cells: tuple[Cell, ...]
    empty: str
    steps: tuple[tuple[int, int, int], ...]
    """Level, and the least and the greatest number that has it."""


def drawing(communes: Sequence[Commune]) -> Drawing | None:
    """Draw the province of most of the communes, darker where more products are found."""
    counts = {row.unit.pk: row.products for row in communes}
    province = _province(communes)
    ground = _ground(province) if province else None
    if ground is None:
        return None
    steps = _steps([counts[pk] for pk in ground.paths if counts.get(pk)])
    cells = [
        Cell(pk, ground.names[pk], path, counts[pk], _level(counts[pk], steps))
        for pk, path in ground.paths.items()
        if counts.get(pk)
    ]
    empty = "".join(path for pk, path in ground.paths.items() if not counts.get(pk))
    return Drawing(ground.province, WIDTH, ground.height, tuple(cells), empty, steps)


def _province(communes: Iterable[Commune]) -> int | None:
    weight: dict[int, int] = {}
    for row in communes:
        if row.unit.parent_id:
            weight[row.unit.parent_id] = weight.get(row.unit.parent_id, 0) + row.products + 1
    return max(weight, key=lambda pk: (weight[pk], -pk), default=None)


def _steps(numbers: Sequence[int]) -> tuple[tuple[int, int, int], ...]:
    """Part numbers into at most LEVELS steps of about as many communes each."""
    ordered = sorted(numbers)
    ends = [
        ordered[max(0, len(ordered) * n // LEVELS - 1)] for n in range(1, LEVELS + 1) if ordered
    ]
    steps: list[tuple[int, int, int]] = []
    least = 1
    for end in sorted(set(ends)):
        steps.append((len(steps) + 1, least, end))
        least = end + 1
    return tuple(steps)


def _level(count: int, steps: Sequence[tuple[int, int, int]]) -> int:
    return next(level for level, least, most in steps if least <= count <= most)


@dataclass(frozen=True)
class _Ground:
    """The unchanging part: where each commune of a province is drawn."""

    province: str
    height: int
    paths: Mapping[int, str]
    names: Mapping[int, str]


@lru_cache(maxsize=16)
def _ground(province_id: int) -> _Ground | None:
    found = AdministrativeUnit.objects.filter(parent=province_id, valid_to=None)
    units = [u for u in found.order_by("id") if u.latitude is not None and u.longitude is not None]
    province = AdministrativeUnit.objects.filter(pk=province_id).first()
    if province is None or len(units) < 3:
        return None
    centres = _flat([(float(u.longitude or 0), float(u.latitude or 0)) for u in units])
    reach = 2.4 * _median([_nearest(point, centres) for point in centres])
    rings = [_cell(point, centres, reach) for point in centres]
    scale, left, top, height = _fit(rings)
    paths = {}
    for unit, ring in zip(units, rings, strict=True):
        drawn = [((x - left) * scale + _MARGIN, (top - y) * scale + _MARGIN) for x, y in ring]
        paths[unit.pk] = _path(drawn)
    return _Ground(str(province), height, paths, {unit.pk: str(unit) for unit in units})


def _flat(points: Sequence[Point]) -> list[Point]:
    """Return degrees as kilometres east and north of the first point."""
    east, north = points[0]
    stretch = math.cos(math.radians(north))
    return [((x - east) * 111.32 * stretch, (y - north) * 111.32) for x, y in points]


def _nearest(point: Point, others: Sequence[Point]) -> float:
    return min(d for d in (math.dist(point, other) for other in others) if d > 0)


def _median(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


def _cell(centre: Point, others: Sequence[Point], reach: float) -> list[Point]:
    """Cut a round ground about a centre by the middle lines to the centres around it."""
    x, y = centre
    turns = [2 * math.pi * n / _SIDES for n in range(_SIDES)]
    ring = [(x + reach * math.cos(turn), y + reach * math.sin(turn)) for turn in turns]
    for other in others:
        if other != centre and math.dist(centre, other) < 2 * reach:
            ring = _cut(ring, centre, other)
    return ring


def _cut(ring: Sequence[Point], ours: Point, theirs: Point) -> list[Point]:
    """Keep the part of a ring that is nearer to our centre than to theirs."""
    nx, ny = theirs[0] - ours[0], theirs[1] - ours[1]
    mx, my = (ours[0] + theirs[0]) / 2, (ours[1] + theirs[1]) / 2
    sides = [(px - mx) * nx + (py - my) * ny for px, py in ring]
    kept: list[Point] = []
    for i, (point, side) in enumerate(zip(ring, sides, strict=True)):
        before, side_before = ring[i - 1], sides[i - 1]
        if (side > 0) != (side_before > 0):
            share = side_before / (side_before - side)
            kept.append(
                (
                    before[0] + (point[0] - before[0]) * share,
                    before[1] + (point[1] - before[1]) * share,
                )
            )
        if side <= 0:
            kept.append(point)
    return kept


def _fit(rings: Sequence[Sequence[Point]]) -> tuple[float, float, float, int]:
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    scale = (WIDTH - 2 * _MARGIN) / (max(xs) - min(xs))
    return scale, min(xs), max(ys), round((max(ys) - min(ys)) * scale + 2 * _MARGIN)


def _path(ring: Sequence[Point]) -> str:
    """Return a closed path of whole pixels, each step said from the one before."""
    whole = [(round(x), round(y)) for x, y in ring]
    steps = [f"{x - px} {y - py}" for (px, py), (x, y) in pairwise(whole) if (x, y) != (px, py)]
    return f"M{whole[0][0]} {whole[0][1]}l{' '.join(steps)}z"
