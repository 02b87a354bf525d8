"""Capture of documents against COPY of ready-made rows; the store as it grows; bytes on disk."""

from collections.abc import Iterator
from statistics import median

from django.db import connection, transaction

from benchmarks.events import document
from benchmarks.figures import Figure, Goal, pairs, seconds
from benchmarks.ground import NOW, Ground
from txng.capture import copying, store
from txng.capture.models import CaptureJob
from txng.capture.moments import microseconds
from txng.capture.services.documents import prepare
from txng.gs1.epcis.read import read

_EVENTS = 4_000
Ready = list[tuple[str, bytes]]


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield the figures of capture, and leave the store filled for those that read it."""
    yield from _growth(ground)
    for size in (100, 1_000):
        yield _against_copy(ground, size)
    yield _bytes(ground)


def _growth(ground: Ground) -> Iterator[Figure]:
    ground.grow_to(ground.small_size)
    ground.grow_to(ground.events)
    took = ground.document_seconds
    tenth = max(1, len(took) // 10)
    own, first = 1_000 / median(took[-tenth:]), 1_000 / median(took[:tenth])
    yield Figure(
        f"capture while the store grows to {ground.events:,} events, last tenth",
        "events/s", [own], [first], "first tenth", Goal(0.9),
    )  # fmt: skip


def _against_copy(ground: Ground, size: int) -> Figure:
    def ours(_round: int) -> float:
        bodies = [document(ground.fresh(size)) for _ in range(_EVENTS // size)]
        return _EVENTS / seconds(ground.capture_all, bodies)

    ours(-1)
    own, other = pairs(ground.rounds, ours, lambda _round: copy_rate(ground, size))
    name = f"capture_document in one process, documents of {size:,}"
    return Figure(name, "events/s", own, other, "binary COPY of ready rows")


def copy_rate(ground: Ground, size: int) -> float:
    """Return the events a second of COPY alone: rows made before, one transaction a document."""
    ready = [_ready(document(ground.fresh(size))) for _ in range(_EVENTS // size)]

    def copy_all() -> None:
        for rows in ready:
            _copy(rows)

    return _EVENTS / seconds(copy_all)


def _ready(body: bytes) -> Ready:
    """Return the COPY data of a document's rows, as capture itself would write them."""
    rows = prepare(read(body)).rows
    job = CaptureJob.objects.latest("number")
    sorted_out = store.sort_out(rows, organisation_id=job.organisation_id)
    with connection.cursor() as cursor:
        cursor.execute("select max(id) from capture_context")
        (context,) = cursor.fetchone()
    for row in rows:
        row.context = context
    new = sorted_out.new
    events = copying.event_bytes(
        new, organisation=job.organisation_id, job=job.number, record_time=microseconds(NOW)
    )
    fields = [(number, item) for number, row in new for item in row.fields]
    return [
        (copying.COPY_EVENTS, events),
        (copying.COPY_LINKS, copying.link_bytes(new)),
        (copying.COPY_FIELDS, copying.field_bytes(fields)),
    ]


@transaction.atomic
def _copy(ready: Ready) -> None:
    with connection.cursor() as cursor:
        for statement, data in ready:
            with cursor.copy(statement) as copy:
                copy.write(data)


def _bytes(ground: Ground) -> Figure:
    """Tables with indexes by the JSON that came; the documents of the rounds before count too."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select sum(pg_total_relation_size(name::regclass)) from unnest(array["
            "'capture_event', 'capture_link', 'capture_field', 'capture_context', 'capture_job'"
            "]) as name"
        )
        (stored,) = cursor.fetchone()
        cursor.execute("select count(*) from capture_event")
        (count,) = cursor.fetchone()
    per_event = ground.raw_bytes / (len(ground.document_seconds) * 1_000)
    name = "stored bytes an event, all tables and indexes"
    goal = Goal(1.5, is_least=False)
    return Figure(name, "bytes", [float(stored) / count], [per_event], "raw JSON", goal)
