"""Capture of EPCIS documents: read, check, compute the rows, append them with their job."""

import gc
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

import msgspec
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from txng.capture import store
from txng.capture.contexts import context_of
from txng.capture.models import CaptureJob
from txng.capture.problems import problems
from txng.capture.rows import EventRow, event_row
from txng.capture.vocab import ErrorBehaviour
from txng.core import clock
from txng.core.errors import NotAllowed, Refused
from txng.gs1.epcis.model import Document, Event
from txng.gs1.epcis.read import read
from txng.gs1.epcis.rules import check_event
from txng.gs1.errors import Fault, Gs1Error
from txng.parties.actor import Actor

_TRIES = 9
CAPTURE_LIMIT = 10_000
"""Most events in one document (GS1-EPCIS-Capture-Limit)."""


class NotUnderstood(Refused):
    """What came is no EPCIS document, or the document around its events is wrong."""

    reason = _("Không đọc được tài liệu EPCIS: hãy sửa theo các lỗi được chỉ ra rồi gửi lại.")
    status = 400

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Carry the faults with their places."""
        super().__init__()
        self.faults = list(faults)


class NothingStored(NotUnderstood):
    """Events break the standard or an eventID is taken: the whole request is refused."""

    reason = _("Sự kiện chưa đúng chuẩn nên chưa được ghi: hãy sửa theo các lỗi được chỉ ra.")


class EventIdTaken(NothingStored):
    """The organisation has used the eventID for other content."""

    reason = _("Mã sự kiện này đã dùng cho một sự kiện khác của đơn vị.")
    status = 409


class EventKnown(Refused):
    """The organisation has stated this very event before; it stands as it is."""

    reason = _("Sự kiện này đã được ghi trước đó; không cần gửi lại.")


class TooManyEvents(Refused):
    """More events in one document than are taken at a time."""

    reason = _("Tài liệu có quá nhiều sự kiện: hãy chia nhỏ rồi gửi lại.")
    status = 413


class NobodyCaptures(NotAllowed):
    """Events are stated by an organisation; the actor acts for none."""

    reason = _("Hãy chọn đơn vị mà bạn ghi sự kiện cho.")


@dataclass
class Prepared:
    """The valid events' rows with their places in the document, and the faults of the others."""

    count: int
    rows: list[EventRow] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Let the cycle collector rest while a document is turned into rows: nothing here makes cycles.

    It would walk the growing document and all of the program again and again: without this rest a
    document of 1,000 events costs 1.8 times the processor time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_collector_at_rest()
def capture_document(
    *,
    body: bytes,
    media_type: str | None = None,
    actor: Actor,
    now: datetime,
    error_behaviour: ErrorBehaviour = ErrorBehaviour.ROLLBACK,
) -> CaptureJob:
    """Capture an EPCISDocument, EPCISQueryDocument or single event; return the finished job.

    Raises NotUnderstood when there is no document to speak of, and under `rollback` NothingStored
    when an event breaks the standard: then nothing is written at all, not even a job. Otherwise the
    job tells: an eventID that is taken fails all of it under `rollback`; under `proceed` the good
    events are stored (EPCIS 2.0 section 12.6.1). What the organisation has stated before in the
    same words counts as known and succeeds again.
    """
    document = _read(body, media_type)
    return _capture(document, actor=actor, now=now, error_behaviour=error_behaviour)[0]


def capture_event(
    *, body: bytes, media_type: str | None = None, actor: Actor, now: datetime
) -> tuple[int, bool]:
    """Capture one event sent alone; return its row number and whether it is new.

    Raises NotUnderstood, NothingStored or EventIdTaken; then nothing is written.
    """
    document = _read(body, media_type)
    if len(document.events) != 1:
        raise NotUnderstood([_not_one_event(len(document.events))])
    with transaction.atomic():
        job, numbers = _capture_or_refuse(document, actor=actor, now=now)
    return numbers[0], job.stored_count == 1


def capture_events(*, document: Document, actor: Actor, now: datetime) -> list[int]:
    """Capture the events of a document made by the program; return their row numbers in order.

    Every event carries its bytes (`origin.raw`). Runs and rolls back with the caller's
    transaction. Raises NothingStored or EventIdTaken with the faults.
    """
    return _capture_or_refuse(document, actor=actor, now=now)[1]


def _read(body: bytes, media_type: str | None) -> Document:
    try:
        document = read(body, media_type=media_type)
    except Gs1Error as error:
        raise NotUnderstood(error.faults) from error
    if document.faults:
        raise NotUnderstood(document.faults)
    if len(document.events) > CAPTURE_LIMIT:
        raise TooManyEvents
    return document


def prepare(document: Document) -> Prepared:
    """Check every event against the standard's rules and compute the rows of the good ones."""
    prepared = Prepared(len(document.events))
    for place, event in enumerate(document.events):
        faults = check_event(event)
        if faults:
            prepared.faults += faults
            continue
        prepared.rows.append(event_row(event))
        prepared.places.append(place)
    return prepared


def _capture(
    document: Document, *, actor: Actor, now: datetime, error_behaviour: ErrorBehaviour
) -> tuple[CaptureJob, list[int | None]]:
    prepared = prepare(document)
    if prepared.faults and error_behaviour == ErrorBehaviour.ROLLBACK:
        raise NothingStored(prepared.faults)
    contents = _contexts([document.events[place] for place in prepared.places])
    return _written(document, prepared, contents, _new_job(actor, now, error_behaviour))


def _capture_or_refuse(
    document: Document, *, actor: Actor, now: datetime
) -> tuple[CaptureJob, list[int]]:
    prepared = prepare(document)
    if prepared.faults:
        raise NothingStored(prepared.faults)
    contents = _contexts(document.events)
    job = _new_job(actor, now, ErrorBehaviour.ROLLBACK)
    with transaction.atomic():
        job, numbers = _written(document, prepared, contents, job)
        if not job.is_success:
            raise EventIdTaken(prepared.faults)
    return job, [number for number in numbers if number is not None]


def _written(
    document: Document, prepared: Prepared, contents: list[bytes], job: CaptureJob
) -> tuple[CaptureJob, list[int | None]]:
    """Write, and again when another request has just stated one of these events: known by then.

    Each failure means that somebody else's events were stored, so a few tries are enough for any
    crowd that says the same things at once.
    """
    for _attempt in range(_TRIES):
        try:
            return _write(document, prepared, contents, job)
        except IntegrityError:
            continue
    return _write(document, prepared, contents, job)


@transaction.atomic
def _write(
    document: Document, prepared: Prepared, contents: list[bytes], job: CaptureJob
) -> tuple[CaptureJob, list[int | None]]:
    """Store the good rows (none under rollback when there is a fault) and the finished job."""
    sorted_out = store.sort_out(prepared.rows, organisation_id=job.organisation_id)
    taken = [_taken(document.events[prepared.places[place]]) for place in sorted_out.taken]
    prepared.faults = [f for f in prepared.faults if f.code != "event_id_taken"] + taken
    job.is_success = not prepared.faults
    job.event_count = prepared.count
    keeps = job.is_success or job.error_behaviour == ErrorBehaviour.PROCEED
    if keeps:
        job.stored_count = len(sorted_out.new)
        job.known_count = sorted_out.known_count
    job.errors = problems(prepared.faults)
    job.master_data = _master_data(document) if keeps else None
    job.finished_at = clock.now()
    store.append_job(job)
    if keeps:
        numbers = store.context_ids(list(set(contents)))
        for row, content in zip(prepared.rows, contents, strict=True):
            row.context = numbers[content]
        store.append(sorted_out.new, job=job)
    return job, sorted_out.numbers


def _contexts(events: Sequence[Event]) -> list[bytes]:
    """Return each event's context; events of one document mostly share the very same."""
    made: dict[tuple[str, int, int], bytes] = {}
    contents = []
    for event in events:
        origin = event.origin
        shared = origin.format, id(origin.namespaces), id(origin.contexts)
        if shared not in made:
            made[shared] = context_of(origin)
        contents.append(made[shared])
    return contents


def _new_job(actor: Actor, now: datetime, error_behaviour: ErrorBehaviour) -> CaptureJob:
    if actor.organisation is None:
        raise NobodyCaptures
    return CaptureJob(
        id=uuid.uuid4(),
        organisation=actor.organisation,
        user=actor.user,
        api_key=actor.api_key,
        error_behaviour=error_behaviour,
        created_at=now,
        is_running=False,
    )


def _master_data(document: Document) -> list[dict[str, object]] | None:
    if not document.master_data:
        return None
    made: list[dict[str, object]] = msgspec.to_builtins(document.master_data)
    return made


def _taken(event: Event) -> Fault:
    return Fault(
        "event_id_taken",
        f"{event.origin.path}/eventID",
        f"Your organisation has captured another event with the eventID {event.event_id}; give "
        "this one an eventID of its own, or add an errorDeclaration if the first was wrong.",
        f"Đơn vị đã ghi một sự kiện khác với mã {event.event_id}; hãy đặt mã riêng cho sự kiện "
        "này, hoặc thêm errorDeclaration nếu sự kiện trước sai.",
    )


def _not_one_event(count: int) -> Fault:
    return Fault(
        "not_one_event",
        "",
        f"There are {count} events; send exactly one here, or a document to /epcis/capture.",
        f"Có {count} sự kiện; ở đây chỉ nhận đúng một, hoặc gửi tài liệu đến /epcis/capture.",
    )
