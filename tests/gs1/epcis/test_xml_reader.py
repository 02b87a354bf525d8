"""EPCIS XML of both versions gives one neutral model; what is unknown is refused."""

from __future__ import annotations

import pytest

from tests.gs1.epcis.xml_documents import (
    ACTION,
    HEAD,
    OFFSET,
    TIMES,
    document,
    object_event,
    read,
    refusals,
)
from txng.gs1.epcis import model, xml_events
from txng.gs1.epcis.hash import prehash
from txng.gs1.epcis.read import read_event
from txng.gs1.epcis.rules import check, check_event
from txng.gs1.epcis.xml_event_writer import PARTS
from txng.gs1.epcis.xml_reader import read_xml


def test_the_nesting_of_version_1_2_says_the_same_as_version_2_0() -> None:
    old = f"""<ObjectEvent>{HEAD}
        <baseExtension><eventID>urn:uuid:1</eventID><errorDeclaration>
            <declarationTime>2026-01-02T00:00:00Z</declarationTime></errorDeclaration>
        </baseExtension>
        <epcList/><action>ADD</action>
        <bizStep>urn:epcglobal:cbv:bizstep:commissioning</bizStep>
        <extension><quantityList><quantityElement><epcClass>urn:x:y</epcClass>
            <quantity>2</quantity></quantityElement></quantityList>
            <ilmd><ex:lot>A</ex:lot></ilmd>
            <extension><sensorElementList><sensorElement><sensorReport type="gs1:Temperature"
                value="3.5"/></sensorElement></sensorElementList></extension></extension>
        </ObjectEvent>"""
    new = f"""<ObjectEvent>{HEAD}<eventID>urn:uuid:1</eventID><errorDeclaration>
            <declarationTime>2026-01-02T00:00:00Z</declarationTime></errorDeclaration>
        <action>ADD</action>
        <bizStep>https://ref.gs1.org/cbv/BizStep-commissioning</bizStep>
        <quantityList><quantityElement><epcClass>urn:x:y</epcClass>
            <quantity>2</quantity></quantityElement></quantityList>
        <sensorElementList><sensorElement><sensorReport value="3.5"
            type="https://gs1.org/voc/Temperature"/></sensorElement></sensorElementList>
        <ilmd><ex:lot>A</ex:lot></ilmd></ObjectEvent>"""
    first, second = read(old, version="1"), read(new)
    assert first.plain == second.plain
    assert (first.raw_format, second.raw_format) == ("xml-1.2", "xml-2.0")
    assert isinstance(first, model.ObjectEvent)
    assert first.biz_step == "commissioning"
    assert first.sensor_element_list[0].sensor_report[0].type == "Temperature"


def test_a_transformation_in_the_extension_of_version_1_2_keeps_its_place() -> None:
    body = document(
        f"""<ObjectEvent>{HEAD}{ACTION}</ObjectEvent>
        <extension><TransformationEvent>{HEAD}<transformationID>urn:t:1</transformationID>
        </TransformationEvent></extension><AggregationEvent>{HEAD}{ACTION}</AggregationEvent>""",
        version="1",
    )
    found = [event.type for event in read_xml(body).events]
    assert found == ["ObjectEvent", "TransformationEvent", "AggregationEvent"]


def test_a_quantity_event_of_version_1_2_becomes_an_observing_object_event() -> None:
    event = read(
        f"""<QuantityEvent>{HEAD}<epcClass>urn:epc:idpat:sgtin:4012345.012345.*</epcClass>
        <quantity>20</quantity></QuantityEvent>""",
        version="1",
    )
    assert isinstance(event, model.ObjectEvent)
    assert event.action == "OBSERVE"
    amount = model.QuantityElement(epc_class="urn:epc:idpat:sgtin:4012345.012345.*", quantity=20)
    assert event.quantity_list == [amount]


def test_user_extensions_are_kept_without_loss() -> None:
    event = object_event(
        """<ex:text>a b</ex:text><ex:empty/>
        <ex:many>1</ex:many><ex:many>2</ex:many>
        <ex:tree ex:unit="kg" plain="x"> <inner><ex:leaf>z</ex:leaf></inner></ex:tree>
        <ex:both ex:a="1">text</ex:both>
        <other:far xmlns:other="urn:far">y</other:far>"""
    )
    assert event.extensions == {
        "{https://ex.vn/}text": "a b",
        "{https://ex.vn/}empty": "",
        "{https://ex.vn/}many": ["1", "2"],
        "{https://ex.vn/}tree": {
            "@{https://ex.vn/}unit": "kg",
            "@plain": "x",
            "inner": {"{https://ex.vn/}leaf": "z"},
        },
        "{https://ex.vn/}both": {"@{https://ex.vn/}a": "1", "#text": "text"},
        "{urn:far}far": "y",
    }
    assert event.origin.namespaces == {
        "ex": "https://ex.vn/",
        "other": "urn:far",
    }


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("xsd:integer", "10", 10),
        ("xsd:int", " -3 ", -3),
        ("xsd:double", "20", 20.0),
        ("xsd:decimal", "1.5", 1.5),
        ("xsd:boolean", "true", True),
        ("xsd:boolean", "0", False),
        ("xsd:string", "10", "10"),
    ],
)
def test_a_stated_simple_type_gives_a_value_of_that_type(
    kind: str, text: str, value: object
) -> None:
    event = object_event(f'<ex:a xsi:type="{kind}">{text}</ex:a>')
    assert event.extensions == {"{https://ex.vn/}a": value}
    assert type(event.extensions["{https://ex.vn/}a"]) is type(value)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("xsd:dateTime", "2026-01-01T00:00:00Z"),
        ("xsd:decimal", "0.12345678901234567890"),
        ("xsd:integer", "ten"),
        ("xsd:double", "NaN"),
    ],
)
def test_a_stated_type_that_no_plain_value_expresses_is_kept_beside_the_text(
    kind: str, text: str
) -> None:
    event = object_event(f'<ex:a xsi:type="{kind}">{text}</ex:a>')
    name = kind.replace("xsd:", "{http://www.w3.org/2001/XMLSchema}")
    assert event.extensions == {
        "{https://ex.vn/}a": {
            "@{http://www.w3.org/2001/XMLSchema-instance}type": name,
            "#text": text,
        }
    }


def test_extensions_stand_wherever_the_standard_lets_a_user_add_them() -> None:
    event = object_event(
        """<readPoint><id>urn:r</id><extension><local>1</local></extension>
            <ex:gate>7</ex:gate></readPoint>
        <sensorElementList><sensorElement>
            <sensorMetadata deviceID="urn:d" ex:m="1"/>
            <sensorReport type="ex:Sweetness" value="1E2" ex:r="2"/><ex:e>3</ex:e>
        </sensorElement></sensorElementList>
        <extension><ex:wrapped>w</ex:wrapped></extension>"""
    )
    place, (element,) = event.read_point, event.sensor_element_list
    assert place is not None
    assert element.sensor_metadata is not None
    assert place.extensions == {"local": "1", "{https://ex.vn/}gate": "7"}
    assert element.sensor_metadata.extensions == {"{https://ex.vn/}m": "1"}
    assert element.sensor_report[0].extensions == {"{https://ex.vn/}r": "2"}
    assert element.sensor_report[0].type == "https://ex.vn/Sweetness"
    assert element.sensor_report[0].value == 100.0
    assert element.extensions == {"{https://ex.vn/}e": "3"}
    assert event.extensions == {"{https://ex.vn/}wrapped": "w"}


def test_an_event_of_a_users_type_is_read_with_its_content() -> None:
    event = read(
        f"""<extension><ex:Tasting>{HEAD}<epcList><epc>urn:e:1</epc></epcList>
        <bizStep>urn:epcglobal:cbv:bizstep:inspecting</bizStep><ex:taste>sweet</ex:taste>
        </ex:Tasting></extension>"""
    )
    assert event.type == "https://ex.vn/Tasting"
    assert event.extensions == {
        "epcList": ["urn:e:1"],
        "bizStep": "inspecting",
        "{https://ex.vn/}taste": "sweet",
    }


def test_an_unknown_quantity_is_none_and_a_unit_may_be_missing() -> None:
    event = object_event(
        """<quantityList>
        <quantityElement><epcClass>urn:a</epcClass><quantity xsi:nil="true"/></quantityElement>
        <quantityElement><epcClass>urn:b</epcClass></quantityElement>
        <quantityElement><epcClass>urn:c</epcClass><quantity>1.50</quantity><uom>KGM</uom>
        </quantityElement></quantityList>"""
    )
    assert [(a.quantity, a.uom) for a in event.quantity_list] == [
        (None, None),
        (None, None),
        (1.5, "KGM"),
    ]


def test_what_stands_out_of_order_is_read_and_named_and_comments_say_nothing() -> None:
    event = object_event("<!-- a --><bizStep>urn:epcglobal:cbv:<!-- b -->bizstep:packing</bizStep>")
    swapped = read(
        f"<ObjectEvent><bizStep>cbv:BizStep-packing</bizStep>{ACTION}{OFFSET}{TIMES}</ObjectEvent>"
    )
    assert event.plain == swapped.plain
    assert prehash(event) == prehash(swapped)
    assert [found.code for found in check_event(event)] == ["no_objects"]
    assert [(found.code, found.path.rpartition("/")[2]) for found in check_event(swapped)] == [
        ("no_objects", "*[1]"),
        ("xml_order", "action"),
    ]


@pytest.mark.parametrize("kind", [kind for kind in PARTS if kind is not model.ExtendedEvent])
def test_parts_are_read_in_the_order_in_which_they_are_written(kind: type[model.Event]) -> None:
    assert [tag for tag, _, _ in PARTS[kind]] == list(xml_events.TABLES[kind.__name__])


@pytest.mark.parametrize("listed", ["<ex:a/><ex:b/>", "ex:a"])
def test_a_document_says_which_fields_its_hashes_leave_out(listed: str) -> None:
    inside = f"{HEAD}{ACTION}<ex:a>1</ex:a><ex:c>2</ex:c>"
    ignoring = f"<ex:ignoreFields>{listed}</ex:ignoreFields>"
    found = read(f"<ObjectEvent>{inside}</ObjectEvent>", header=ignoring)
    assert prehash(found) == prehash(object_event("<ex:c>2</ex:c>"))
    origin = found.origin
    again = read_event(origin.raw, raw_format=origin.format, hash_ignores=origin.hash_ignores)
    assert prehash(again) == prehash(found)


def test_the_header_gives_master_data_and_the_business_header() -> None:
    sbdh = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader"
    header = f"""<EPCISHeader><s:StandardBusinessDocumentHeader xmlns:s="{sbdh}">
        <s:HeaderVersion>1.0</s:HeaderVersion>
        <s:Sender><s:Identifier Authority="GS1">urn:from</s:Identifier></s:Sender>
        <s:Receiver><s:Identifier>urn:to</s:Identifier></s:Receiver>
        <s:DocumentIdentification><s:Standard>EPCglobal</s:Standard>
          <s:TypeVersion>1.0</s:TypeVersion><s:InstanceIdentifier>77</s:InstanceIdentifier>
          <s:Type>Events</s:Type><s:CreationDateAndTime>2026-01-01T00:00:00Z</s:CreationDateAndTime>
        </s:DocumentIdentification></s:StandardBusinessDocumentHeader>
        <extension><EPCISMasterData><VocabularyList>
          <Vocabulary type="urn:epcglobal:epcis:vtype:BusinessLocation"><VocabularyElementList>
            <VocabularyElement id="urn:l:1"><attribute id="urn:a:name">Kho A</attribute>
              <attribute id="urn:a:address"><ex:street>1</ex:street></attribute>
              <children><id>urn:l:2</id></children></VocabularyElement>
          </VocabularyElementList></Vocabulary></VocabularyList></EPCISMasterData></extension>
        </EPCISHeader>"""
    found = read_xml(document("", header=header))
    assert (found.sender, found.receiver, found.instance_identifier) == ("urn:from", "urn:to", "77")
    assert found.business_header is not None
    assert found.business_header[f"{{{sbdh}}}Sender"] == {
        f"{{{sbdh}}}Identifier": {"@Authority": "GS1", "#text": "urn:from"}
    }
    ((entry,),) = [vocabulary.vocabulary_element_list for vocabulary in found.master_data]
    assert entry == model.VocabularyElement(
        id="urn:l:1",
        attributes=[
            model.Attribute(id="urn:a:name", attribute="Kho A"),
            model.Attribute(id="urn:a:address", attribute={"{https://ex.vn/}street": "1"}),
        ],
        children=["urn:l:2"],
    )


def query(results: str) -> bytes:
    return f"""<q:EPCISQueryDocument xmlns:q="urn:epcglobal:epcis-query:xsd:1" schemaVersion="1.2"
        creationDate="2026-01-01T00:00:00Z"><EPCISBody>{results}</EPCISBody>
        </q:EPCISQueryDocument>""".encode()


def test_query_results_of_version_1_2_are_read() -> None:
    found = read_xml(
        query(
            f"""<q:QueryResults><queryName>SimpleEventQuery</queryName>
            <subscriptionID>s1</subscriptionID><resultsBody><EventList>
            <ObjectEvent>{HEAD}{ACTION}</ObjectEvent></EventList></resultsBody></q:QueryResults>"""
        )
    )
    assert (found.kind, found.format) == ("EPCISQueryDocument", "xml-1.2")
    assert (found.query_name, found.subscription_id) == ("SimpleEventQuery", "s1")
    assert [event.type for event in found.events] == ["ObjectEvent"]


def test_results_without_a_frame_are_read_and_the_fault_is_told() -> None:
    event = f"<ObjectEvent>{HEAD}<epcList><epc>urn:a:b</epc></epcList>{ACTION}</ObjectEvent>"
    framed = query(f"""<q:QueryResults><queryName>SimpleEventQuery</queryName>
        <resultsBody><EventList>{event}</EventList></resultsBody></q:QueryResults>""")
    bare = framed.replace(b"<EPCISBody>", b"").replace(b"</EPCISBody>", b"")
    bare = bare.replace(b"<q:QueryResults>", b"").replace(b"</q:QueryResults>", b"")
    unnamed = framed.replace(b"q:QueryResults", b"QueryResults")
    read_of = {
        name: read_xml(body) for name, body in zip("fbu", (framed, bare, unnamed), strict=True)
    }
    assert {name: [f.code for f in check(found)] for name, found in read_of.items()} == {
        "f": [],
        "b": ["xml_missing_element"],
        "u": ["xml_wrong_namespace"],
    }
    assert {d.query_name for d in read_of.values()} == {"SimpleEventQuery"}
    assert len({prehash(d.events[0]) for d in read_of.values()}) == 1


def test_a_query_document_without_results_is_refused() -> None:
    (fault,) = refusals(query("<q:Poll><queryName>x</queryName></q:Poll>"))
    assert (fault.code, "Poll" in fault.message) == ("xml_no_results", True)


def test_a_lone_event_is_read_and_keeps_its_own_bytes() -> None:
    inside = read(f'<ObjectEvent ex:n="1">{HEAD}{ACTION}<ex:a/></ObjectEvent>')
    assert inside.extensions == {"@{https://ex.vn/}n": "1", "{https://ex.vn/}a": ""}
    alone = read_xml(inside.raw)
    assert alone.kind == "Event"
    assert alone.events[0].plain == inside.plain


@pytest.mark.parametrize(
    ("root", "code"),
    [
        ('<EPCISDocument schemaVersion="2.0"/>', "xml_wrong_namespace"),
        ('<e:EPCISDocument xmlns:e="urn:epcglobal:epcis:xsd:3"/>', "xml_wrong_namespace"),
        ('<e:EPCISQueryDocument xmlns:e="urn:epcglobal:epcis:xsd:2"/>', "xml_wrong_namespace"),
        ("<html/>", "xml_unknown_document"),
        (
            '<m:EPCISMasterDataDocument xmlns:m="urn:epcglobal:epcis-masterdata:xsd:2"/>',
            "xml_master_data_document",
        ),
        ('<e:EPCISCaptureJob xmlns:e="urn:epcglobal:epcis:xsd:2"/>', "xml_capture_job"),
        ('<e:EPCISDocument xmlns:e="urn:epcglobal:epcis:xsd:2"/>', "xml_missing_attribute"),
        (
            (
                '<e:EPCISDocument xmlns:e="urn:epcglobal:epcis:xsd:2" schemaVersion="two" '
                'creationDate="x"/>'
            ),
            "bad_version",
        ),
        (
            (
                '<e:EPCISDocument xmlns:e="urn:epcglobal:epcis:xsd:2" schemaVersion="2.0" '
                'creationDate="x"/>'
            ),
            "xml_missing_element",
        ),
    ],
)
def test_a_root_that_is_no_epcis_document_is_refused_for_its_own_reason(
    root: str, code: str
) -> None:
    assert [fault.code for fault in refusals(root.encode())] == [code]
