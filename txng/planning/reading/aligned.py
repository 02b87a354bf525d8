"""Rows of tables whose columns are kept apart by blanks: each piece belongs to the nearest head."""

import re
from typing import NamedTuple

from txng.planning.reading.heads import is_number, is_total, names_columns
from txng.planning.reading.values import Row

_PIECE = re.compile(r"\S+(?: \S+)*")
_FIGURE = re.compile(r"\d[\d.,]*")


class Piece(NamedTuple):
    """A text within a line, with the places where it begins and ends."""

    text: str
    start: int
    end: int


def is_aligned_head(line: str) -> bool:
    """Say whether a line is a head whose columns stand apart by two blanks or more."""
    if "  " not in line.strip():
        return False
    pieces = _pieces(line)
    return len(pieces) >= 3 and names_columns(tuple(piece.text for piece in pieces))


def aligned_rows(lines: list[str], start: int) -> tuple[list[Row], int]:
    """Return the rows from a head on, and the line after the last of them."""
    heads = _pieces(lines[start])
    rows = [(start + 1, [head.text for head in heads])]
    place, last = start + 1, start + 1
    while place < len(lines):
        pieces = _pieces(lines[place])
        if not pieces:
            place += 1
            continue
        if _begins(pieces):
            rows.append((place + 1, _cells(pieces, heads)))
        elif place == last and pieces[0].start >= heads[1].start - 2:
            _join(rows[-1][1], _cells(pieces, heads))
        else:
            break
        place += 1
        last = place
    return [Row(tuple(cells), line) for line, cells in rows], last


def _begins(pieces: list[Piece]) -> bool:
    """Say whether a line begins a row: a number and more, a total, or figures at its end."""
    if len(pieces) < 2:
        return False
    figures = [piece for piece in pieces if _FIGURE.fullmatch(piece.text)]
    first = pieces[0].text
    return is_number(first) or (is_total(first) and bool(figures)) or len(figures) > 1


def _cells(pieces: list[Piece], heads: list[Piece]) -> list[str]:
    cells = [""] * len(heads)
    least = 0
    for piece in pieces:
        least = min(range(least, len(heads)), key=lambda n: _distance(piece, heads[n]))
        cells[least] = f"{cells[least]} {piece.text}".strip()
    return cells


def _distance(piece: Piece, head: Piece) -> float:
    """Return how far a piece is from a head, whether it stands left, right or in the middle."""
    middle = abs(piece.start + piece.end - head.start - head.end) / 2
    return min(abs(piece.start - head.start), abs(piece.end - head.end), middle)


def _join(cells: list[str], more: list[str]) -> None:
    for number, text in enumerate(more):
        cells[number] = f"{cells[number]} {text}".strip()


def _pieces(line: str) -> list[Piece]:
    return [Piece(found.group(), found.start(), found.end()) for found in _PIECE.finditer(line)]
