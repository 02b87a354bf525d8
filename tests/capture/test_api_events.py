"""The address of single events: sent alone, read back in every form, shown to whom it concerns."""

import pytest

from tests import factories
from tests.capture.documents import alone, document, event
from tests.capture.test_api import JSON, XML, get, post
from txng.capture.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def key() -> str:
    return factories.api_key()[1]


def test_one_event_is_201_and_known_when_sent_again(key: str) -> None:
    first = post(key, alone(event(eventID="urn:uuid:1")), "/epcis/events")
    assert (first.status_code, first["Location"]) == (201, "/epcis/events/urn:uuid:1")
    again = post(key, alone(event(eventID="urn:uuid:1")), "/epcis/events")
    assert (again.status_code, again.json()["title"]) == (409, "event_known")
    other = post(key, alone(event(eventID="urn:uuid:1", action="ADD")), "/epcis/events")
    assert (other.status_code, other.json()["title"]) == (409, "event_id_taken")
    wrong = post(key, alone(event(bizStep="flying")), "/epcis/events")
    assert (wrong.status_code, wrong.json()["errors"][0]["path"]) == (400, "/bizStep")
    assert Event.objects.count() == 1


def test_two_events_at_once_are_for_capture(key: str) -> None:
    answer = post(key, document(event(), event(action="ADD")), "/epcis/events")
    assert (answer.status_code, Event.objects.count()) == (400, 0)


def test_an_event_is_read_under_its_hash_id_however_it_is_encoded(key: str) -> None:
    location = post(key, alone(event()), "/epcis/events")["Location"]
    assert location.startswith("/epcis/events/ni:///sha-256;")
    assert "%3Fver=CBV2.0" in location
    for path in (location, location.replace("%3F", "?"), location.replace("///", "%2F%2F%2F")):
        answer = get(key, path)
        assert answer.status_code == 200, path
    read = answer.json()
    assert read["type"] == "EPCISQueryDocument"
    [stored] = read["epcisBody"]["queryResults"]["resultsBody"]["eventList"]
    assert stored["quantityList"] == event()["quantityList"]
    assert stored["recordTime"]


def test_an_event_is_read_as_xml_and_in_the_spelling_that_is_asked_for(key: str) -> None:
    post(key, alone(event(eventID="urn:uuid:1")), "/epcis/events")
    path = "/epcis/events/urn:uuid:1"
    xml = get(key, path, Accept=XML)
    assert xml["Content-Type"] == XML
    assert b"<eventID>urn:uuid:1</eventID>" in xml.content
    urn = get(key, path, **{"GS1-EPC-Format": "Always_EPC_URN"})
    assert b"urn:epc:class:lgtin:" in urn.content
    assert urn["GS1-EPC-Format"] == "Always_EPC_URN"
    assert get(key, path, Accept="image/png").status_code == 406
    assert xml["GS1-CBV-XML-Format"] == "Always_Web_URI"
    words = get(key, path, Accept=XML, **{"GS1-CBV-XML-Format": "Always_URN"})
    assert b"urn:epcglobal:cbv:bizstep:shipping" in words.content
    assert words["GS1-CBV-XML-Format"] == "Always_URN"
    for header in ("GS1-EPC-Format", "GS1-CBV-XML-Format"):
        assert get(key, path, **{header: "Sideways"}).status_code == 406


def test_an_agency_reads_the_events_of_its_area_only(key: str) -> None:
    commune = factories.unit(factories.unit())
    _, here = factories.api_key(factories.organisation(unit=commune))
    post(here, alone(event(eventID="urn:uuid:1")), "/epcis/events")
    for unit, status in ((commune.parent, 200), (commune, 200), (factories.unit(), 404)):
        _, agency = factories.api_key(factories.agency(unit=unit))
        assert get(agency, "/epcis/events/urn:uuid:1").status_code == status


def test_json_is_answered_in_the_media_type_that_was_asked_for(key: str) -> None:
    location = post(key, alone(event()), "/epcis/events")["Location"]
    for kind in (JSON, "application/ld+json", XML, "text/xml"):
        assert get(key, location, Accept=kind)["Content-Type"] == kind
    assert "Content-Type" not in post(key, document(event())).headers


def test_what_xml_cannot_hold_is_told_and_stays_readable_as_json(key: str) -> None:
    made = event(eventID="urn:uuid:1", **{"ex:note": "a\x01b"})
    location = post(key, alone(made), "/epcis/events")["Location"]
    refused = get(key, location, Accept=XML)
    assert (refused.status_code, refused.json()["title"]) == (406, "not_in_xml")
    assert get(key, location).status_code == 200


def test_an_event_is_shown_to_its_organisation_and_to_officers_only(key: str) -> None:
    post(key, alone(event(eventID="urn:uuid:1")), "/epcis/events")
    declared = {"declarationTime": "2026-05-03T00:00:00Z", "reason": "did_not_occur"}
    post(key, alone(event(eventID="urn:uuid:1", errorDeclaration=declared)), "/epcis/events")
    _, stranger = factories.api_key()
    _, officer = factories.api_key(factories.agency())
    path = "/epcis/events/urn:uuid:1"
    assert get(stranger, path).status_code == 404
    for reader in (key, officer):
        read = get(reader, path).json()
        events = read["epcisBody"]["queryResults"]["resultsBody"]["eventList"]
        assert [e.get("errorDeclaration", {}).get("reason") for e in events] == [
            None,
            "did_not_occur",
        ]
