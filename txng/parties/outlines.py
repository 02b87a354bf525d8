"""Outlines of places on the ground: read from what people paste, checked, measured, drawn."""

import json
import math
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from lxml import etree

from txng.core.errors import Refused

Point = tuple[float, float]
"""Longitude and latitude in degrees (WGS 84), as GeoJSON orders them."""
LATITUDES: Final = (6.0, 24.0)
LONGITUDES: Final = (102.0, 118.0)
"""Bounds of Viet Nam with its islands, Hoàng Sa and Trường Sa among them."""
MOST_POINTS: Final = 500
FAR_OFF: Final = 0.2
"""Declared and measured area that differ by more than a fifth are pointed out."""
_EARTH: Final = 6_371_008.8
_FIGURE = re.compile(r"-?\d{1,3}(?:\.\d+)?")
_DECIMALS: Final = 7


class OutlineWrong(Refused):
    """The outline cannot be that of a piece of land."""

    status = 422
    reason = _(
        "Chưa đọc được ranh giới. Mỗi dòng một góc, vĩ độ trước kinh độ sau, ví dụ "
        "“21.59422 105.84817”; hoặc dán cả tệp GeoJSON, KML."
    )


class OutlineOutside(OutlineWrong):
    """A corner lies outside Viet Nam."""

    reason = _("Có góc nằm ngoài Việt Nam. Hãy kiểm tra lại toạ độ (độ, hệ WGS 84).")


class OutlineTooSmall(OutlineWrong):
    """An outline has three corners at least, and an area."""

    reason = _("Ranh giới cần ít nhất ba góc khác nhau, không thẳng hàng.")


class OutlineTooLong(OutlineWrong):
    """An outline of more corners than are kept."""

    reason = _("Ranh giới có quá nhiều góc (nhiều nhất 500). Hãy bớt các góc trên đoạn thẳng.")


class OutlineCrosses(OutlineWrong):
    """An outline crosses itself: the corners are not in their order."""

    reason = _("Ranh giới tự cắt nhau: hãy nhập các góc theo đúng thứ tự đi một vòng.")


def outline_of(text: str) -> dict[str, Any] | None:
    """Return a GeoJSON polygon from pasted corners, GeoJSON or KML; nothing from nothing.

    Refuses what is no simple ring inside Viet Nam (OutlineWrong and its kinds). A ring left open
    is closed; which of two figures is the latitude shows by itself.
    """
    given = text.strip()
    if not given:
        return None
    ring = _tidy(_ring_of(given))
    if len(set(ring)) < 3 or area_of(ring) < 1:
        raise OutlineTooSmall
    if len(ring) > MOST_POINTS + 1:
        raise OutlineTooLong
    if _crosses(ring):
        raise OutlineCrosses
    return {"type": "Polygon", "coordinates": [[list(point) for point in ring]]}


def ring_of(outline: dict[str, Any]) -> list[Point]:
    """Return the outer ring of a kept outline, closed."""
    return [(float(x), float(y)) for x, y in outline["coordinates"][0]]


def text_of(outline: dict[str, Any] | None) -> str:
    """Return an outline as people paste it: a corner a line, latitude first."""
    ring = ring_of(outline)[:-1] if outline else []
    return "\n".join(f"{latitude:.6f} {longitude:.6f}" for longitude, latitude in ring)


def _ring_of(given: str) -> list[Point]:
    if given.startswith("{"):
        return _of_geojson(given)
    if given.startswith("<"):
        return _of_kml(given)
    corners = [line for line in re.split(r"[\n;]+", given) if line.strip()]
    return [_corner(line) for line in corners]


def _corner(line: str) -> Point:
    plain = re.sub(r"(?<=\d),(?=\d)", ".", line) if line.count(",") != 1 or " " in line else line
    figures = [float(figure) for figure in _FIGURE.findall(plain)]
    if len(figures) < 2:
        raise OutlineWrong
    return _placed(figures[0], figures[1])


def _placed(one: float, other: float) -> Point:
    """Return the corner; latitudes and longitudes of Viet Nam are never alike."""
    for latitude, longitude in ((one, other), (other, one)):
        if _within(latitude, LATITUDES) and _within(longitude, LONGITUDES):
            return longitude, latitude
    raise OutlineOutside


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


_NO_SHAPE: Final = (
    ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, OverflowError
)  # fmt: skip


def _of_geojson(given: str) -> list[Point]:
    try:
        shape = json.loads(given)
        if shape.get("type") == "FeatureCollection":
            shape = shape["features"][0]
        if shape.get("type") == "Feature":
            shape = shape["geometry"]
        if shape.get("type") == "MultiPolygon" and len(shape["coordinates"]) == 1:
            shape = {"type": "Polygon", "coordinates": shape["coordinates"][0]}
        if shape.get("type") != "Polygon":
            raise OutlineWrong
        return [_placed(float(p[1]), float(p[0])) for p in shape["coordinates"][0]]
    except _NO_SHAPE as error:
        raise OutlineWrong from error


def _of_kml(given: str) -> list[Point]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(given.encode(), parser)
        text = next(root.iter("{*}coordinates")).text or ""
        corners = [corner.split(",") for corner in text.split()]
        return [_placed(float(c[1]), float(c[0])) for c in corners]
    except (etree.XMLSyntaxError, StopIteration, ValueError, IndexError) as error:
        raise OutlineWrong from error


def _tidy(ring: Sequence[Point]) -> list[Point]:
    """Round to a centimetre, drop a corner told twice in a row, close the ring."""
    found: list[Point] = []
    for longitude, latitude in ring:
        point = (round(longitude, _DECIMALS), round(latitude, _DECIMALS))
        if not found or found[-1] != point:
            found.append(point)
    if found and found[0] != found[-1]:
        found.append(found[0])
    return found


def _flat(ring: Sequence[Point]) -> list[Point]:
    """Return a ring in metres around its first corner; right to a thousandth for a few km."""
    longitude, latitude = ring[0]
    scale = math.radians(1) * _EARTH
    shrink = math.cos(math.radians(latitude))
    return [((x - longitude) * scale * shrink, (y - latitude) * scale) for x, y in ring]


def area_of(ring: Sequence[Point]) -> float:
    """Return the area of a closed ring in square metres."""
    flat = _flat(ring)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(flat))) / 2


def centre_of(ring: Sequence[Point]) -> Point:
    """Return the middle of the corners."""
    corners = ring[:-1]
    return sum(p[0] for p in corners) / len(corners), sum(p[1] for p in corners) / len(corners)


def differs(declared: float | None, measured: float) -> bool:
    """Say whether the declared area is far off the measured one."""
    return declared is not None and abs(float(declared) - measured) > FAR_OFF * measured


def _crosses(ring: Sequence[Point]) -> bool:
    edges = list(pairwise(_flat(ring)))
    last = len(edges) - 1
    return any(
        _meet(edges[i], edges[j])
        for i in range(len(edges))
        for j in range(i + 2, len(edges))
        if not (i == 0 and j == last)
    )


def _meet(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    (a, b), (c, d) = one, other
    return _side(a, b, c) != _side(a, b, d) and _side(c, d, a) != _side(c, d, b)


def _side(a: Point, b: Point, c: Point) -> int:
    turn = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (turn > 0) - (turn < 0)


def contains(ring: Sequence[Point], point: Point) -> bool:
    """Say whether a point lies inside a closed ring."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def overlap(one: Sequence[Point], other: Sequence[Point]) -> bool:
    """Say whether two rings share ground: edges cross, or one holds the other."""
    joint = _flat([*one, *other])
    edges = list(pairwise(joint[: len(one)]))
    others = list(pairwise(joint[len(one) :]))
    if any(_meet(a, b) for a in edges for b in others):
        return True
    return contains(one, centre_of(other)) or contains(other, centre_of(one))


def distance_of(one: Point, other: Point) -> float:
    """Return the metres between two points near each other."""
    x, y = _flat([one, other])[1]
    return math.hypot(x, y)


def drawn(rings: Sequence[Sequence[Point]], *, width: int = 320, margin: int = 12) -> list[str]:
    """Return the `points` of an SVG polygon for each ring, all to one scale, north up."""
    everything = [point for ring in rings for point in ring]
    flat = _flat(everything)
    left, top = min(p[0] for p in flat), max(p[1] for p in flat)
    reach = max(max(p[0] for p in flat) - left, top - min(p[1] for p in flat), 1.0)
    scale = (width - 2 * margin) / reach
    shown = [f"{margin + (x - left) * scale:.1f},{margin + (top - y) * scale:.1f}" for x, y in flat]
    drawings, start = [], 0
    for ring in rings:
        drawings.append(" ".join(shown[start : start + len(ring)]))
        start += len(ring)
    return drawings
