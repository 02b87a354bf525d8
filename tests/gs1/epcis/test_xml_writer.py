"""The model is written as EPCIS XML 2.0: order, spelling, prefixes, and what XML cannot say."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from txng.gs1.epcis import model
from txng.gs1.epcis.json_reader import read_json
from txng.gs1.epcis.json_writer import write_json
from txng.gs1.epcis.xml_content import XSD, XSI
from txng.gs1.epcis.xml_reader import read_xml
from txng.gs1.epcis.xml_writer import write_xml
from txng.gs1.errors import Gs1Error

EX = "https://ns.example.com/epcis/"
WHEN: dict[str, Any] = {"event_time": "2026-01-01T00:00:00Z", "event_time_zone_offset": "+07:00"}


def event(**fields: Any) -> model.ObjectEvent:
    return model.ObjectEvent(**{**WHEN, "action": "ADD", **fields})


def document(*events: model.Event, **fields: Any) -> model.Document:
    given = {"creation_date": "2026-01-02T00:00:00Z", "namespaces": {"ex": EX}, **fields}
    return model.Document(events=list(events), **given)


def tree(written: bytes) -> etree._Element:
    return etree.fromstring(written)


def texts(written: bytes, path: str) -> list[str | None]:
    return [element.text for element in tree(written).iterfind(path)]


def test_parts_stand_in_the_order_of_the_schema() -> None:
    written = write_xml(
        document(
            event(
                extensions={f"{{{EX}}}a": "1"},
                ilmd={f"{{{EX}}}lot": "A"},
                biz_step="packing",
                epc_list=["urn:epc:id:sgtin:4012345.011111.1"],
                event_id="urn:uuid:1",
                certification_info=["urn:c:1"],
            )
        )
    )
    found = [child.tag for child in tree(written).iterfind(".//ObjectEvent/*")]
    assert found == [
        "eventTime",
        "eventTimeZoneOffset",
        "eventID",
        "certificationInfo",
        "epcList",
        "action",
        "bizStep",
        "ilmd",
        f"{{{EX}}}a",
    ]


@pytest.mark.parametrize(
    ("cbv_format", "step", "kind", "measured"),
    [
        (
            "urn",
            "urn:epcglobal:cbv:bizstep:packing",
            "urn:epcglobal:cbv:sdt:location",
            "https://gs1.org/voc/Temperature",
        ),
        (
            "web-uri",
            "https://ref.gs1.org/cbv/BizStep-packing",
            "https://ref.gs1.org/cbv/SDT-location",
            "https://gs1.org/voc/Temperature",
        ),
    ],
)
def test_words_are_spelled_as_asked(cbv_format: Any, step: str, kind: str, measured: str) -> None:
    made = event(
        biz_step="packing",
        source_list=[model.Source(source="urn:s:1", type="location")],
        sensor_element_list=[
            model.SensorElement(sensor_report=[model.SensorReport(type="Temperature", value=1)])
        ],
    )
    written = write_xml(document(made), cbv_format=cbv_format)
    assert texts(written, ".//bizStep") == [step]
    assert [e.get("type") for e in tree(written).iterfind(".//source")] == [kind]
    assert [e.get("type") for e in tree(written).iterfind(".//sensorReport")] == [measured]


@pytest.mark.parametrize(
    ("epc_format", "epcs"),
    [
        (
            "as-captured",
            ["urn:epc:id:sgtin:4012345.011111.1", "https://id.gs1.org/00/040123451111111110"],
        ),
        (
            "urn",
            ["urn:epc:id:sgtin:4012345.011111.1", "urn:epc:id:sscc:4012345.0111111111"],
        ),
        (
            "digital-link",
            [
                "https://id.gs1.org/01/04012345111118/21/1",
                "https://id.gs1.org/00/040123451111111110",
            ],
        ),
    ],
)
def test_identifiers_are_spelled_as_asked_and_foreign_ones_stay(
    epc_format: Any, epcs: list[str]
) -> None:
    own = "https://id.example.org/obj/7"
    made = event(
        epc_list=[
            "urn:epc:id:sgtin:4012345.011111.1",
            "https://id.gs1.org/00/040123451111111110",
            own,
        ]
    )
    written = write_xml(document(made), epc_format=epc_format)
    assert texts(written, ".//epc") == [*epcs, own]


def test_numbers_truths_and_times_have_the_spelling_of_xml() -> None:
    made = event(
        event_time="2026-01-01t00:00:00z",
        quantity_list=[
            model.QuantityElement(epc_class="urn:a", quantity=1e-7),
            model.QuantityElement(epc_class="urn:b", quantity=1e21),
            model.QuantityElement(epc_class="urn:c", uom="KGM"),
        ],
        extensions={f"{{{EX}}}t": True, f"{{{EX}}}n": 5, f"{{{EX}}}f": 0.5, f"{{{EX}}}z": None},
    )
    written = write_xml(document(made))
    xsi = "{http://www.w3.org/2001/XMLSchema-instance}"
    assert texts(written, ".//eventTime") == ["2026-01-01T00:00:00Z"]
    assert texts(written, ".//quantity") == ["0.0000001", "1000000000000000000000", None]
    found = {
        etree.QName(e).localname: (e.text, e.get(f"{xsi}type"), e.get(f"{xsi}nil"))
        for e in tree(written).iterfind(f".//{{{EX}}}*")
    }
    assert found == {
        "t": ("true", "xsd:boolean", None),
        "n": ("5", "xsd:integer", None),
        "f": ("0.5", "xsd:double", None),
        "z": (None, None, "true"),
    }


def test_the_documents_own_prefixes_are_used_and_others_made() -> None:
    made = event(extensions={f"{{{EX}}}a": "1", "{urn:other}b": "2"})
    root = tree(write_xml(document(made)))
    assert root.nsmap["ex"] == EX
    assert root.nsmap["ns"] == "urn:other"


def test_an_event_that_uses_a_prefix_otherwise_declares_it_itself() -> None:
    first = event(extensions={f"{{{EX}}}a": "ex:x"})
    second = event(
        extensions={"{urn:far:}a": "ex:x"}, origin=model.Origin(namespaces={"ex": "urn:far:"})
    )
    again = read_xml(write_xml(document(first, second))).events
    assert [e.origin.namespaces["ex"] for e in again] == [EX, "urn:far:"]
    assert [e.extensions for e in again] == [first.extensions, second.extensions]


def test_every_certificate_survives_though_the_schema_knows_one() -> None:
    made = event(certification_info=["urn:c:1", "urn:c:2", "urn:c:3"])
    written = write_xml(document(made))
    assert texts(written, ".//certificationInfo") == ["urn:c:1"]
    assert read_xml(written).events[0].certification_info == ["urn:c:1", "urn:c:2", "urn:c:3"]


def test_lists_and_objects_in_sensor_extensions_survive_as_attributes() -> None:
    nested = {f"{{{EX}}}list": ["a", 1], f"{{{EX}}}tree": {f"{{{EX}}}x": None}, f"{{{EX}}}t": "z"}
    report = model.SensorReport(type="Temperature", extensions=nested)
    made = event(sensor_element_list=[model.SensorElement(sensor_report=[report])])
    (again,) = read_xml(write_xml(document(made))).events
    assert isinstance(again, model.ObjectEvent)
    assert again.sensor_element_list == made.sensor_element_list


def test_an_event_of_a_users_type_survives() -> None:
    made = model.ExtendedEvent(
        **WHEN,
        type_uri=f"{EX}Tasting",
        extensions={"epcList": ["urn:e:1"], "bizStep": "packing", f"{{{EX}}}a": {f"{{{EX}}}b": 1}},
    )
    written = write_xml(document(made))
    assert texts(written, f".//extension/{{{EX}}}Tasting/epcList/epc") == ["urn:e:1"]
    (again,) = read_xml(written).events
    assert (again.type, again.extensions) == (made.type, made.extensions)


def test_header_facts_of_json_become_a_business_header_and_come_back() -> None:
    made = document(event(), sender="urn:from", receiver="urn:to", instance_identifier="77")
    again = read_xml(write_xml(made))
    assert (again.sender, again.receiver, again.instance_identifier) == ("urn:from", "urn:to", "77")


def test_query_results_and_master_data_keep_their_place() -> None:
    place = model.Vocabulary(
        type="urn:epcglobal:epcis:vtype:BusinessLocation",
        vocabulary_element_list=[
            model.VocabularyElement(
                id="urn:l:1",
                attributes=[
                    model.Attribute(id="urn:a:n", attribute="Kho"),
                    model.Attribute(id="urn:a:t", attribute={f"{{{EX}}}x": "1"}),
                ],
                children=["urn:l:2"],
            )
        ],
    )
    answer = document(
        kind="EPCISQueryDocument", query_name="SimpleMasterDataQuery", master_data=[place]
    )
    events = document(event(), kind="EPCISQueryDocument", query_name="q", subscription_id="s")
    header = document(event(), master_data=[place])
    for made, path in (
        (answer, ".//resultsBody/VocabularyList"),
        (events, ".//resultsBody/EventList"),
        (header, "./EPCISHeader/extension/EPCISMasterData/VocabularyList"),
    ):
        written = write_xml(made)
        again = read_xml(written)
        assert len(tree(written).findall(path)) == 1
        assert again.master_data == made.master_data
        assert (again.kind, again.query_name) == (made.kind, made.query_name)
        assert again.subscription_id == made.subscription_id


@pytest.mark.parametrize(
    "extensions",
    [{f"{{{EX}}}1a": "x"}, {f"{{{EX}}}a b": "x"}, {f"{{{EX}}}a": "\x01"}, {"bare": "x"}],
)
def test_what_xml_cannot_say_is_refused(extensions: dict[str, Any]) -> None:
    with pytest.raises(Gs1Error) as caught:
        write_xml(document(event(extensions=extensions)))
    assert caught.value.faults[0].code == "xml_unwritable"


def test_an_event_that_could_not_be_read_cannot_be_written() -> None:
    wrong = read_xml(b"<ObjectEvent/>")
    with pytest.raises(Gs1Error) as caught:
        write_xml(wrong)
    assert [fault.code for fault in caught.value.faults] == ["xml_missing_element"] * 3


def test_a_document_without_any_date_cannot_be_written() -> None:
    with pytest.raises(Gs1Error) as caught:
        write_xml(document(creation_date=None))
    assert caught.value.faults[0].code == "xml_unwritable"


def test_a_lone_json_event_is_written_as_a_document() -> None:
    body = b"""{"@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
        "type": "ObjectEvent", "eventTime": "2026-01-01T00:00:00Z", "eventTimeZoneOffset": "+07:00",
        "action": "OBSERVE", "epcList": ["urn:epc:id:sgtin:4012345.011111.1"],
        "bizStep": "shipping"}"""
    lone = read_json(body)
    again = read_xml(write_xml(lone))
    assert again.creation_date == "2026-01-01T00:00:00Z"
    assert [e.plain for e in again.events] == [e.plain for e in lone.events]


def test_a_users_meaning_of_a_prefix_of_xml_itself_does_not_hide_it() -> None:
    hashed = {"xsd": "http://www.w3.org/2001/XMLSchema#", "xsi": "urn:mine:"}
    made = event(extensions={"{urn:mine:}t": True}, origin=model.Origin(namespaces=hashed))
    again = read_xml(write_xml(document(made, namespaces=hashed)))
    assert again.events[0].extensions == {"{urn:mine:}t": True}


@pytest.mark.parametrize("value", [{"a": "b"}, ["a"], None])
@pytest.mark.parametrize("name", [f"@{{{EX}}}of", "#text"])
def test_what_no_attribute_and_no_text_can_hold_is_refused(name: str, value: Any) -> None:
    with pytest.raises(Gs1Error) as caught:
        write_xml(document(event(extensions={f"{{{EX}}}a": {name: value}})))
    assert [fault.code for fault in caught.value.faults] == ["xml_unwritable"]


def test_an_integer_beyond_64_bits_keeps_its_digits() -> None:
    digits = "9" * 30
    typed = {f"@{{{XSI}}}type": f"{{{XSD}}}integer", "#text": digits}
    again = read_xml(write_xml(document(event(extensions={f"{{{EX}}}a": typed}))))
    assert again.events[0].extensions == {f"{{{EX}}}a": typed}
    assert digits.encode() in write_json(again)


def test_the_attributes_of_a_users_own_event_are_kept() -> None:
    own = model.ExtendedEvent(**WHEN, type_uri=f"{EX}Harvest", extensions={"@grade": "A"})
    again = read_xml(write_xml(document(own))).events[0]
    assert (again.type, again.extensions) == (f"{EX}Harvest", {"@grade": "A"})
