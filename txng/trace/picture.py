"""The picture of a lineage: things in rows from origin to destination, joined by curves.

Pure geometry; the template `trace/_picture.html` draws it as SVG. What does not fit in a row is
gathered in one box that says how many it stands for; the table under the picture names them all.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

BOX_HEIGHT: Final = 62
GAP_X: Final = 14
GAP_Y: Final = 46
MARGIN: Final = 6


@dataclass(frozen=True)
class Dot:
    """A thing to draw: its words, its look (`start`, `lot`, `case`, `item`, `run`), its weight."""

    key: int
    title: str
    note: str
    look: str
    href: str = ""


@dataclass(frozen=True)
class Box:
    """A drawn thing, or `count` of them gathered in one box; x, y is its upper left corner."""

    x: int
    y: int
    width: int
    height: int
    dot: Dot | None
    count: int
    look: str

    @property
    def middle(self) -> int:
        """Where its words are centred."""
        return self.x + self.width // 2

    @property
    def first_line(self) -> int:
        """Base line of the title."""
        return self.y + 26

    @property
    def second_line(self) -> int:
        """Base line of the code."""
        return self.y + 47

    @property
    def centre_line(self) -> int:
        """Base line of a single line of words."""
        return self.y + self.height // 2 + 5


@dataclass(frozen=True)
class Curve:
    """A drawn passing of matter: an SVG path and what stands beside it."""

    path: str
    tip: str
    label: str
    x: int
    y: int
    is_containment: bool


@dataclass(frozen=True)
class Picture:
    """All of it, in a view box of `width` × `height` units."""

    width: int
    height: int
    boxes: Sequence[Box]
    curves: Sequence[Curve]


@dataclass(frozen=True)
class Line:
    """A passing of matter to draw."""

    source: int
    target: int
    label: str
    is_containment: bool


def draw(dots: Sequence[Dot], lines: Sequence[Line], *, columns: int, box_width: int) -> Picture:
    """Lay out the things with at most `columns` boxes in a row."""
    rank = _ranks([d.key for d in dots], lines)
    rows: dict[int, list[Dot]] = defaultdict(list)
    for dot in sorted(dots, key=lambda d: (rank[d.key], d.look != "start", d.title, d.note, d.key)):
        rows[rank[dot.key]].append(dot)
    width = 2 * MARGIN + columns * box_width + (columns - 1) * GAP_X
    boxes: list[Box] = []
    home: dict[int, Box] = {}
    for place, row in enumerate(rows[r] for r in sorted(rows)):
        for box, keys in _row(row, place, columns=columns, box_width=box_width):
            boxes.append(box)
            home.update(dict.fromkeys(keys, box))
    height = 2 * MARGIN + len(rows) * BOX_HEIGHT + max(0, len(rows) - 1) * GAP_Y
    return Picture(width, height, boxes, _curves(lines, home))


def _ranks(keys: Sequence[int], lines: Sequence[Line]) -> Mapping[int, int]:
    """Give each thing the length of the longest way to it; a circle is cut where it closes."""
    before: dict[int, set[int]] = {key: set() for key in keys}
    for line in lines:
        if line.source in before and line.target in before and line.source != line.target:
            before[line.target].add(line.source)
    ranks: dict[int, int] = {}
    open_keys: set[int] = set()
    for root in keys:
        stack = [root]
        while stack:
            key = stack[-1]
            open_keys.add(key)
            waiting = [k for k in before[key] if k not in ranks and k not in open_keys]
            if waiting:
                stack.extend(waiting[:1])
                continue
            stack.pop()
            open_keys.discard(key)
            ranks.setdefault(
                key, 1 + max((ranks[k] for k in before[key] if k in ranks), default=-1)
            )
    return ranks


def _row(
    row: Sequence[Dot], place: int, *, columns: int, box_width: int
) -> list[tuple[Box, Sequence[int]]]:
    """Place one row in the middle; gather what is too many in its last box."""
    shown = list(row) if len(row) <= columns else list(row[: columns - 1])
    rest = list(row[len(shown) :])
    cells = len(shown) + bool(rest)
    total = cells * box_width + (cells - 1) * GAP_X
    full = columns * box_width + (columns - 1) * GAP_X
    left = MARGIN + (full - total) // 2
    top = MARGIN + place * (BOX_HEIGHT + GAP_Y)
    placed: list[tuple[Box, Sequence[int]]] = []
    for column, dot in enumerate(shown):
        x = left + column * (box_width + GAP_X)
        placed.append((Box(x, top, box_width, BOX_HEIGHT, dot, 1, dot.look), [dot.key]))
    if rest:
        x = left + len(shown) * (box_width + GAP_X)
        box = Box(x, top, box_width, BOX_HEIGHT, None, len(rest), "more")
        placed.append((box, [d.key for d in rest]))
    return placed


def _curves(lines: Sequence[Line], home: Mapping[int, Box]) -> list[Curve]:
    """Join boxes once, whatever number of passings lies between them."""
    between: dict[tuple[int, int], tuple[Box, Box, list[Line]]] = {}
    for line in lines:
        source, target = home.get(line.source), home.get(line.target)
        if source is None or target is None or source is target:
            continue
        entry = between.setdefault((id(source), id(target)), (source, target, []))
        entry[2].append(line)
    curves = []
    for source, target, several in between.values():
        x1, y1 = source.x + source.width // 2, source.y + source.height
        x2, y2 = target.x + target.width // 2, target.y
        bend = max(18, (y2 - y1) // 2)
        path = f"M{x1} {y1}C{x1} {y1 + bend} {x2} {y2 - bend} {x2} {y2 - 6}"
        tip = f"M{x2} {y2}l-5 -9h10z"
        label = several[0].label if len(several) == 1 else ""
        is_containment = all(line.is_containment for line in several)
        curves.append(Curve(path, tip, label, (x1 + x2) // 2, (y1 + y2) // 2, is_containment))
    return curves
