"""XML from outside is parsed without entities, without the network, and within limits."""

from __future__ import annotations

import pytest

from txng.gs1.epcis.model import InvalidEvent
from txng.gs1.epcis.xml_reader import read_xml
from txng.gs1.epcis.xml_source import parse
from txng.gs1.errors import Fault, Gs1Error


def refusal(body: bytes, **limits: int) -> Fault:
    with pytest.raises(Gs1Error) as caught:
        parse(body, **limits)
    return caught.value.faults[0]


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">
<!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]><a>&lol2;</a>"""


@pytest.mark.parametrize(
    "body",
    [
        LAUGHS,
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b'<!DOCTYPE a PUBLIC "-//X//Y" "http://example.com/x.dtd"><a/>',
        b"\xef\xbb\xbf<!-- c --> <?pi x?><!DOCTYPE a []><a/>",
        b'<!-- <!DOCTYPE a> --><!DOCTYPE a [<!ATTLIST a b CDATA "c">]><a/>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x "y">]><a/>'.encode(
            "utf-16"
        ),
    ],
)
def test_a_doctype_that_declares_or_fetches_is_refused(body: bytes) -> None:
    assert refusal(body).code == "xml_doctype"


@pytest.mark.parametrize(
    "body", [b"<!DOCTYPE project>\n<a/>", b"<a><![CDATA[<!DOCTYPE a [ ]>]]></a>"]
)
def test_a_doctype_that_declares_nothing_is_let_through(body: bytes) -> None:
    assert parse(body).tag == "a"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty_body"),
        (b" \n ", "empty_body"),
        (b"<a>", "xml_malformed"),
        (b"<a>&undefined;</a>", "xml_malformed"),
        (b"<a/><b/>", "xml_malformed"),
        (b"<a b='1' b='2'/>", "xml_malformed"),
        (b"<x:a/>", "xml_malformed"),
        (b"<a>\x00</a>", "nul_character"),
        (b"<a>\x01</a>", "xml_malformed"),
        (b"<a>&#1;</a>", "xml_malformed"),
        (b"<a>\xff</a>", "xml_encoding"),
        (b'<?xml version="1.0" encoding="UTF-7"?><a/>', "xml_encoding"),
        (b'<?xml version="1.0" encoding="no-such"?><a/>', "xml_encoding"),
        ("<a/>".encode("utf-32"), "xml_encoding"),
        (b"\xff\xfe<\x00a\x00/\x00>", "xml_encoding"),
    ],
)
def test_what_is_no_sound_xml_is_refused(body: bytes, code: str) -> None:
    assert refusal(body).code == code


def test_a_refusal_names_the_line_in_two_languages() -> None:
    fault = refusal(b"<a>\n\n<b></c></a>")
    assert fault.path == "/ (line 3)"
    assert "line 3" in fault.message
    assert "dòng 3" in fault.message_vi


def test_a_document_above_the_size_limit_is_refused_before_it_is_parsed() -> None:
    fault = refusal(b"<" * 11, max_bytes=10)
    assert (fault.code, fault.expected) == ("xml_too_large", "10")


def test_utf_16_and_single_byte_encodings_are_read() -> None:
    text = '<?xml version="1.0" encoding="{}"?><a>é</a>'
    for name in ("utf-16", "utf-16-le", "utf-16-be", "iso-8859-1", "windows-1252"):
        label = "UTF-16" if name.startswith("utf-16") else name
        assert parse(text.format(label).encode(name)).text == "é"


def test_a_hostile_prolog_costs_no_time() -> None:
    assert parse(b"<!-- - -->" * 50_000 + b"<a/>").tag == "a"


def test_extensions_nested_too_deep_are_refused() -> None:
    event = "<eventTime>2026-01-01T00:00:00Z</eventTime><eventTimeZoneOffset>+07:00"
    event += "</eventTimeZoneOffset><action>ADD</action>"
    nest = f"{'<x:a>' * 200}{'</x:a>' * 200}"
    body = f'<ObjectEvent xmlns:x="urn:x">{event}{nest}</ObjectEvent>'
    (found,) = read_xml(body.encode()).events
    assert isinstance(found, InvalidEvent)
    assert [fault.code for fault in found.faults] == ["too_deep"]
