"""The EPCIS capture interface: who may, what is answered, and that bad input leaves no trace."""

import io
from typing import Any

import orjson
import pytest
from django.test import Client

from tests import factories
from tests.capture.documents import LOT, alone, document, event
from txng.capture import protocol
from txng.capture.models import CaptureJob, Event
from txng.parties.vocab import Scope

pytestmark = pytest.mark.django_db
JSON, XML = "application/json", "application/xml"


@pytest.fixture
def key() -> str:
    return factories.api_key()[1]


def bearer(key: str, **headers: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}", **headers}


def post(key: str, body: bytes, path: str = "/epcis/capture", kind: str = JSON, **more: str) -> Any:
    return Client().post(path, body, content_type=kind, headers=bearer(key, **more))


def get(key: str, path: str, **headers: str) -> Any:
    return Client().get(path, headers=bearer(key, **headers))


def test_capture_answers_202_with_the_address_of_a_finished_job(key: str) -> None:
    answer = post(key, document(event()))
    assert (answer.status_code, answer.content) == (202, b"")
    assert answer["GS1-EPCIS-Version"] == "2.0.0"
    job = get(key, answer["Location"]).json()
    assert job == {
        "captureID": answer["Location"].rpartition("/")[2],
        "createdAt": job["createdAt"],
        "finishedAt": job["finishedAt"],
        "running": False,
        "success": True,
        "captureErrorBehaviour": "rollback",
        "errors": [],
    }
    assert Event.objects.count() == 1


def test_a_job_is_told_in_xml_too(key: str) -> None:
    proceed = {"GS1-Capture-Error-Behaviour": "proceed"}
    address = post(key, document(event(bizStep="flying")), **proceed)["Location"]
    answer = get(key, address, Accept=XML)
    assert answer["Content-Type"] == XML
    assert b'running="false" success="false"' in answer.content


def test_what_only_the_store_can_tell_fails_the_job_and_nothing_is_stored(key: str) -> None:
    post(key, document(event(eventID="urn:uuid:1")))
    answer = post(key, document(event(), event(eventID="urn:uuid:1", action="ADD")))
    assert answer.status_code == 202
    job = get(key, answer["Location"]).json()
    assert (job["running"], job["success"]) == (False, False)
    assert [(e["type"], e["title"], e["path"]) for e in job["errors"]] == [
        (
            "epcisException:ValidationException",
            "event_id_taken",
            "/epcisBody/eventList/1/eventID",
        )
    ]
    assert Event.objects.count() == 1


def test_proceed_is_asked_for_by_a_header(key: str) -> None:
    answer = post(
        key,
        document(event(), event(bizStep="flying")),
        **{"GS1-Capture-Error-Behaviour": "proceed"},
    )
    job = get(key, answer["Location"]).json()
    assert (job["success"], job["captureErrorBehaviour"]) == (False, "proceed")
    assert Event.objects.count() == 1


@pytest.mark.parametrize("stated", ["all", "maybe", ""])
def test_an_unknown_error_behaviour_is_refused(key: str, stated: str) -> None:
    answer = post(key, document(event()), **{"GS1-Capture-Error-Behaviour": stated})
    assert answer.status_code == 400
    assert Event.objects.count() == 0


DEEP = b'{"a":' * 100_000
BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" schemaVersion="2.0"
 creationDate="2026-01-01T00:00:00Z"><EPCISBody><EventList>&b;</EventList></EPCISBody>
</epcis:EPCISDocument>"""
OUTSIDE = BOMB.replace(b'<!ENTITY a "aaaaaaaaaa">', b'<!ENTITY a SYSTEM "file:///etc/passwd">')


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b" ", JSON), (b"{", JSON), (b"[1]", JSON), (b"null", JSON), (b"\xff\xfe{", JSON),
        (DEEP, JSON), (b"<EPCISDocument", XML), (BOMB, XML), (OUTSIDE, XML), (b"<a/>", XML),
        (document(event()).replace(b"shipping", b"ship\\u0000ping"), JSON),
        (b'{"type":"EPCISDocument","schemaVersion":"2.0"}', JSON),
        (document(event()).replace(b'"EPCISDocument"', b'"Something"'), JSON),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_400_at_once_and_leaves_no_trace(
    key: str, body: bytes, kind: str
) -> None:
    answer = post(key, body, kind=kind)
    told = orjson.loads(answer.content)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert told["type"] == "epcisException:ValidationException"
    assert all(e["detail"] and e["detail_vi"] for e in told["errors"])
    assert b"root:" not in answer.content
    assert (CaptureJob.objects.count(), Event.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "facts",
    [
        {"eventTime": "2026-05-01T08:00:00"}, {"eventTimeZoneOffset": "Z"},
        {"bizStep": "flying"}, {"quantityList": [{"epcClass": "foo:bar", "quantity": 1}]},
        {"quantityList": [{"epcClass": LOT, "quantity": -1, "uom": "KGM"}]},
        {"undeclared:field": 1}, {"epcList": [5]}, {"eventTime": None},
        {"quantityList": [{"epcClass": LOT.replace("352", "353"), "quantity": 1}]},
        {"bizStep": "ship\x00ping"}, {"eventID": "urn:uuid:\x00"},
    ],
)  # fmt: skip
def test_a_wrong_event_is_400_with_its_place_and_leaves_no_trace(
    key: str, facts: dict[str, Any]
) -> None:
    answer = post(key, document(event(action="ADD"), event(**facts)))
    told = orjson.loads(answer.content)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert told["path"].startswith("/epcisBody/eventList/1")
    assert told["path"] == told["errors"][0]["path"]
    assert (CaptureJob.objects.count(), Event.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("kind", "headers"),
    [
        ("text/plain", {}), ("application/x-www-form-urlencoded", {}), ("text/html", {}),
        ("multipart/form-data; boundary=x", {}), (JSON + "; charset=utf-16", {}),
        (JSON, {"Content-Encoding": "gzip"}), (JSON, {"Content-Encoding": "br"}),
        (XML, {}),
    ],
)  # fmt: skip
def test_other_media_types_and_compression_are_415(
    key: str, kind: str, headers: dict[str, str]
) -> None:
    answer = post(key, document(event()), kind=kind, **headers)
    assert answer.status_code == 415
    assert answer.json()["type"] == "epcisException:UnsupportedMediaTypeException"
    assert Event.objects.count() == 0


def stream(key: str, body: Any, **environ: Any) -> Any:
    """Send a body straight to the application, with the length that `environ` states."""
    facts = {"CONTENT_TYPE": JSON, "HTTP_AUTHORIZATION": f"Bearer {key}", "CONTENT_LENGTH": ""}
    extra: Any = {**facts, "wsgi.input": body, **environ}
    return Client().generic("POST", "/epcis/capture", b"", **extra)


class Endless(io.RawIOBase):
    """A body without an end, that counts what was taken of it."""

    taken = 0

    def read(self, size: int = -1) -> bytes:
        assert size > 0
        self.taken += size
        return b" " * size


@pytest.mark.parametrize(
    "headers", [{"CONTENT_LENGTH": "200000000"}, {"HTTP_TRANSFER_ENCODING": "chunked"}]
)
def test_a_body_without_an_end_is_413_without_being_read_whole(
    key: str, headers: dict[str, str]
) -> None:
    body = Endless()
    answer = stream(key, body, **headers)
    assert answer.status_code == 413
    assert answer["GS1-EPCIS-Capture-File-Size-Limit"] == str(protocol.FILE_LIMIT)
    assert body.taken <= protocol.FILE_LIMIT + 256 * 1024


@pytest.mark.parametrize("length", ["99999", "-1", "abc", "1e3"])
def test_a_length_that_lies_is_refused(key: str, length: str) -> None:
    answer = stream(key, io.BytesIO(document(event())), CONTENT_LENGTH=length)
    assert answer.status_code == 400
    assert Event.objects.count() == 0


def test_a_body_in_chunks_is_captured(key: str) -> None:
    body = io.BytesIO(document(event()))
    answer = stream(key, body, HTTP_TRANSFER_ENCODING="chunked")
    assert answer.status_code == 202
    assert Event.objects.count() == 1


def test_too_many_events_are_413(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("txng.capture.services.documents.CAPTURE_LIMIT", 1)
    answer = post(key, document(event(), event(action="ADD")))
    assert answer.status_code == 413
    assert CaptureJob.objects.count() == 0


@pytest.mark.parametrize(
    "header",
    [
        None,
        "Bearer ",
        "Bearer txng_test0000_x",
        "Basic abc",
        "Bearer \x00",
        "Bearer ổ khoá".encode().decode("latin-1"),
    ],
)
def test_without_a_key_nothing_is_told(header: Any) -> None:
    headers = {} if header is None else {"Authorization": header}
    for method, path in (
        ("POST", "/epcis/capture"), ("GET", "/epcis/capture"), ("OPTIONS", "/epcis/capture"),
        ("POST", "/epcis/events"), ("GET", "/epcis/events/x"),
    ):  # fmt: skip
        answer = Client().generic(method, path, document(event()), JSON, headers=headers)
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="EPCIS"')
    assert Event.objects.count() == 0


def test_a_revoked_or_expired_key_is_no_key() -> None:
    for name in ("revoked_at", "expires_at"):
        _, key = factories.api_key(None, **{name: factories.THEN})
        assert post(key, document(event())).status_code == 401
    assert Event.objects.count() == 0


def test_a_key_does_only_what_it_was_issued_for(key: str) -> None:
    _, reader = factories.api_key(None, Scope.QUERY)
    _, writer = factories.api_key(None, Scope.CAPTURE)
    assert post(reader, document(event())).status_code == 403
    assert post(reader, alone(event()), "/epcis/events").status_code == 403
    assert get(reader, "/epcis/capture").status_code == 403
    assert get(writer, "/epcis/events/urn:uuid:1").status_code == 403
    assert Event.objects.count() == 0


@pytest.mark.parametrize("name", ["GS1-API-Key", "X-API-Key"])
def test_a_key_may_come_in_a_header_of_its_own(key: str, name: str) -> None:
    answer = Client().post("/epcis/capture", document(event()), JSON, headers={name: key})
    assert answer.status_code == 202


def test_the_organisation_that_states_is_the_keys(key: str) -> None:
    row, own = factories.api_key()
    post(own, document(event()))
    job = CaptureJob.objects.get()
    assert (job.organisation, job.api_key, job.user) == (row.organisation, row, None)


def test_jobs_of_others_do_not_exist_for_me(key: str) -> None:
    address = post(key, document(event()))["Location"]
    _, stranger = factories.api_key()
    assert get(stranger, address).status_code == 404
    assert get(stranger, "/epcis/capture").json() == []
    assert get(key, "/epcis/capture/nonsense").status_code == 404


def test_jobs_are_paged_by_key_and_the_last_page_says_so(key: str) -> None:
    made = [post(key, document(event()))["Location"].rpartition("/")[2] for _ in range(5)]
    seen: list[str] = []
    path, pages = "/epcis/capture?perPage=2", 0
    while path:
        answer = get(key, path)
        seen += [job["captureID"] for job in answer.json()]
        pages += 1
        path = answer.get("Link", "").partition(">")[0].removeprefix("<http://testserver")
    assert (seen, pages) == (made[::-1], 3)
    for wrong in ("perPage=0", "perPage=x", "nextPageToken=-1", "nextPageToken=9" + "9" * 40):
        assert get(key, f"/epcis/capture?{wrong}").status_code == 400


def test_options_tells_versions_and_limits(key: str) -> None:
    answer = Client().options("/epcis/capture", headers=bearer(key))
    assert (answer.status_code, answer["Allow"]) == (204, "OPTIONS, POST, GET")
    assert answer["GS1-Capture-Error-Behaviour"] == "all"
    assert answer["GS1-EPCIS-Capture-Limit"] == "10000"
    assert (answer["GS1-EPCIS-Min"], answer["GS1-EPCIS-Max"]) == ("1.2.0", "2.0.0")
    deleted = Client().delete("/epcis/capture", headers=bearer(key))
    assert (deleted.status_code, deleted["Allow"]) == (405, "OPTIONS, POST, GET")


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("GS1-EPCIS-Version", "2.0.0", 202), ("GS1-EPCIS-Version", "2.0", 202),
        ("GS1-EPCIS-Version", "3.0.0", 406), ("GS1-CBV-Version", "1.0.0", 406),
        ("GS1-EPCIS-Min", "2.1.0", 406), ("GS1-EPCIS-Max", "1.1.0", 406),
    ],
)  # fmt: skip
def test_a_version_not_spoken_here_is_406(key: str, name: str, value: str, status: int) -> None:
    assert post(key, document(event()), **{name: value}).status_code == status


def test_a_browser_session_is_no_key() -> None:
    person = factories.actor().user
    assert person is not None
    client = factories.signed_in(person)
    assert client.post("/epcis/capture", document(event()), JSON).status_code == 401
