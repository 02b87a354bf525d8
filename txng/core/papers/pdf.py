"""A paper as PDF, set by typst in the layout of Nghị định 30/2020/NĐ-CP."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import orjson
import typst

from txng.core.papers.paper import (
    Annex,
    Block,
    Chapter,
    Figure,
    Heading,
    Paper,
    Paragraph,
    Table,
    shown,
)
from txng.core.papers.typeface import fonts

_TEMPLATE: Final = (Path(__file__).parent / "typst" / "paper.typ").read_bytes()


def to_pdf(paper: Paper) -> bytes:
    """Return the paper as PDF."""
    files: Any = {"main.typ": _TEMPLATE, "data.json": orjson.dumps(_data(paper))}
    drawn = typst.compile(files, format="pdf", font_paths=fonts())
    return drawn if isinstance(drawn, bytes) else b"".join(drawn)


def _data(paper: Paper) -> dict[str, Any]:
    signing = paper.signing
    return {
        "parent": paper.parent,
        "issuer": paper.issuer,
        "number": paper.number_line,
        "day": paper.day_line,
        "kind": paper.kind,
        "title": paper.title,
        "bases": paper.bases,
        "blocks": _blocks(paper.blocks),
        "signing": None
        if signing is None
        else {
            "authority": signing.authority,
            "position": signing.position,
            "name": signing.name,
        },
        "recipients": paper.recipients,
        "annexes": [_annex(annex) for annex in paper.annexes],
    }


def _annex(annex: Annex) -> dict[str, Any]:
    return {
        "number": annex.number,
        "title": annex.title,
        "attached": annex.attached,
        "wide": annex.is_wide,
        "blocks": _blocks(annex.blocks),
    }


def _blocks(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    return [_block(block) for block in blocks]


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Chapter():
            return {"is": "chapter", "number": block.number, "text": block.text}
        case Heading():
            return {"is": "heading", "text": block.text, "level": block.level}
        case Paragraph():
            return {
                "is": "paragraph",
                "text": block.text,
                "align": block.align,
                "bold": block.is_bold,
                "italic": block.is_italic,
            }
        case Table():
            return {"is": "table", **_table(block)}
        case Figure():
            return {"is": "figure", "svg": block.svg.decode(), "text": block.caption}


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "unit": table.unit,
        "heads": [column.head for column in table.columns],
        "widths": [column.width for column in table.columns],
        "aligns": [column.align for column in table.columns],
        "rows": [
            {"bold": row.is_bold, "span": row.span, "cells": [shown(cell) for cell in row.cells]}
            for row in table.rows
        ],
    }
