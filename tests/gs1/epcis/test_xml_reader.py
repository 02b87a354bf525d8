"""EPCIS XML of both versions gives one neutral model; what is unknown is refused."""

from __future__ import annotations

import pytest

from txng.gs1.epcis import model
from txng.gs1.epcis.xml_reader import read_xml
from txng.gs1.errors import Fault, Gs1Error

TIMES = "<eventTime>2026-01-01T00:00:00Z</eventTime>"
OFFSET = "<eventTimeZoneOffset>+07:00</eventTimeZoneOffset>"
ACTION = "<action>OBSERVE</action>"
HEAD = TIMES + OFFSET
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
XSD = 'xmlns:xsd="http://www.w3.org/2001/XMLSchema"'


def document(events: str, *, version: str = "2", header: str = "", attributes: str = "") -> bytes:
    return f"""<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:{version}"
        xmlns:ex="https://ex.vn/" {XSI} {XSD} schemaVersion="2.0" {attributes}
        creationDate="2026-01-01T00:00:00Z">{header}<EPCISBody><EventList>
        {events}</EventList></EPCISBody></epcis:EPCISDocument>""".encode()


def read(event: str, **around: str) -> model.Event:
    (found,) = read_xml(document(event, **around)).events
    return found


def object_event(content: str) -> model.ObjectEvent:
    event = read(f"<ObjectEvent>{HEAD}{ACTION}{content}</ObjectEvent>")
    assert isinstance(event, model.ObjectEvent)
    return event


def refusals(body: bytes) -> tuple[Fault, ...]:
    with pytest.raises(Gs1Error) as caught:
        read_xml(body)
    return caught.value.faults


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


def test_order_is_free_and_comments_say_nothing() -> None:
    event = object_event("<!-- a --><bizStep>urn:epcglobal:cbv:<!-- b -->bizstep:packing</bizStep>")
    swapped = read(
        f"<ObjectEvent><bizStep>cbv:BizStep-packing</bizStep>{ACTION}{OFFSET}{TIMES}</ObjectEvent>"
    )
    assert event.plain == swapped.plain


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


def event_faults(event: str) -> list[tuple[str, str]]:
    """Code and element of each fault of one event."""
    found = read(event)
    assert isinstance(found, model.InvalidEvent)
    return [(fault.code, fault.path.rpartition("/")[2].split(" ")[0]) for fault in found.faults]


@pytest.mark.parametrize(
    ("event", "faults"),
    [
        (
            "<ObjectEvent/>",
            [("xml_missing_element", "ObjectEvent")] * 3,
        ),
        (f"<AssociationEvent>{HEAD}{ACTION}</AssociationEvent>", ["AssociationEvent"]),
        (f"<TransactionEvent>{HEAD}{ACTION}</TransactionEvent>", ["TransactionEvent"]),
        (
            f"<ObjectEvent>{HEAD}{ACTION}{ACTION}</ObjectEvent>",
            [("xml_repeated_element", "action[2]")],
        ),
        (f"<ObjectEvent>{HEAD}<action>add</action></ObjectEvent>", [("bad_action", "action")]),
        (
            f"<ObjectEvent>{HEAD}{ACTION}<lot>1</lot></ObjectEvent>",
            [("xml_unknown_element", "lot")],
        ),
        (
            f"<ObjectEvent>{HEAD}{ACTION}<epcis:bizStep>x</epcis:bizStep></ObjectEvent>",
            [("xml_unqualified", "epcis:bizStep")],
        ),
        (
            f"<ObjectEvent>{HEAD}{ACTION}<parentID>urn:p</parentID></ObjectEvent>",
            [("xml_unknown_element", "parentID")],
        ),
        (f"<ObjectEvent>{HEAD}{ACTION}<epcList><epc/></epcList></ObjectEvent>", ["epc"]),
        (
            f"<ObjectEvent>{HEAD}{ACTION}<epcList><ex:epc>a</ex:epc></epcList></ObjectEvent>",
            [("xml_unknown_element", "ex:epc")],
        ),
        (f"<ObjectEvent>{HEAD}{ACTION}<bizStep><a/></bizStep></ObjectEvent>", ["bizStep"]),
        (f"<ObjectEvent>{HEAD}{ACTION}<readPoint/></ObjectEvent>", ["readPoint"]),
        (
            (
                f"<ObjectEvent>{HEAD}{ACTION}<sourceList><source>urn:a</source></sourceList>"
                "</ObjectEvent>"
            ),
            [("xml_missing_attribute", "source")],
        ),
        (
            f"<ObjectEvent>{HEAD}{ACTION}<ilmd><lot>1</lot></ilmd></ObjectEvent>",
            [("xml_unknown_element", "lot")],
        ),
        (f'<ObjectEvent lot="1">{HEAD}{ACTION}</ObjectEvent>', ["ObjectEvent"]),
    ],
)
def test_what_breaks_the_shape_of_an_event_is_a_fault_at_its_place(
    event: str, faults: list[tuple[str, str] | str]
) -> None:
    found = event_faults(event)
    assert [
        pair if isinstance(given, tuple) else pair[1]
        for pair, given in zip(found, faults, strict=True)
    ] == faults


@pytest.mark.parametrize(
    "text", ["ten", "1_000", "NaN", "INF", "1e999", "0x1", "١", "1,5", "9" * 500]
)
def test_a_quantity_that_is_no_finite_number_is_a_fault(text: str) -> None:
    amounts = f"""<quantityList><quantityElement><epcClass>urn:a</epcClass>
        <quantity>{text}</quantity></quantityElement></quantityList>"""
    assert event_faults(f"<ObjectEvent>{HEAD}{ACTION}{amounts}</ObjectEvent>") == [
        ("xml_bad_number", "quantity")
    ]


@pytest.mark.parametrize(
    ("attribute", "code"),
    [
        ('Value="1"', "xml_unknown_attribute"),
        ('value="warm"', "xml_bad_number"),
        ('booleanValue="yes"', "xml_bad_boolean"),
    ],
)
def test_a_sensor_report_with_a_wrong_attribute_is_a_fault(attribute: str, code: str) -> None:
    sensors = f"""<sensorElementList><sensorElement><sensorReport type="gs1:Time" {attribute}/>
        </sensorElement></sensorElementList>"""
    assert event_faults(f"<ObjectEvent>{HEAD}{ACTION}{sensors}</ObjectEvent>") == [
        (code, "sensorReport")
    ]


def test_all_faults_of_an_event_come_together_and_the_other_events_are_read() -> None:
    body = document(
        f"""<ObjectEvent>{TIMES}{ACTION}<readPoint/><lot/></ObjectEvent>
        <ObjectEvent>{HEAD}{ACTION}</ObjectEvent>"""
    )
    wrong, right = read_xml(body).events
    assert isinstance(wrong, model.InvalidEvent)
    assert isinstance(right, model.ObjectEvent)
    assert [fault.path.split(" ")[0].rpartition("EventList/")[2] for fault in wrong.faults] == [
        "ObjectEvent[1]/readPoint",
        "ObjectEvent[1]/lot",
        "ObjectEvent[1]",
    ]
    assert all("(line " in fault.path for fault in wrong.faults)
    assert all(fault.message_vi and fault.message_vi != fault.message for fault in wrong.faults)


def test_more_events_than_allowed_are_refused() -> None:
    body = document(f"<ObjectEvent>{HEAD}{ACTION}</ObjectEvent>" * 3)
    with pytest.raises(Gs1Error) as caught:
        read_xml(body, max_events=2)
    assert caught.value.faults[0].code == "too_many_events"


def test_a_prefix_that_is_called_like_a_uri_scheme_changes_no_uri() -> None:
    event = read(
        f"""<ObjectEvent xmlns:urn="https://other.vn/">{HEAD}{ACTION}
        <bizStep>urn:mine:step</bizStep><urn:a>1</urn:a></ObjectEvent>"""
    )
    assert isinstance(event, model.ObjectEvent)
    assert event.biz_step == "urn:mine:step"
    assert event.extensions == {"{https://other.vn/}a": "1"}
    assert "urn" not in event.origin.namespaces


def test_a_creation_date_that_is_no_time_is_a_fault_of_the_document() -> None:
    body = document(f"<ObjectEvent>{HEAD}{ACTION}</ObjectEvent>")
    wrong = body.replace(b'creationDate="2026-01-01T00:00:00Z"', b'creationDate="yesterday"')
    local = body.replace(
        b'creationDate="2026-01-01T00:00:00Z"', b'creationDate="2026-01-01T00:00:00"'
    )
    assert [fault.code for fault in read_xml(wrong).faults] == ["bad_time"]
    assert read_xml(local).faults == []


def test_what_a_user_adds_to_a_master_data_entry_does_not_make_it_unreadable() -> None:
    header = """<EPCISHeader><extension><EPCISMasterData><VocabularyList>
        <Vocabulary type="urn:v"><VocabularyElementList><VocabularyElement id="urn:l:1">
        <attribute id="urn:a">1</attribute><ex:more>2</ex:more></VocabularyElement>
        </VocabularyElementList></Vocabulary></VocabularyList></EPCISMasterData></extension>
        </EPCISHeader>"""
    ((entry,),) = [
        v.vocabulary_element_list for v in read_xml(document("", header=header)).master_data
    ]
    assert entry.attributes == [model.Attribute(id="urn:a", attribute="1")]
