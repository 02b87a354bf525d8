"""GS1's EPCIS XML documents: all are read, written again valid, and keep their event hashes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conformance.epcis_schemas import schema_errors
from tests.conformance.material import material
from txng.gs1.epcis.hash import event_hash, prehash
from txng.gs1.epcis.json_writer import write_json
from txng.gs1.epcis.read import read, read_event
from txng.gs1.epcis.rules import check
from txng.gs1.epcis.xml_writer import write_xml
from txng.gs1.errors import Gs1Error

if TYPE_CHECKING:
    from pathlib import Path

    from txng.gs1.epcis.formats import CbvFormat, EpcFormat
    from txng.gs1.epcis.model import Document

pytestmark = pytest.mark.conformance

# What the corpus holds beside EPCIS documents, and why each is none.
NO_DOCUMENTS = {
    "CBV/CBV-11.4-2020-06-16a.xml": "xml_master_data_document",
    "Mimasu/Example-masterData.xml": "xml_master_data_document",
    "CaptureJob/Example-CaptureJobRunning.xml": "xml_capture_job",
    "CaptureJob/Example-CaptureJobSuccess.xml": "xml_capture_job",
    "CaptureJob/Example-CaptureJobWithErrorFile.xml": "xml_capture_job",
    "CaptureJob/Example-CaptureJobWithErrors.xml": "xml_capture_job",
}

# One vector contradicts itself: eventTime +03:00 beside eventTimeZoneOffset +02:00.
CONTRADICTIONS = {
    "timestampTimeZone.xml": ["xml_order", "xml_order", "offset_contradiction", "xml_order"]
}


def examples() -> dict[str, Path]:
    """The EPCIS documents among GS1's XML examples by their path, and the hash vectors."""
    home = material("epcis", "examples", "xml")
    found = {str(path.relative_to(home)): path for path in sorted(home.rglob("*.xml"))}
    found |= {path.name: path for path in sorted(material("event-hash").rglob("*.xml"))}
    return {name: path for name, path in found.items() if name not in NO_DOCUMENTS}


def hashes(document: Document) -> list[str]:
    return [event_hash(event) for event in document.events]


def test_every_xml_example_is_read_and_keeps_the_rules() -> None:
    found = {
        name: [fault.code for fault in check(read(path.read_bytes()))]
        for name, path in examples().items()
    }
    assert len(found) == 41
    assert {name: codes for name, codes in found.items() if codes} == CONTRADICTIONS


@pytest.mark.parametrize("name", NO_DOCUMENTS)
def test_what_is_no_epcis_document_is_refused_for_what_it_is(name: str) -> None:
    with pytest.raises(Gs1Error) as caught:
        read(material("epcis", "examples", "xml", name).read_bytes())
    assert [fault.code for fault in caught.value.faults] == [NO_DOCUMENTS[name]]


@pytest.mark.parametrize("cbv_format", ["urn", "web-uri"])
@pytest.mark.parametrize("epc_format", ["as-captured", "urn", "digital-link"])
def test_every_example_is_written_valid_with_the_same_hashes(
    cbv_format: CbvFormat, epc_format: EpcFormat
) -> None:
    for name, path in examples().items():
        document = read(path.read_bytes())
        written = write_xml(document, cbv_format=cbv_format, epc_format=epc_format)
        again = read(written)
        assert (name, schema_errors(written)) == (name, [])
        assert (name, hashes(again)) == (name, hashes(document))
        assert (name, again.master_data) == (name, document.master_data)


def test_every_json_example_is_written_as_valid_xml_with_the_same_hashes() -> None:
    home = material("epcis", "examples", "json")
    paths = sorted(home.rglob("*.json*")) + sorted(material("event-hash").rglob("*.jsonld"))
    for path in paths:
        document = read(path.read_bytes())
        written = write_xml(document)
        assert (path.name, schema_errors(written)) == (path.name, [])
        again = read(written)
        back = read(write_json(again))
        assert (path.name, hashes(again)) == (path.name, hashes(document))
        assert (path.name, hashes(back)) == (path.name, hashes(document))


def test_every_xml_example_keeps_its_hashes_through_json_and_back() -> None:
    for name, path in examples().items():
        document = read(path.read_bytes())
        through = read(write_json(document))
        again = read(write_xml(through))
        assert (name, hashes(through)) == (name, hashes(document))
        assert (name, hashes(again)) == (name, hashes(document))
        assert (name, again.master_data) == (name, document.master_data)


def test_every_event_is_read_again_from_its_own_bytes() -> None:
    for name, path in examples().items():
        for event in read(path.read_bytes()).events:
            again = read_event(event.raw, raw_format=event.raw_format)
            assert (name, prehash(again)) == (name, prehash(event))


def test_the_hash_vectors_hold_for_xml() -> None:
    found = {path.stem: path for path in material("event-hash").glob("*.xml")}
    assert len(found) == 7
    for path in found.values():
        document = read(path.read_bytes())
        texts = path.with_suffix(".prehashes").read_text(encoding="utf-8").split("\n")
        assert [prehash(event) for event in document.events] == [text for text in texts if text]
        assert hashes(document) == path.with_suffix(".hashes").read_text().split()


def test_events_that_say_the_same_have_one_hash() -> None:
    for path in material("event-hash", "expected_equal").glob("*.xml"):
        assert (path.name, len(set(hashes(read(path.read_bytes()))))) == (path.name, 1)


def test_equal_events_of_the_hash_examples_have_one_hash() -> None:
    home = material("epcis", "examples", "xml", "WithEventHashID")
    found = {path.stem[-1]: hashes(read(path.read_bytes())) for path in home.glob("*.xml")}
    # The second states another eventTimeZoneOffset, which is part of an event since CBV 2.0.
    assert found.pop("2") != found["1"]
    assert list(found.values()) == [found["1"]] * 5
