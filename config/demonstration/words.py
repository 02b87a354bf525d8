"""What the demonstration speaks with: kinds of products, names and values, as data beside it."""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Kind:
    """A kind of product: `share` of it comes out of its `material`, `pack` is a retail unit's size.

    `task` says how it is made: grown and sold (`field`), grown for others (`raw`), made of a
    material and packed (`pack`), or only registered (`register`).
    """

    code: str
    name: str
    name_en: str
    group: str
    chain: str
    task: str
    material: str
    unit: str
    pack: Decimal
    pack_text: str
    shelf: int
    standard: str
    tint: str
    shape: str
    share: Decimal


@cache
def kinds() -> Mapping[str, Kind]:
    """Return all kinds by code, in the order of the file."""
    with (HERE / "kinds.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return {row["code"]: _kind(row) for row in rows}


def _kind(row: dict[str, str]) -> Kind:
    values: dict[str, Any] = {
        **row,
        "pack": Decimal(row["pack"]),
        "share": Decimal(row["share"]),
        "shelf": int(row["shelf"]),
    }
    return Kind(**values)


@cache
def words() -> Mapping[str, Any]:
    """Return the lists of names and values."""
    found: dict[str, Any] = json.loads((HERE / "words.json").read_text("utf-8"))
    return found


def text_for(field: str, chance: Random) -> str:
    """Return a likely text for a field of a step."""
    values: list[str] = words()["fields"].get(field, ["theo quy trình của cơ sở"])
    return chance.choice(values)


def number_for(field: str, chance: Random) -> int:
    """Return a likely number for a field of a step."""
    low, high = words()["numbers"].get(field, (1, 20))
    return chance.randint(low, high)
