"""What breaks the shape of EPCIS XML is a fault at its place."""

from __future__ import annotations

import pytest

from tests.gs1.epcis.xml_documents import (
    ACTION,
    HEAD,
    TIMES,
    document,
    read,
)
from txng.gs1.epcis import model
from txng.gs1.epcis.xml_reader import read_xml
from txng.gs1.errors import Gs1Error


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
