"""Application identifiers: what each one's value looks like and how it may be used."""

from __future__ import annotations

import re
from importlib.resources import files

import msgspec

from txng.gs1.checks import CHECKS
from txng.gs1.errors import Fault
from txng.gs1.problems import Problem

Elements = tuple[tuple[str, str], ...]

# Of each character set: a character outside it, and the set in words. General Specifications 7.11.
_SIGNS = "!\"%&'()*+,-./:;<=>?_"
_SETS = {
    "N": (re.compile(r"[^0-9]"), "digits", "chữ số"),
    "X": (
        re.compile(r"[^!\"%-?A-Z_a-z]"),
        f"letters A-Z a-z, digits and {_SIGNS}",
        f"chữ cái A-Z a-z, chữ số và {_SIGNS}",
    ),
    "Y": (re.compile(r"[^#\-/0-9A-Z]"), "0-9 A-Z # - /", "0-9 A-Z # - /"),
    "Z": (
        re.compile(r"[^-0-9A-Z_a-z=]|=(?!=?$)"),
        "base64url characters (0-9 A-Z a-z - _, padded with =)",
        "ký tự base64url (0-9 A-Z a-z - _, đệm bằng =)",
    ),
}
_PART = re.compile(r"([NXYZ])(?:(\d+)-)?(\d+)((?::\w+)*)(\??)")


class Part(msgspec.Struct, frozen=True):
    """A stretch of an AI's value: character set, length, the checks it must pass."""

    charset: str
    low: int
    high: int
    checks: tuple[str, ...]
    optional: bool


class ApplicationIdentifier(msgspec.Struct, frozen=True):
    """One AI. `predefined`: no FNC1 follows its value. `attribute`: allowed in a query string.

    `key`: primary key of a Digital Link, then `qualifiers` holds the sequences that may follow.
    `needs`: for each group one of its alternatives must be present, an alternative being AIs that
    stand together. `excludes`: AIs that must not be present. "n" stands for any digit.
    """

    code: str
    parts: tuple[Part, ...]
    predefined: bool
    attribute: bool
    key: bool
    qualifiers: tuple[tuple[str, ...], ...]
    needs: tuple[tuple[tuple[str, ...], ...], ...]
    excludes: tuple[str, ...]
    title: str


def _part(text: str) -> Part:
    match = _PART.fullmatch(text)
    if match is None:
        raise ValueError(f"ai.tsv: {text!r} is not a part such as N6, X1-20 or N13:csum?")
    charset, low, high, checks, optional = match.groups()
    names = tuple(checks.split(":")[1:])
    unknown = [name for name in names if name not in CHECKS]
    if unknown:
        raise ValueError(f"ai.tsv: no check is called {unknown[0]!r}")
    return Part(charset, int(low or high), int(high), names, bool(optional))


def _list(text: str, separator: str) -> tuple[str, ...]:
    return () if text == "-" else tuple(text.split(separator))


def _read(line: str) -> list[ApplicationIdentifier]:
    codes, parts, flags, qualifiers, needs, excludes, title = line.split("\t")
    first, _, last = codes.partition("-")
    return [
        ApplicationIdentifier(
            code=str(number).zfill(len(first)),
            parts=tuple(_part(part) for part in parts.split()),
            predefined="P" in flags,
            attribute="A" in flags,
            key="K" in flags,
            qualifiers=tuple(tuple(way.split(",")) for way in _list(qualifiers, "|")),
            needs=tuple(
                tuple(tuple(way.split("+")) for way in group.split(","))
                for group in _list(needs, " ")
            ),
            excludes=_list(excludes, ","),
            title="" if title == "-" else title,
        )
        for number in range(int(first), int(last or first) + 1)
    ]


def _load() -> dict[str, ApplicationIdentifier]:
    lines = files("txng.gs1").joinpath("ai.tsv").read_text("utf-8").splitlines()
    return {found.code: found for line in lines[1:] for found in _read(line)}


TABLE = _load()


def at_head(text: str) -> ApplicationIdentifier | None:
    """The AI that `text` begins with, None when none does; no AI begins another."""
    for length in (2, 3, 4):
        found = TABLE.get(text[:length])
        if found is not None:
            return found
    return None


def check_value(code: str, value: str) -> list[Fault]:
    """Faults of the value of one AI: length, characters, checks; empty when it is right."""
    known = TABLE.get(code)
    if known is None:
        return [unknown(code)]
    if not value:
        return [
            Fault(
                "empty",
                f"({code})",
                f"({code}) has no value; {describe(known)} should follow.",
                f"({code}) không có giá trị; cần {describe(known)}.",
                describe(known),
            )
        ]
    faults: list[Fault] = []
    at = 0
    for part in known.parts:
        text = value[at : at + part.high]
        if not text and part.optional:
            break
        problem = _problem(part, text)
        if problem is not None:
            right = problem.expected and value[:at] + problem.expected + value[at + len(text) :]
            faults.append(
                _fault(known, value, at, msgspec.structs.replace(problem, expected=right))
            )
            if len(text) < part.low:
                return faults
        at += len(text)
    if len(value) > at:
        longest = sum(part.high for part in known.parts)
        problem = Problem(
            f"has {len(value)} characters, at most {longest} fit ({describe(known)})",
            f"có {len(value)} ký tự, tối đa {longest} ({describe(known)})",
        )
        faults.append(_fault(known, value, at, problem))
    return faults


def unknown(code: str) -> Fault:
    """The fault of an AI that does not exist."""
    return Fault(
        "unknown-ai",
        f"({code})",
        f"({code}) is not an application identifier.",
        f"({code}) không phải là số định danh ứng dụng (AI).",
    )


def _problem(part: Part, text: str) -> Problem | None:
    foreign, english, vietnamese = _SETS[part.charset]
    wrong = foreign.search(text)
    if wrong:
        return Problem(
            f"{wrong[0]!r} is not allowed, only {english} should stand here",
            f"ký tự {wrong[0]!r} không được phép, ở đây chỉ được có {vietnamese}",
        )
    if len(text) < part.low:
        return Problem(
            f"has {len(text)} characters where {part.low} should stand",
            f"có {len(text)} ký tự, cần {part.low}",
        )
    if part.charset == "Z" and text.endswith("=") and len(text) % 4:
        return Problem("is padded wrongly with =", "có số dấu = đệm không đúng")
    for name in part.checks:
        problem = CHECKS[name](text)
        if problem is not None:
            return problem
    return None


def _fault(known: ApplicationIdentifier, value: str, at: int, problem: Problem) -> Fault:
    where = f"({known.code})" if len(known.parts) == 1 else f"({known.code})[{at + 1}]"
    return Fault(
        "value",
        where,
        f"{where} {value}: {problem.english}.",
        f"{where} {value}: {problem.vietnamese}.",
        problem.expected or describe(known),
    )


def describe(known: ApplicationIdentifier) -> str:
    """The form of the value as the General Specifications write it: N14, X..20, N13+[X..17]."""
    words = []
    for part in known.parts:
        length = str(part.high) if part.low == part.high else f"..{part.high}"
        words.append(f"[{part.charset}{length}]" if part.optional else f"{part.charset}{length}")
    return "+".join(words)
