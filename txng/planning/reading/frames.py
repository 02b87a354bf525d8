"""Tables that only place the head and the signature of a paper become its paragraphs."""

import re

import msgspec

from txng.planning.reading.tables import columns_of
from txng.planning.reading.values import Paper, Paragraph, Table

_FRAME = re.compile(r"Độc lập\s*-\s*Tự do|CỘNG HÒA XÃ HỘI|Nơi nhận", re.IGNORECASE)
_MOST_ROWS = 8


def without_frames(paper: Paper) -> Paper:
    """Return the paper with the lines of such tables as paragraphs; tables are counted anew."""
    blocks: list[Paragraph | Table] = []
    count = 0
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            blocks.append(block)
        elif _is_frame(block):
            blocks += _lines_of(block)
        else:
            count += 1
            blocks.append(msgspec.structs.replace(block, number=count))
    return msgspec.structs.replace(paper, blocks=tuple(blocks))


def _is_frame(table: Table) -> bool:
    return (
        len(table.rows) <= _MOST_ROWS
        and any(_FRAME.search(cell) for row in table.rows for cell in row.cells)
        and columns_of(table) is None
    )


def _lines_of(table: Table) -> list[Paragraph]:
    return [
        Paragraph(line.strip(), row.line, follows_blank=True)
        for row in table.rows
        for cell in row.cells
        for line in cell.split("\n")
        if line.strip()
    ]
