"""GS1's own JSON examples are right; what GS1's JSON Schema refuses, our rules refuse too."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conformance.material import material
from txng.gs1.epcis.hash import prehash
from txng.gs1.epcis.json_writer import write_json, write_json_event
from txng.gs1.epcis.read import read, read_event
from txng.gs1.epcis.report import validate
from txng.gs1.epcis.rules import check
from txng.gs1.epcis.xml_writer import write_xml
from txng.gs1.errors import Gs1Error

if TYPE_CHECKING:
    from pathlib import Path

    from txng.gs1.epcis.model import Document

pytestmark = pytest.mark.conformance


@cache
def _schema() -> jsonschema_rs.Draft7Validator:
    path = material("epcis", "schema", "epcis-json-schema-2.0.1.json")
    schema = json.loads(path.read_text(encoding="utf-8"))
    return jsonschema_rs.Draft7Validator(schema, validate_formats=True)


@cache
def _examples() -> list[Path]:
    folders = [material("epcis", "examples", "json"), material("event-hash")]
    return [p for folder in folders for p in sorted(folder.rglob("*.json*"))]


@cache
def _trees() -> list[Any]:
    return [json.loads(path.read_bytes()) for path in _examples()]


def test_every_example_is_right() -> None:
    said = {path.name: validate(path.read_bytes()) for path in _examples()}
    assert [name for name, report in said.items() if not report["ok"]] == []
    assert len(said) >= 55


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths to every value below the root."""
    pairs: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    found = []
    for key, item in pairs:
        found.append((*path, key))
        found += _places(item, (*path, key))
    return found


ODD_VALUES: list[Any] = [
    None, True, 0, -1, 2.5, "", " ", "x", "foo:bar", "http://a b",
    "https://ns.gs1.org/cbv/BizStep-x", "urn:epcglobal:cbv:bizstep:shipping",
    "https://gs1.org/voc/Temperature", "2020-01-01", "2020-01-01T00:00:00", "2020-02-30T00:00:00Z",
    "+25:00", "Z", "kg", "ADD", "OBSERVE", "DELETE", "ObjectEvent", "TransformationEvent",
    "AssociationEvent", "urn:epc:id:sgtin:1", [], {}, [[]], [None], ["a"], {"a": 1}, {"id": 1},
    {"type": "po"}, [{"type": "x:y"}], [{"epcClass": "urn:x:y", "uom": "kg"}],
]  # fmt: skip
ODD = [json.dumps(value) for value in ODD_VALUES]
ODD_NAMES = [
    "unknown",
    "",
    "a b:c",
    "eventList",
    "bizTransactionList",
    "parentID",
    "ilmd",
    "action",
    "%:x",
]


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """An example with one to three fields removed, replaced, added or renamed."""
    tree = json.loads(json.dumps(draw(st.sampled_from(_trees()))))
    for _ in range(draw(st.integers(1, 3))):
        places = _places(tree)
        *way, key = draw(st.sampled_from(places))
        holder = tree
        for step in way:
            holder = holder[step]
        deed = draw(st.sampled_from(["remove", "replace", "add", "double"]))
        if deed == "remove":
            del holder[key]
        elif deed == "replace":
            holder[key] = json.loads(draw(st.sampled_from(ODD)))
        elif deed == "add" and isinstance(holder, dict):
            holder[draw(st.sampled_from(ODD_NAMES))] = json.loads(draw(st.sampled_from(ODD)))
        elif isinstance(holder, list):
            holder.append(holder[key])
    return tree


@settings(max_examples=1500, deadline=None)
@given(mutated())
def test_what_the_schema_refuses_the_rules_refuse_and_nothing_crashes(tree: Any) -> None:
    report = validate(json.dumps(tree).encode())
    if not _schema().is_valid(tree):
        assert not report["ok"], [str(error) for error in _schema().iter_errors(tree)]
    for fault in report.get("faults", []):
        assert fault["message"]
        assert fault["message_vi"]


def _as_xml(document: Document) -> bytes | None:
    """The document in XML, None when it says something that XML cannot, such as a name with a /."""
    try:
        return write_xml(document)
    except Gs1Error as refusal:
        if {fault.code for fault in refusal.faults} != {"xml_unwritable"}:
            raise
        return None


@settings(max_examples=300, deadline=None)
@given(mutated())
def test_what_is_right_keeps_its_hashes_in_both_formats_or_xml_says_what_it_cannot(
    tree: Any,
) -> None:
    body = json.dumps(tree).encode()
    if not validate(body)["ok"]:
        return
    document = read(body)
    before = [prehash(event) for event in document.events]
    assert [prehash(event) for event in read(write_json(document)).events] == before
    written = _as_xml(document)
    if written:
        assert [prehash(event) for event in read(written).events] == before


def test_what_was_read_has_no_faults_left_over() -> None:
    for path in _examples():
        assert check(read(path.read_bytes())) == []


def _written_again() -> list[tuple[str, Document, bytes]]:
    found = []
    for path in _examples():
        document = read(path.read_bytes())
        found.append((path.name, document, write_json(document)))
    return found


def test_what_is_written_satisfies_the_schema_and_the_rules() -> None:
    for name, _, written in _written_again():
        assert [str(error) for error in _schema().iter_errors(json.loads(written))] == [], name
        assert validate(written)["ok"], name


def test_what_is_written_reads_with_the_same_hashes_and_writes_the_same_bytes() -> None:
    for name, document, written in _written_again():
        again = read(written)
        assert [prehash(e) for e in again.events] == [prehash(e) for e in document.events], name
        assert write_json(again) == written, name


def test_each_event_alone_reads_with_the_same_hash_and_satisfies_the_schema() -> None:
    for name, document, _ in _written_again():
        for event in document.events:
            alone = write_json_event(event)
            assert _schema().is_valid(json.loads(alone)), name
            if not event.origin.hash_ignores:
                assert prehash(read(alone).events[0]) == prehash(event), name


def test_the_bytes_kept_of_an_event_give_the_event_again() -> None:
    for name, document, _ in _written_again():
        for event in document.events:
            origin = event.origin
            again = read_event(
                origin.raw,
                raw_format=origin.format,
                namespaces=origin.namespaces,
                contexts=origin.contexts,
                hash_ignores=origin.hash_ignores,
            )
            assert prehash(again) == prehash(event), name
            assert again.event_id == event.event_id, name


def test_xml_examples_written_as_json_keep_their_hashes() -> None:
    for path in sorted(material("epcis", "examples", "xml").rglob("*.xml")):
        try:
            document = read(path.read_bytes())
        except Gs1Error:
            continue
        assert check(document) == [], path.name
        again = read(write_json(document))
        assert [prehash(e) for e in again.events] == [prehash(e) for e in document.events]
