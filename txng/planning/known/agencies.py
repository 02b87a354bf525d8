"""Names of agencies as papers write them: parted, spelled one way, rolled forward over mergers."""

import csv
import re
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from txng.planning.comparing import plain

_SHORT = (
    (r"\bPTNT\b", "Phát triển nông thôn"),
    (r"\bNN\b", "Nông nghiệp"),
    (r"\bKH\s*(?:&|và)\s*CN\b|\bKHCN\b", "Khoa học và Công nghệ"),
    (r"\bTT\s*(?:&|và)\s*TT\b|\bTTTT\b", "Thông tin và Truyền thông"),
    (r"\bUBND\b", "Ủy ban nhân dân"),
    (r"\bUỷ ban\b", "Ủy ban"),
    (r"\bTĐC\b", "Tiêu chuẩn Đo lường Chất lượng"),
)
_MANY = re.compile(r"^các sở\s*:?\s*(ngành)?\s*:?\s*", re.IGNORECASE)
_AND = re.compile(r"\s+và\s+(?=(?:các|Sở|Chi cục|UBND|Ủy ban|Văn phòng|Trung tâm|đơn vị|những)\b)")


class Merger(NamedTuple):
    """An agency until the day on which another took over."""

    name: str
    until: date
    successor: str


@cache
def mergers() -> tuple[Merger, ...]:
    """Return the known mergers of agencies."""
    text = files("txng.planning.known").joinpath("agencies.tsv").read_text("utf-8")
    rows = list(csv.reader(text.splitlines(), delimiter="\t"))[1:]
    return tuple(Merger(name, date.fromisoformat(day), later) for name, day, later in rows)


def names_in(text: str) -> list[str]:
    """Part a cell of agencies into names: "Các Sở: Nông nghiệp và PTNT, Y tế" → two departments."""
    found: list[str] = []
    for piece in re.split(r"[;\n]", re.sub(r"\s*\n\s*\(", " (", text)):
        stem = piece.strip(" -+.,")
        many = _MANY.match(stem)
        is_list = many is not None and ":" in stem
        rest = stem[many.end() :] if is_list and many else stem
        for part in re.split(r",(?![^(]*\))", rest):
            for name in _AND.split(part):
                clean = " ".join(name.split()).strip(" -.:…")
                if clean:
                    found.append(f"Sở {clean}" if is_list and not clean.startswith("Sở") else clean)
    return list(dict.fromkeys(name[:250] for name in found))


def spelled(name: str) -> str:
    """Return a name in full, so that "Sở NN và PTNT" and its long form look alike."""
    full = name
    for pattern, words in _SHORT:
        full = re.sub(pattern, words, full)
    return " ".join(re.sub(r"\([^)]*\)", " ", full).split()).strip(" .,;:")


def key(name: str) -> str:
    """Return what two spellings of one agency share."""
    words = re.sub(r"[^\w\s]", " ", plain(spelled(name)))
    return " ".join(re.sub(r"\b(tinh|thanh pho)\b.*$", "", words).split())


def present_names(name: str, on: date) -> list[str]:
    """Return a name and those of its successors up to a day."""
    found = [spelled(name)]
    for merger in mergers():
        if key(merger.name) == key(found[-1]) and merger.until <= on:
            found.append(merger.successor)
    return found
