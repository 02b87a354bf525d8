"""Every published EPCIS example is captured and comes back unchanged, or is truly refused."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from tests import factories
from tests.conformance.material import material
from txng.capture.models import CaptureJob, Event
from txng.gs1.epcis.hash import event_hash
from txng.gs1.epcis.read import read
from txng.parties.models import ApiKey

pytestmark = [pytest.mark.conformance, pytest.mark.django_db]

REFUSED = {
    "CBV-11.4-2020-06-16a.xml": "xml_master_data_document",
    "Example-masterData.xml": "xml_master_data_document",
    "Example-CaptureJobRunning.xml": "xml_capture_job",
    "Example-CaptureJobSuccess.xml": "xml_capture_job",
    "Example-CaptureJobWithErrorFile.xml": "xml_capture_job",
    "Example-CaptureJobWithErrors.xml": "xml_capture_job",
}
FORMATS = (
    {"Accept": "application/ld+json"},
    {"Accept": "application/ld+json", "GS1-EPC-Format": "Always_EPC_URN"},
    {"Accept": "application/xml"},
    {"Accept": "application/xml", "GS1-EPC-Format": "Never_Translates"},
    {"Accept": "application/xml", "GS1-CBV-XML-Format": "Always_URN"},
)


def examples() -> list[Path]:
    folder = material("epcis", "examples")
    return sorted(path for path in folder.rglob("*.*") if path.suffix in {".jsonld", ".xml"})


def send(path: Path) -> tuple[Any, ApiKey, str]:
    """Capture a file for an organisation of its own, since examples use each other's eventIDs."""
    row, key = factories.api_key()
    kind = "application/xml" if path.suffix == ".xml" else "application/ld+json"
    answer = Client().post(
        "/epcis/capture", path.read_bytes(), kind, headers={"Authorization": f"Bearer {key}"}
    )
    return answer, row, key


def hashes_in(body: bytes) -> list[str]:
    return sorted(event_hash(event) for event in read(body).events)


def ids_of(path: Path) -> set[str]:
    return {event.event_id or event_hash(event) for event in read(path.read_bytes()).events}


def read_back(path: Path, key: str, headers: dict[str, str]) -> Iterator[str]:
    for event_id in ids_of(path):
        answer = Client().get(
            f"/epcis/events/{quote(event_id, safe='')}",
            headers={"Authorization": f"Bearer {key}", **headers},
        )
        assert answer.status_code == 200, (path.name, event_id)
        yield from hashes_in(answer.content)


def test_every_example_comes_back_in_every_format_with_the_hashes_it_came_with() -> None:
    captured = 0
    for path in examples():
        if path.name in REFUSED:
            continue
        answer, _row, key = send(path)
        assert answer.status_code == 202, (path.name, answer.content)
        job = Client().get(answer["Location"], headers={"Authorization": f"Bearer {key}"}).json()
        assert (job["success"], job["errors"]) == (True, []), path.name
        stated = sorted(set(hashes_in(path.read_bytes())))
        for headers in FORMATS:
            back = sorted(set(read_back(path, key, headers)))
            assert back == stated, (path.name, headers)
        captured += 1
    assert captured == len(examples()) - len(REFUSED) == 78


def test_documents_that_hold_no_events_are_refused_with_the_reason() -> None:
    told = {}
    for path in examples():
        if path.name in REFUSED:
            answer, _row, _key = send(path)
            assert answer.status_code == 400
            told[path.name] = answer.json()["errors"][0]["title"]
    assert told == REFUSED
    assert (CaptureJob.objects.count(), Event.objects.count()) == (0, 0)


def test_master_data_alone_is_kept_with_its_job() -> None:
    [path] = [path for path in examples() if path.name == "masterdata_all_possible_fields.xml"]
    answer, row, _key = send(path)
    assert answer.status_code == 202
    job = CaptureJob.objects.get(organisation=row.organisation)
    assert (job.is_success, job.event_count, bool(job.master_data)) == (True, 0, True)


def test_every_example_again_is_known_and_stored_once() -> None:
    [path] = [path for path in examples() if path.name == "EPCISQueryDocument.jsonld"]
    _answer, _row, key = send(path)
    count = Event.objects.count()
    Client().post("/epcis/capture", path.read_bytes(), "application/json",
                  headers={"Authorization": f"Bearer {key}"})  # fmt: skip
    assert (count > 0, Event.objects.count()) == (True, count)
