"""Random events survive EPCIS XML, and what is written is valid against GS1's schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from tests.conformance.epcis_schemas import schema_errors
from tests.gs1.epcis import strategies
from txng.gs1.epcis.xml_reader import read_xml
from txng.gs1.epcis.xml_writer import write_xml

if TYPE_CHECKING:
    from txng.gs1.epcis import model

pytestmark = pytest.mark.conformance


def content(event: model.Event) -> dict[str, Any]:
    """What an event says, without where it came from."""
    plain = dict(msgspec.to_builtins(event))
    plain.pop("origin", None)
    return plain


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.documents())
def test_random_events_survive_xml_which_is_valid(document: model.Document) -> None:
    written = write_xml(document)
    again = read_xml(written)
    assert schema_errors(written) == []
    assert [content(event) for event in again.events] == [
        content(event) for event in document.events
    ]


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.documents())
def test_an_event_is_read_again_from_its_own_bytes_alone(document: model.Document) -> None:
    for event in read_xml(write_xml(document, cbv_format="urn")).events:
        (again,) = read_xml(event.raw).events
        assert content(again) == content(event)
