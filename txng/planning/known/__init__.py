"""Facts that plans are compared with: provinces and their successors, documents by number."""

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Province(NamedTuple):
    """A province as it was called until a day, and what it became part of."""

    name: str
    kind: str
    until: str
    successor: str


class Document(NamedTuple):
    """A document whose number and day are known."""

    number: str
    kind: str
    date: str
    title: str


@cache
def provinces() -> tuple[Province, ...]:
    """Return the provinces of before 01/07/2025; the longest names first."""
    return tuple(sorted((Province(*row) for row in _rows("provinces.tsv")), key=_longest_first))


@cache
def documents() -> dict[str, Document]:
    """Return the known documents by number."""
    return {row[0]: Document(*row) for row in _rows("documents.tsv")}


def _longest_first(province: Province) -> int:
    return -len(province.name)


def _rows(name: str) -> list[list[str]]:
    text = files(__package__).joinpath(name).read_text("utf-8")
    return list(csv.reader(text.splitlines(), delimiter="\t"))[1:]
