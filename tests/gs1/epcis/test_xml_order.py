"""The parts of an XML event follow the order of the schema; nothing stands loose between them."""

from __future__ import annotations

import pytest

from tests.gs1.epcis.xml_documents import ACTION, HEAD, OFFSET, TIMES, document, refusals
from txng.gs1.epcis.rules import check
from txng.gs1.epcis.xml_reader import read_xml

EPCS = "<epcList><epc>urn:a:b</epc></epcList>"
START = f"{HEAD}{EPCS}{ACTION}"
WHEN = "<declarationTime>2026-01-02T00:00:00Z</declarationTime>"
WHY = "<reason>urn:epcglobal:cbv:er:incorrect_data</reason>"
EXTRA = "<ex:a>1</ex:a>"
REPORT = '<sensorReport type="gs1:Speed" value="1"/>'
METADATA = '<sensorMetadata deviceID="urn:a:b"/>'


def amount(inside: str) -> str:
    return f"<quantityList><quantityElement>{inside}</quantityElement></quantityList>"


def sensors(inside: str) -> str:
    return f"<sensorElementList><sensorElement>{inside}</sensorElement></sensorElementList>"


def lasting(inside: str) -> str:
    return f"<persistentDisposition>{inside}</persistentDisposition>"


def faults(inside: str, version: str = "2") -> list[tuple[str, str]]:
    """Code and place within the event of each fault of an ObjectEvent."""
    body = document(f"<ObjectEvent>{inside}</ObjectEvent>", version=version)
    found = check(read_xml(body))
    return [(f.code, f.path.split(" (")[0].rpartition("EventList/")[2][5:]) for f in found]


CLASS = "<epcClass>urn:a:b</epcClass>"
MISPLACED = [
    (f"{OFFSET}{TIMES}{EPCS}{ACTION}", "eventTime"),
    (f"{START}{EXTRA}<disposition>active</disposition>", "disposition"),
    (f"{START}{EXTRA}<extension>{EXTRA}</extension>", "extension"),
    (f"{START}<extension>{EXTRA}</extension><extension>{EXTRA}</extension>", "extension"),
    (f"{START}<readPoint>{EXTRA}<id>urn:a:b</id></readPoint>", "readPoint/id"),
    (
        f"{START}{amount(f'<quantity>1</quantity>{CLASS}')}",
        "quantityList/quantityElement/epcClass",
    ),
    (
        f"{START}{amount(f'{CLASS}<uom>KGM</uom><quantity>1</quantity>')}",
        "quantityList/quantityElement/quantity",
    ),
    (
        f"{START}{sensors(REPORT + METADATA)}",
        "sensorElementList/sensorElement/sensorMetadata",
    ),
    (f"{START}{sensors(EXTRA + REPORT)}", "sensorElementList/sensorElement/sensorReport"),
    (
        f"{START}{lasting('<set>active</set><unset>stolen</unset>')}",
        "persistentDisposition/unset",
    ),
]


@pytest.mark.parametrize(("inside", "where"), MISPLACED)
def test_a_part_that_stands_too_late_is_told_with_its_place(inside: str, where: str) -> None:
    assert faults(inside) == [("xml_order", where)]


def test_the_parts_of_an_error_declaration_are_free_in_2_0_alone() -> None:
    inside = f"<errorDeclaration>{WHY}{WHEN}</errorDeclaration>"
    assert faults(f"{HEAD}{inside}{EPCS}{ACTION}") == []
    nested = f"{HEAD}<baseExtension>{inside}</baseExtension>{EPCS}{ACTION}"
    assert faults(nested, "1") == [("xml_order", "errorDeclaration/declarationTime")]


def test_wrappers_of_1_2_hold_their_parts_in_order() -> None:
    declared = f"<baseExtension><eventID>urn:a:b</eventID></baseExtension>{EPCS}{ACTION}"
    more = f"<extension>{amount(CLASS)}<extension><a/></extension></extension>"
    assert faults(f"{HEAD}{declared}{more.replace('<extension><a/></extension>', '')}", "1") == []
    assert faults(f"{START}<baseExtension><eventID>urn:a:b</eventID></baseExtension>", "1") == [
        ("xml_order", "baseExtension")
    ]


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        (f"{START}loose", ("xml_loose_text", "")),
        (f"{START}<readPoint>loose<id>urn:a:b</id></readPoint>", ("xml_loose_text", "/readPoint")),
        (f"{HEAD}<epcList><epc>urn:a:b</epc>x</epcList>{ACTION}", ("xml_loose_text", "/epcList")),
        (
            f'{HEAD}<epcList a="1"><epc>urn:a:b</epc></epcList>{ACTION}',
            ("xml_unknown_attribute", "/epcList"),
        ),
        (
            f'{HEAD}<epcList><epc a="1">urn:a:b</epc></epcList>{ACTION}',
            ("xml_unknown_attribute", "/epcList/epc"),
        ),
        (f"{START}<sourceList/>", ("xml_empty_element", "/sourceList")),
        (f"{START}<sensorElementList/>", ("xml_empty_element", "/sensorElementList")),
        (
            f"{START}{amount(CLASS + CLASS)}",
            ("xml_repeated_element", "/quantityList/quantityElement/epcClass[2]"),
        ),
    ],
)
def test_what_would_be_lost_is_refused(inside: str, fault: tuple[str, str]) -> None:
    code, where = fault
    assert faults(inside) == [(code, f"tEvent{where}")]


@pytest.mark.parametrize("name", ["EPCISBody", "EPCISHeader", "EventList"])
def test_what_stands_twice_around_the_events_is_refused(name: str) -> None:
    event = f"<ObjectEvent>{START}</ObjectEvent>"
    body = document(event, header="<EPCISHeader></EPCISHeader>")
    opened, closed = f"<{name}>".encode(), f"</{name}>".encode()
    again = body[body.index(opened) : body.index(closed) + len(closed)]
    (found,) = refusals(body.replace(again, again * 2))
    assert (found.code, found.path.split(" ")[0].rpartition("/")[2]) == (
        "xml_repeated_element",
        f"{name}[2]",
    )


def test_a_header_behind_the_body_is_told() -> None:
    body = document(f"<ObjectEvent>{START}</ObjectEvent>")
    late = body.replace(b"</EPCISBody>", b"</EPCISBody><EPCISHeader/>")
    assert [f.code for f in check(read_xml(late))] == ["xml_order"]
