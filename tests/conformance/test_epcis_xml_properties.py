"""Random events survive EPCIS XML and JSON-LD, keep their hash, and make valid XML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conformance.epcis_schemas import schema_errors
from tests.gs1.epcis import strategies
from txng.gs1.epcis.hash import event_hash
from txng.gs1.epcis.json_writer import write_json
from txng.gs1.epcis.read import read
from txng.gs1.epcis.rules import check_event
from txng.gs1.epcis.xml_reader import read_xml
from txng.gs1.epcis.xml_writer import write_xml

if TYPE_CHECKING:
    from txng.gs1.epcis import model
    from txng.gs1.epcis.formats import EpcFormat

pytestmark = pytest.mark.conformance


def content(event: model.Event) -> dict[str, Any]:
    """What an event says, without where it came from."""
    plain = dict(msgspec.to_builtins(event))
    plain.pop("origin", None)
    return plain


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.documents())
def test_random_events_survive_xml_which_is_valid(document: model.Document) -> None:
    written = write_xml(document)
    again = read_xml(written)
    assert schema_errors(written) == []
    assert [content(event) for event in again.events] == [
        content(event) for event in document.events
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.documents())
def test_an_event_is_read_again_from_its_own_bytes_alone(document: model.Document) -> None:
    for event in read_xml(write_xml(document, cbv_format="urn")).events:
        (again,) = read_xml(event.raw).events
        assert content(again) == content(event)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.documents())
def test_random_events_keep_content_and_hash_through_both_formats(
    document: model.Document,
) -> None:
    before = [event_hash(event) for event in document.events]
    as_json = read(write_json(read(write_xml(document))))
    as_xml = read(write_xml(as_json, cbv_format="urn"))
    for again in (as_json, as_xml):
        assert [check_event(event) for event in again.events] == [[] for _ in before]
        assert [content(event) for event in again.events] == [
            content(event) for event in document.events
        ]
        assert [event_hash(event) for event in again.events] == before


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.documents(), st.sampled_from(["urn", "digital-link"]))
def test_another_spelling_of_identifiers_keeps_the_hash(
    document: model.Document, epc_format: EpcFormat
) -> None:
    before = [event_hash(event) for event in document.events]
    for written in (
        write_xml(document, epc_format=epc_format),
        write_json(document, epc_format=epc_format),
    ):
        assert [event_hash(event) for event in read(written).events] == before
