"""The store only grows, and a 64-bit key can never show a wrong event."""

import pytest
from django.db import IntegrityError, connection, transaction

from tests import factories
from tests.capture.documents import LOT, document, event
from tests.capture.test_services import capture
from txng.capture import bodies, queries
from txng.capture.models import Event
from txng.gs1.identifiers import key64

pytestmark = pytest.mark.django_db
TABLES = ("capture_event", "capture_link", "capture_field", "capture_context", "capture_job")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("act", ["delete from {}", "update {0} set {1} = {1}"])
def test_nothing_captured_can_be_changed_or_removed(table: str, act: str) -> None:
    made = event(**{"ex:a": "b"})
    capture(document(made), factories.actor())
    column = {"capture_link": "epc", "capture_field": "kind"}.get(table, "id")
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(act.format(table, column))


def test_a_key_that_collides_shows_no_wrong_event() -> None:
    capture(document(event()), factories.actor())
    stranger = "https://id.gs1.org/01/09506000134352/10/STRANGER"
    number = Event.objects.get().pk
    with connection.cursor() as cursor:
        cursor.execute("insert into capture_link values (%s, %s, 1)", [key64(stranger), number])
    assert queries.event_numbers_of([stranger]) == [number]
    assert queries.events_of([stranger]) == []
    assert [e.id for e in queries.events_of([LOT])] == [number]


def test_a_key_is_found_by_the_covering_index_alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select indexdef from pg_indexes where tablename = 'capture_link'")
        [(definition,)] = cursor.fetchall()
    assert definition.endswith("USING btree (epc) INCLUDE (event_id, role)")


def test_packing_a_body_keeps_every_byte() -> None:
    for raw in (b"", b"{}", bytes(range(256)) * 100, b"x" * 5_000_000):
        assert bodies.unpack(bodies.pack(raw)) == raw
