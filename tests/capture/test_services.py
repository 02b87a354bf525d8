"""Capture keeps all or nothing, knows what it has seen, and never changes what was stated."""

from datetime import UTC, datetime

import orjson
import pytest

from tests import factories
from tests.capture.documents import CONTEXT, GLN, LOT, LOT_URN, alone, document, event
from txng.capture import queries, services, store
from txng.capture.models import CaptureJob, Event, Field, Link
from txng.capture.vocab import ErrorBehaviour, FieldKind
from txng.gs1.identifiers import key64
from txng.parties.actor import Actor

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 2, 1, 2, 3, 456000, tzinfo=UTC)


@pytest.fixture
def actor() -> Actor:
    return factories.actor()


def capture(body: bytes, actor: Actor, **more: object) -> CaptureJob:
    return services.capture_document(body=body, actor=actor, now=NOW, **more)  # type: ignore[arg-type]


def test_a_captured_event_is_found_by_its_lot_and_says_who_stated_it_and_when(actor: Actor) -> None:
    job = capture(document(event(eventID="urn:uuid:1")), actor)
    assert (job.is_success, job.stored_count, job.known_count, job.errors) == (True, 1, 0, [])
    [found] = queries.events_of([LOT_URN])
    assert found.event_id == "urn:uuid:1"
    assert found.event.quantity_list[0].quantity == 10  # type: ignore[attr-defined]
    assert found.organisation_id == actor.organisation_id
    assert found.user_id == actor.actor_id
    assert (found.record_time, found.event.record_time) == (NOW, "2026-05-02T01:02:03.456Z")
    assert found.job_id == job.id
    assert found.is_valid


def test_the_stored_body_is_the_events_own_bytes(actor: Actor) -> None:
    item = LOT.replace("10/L1", "21/9")
    odd = (
        '{ "type":"ObjectEvent",\n "action" : "OBSERVE", "eventTime":"2026-05-01T01:00:00Z",'
        f'"eventTimeZoneOffset":"+07:00","epcList":["{item}"], "ex:note":"\\u00e1 á"}}'
    )
    capture(document(event()).replace(orjson.dumps(event()), odd.encode()), actor)
    [found] = queries.events_of([item])
    assert found.event.raw == odd.encode()
    assert found.event.extensions == {"{https://example.org/ns/}note": "á á"}


def test_an_event_without_an_id_is_known_by_its_hash(actor: Actor) -> None:
    capture(document(event()), actor)
    [found] = queries.events_of([LOT])
    assert found.event_id == f"ni:///sha-256;{found.event_hash.hex()}?ver=CBV2.0"
    assert [e.id for e in queries.events_with_id(found.event_id)] == [found.id]
    assert found.event.event_id == found.event_id


def test_record_time_is_the_stores_own(actor: Actor) -> None:
    capture(document(event(recordTime="2001-01-01T00:00:00Z")), actor)
    [found] = queries.events_of([LOT])
    assert found.event.record_time == "2026-05-02T01:02:03.456Z"


def test_the_same_statement_again_is_known_and_stored_once(actor: Actor) -> None:
    body = document(event(), event(eventID="urn:uuid:1"), event())
    first, second = capture(body, actor), capture(body, actor)
    assert (first.stored_count, first.known_count) == (2, 1)
    assert (second.is_success, second.stored_count, second.known_count) == (True, 0, 3)
    assert Event.objects.count() == 2


def test_two_organisations_may_state_the_same_fact(actor: Actor) -> None:
    other = factories.actor()
    capture(document(event()), actor)
    capture(document(event()), other)
    mine, theirs = queries.events_of([LOT])
    assert mine.event_hash == theirs.event_hash
    assert [mine.organisation_id, theirs.organisation_id] == [
        actor.organisation_id, other.organisation_id,
    ]  # fmt: skip


def test_an_event_id_with_other_content_is_refused_and_nothing_is_stored(actor: Actor) -> None:
    capture(document(event(eventID="urn:uuid:1")), actor)
    job = capture(
        document(event(disposition="damaged"), event(eventID="urn:uuid:1", bizStep="storing")),
        actor,
    )
    assert (job.is_success, job.stored_count) == (False, 0)
    assert [(e["title"], e["path"]) for e in job.errors] == [
        ("event_id_taken", "/epcisBody/eventList/1/eventID")
    ]
    assert Event.objects.count() == 1


def test_an_error_declaration_stands_beside_the_original_and_changes_nothing(actor: Actor) -> None:
    declared = {"declarationTime": "2026-05-03T00:00:00Z", "reason": "did_not_occur"}
    capture(document(event(eventID="urn:uuid:1")), actor)
    before = Event.objects.values().get()
    job = capture(document(event(eventID="urn:uuid:1", errorDeclaration=declared)), actor)
    assert (job.is_success, job.stored_count) == (True, 1)
    original, declaration = queries.events_with_id("urn:uuid:1")
    assert (original.declared_in_error, original.is_declaration) == (True, False)
    assert (declaration.declared_in_error, declaration.is_declaration) == (False, True)
    assert not original.is_valid
    assert not declaration.is_valid
    assert Event.objects.values().get(pk=original.id) == before


def test_another_organisation_cannot_declare_my_event_in_error(actor: Actor) -> None:
    declared = {"declarationTime": "2026-05-03T00:00:00Z", "reason": "did_not_occur"}
    capture(document(event(eventID="urn:uuid:1")), actor)
    capture(document(event(eventID="urn:uuid:1", errorDeclaration=declared)), factories.actor())
    assert [e.declared_in_error for e in queries.events_with_id("urn:uuid:1")] == [False, False]


def test_an_event_known_by_its_hash_is_declared_in_error_by_that_hash(actor: Actor) -> None:
    capture(document(event(eventID="urn:uuid:1")), actor)
    [found] = queries.events_of([LOT])
    name = f"ni:///sha-256;{found.event_hash.hex()}?ver=CBV2.0"
    declared = {"declarationTime": "2026-05-03T00:00:00Z"}
    capture(document(event(eventID=name, errorDeclaration=declared)), actor)
    assert [e.declared_in_error for e in queries.events_with_id("urn:uuid:1")] == [True]


def test_rollback_stores_nothing_when_one_event_is_wrong(actor: Actor) -> None:
    wrong = event(quantityList=[{"epcClass": LOT.replace("352", "353"), "quantity": 1}])
    with pytest.raises(services.NothingStored) as refused:
        capture(document(event(), wrong), actor)
    assert [f.path for f in refused.value.faults] == [
        "/epcisBody/eventList/1/quantityList/0/epcClass"
    ]
    assert (CaptureJob.objects.count(), Event.objects.count(), Link.objects.count()) == (0, 0, 0)


def test_proceed_stores_the_good_ones_and_tells_of_the_others(actor: Actor) -> None:
    wrong = event(bizStep="flying")
    job = capture(
        document(event(), wrong, event(action="ADD")), actor,
        error_behaviour=ErrorBehaviour.PROCEED,
    )  # fmt: skip
    assert (job.is_success, job.stored_count, len(job.errors)) == (False, 2, 1)
    assert Event.objects.count() == 2


def test_proceed_stores_the_others_when_an_event_id_is_taken(actor: Actor) -> None:
    capture(document(event(eventID="urn:uuid:1")), actor)
    job = capture(
        document(event(eventID="urn:uuid:1", bizStep="storing"), event(eventID="urn:uuid:2")),
        actor,
        error_behaviour=ErrorBehaviour.PROCEED,
    )
    assert (job.is_success, job.stored_count, job.known_count) == (False, 1, 0)
    assert [e.event_id for e in queries.events_of([LOT])] == ["urn:uuid:1", "urn:uuid:2"]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"<a/>", b"nothing", b'{"type":"EPCISDocument"}', b"\x00\x01"]
)
def test_what_is_no_document_leaves_no_trace(actor: Actor, body: bytes) -> None:
    with pytest.raises(services.NotUnderstood) as refused:
        capture(body, actor)
    assert refused.value.faults
    assert (CaptureJob.objects.count(), Event.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "facts", [{"schemaVersion": "two"}, {"creationDate": "yesterday"}, {"note": "no prefix"}]
)
def test_a_document_that_is_wrong_around_its_events_leaves_no_trace(
    actor: Actor, facts: dict[str, str]
) -> None:
    with pytest.raises(services.NotUnderstood) as refused:
        capture(document(event(), **facts), actor)
    assert [fault.path for fault in refused.value.faults] == [f"/{name}" for name in facts]
    assert (CaptureJob.objects.count(), Event.objects.count()) == (0, 0)


def test_a_break_in_the_middle_leaves_nothing(
    actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "COPY_LINKS", "copy no_such_table from stdin (format binary)")
    with pytest.raises(Exception, match="no_such_table"):
        capture(document(event()), actor)
    assert (CaptureJob.objects.count(), Event.objects.count()) == (0, 0)


def test_one_event_alone_is_captured_or_refused_at_once(actor: Actor) -> None:
    number, is_new = services.capture_event(body=alone(event()), actor=actor, now=NOW)
    assert is_new
    assert services.capture_event(body=alone(event()), actor=actor, now=NOW) == (number, False)
    with pytest.raises(services.NothingStored):
        services.capture_event(body=alone(event(bizStep="flying")), actor=actor, now=NOW)
    services.capture_event(body=alone(event(eventID="urn:uuid:1")), actor=actor, now=NOW)
    jobs = CaptureJob.objects.count()
    with pytest.raises(services.EventIdTaken):
        services.capture_event(
            body=alone(event(eventID="urn:uuid:1", action="ADD")), actor=actor, now=NOW
        )
    assert CaptureJob.objects.count() == jobs


def test_master_data_stays_with_the_job(actor: Actor) -> None:
    header = {
        "epcisMasterData": {
            "vocabularyList": [
                {
                    "type": "urn:epcglobal:epcis:vtype:BusinessLocation",
                    "vocabularyElementList": [{"id": GLN, "attributes": []}],
                }
            ]
        }
    }
    job = capture(document(event(), epcisHeader=header), actor)
    kept = CaptureJob.objects.get(pk=job.pk)
    assert kept.master_data == [
        {
            "type": "urn:epcglobal:epcis:vtype:BusinessLocation",
            "vocabularyElementList": [{"id": GLN}],
        }
    ]


def test_fields_are_kept_for_the_query_room(actor: Actor) -> None:
    made = event(
        action="ADD",
        ilmd={"ex:grade": "A", "ex:size": {"ex:mm": 12.5}},
        bizTransactionList=[{"type": "po", "bizTransaction": "https://x.example/bt/7"}],
        **{"ex:when": "2026-05-01T00:00:00Z"},
    )
    capture(document(made), actor)
    rows = set(Field.objects.values_list("kind", "name_key", "value_key", "number"))
    ns = "{https://example.org/ns/}"
    assert rows == {
        (FieldKind.ILMD, key64(ns + "grade"), key64("A"), None),
        (FieldKind.ILMD, key64(ns + "size"), None, None),
        (FieldKind.ILMD + 32, key64(ns + "mm"), key64("12.5"), 12.5),
        (FieldKind.BIZ_TRANSACTION, key64("po"), key64("https://x.example/bt/7"), None),
        (FieldKind.EXTENSION, key64(ns + "when"), key64("2026-05-01T00:00:00Z"), None),
    }


def test_events_grow_in_number_by_arrival(actor: Actor) -> None:
    capture(document(*[event(eventID=f"urn:uuid:a{n}") for n in range(150)]), actor)
    capture(document(event(eventID="urn:uuid:b")), actor)
    ids = [e.event_id for e in queries.events_of([LOT])]
    assert ids == [f"urn:uuid:a{n}" for n in range(150)] + ["urn:uuid:b"]


def test_a_query_document_is_captured_too(actor: Actor) -> None:
    body = orjson.dumps(
        {
            "@context": [CONTEXT],
            "type": "EPCISQueryDocument",
            "schemaVersion": "2.0",
            "creationDate": "2026-05-01T08:00:00Z",
            "epcisBody": {
                "queryResults": {
                    "queryName": "SimpleEventQuery",
                    "resultsBody": {"eventList": [event()]},
                }
            },
        }
    )
    assert capture(body, actor).stored_count == 1
