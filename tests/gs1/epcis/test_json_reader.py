"""The JSON-LD reader: contexts, single events, master data, and hostile bytes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.gs1.epcis.documents import CONTEXT, body, document, event
from txng.gs1.epcis.json_bytes import MAX_TEXT
from txng.gs1.epcis.model import Document, ExtendedEvent, InvalidEvent, ObjectEvent
from txng.gs1.epcis.read import read
from txng.gs1.epcis.report import hashes, validate
from txng.gs1.epcis.rules import check
from txng.gs1.errors import Gs1Error

NS = "{https://example.vn/ns/}"


def only_event(document: Document) -> Any:
    (found,) = document.events
    return found


def test_an_event_becomes_a_typed_value_with_its_own_bytes() -> None:
    tree = event(epcList=[])
    tree["quantityList"] = [{"epcClass": "https://id.gs1.org/01/08935000000014", "quantity": 2.5}]
    found = only_event(read(body(tree)))
    assert isinstance(found, ObjectEvent)
    assert (found.type, found.action, found.biz_step) == ("ObjectEvent", "ADD", "commissioning")
    assert found.quantity_list[0].quantity == 2.5
    assert json.loads(found.raw) == tree
    assert (found.raw_format, found.origin.path) == ("json", "/epcisBody/eventList/0")


CONTEXTS: list[tuple[Any, dict[str, Any]]] = [
    ([CONTEXT, {"ex": "https://example.vn/ns/"}], {"ex:a": "1"}),
    ([CONTEXT, {"zz": "urn:z:", "ex": "https://example.vn/ns/"}, {"yy": "urn:y:"}], {"ex:a": "1"}),
    ({"ex": {"@id": "https://example.vn/ns/", "@prefix": True}}, {"ex:a": "1"}),
    (CONTEXT, {"https://example.vn/ns/a": "1"}),
    (CONTEXT, {"@context": {"ex": "https://example.vn/ns/"}, "ex:a": "1"}),
    (
        [CONTEXT, {"ex": "urn:other:"}],
        {"@context": [{"ex": "https://example.vn/ns/"}], "ex:a": "1"},
    ),
]


@pytest.mark.parametrize(("context", "changes"), CONTEXTS)
def test_a_prefix_may_be_declared_in_every_way(context: Any, changes: dict[str, Any]) -> None:
    found = read(body(event(**changes), **{"@context": context}))
    assert check(found) == []
    assert only_event(found).extensions == {f"{NS}a": "1"}


def test_an_object_inside_an_extension_may_declare_prefixes_and_terms() -> None:
    inner = {"@context": {"yy": "https://y.vn/", "crop": "https://y.vn/crop"}, "yy:a": 1, "crop": 2}
    found = only_event(read(body(event(**{"ex:o": [inner, {"free": None}]}))))
    assert found.extensions == {
        f"{NS}o": [{"{https://y.vn/}a": 1, "{https://y.vn/}crop": 2}, {"free": None}]
    }


def test_words_and_compact_uris_are_written_out_in_neutral_form() -> None:
    tree = event(
        bizStep="ex:harvesting",
        disposition="cbv:Disp-active",
        epcList=["ex:obj/7"],
        sensorElementList=[{"sensorReport": [{"type": "gs1:Temperature", "ex:note": "x"}]}],
        certificationInfo="https://example.vn/cert/1",
    )
    found = only_event(read(body(tree)))
    assert found.biz_step == "https://example.vn/ns/harvesting"
    assert found.disposition == "active"
    assert found.epc_list == ["https://example.vn/ns/obj/7"]
    assert found.sensor_element_list[0].sensor_report[0].type == "Temperature"
    assert found.sensor_element_list[0].sensor_report[0].extensions == {f"{NS}note": "x"}
    assert found.certification_info == ["https://example.vn/cert/1"]


def test_a_single_event_needs_its_own_context() -> None:
    alone = event(**{"@context": [CONTEXT, {"ex": "https://example.vn/ns/"}], "ex:a": "1"})
    found = read(json.dumps(alone).encode())
    assert (found.kind, check(found)) == ("Event", [])
    assert found.namespaces == {"ex": "https://example.vn/ns/"}
    without = read(json.dumps(event()).encode())
    assert [(f.code, f.path) for f in check(without)] == [("missing_field", "/@context")]


def test_an_event_of_a_users_type_is_kept_whole() -> None:
    tree = event(type="ex:Harvest", epcList=..., **{"ex:plot": "P1"})
    found = only_event(read(body(tree)))
    assert isinstance(found, ExtendedEvent)
    assert found.type == "https://example.vn/ns/Harvest"
    assert found.extensions[f"{NS}plot"] == "P1"
    assert found.extensions["action"] == "ADD"


def test_a_query_document_header_facts_and_master_data_are_read() -> None:
    element = {
        "id": "urn:epc:id:sgln:8935000.00000.0",
        "attributes": [{"id": "urn:epcglobal:cbv:mda:site", "attribute": "A"}],
        "children": ["urn:epc:id:sgln:8935000.00000.1"],
    }
    vocabulary = {
        "type": "urn:epcglobal:epcis:vtype:BusinessLocation",
        "vocabularyElementList": [element],
    }
    header = {"epcisMasterData": {"vocabularyList": [vocabulary]}}
    found = read(
        body(event(), epcisHeader=header, sender="S", receiver="R", instanceIdentifier="7")
    )
    assert (found.sender, found.receiver, found.instance_identifier) == ("S", "R", "7")
    assert found.master_data[0].vocabulary_element_list[0].attributes[0].attribute == "A"
    results = {"queryName": "q", "resultsBody": {"eventList": [event()]}}
    query = document(type="EPCISQueryDocument", epcisBody={"queryResults": results})
    asked = read(json.dumps(query).encode())
    assert (asked.kind, asked.query_name, len(asked.events)) == ("EPCISQueryDocument", "q", 1)
    assert asked.events[0].origin.path == "/epcisBody/queryResults/resultsBody/eventList/0"


def test_a_broken_event_stands_among_the_good_ones() -> None:
    found = read(body(event(), event(eventTime=5), event()))
    assert [type(e) for e in found.events] == [ObjectEvent, InvalidEvent, ObjectEvent]


def deep(levels: int) -> bytes:
    return body(event(**{"ex:a": 0})).replace(
        b'"ex:a": 0', b'"ex:a": ' + b"[" * levels + b"]" * levels
    )


HOSTILE: list[tuple[bytes, str, str]] = [
    (b"", "empty_body", ""),
    (b"  \n ", "empty_body", ""),
    (b"hello", "unknown_format", ""),
    (b"[]", "wrong_type", ""),
    (b"{", "json_malformed", ""),
    (b'{"type": "EPCISDocument"', "json_malformed", ""),
    (b'{"type": "\xff"}', "not_utf8", ""),
    (b'{"type": "\\ud800"}', "json_malformed", ""),
    (b'{"type": NaN}', "json_malformed", ""),
    (b'{"type": Infinity}', "json_malformed", ""),
    (b'{"type": 1e999}', "json_malformed", ""),
    (b"{}", "missing_field", "/type"),
    (b'{"type": 7}', "wrong_type", "/type"),
    (b'{"type": "Document"}', "unknown_document", "/type"),
    (b'{"type": "EPCISDocument", "type": "EPCISDocument"}', "duplicate_key", "/type"),
    (
        body(event()).replace(b'"action"', b'"action" : "OBSERVE", "action"'),
        "duplicate_key",
        "/epcisBody/eventList/0/action",
    ),
    (b'{"type":"ObjectEvent","x":1,"x":"\\u0022\\u0022"}', "duplicate_key", "/x"),
    (body(event(**{"ex:a": "a\x00b"})), "nul_character", "/epcisBody/eventList/0/ex:a"),
    (body(event(**{"ex:a": "x" * (MAX_TEXT + 1)})), "text_too_long", "/epcisBody/eventList/0/ex:a"),
    (body(event(**{"ex:a": '"' * (MAX_TEXT + 1)})), "text_too_long", "/epcisBody/eventList/0/ex:a"),
    (deep(100), "too_deep", "/epcisBody/eventList/0"),
    (deep(500), "too_deep", ""),
    (deep(100_000), "too_deep", ""),
    (b"[" * 1_000_000, "too_deep", ""),
    (
        body(event(**{"ex:a": 10**30})),
        "number_too_large",
        "/epcisBody/eventList/0/{https:~1~1example.vn~1ns~1}a",
    ),
]


@pytest.mark.parametrize(("hostile", "code", "path"), HOSTILE)
def test_hostile_bytes_are_refused_with_one_clear_fault(
    hostile: bytes, code: str, path: str
) -> None:
    report = validate(hostile)
    assert [(f["code"], f["path"]) for f in report["faults"]] == [(code, path)]
    assert report["ok"] is False


def test_too_many_events_are_refused_before_they_are_read() -> None:
    with pytest.raises(Gs1Error) as caught:
        read(body(event(), event(), event()), max_events=2)
    assert [f.code for f in caught.value.faults] == ["too_many_events"]


def test_the_report_of_a_right_document_and_its_hashes() -> None:
    assert validate(body(event(), event())) == {"ok": True, "events": 2}
    assert len(set(hashes(body(event(), event())))) == 1
    wrong = validate(body(event(action="X", bizStep="y")))
    assert wrong["error"] == (
        "/epcisBody/eventList/0/action: action X is unknown; it must be OBSERVE, ADD or DELETE."
        " (and 1 more)"
    )
