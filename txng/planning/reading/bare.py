"""Rows of tables flattened to bare lines: empty cells are gone, rows are found by their numbers."""

import re

from txng.planning.reading.heads import field_of, is_number, is_number_head, is_total
from txng.planning.reading.timing import timing_of
from txng.planning.reading.values import Row

Chunk = tuple[str, int]
_FIGURE = re.compile(r"\d[\d.,\s]*(đồng|đ)?", re.IGNORECASE)
_END = re.compile(r"[IVX]+\.\s|PHỤ LỤC|Phụ lục|Nơi nhận|.*[Bb]ằng chữ|\*|Ghi chú|BIỂU|\[")


def bare_rows(chunks: list[Chunk], place: int, head: list[str]) -> tuple[list[Row], int]:
    """Return the rows below a head, and where they end."""
    fields = [field_of(text) for text in head]
    rows: list[Row] = []
    while place < len(chunks):
        end = _end_of_row(chunks, place, len(head))
        if end == place:
            break
        texts = [text for text, _line in chunks[place:end]]
        rows.append(Row(tuple(_aligned(texts, fields)), chunks[place][1]))
        place = end
    return rows, place


def _end_of_row(chunks: list[Chunk], place: int, width: int) -> int:
    """Return where the row that begins here ends; the place itself when none begins."""
    if is_total(chunks[place][0]):
        end = place + 1
        while end < min(len(chunks), place + width) and _FIGURE.fullmatch(chunks[end][0]):
            end += 1
        return end if end > place + 1 else place
    if not _begins(chunks, place):
        return place
    far = min(len(chunks), place + 2 * width)
    for end in range(place + 2, far):
        if _begins(chunks, end) or _END.match(chunks[end][0]) or is_number_head(chunks[end][0]):
            return end
        if is_total(chunks[end][0]):
            return end
    return min(len(chunks), place + width)


def _begins(chunks: list[Chunk], place: int) -> bool:
    """Say whether a row begins: a row's number, and words after it."""
    if not is_number(chunks[place][0]) or place + 1 >= len(chunks):
        return False
    following = chunks[place + 1][0]
    return bool(re.search(r"[^\W\d_]{2,}", following)) and not is_number(following)


def _aligned(texts: list[str], fields: list[str]) -> list[str]:
    """Put the cells of a row under their heads as far as they tell where they belong."""
    width = len(fields)
    if is_total(texts[0]):
        texts = ["", *texts]
    if len(texts) > width:
        extra = len(texts) - width
        texts = [texts[0], " ".join(texts[1 : extra + 2]), *texts[extra + 2 :]]
    if len(texts) == width:
        return texts
    cells = dict.fromkeys(range(width), "")
    rest = list(range(width))
    if "amount" in fields:
        _take_figures(texts, fields, cells, rest)
    else:
        _take_time(texts, fields, cells, rest)
    for text, number in zip(texts, rest, strict=False):
        cells[number] = text
    return [cells[number] for number in range(width)]


def _take_figures(
    texts: list[str], fields: list[str], cells: dict[int, str], rest: list[int]
) -> None:
    """Take figures from the right: amount, then price, then quantity."""
    for name in ("amount", "price", "quantity"):
        if name in fields and len(texts) > 1 and _FIGURE.fullmatch(texts[-1]):
            number = fields.index(name)
            cells[number] = texts.pop()
            rest.remove(number)


def _take_time(texts: list[str], fields: list[str], cells: dict[int, str], rest: list[int]) -> None:
    """Take the cell that tells a time, if one does and it is no longer than a time is."""
    if "time" not in fields:
        return
    for text in reversed(texts[2:]):
        if len(text) < 40 and timing_of(text).kind not in {"unknown", "none"}:
            number = fields.index("time")
            cells[number] = text
            texts.remove(text)
            rest.remove(number)
            return
