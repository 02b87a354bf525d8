"""Two requests that state the same at the same moment store it once, and both succeed."""

import threading
from typing import Any

import pytest
from django.db import connection

from tests import factories
from tests.capture.documents import document, event
from txng.capture import services, store
from txng.capture.models import CaptureJob, Event
from txng.core.clock import now
from txng.parties.actor import Actor


def at_once(*bodies: bytes, actor: Actor, monkeypatch: pytest.MonkeyPatch) -> list[CaptureJob]:
    """Capture each body in a thread of its own; none writes before all have looked."""
    gate = threading.Barrier(len(bodies))
    seen = threading.local()
    look = store.sort_out

    def look_together(*args: Any, **options: Any) -> store.Stored:
        found = look(*args, **options)
        if not getattr(seen, "once", False):
            seen.once = True
            gate.wait(timeout=10)
        return found

    monkeypatch.setattr(store, "sort_out", look_together)
    jobs: list[CaptureJob] = []

    def capture(body: bytes) -> None:
        try:
            jobs.append(services.capture_document(body=body, actor=actor, now=now()))
        finally:
            connection.close()

    threads = [threading.Thread(target=capture, args=(body,)) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    return jobs


@pytest.mark.django_db(transaction=True)
def test_the_same_document_twice_at_once_is_stored_once(monkeypatch: pytest.MonkeyPatch) -> None:
    body = document(event(), event(eventID="urn:uuid:1"))
    jobs = at_once(body, body, body, actor=factories.actor(), monkeypatch=monkeypatch)
    assert [job.is_success for job in jobs] == [True, True, True]
    assert sorted((job.stored_count, job.known_count) for job in jobs) == [(0, 2), (0, 2), (2, 0)]
    assert Event.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_one_event_id_for_two_contents_at_once_keeps_the_first_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = document(event(eventID="urn:uuid:1"))
    other = document(event(eventID="urn:uuid:1", bizStep="storing"))
    jobs = at_once(one, other, actor=factories.actor(), monkeypatch=monkeypatch)
    assert sorted(job.is_success for job in jobs) == [False, True]
    assert Event.objects.count() == 1
