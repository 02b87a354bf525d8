"""Small EPCIS XML documents for the tests of the reader, and what reading them gives."""

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
