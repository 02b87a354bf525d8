"""Our reading of AIs and Digital Links against the published syntax dictionary and its vectors."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.conformance.material import material
from txng.gs1 import ai, associations, element_strings, scan
from txng.gs1.digital_link import DigitalLink
from txng.gs1.errors import Gs1Error

pytestmark = pytest.mark.conformance

CHECKS = {
    "validateAIrepeats": associations.check_repeats,
    "validateAImutex": associations.check_exclusions,
    "validateAIrequisites": associations.check_needs,
    "validateDigSigRequiresSerialisedKey": associations.check_signature,
}


def vectors(group: str) -> list[dict[str, Any]]:
    """The vectors of a group, without the inputs that appear both as right and as wrong."""
    path = material("digital-link", "syntax-vectors.json")
    every: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))[group]
    return [vector for vector in every if source(vector) not in doubtful(every)]


def source(vector: dict[str, Any]) -> str:
    return json.dumps([vector.get(name) for name in ("fn", "stem", "in", "ai")])


def doubtful(every: list[dict[str, Any]]) -> set[str]:
    right = {source(vector) for vector in every if vector["ok"]}
    return right & {source(vector) for vector in every if not vector["ok"]}


def outcome(vector: dict[str, Any], act: Any) -> tuple[bool, str]:
    """Whether the input was accepted, and what was made of it; a refusal must explain itself."""
    try:
        made = act(vector)
    except Gs1Error as refusal:
        explained = all(fault.message and fault.message_vi for fault in refusal.faults)
        return False, "" if explained else "not explained"
    return True, made


def link_to_fnc1(vector: dict[str, Any]) -> str:
    # The published engine reads short names only under a switch; one vector is with, one without.
    short_names = vector["ok"]
    link = DigitalLink.parse(vector["in"], short_names=short_names)
    return element_strings.format_fnc1(link.elements)


def elements_to_link(vector: dict[str, Any]) -> str:
    elements = element_strings.parse_bracketed(vector["ai"])
    return DigitalLink.of(elements, stem=vector["stem"] or "https://id.gs1.org").format()


def bracketed_to_fnc1(vector: dict[str, Any]) -> str:
    return element_strings.format_fnc1(element_strings.parse_bracketed(vector["in"]))


def scan_to_notation(vector: dict[str, Any]) -> str:
    return scan.parse(vector["in"]).notation


@pytest.mark.parametrize(
    ("group", "act"),
    [
        ("parseDLuri", link_to_fnc1),
        ("generateDLuri", elements_to_link),
        ("parseAIdata", bracketed_to_fnc1),
        ("processScanData", scan_to_notation),
    ],
)
def test_each_vector_gives_what_it_expects(group: str, act: Any) -> None:
    found = vectors(group)
    expected = [(v["ok"], v["expect"] if v["ok"] else "") for v in found]
    assert len(found) > 10
    assert [outcome(v, act) for v in found] == expected


def test_each_fnc1_vector_is_accepted_or_refused_as_it_says() -> None:
    found = vectors("processAIdata")
    accepted = [outcome(v, lambda v: str(element_strings.parse_fnc1(v["in"])))[0] for v in found]
    assert len(found) > 30
    assert accepted == [v["ok"] for v in found]


def test_each_association_vector_is_accepted_or_refused_as_it_says() -> None:
    found = vectors("validateAIs")

    def accepted(vector: dict[str, Any]) -> bool:
        try:
            elements = element_strings.parse_bracketed(vector["in"])
        except Gs1Error:
            return False
        return not CHECKS[vector["fn"]](elements)

    assert len(found) > 30
    assert [accepted(v) for v in found] == [v["ok"] for v in found]


def test_only_one_input_is_both_right_and_wrong() -> None:
    every = json.loads(material("digital-link", "syntax-vectors.json").read_text("utf-8"))
    # It asks for unknown AIs to be let through, which the standard does not.
    assert {group: len(doubtful(found)) for group, found in every.items()} == {
        "parseDLuri": 1,
        "generateDLuri": 0,
        "parseAIdata": 0,
        "processAIdata": 0,
        "validateAIs": 0,
        "processScanData": 0,
    }


def dictionary() -> dict[str, dict[str, Any]]:
    """The published dictionary, read independently of our own table."""
    entries: dict[str, dict[str, Any]] = {}
    text = material("digital-link", "gs1-syntax-dictionary.txt").read_text("utf-8")
    for line in text.splitlines():
        if not re.match(r"[0-9]", line):
            continue
        body, _, title = line.partition("#")
        codes, *words = body.split()
        flags = words.pop(0) if re.fullmatch(r"[^\w\[]+", words[0]) else ""
        first, _, last = codes.partition("-")
        parts = [word for word in words if re.match(r"\[?[NXYZ][0-9.]", word)]
        rest = [word.partition("=") for word in words if word not in parts]
        entry = {
            "parts": [read_part(word) for word in parts],
            "predefined": "*" in flags,
            "attribute": "?" in flags,
            "key": any(name == "dlpkey" for name, _, _ in rest),
            "qualifiers": [
                v.split(",") for n, _, v in rest if n == "dlpkey" and v for v in v.split("|")
            ],
            "needs": [
                [way.split("+") for way in value.split(",")] for n, _, value in rest if n == "req"
            ],
            "excludes": [one for n, _, value in rest if n == "ex" for one in value.split(",")],
            "title": title.strip(),
        }
        for number in range(int(first), int(last or first) + 1):
            entries[str(number).zfill(len(first))] = entry
    return entries


def read_part(word: str) -> tuple[str, int, int, list[str], bool]:
    match = re.fullmatch(r"(\[?)([NXYZ])(\.\.)?([0-9]+)\]?((?:,\w+)*)", word)
    assert match, word
    low = 1 if match[3] else int(match[4])
    return match[2], low, int(match[4]), match[5].split(",")[1:], bool(match[1])


def ours(known: ai.ApplicationIdentifier) -> dict[str, Any]:
    return {
        "parts": [(p.charset, p.low, p.high, list(p.checks), p.optional) for p in known.parts],
        "predefined": known.predefined,
        "attribute": known.attribute,
        "key": known.key,
        "qualifiers": [list(way) for way in known.qualifiers],
        "needs": [[list(way) for way in group] for group in known.needs],
        "excludes": list(known.excludes),
        "title": known.title,
    }


def test_every_entry_of_our_table_equals_the_dictionary() -> None:
    published = dictionary()
    assert len(published) > 500
    assert sorted(ai.TABLE) == sorted(published)
    assert {code: ours(known) for code, known in ai.TABLE.items()} == published
