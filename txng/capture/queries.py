"""What other rooms and pages read of the event store: events as typed values, jobs, steps."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from txng.capture import chain
from txng.capture.bodies import unpack
from txng.capture.contexts import read_stored
from txng.capture.lineage import Mention, canonicals, mentions
from txng.capture.models import Attachment, Step
from txng.capture.models import Event as EventRow
from txng.capture.rows import event_key, hash_id
from txng.core.errors import NotFound
from txng.core.statements import prepared_rows
from txng.gs1.epcis.model import Document, Event
from txng.gs1.identifiers import canonical, key64
from txng.identify.models import Lot
from txng.parties.actor import Actor
from txng.parties.models import Organisation
from txng.parties.queries import organisations_seen_by

_BATCH = 10_000


@dataclass(frozen=True)
class StoredEvent:
    """One event of the store: what was stated, by whom, and when it was recorded.

    `event` has the store's own recordTime and always an eventID. An event proves nothing when it
    `is_declaration` (it says that another is wrong) or when it was `declared_in_error` by the
    organisation that stated it; `is_valid` says that it is neither.
    """

    id: int
    event: Event
    event_id: str
    event_hash: bytes
    organisation_id: int
    user_id: int | None
    job_id: UUID
    record_time: datetime
    event_time: datetime
    is_declaration: bool
    declared_in_error: bool
    body_format: int

    @property
    def is_valid(self) -> bool:
        """Say whether the event still stands."""
        return not (self.is_declaration or self.declared_in_error)

    @cached_property
    def canonicals(self) -> frozenset[str]:
        """Canonical identifiers of everything in what and where."""
        return canonicals(self.event)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every identifier of the event's "what" as written, with its role."""
        return tuple(mentions(self.event))


class NoSuchEvent(NotFound):
    """There is no such event, or none that this actor may see."""


# An event is declared in error by one of the same organisation that bears its eventID, or is
# named by its hash, and carries an error declaration (EPCIS 2.0 section 7.4.1.2).
_IS_WRONG = """
exists (
    select from capture_event d
    where d.event_key in (
            e.event_key, encode(substring(e.event_hash from 1 for 16), 'hex')::uuid)
      and d.organisation_id = e.organisation_id
      and d.error_declared_at is not null
      and e.error_declared_at is null)
"""
_SELECT = (
    """
select e.id, e.body, e.body_format, c.content, e.event_id, e.event_hash, e.organisation_id,
       j.user_id, j.id, e.record_time, e.event_time, e.error_declared_at is not null,
"""
    + _IS_WRONG
    + """
from capture_event e
join capture_context c on c.id = e.context_id
join capture_job j on j.number = e.job_id
"""
)
_WRONG_ONES = "select e.id from capture_event e where e.id = any(%s::int8[]) and" + _IS_WRONG  # noqa: S608  our own words


def events(numbers: Sequence[int]) -> list[StoredEvent]:
    """Return the events of these row numbers in the order of arrival, without unknown ones."""
    found: list[StoredEvent] = []
    for start in range(0, len(numbers), _BATCH):
        batch = list(numbers[start : start + _BATCH])
        found += _select("where e.id = any(%s::int8[]) order by e.id", batch)
    return found


def event_numbers_of(identifiers: Iterable[str]) -> list[int]:
    """Return row numbers of events that may name any of the identifiers, by their 64-bit keys.

    A key may collide: whoever goes on from numbers checks `StoredEvent.canonicals`.
    """
    keys = [key64(canonical(identifier)) for identifier in identifiers]
    found = prepared_rows(_NUMBERS, [keys])
    return [number for (number,) in found]


_NUMBERS = (
    "select distinct event_id from capture_link where epc = any(%s::int8[]) order by event_id"
)


_TOLD = """
select exists (
    select from capture_link l
    join capture_event e on e.id = l.event_id
    where l.epc = %(key)s::bigint
      and (%(by)s::bigint is null or e.organisation_id = %(by)s::bigint)
      and e.error_declared_at is null
      and not exists (
          select from capture_event d
          where d.event_key in (
                  e.event_key, encode(substring(e.event_hash from 1 for 16), 'hex')::uuid)
            and d.organisation_id = e.organisation_id
            and d.error_declared_at is not null))
"""


def is_told(identifier: str, *, by: int | None = None) -> bool:
    """Say whether an event that still stands names an identifier; `by`: of one organisation."""
    [(told,)] = prepared_rows(_TOLD, {"key": key64(canonical(identifier)), "by": by})
    return bool(told)


def events_of(identifiers: Iterable[str]) -> list[StoredEvent]:
    """Return every event that names any of the identifiers in any way of writing it.

    The identifier itself is checked after its 64-bit key, so that no collision shows a wrong event.
    """
    wanted = {canonical(identifier) for identifier in identifiers}
    return [e for e in events(event_numbers_of(wanted)) if not wanted.isdisjoint(e.canonicals)]


def events_with_id(event_id: str, *, organisation_id: int | None = None) -> list[StoredEvent]:
    """Return the event of an eventID and its error declarations, of one or of all organisations."""
    key = UUID(bytes=event_key(event_id))
    if organisation_id is None:
        found = _select("where e.event_key = %s order by e.id", key)
    else:
        found = _select(
            "where e.event_key = %s and e.organisation_id = %s order by e.id", key, organisation_id
        )
    return [event for event in found if event.event_id == event_id]


def events_for(*, actor: Actor, event_id: str) -> list[StoredEvent]:
    """Return what the actor may see under an eventID: an agency its area's, others their own.

    Raises NoSuchEvent when that is nothing.
    """
    own = None if actor.is_agency else actor.organisation_id or 0
    stated = events_with_id(event_id, organisation_id=own)
    tellers = organisations_seen_by(actor).filter(pk__in={e.organisation_id for e in stated})
    seen = set(tellers.values_list("pk", flat=True))
    found = [event for event in stated if event.organisation_id in seen]
    if not found:
        raise NoSuchEvent
    return found


def recent_events(*, actor: Actor) -> QuerySet[EventRow]:
    """Return rows of the events that the actor may see, newest first, without their bodies."""
    return (
        EventRow.objects.filter(organisation__in=organisations_seen_by(actor))
        .select_related("organisation")
        .defer("body", "ins", "outs")
        .order_by("-id")
    )


def _select(condition: str, *parameters: Any) -> list[StoredEvent]:
    return [_stored(row) for row in prepared_rows(_SELECT + condition, parameters)]


def _stored(row: tuple[Any, ...]) -> StoredEvent:
    number, body, form, context, stated_id, digest, organisation, user, job, *rest = row
    record_time, event_time, is_declaration, is_wrong = rest
    event_id = stated_id or hash_id(digest)
    event = read_stored(unpack(body), body_format=form, context=context)
    return StoredEvent(
        id=number,
        event=_completed(event, event_id, record_time),
        event_id=event_id,
        event_hash=digest,
        organisation_id=organisation,
        user_id=user,
        job_id=job,
        record_time=record_time,
        event_time=event_time,
        is_declaration=is_declaration,
        declared_in_error=is_wrong,
        body_format=form,
    )


def _completed(event: Event, event_id: str, record_time: datetime) -> Event:
    """Give the event the store's recordTime, whatever it came with, and its eventID."""
    return msgspec.structs.replace(
        event,
        event_id=event_id,
        record_time=record_time.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    )


def document_of(stored: Sequence[StoredEvent], *, now: datetime) -> Document:
    """Return events as an EPCISQueryDocument, ready for `gs1.epcis` to write as JSON-LD or XML."""
    namespaces: dict[str, str] = {}
    contexts: dict[str, None] = {}
    for item in stored:
        for prefix, uri in item.event.origin.namespaces.items():
            namespaces.setdefault(prefix, uri)
        contexts.update(dict.fromkeys(item.event.origin.contexts))
    return Document(
        kind="EPCISQueryDocument",
        schema_version="2.0",
        creation_date=now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        namespaces=namespaces,
        contexts=list(contexts),
        query_name="SimpleEventQuery",
        events=[item.event for item in stored],
    )


def declared_wrong(numbers: Iterable[int]) -> set[int]:
    """Return which of the events their own organisation has declared in error; no body is read."""
    found = prepared_rows(_WRONG_ONES, [sorted(numbers)])
    return {number for (number,) in found}


def steps_of(*, lot_id: int) -> QuerySet[Step]:
    """Return the diary of a lot, in the order in which things happened."""
    return (
        Step.objects.filter(lot_id=lot_id)
        .select_related("template", "recorded_by", "organisation", "helper")
        .order_by("happened_at", "id")
    )


def standing_steps(lot: Lot) -> list[Step]:
    """Return the steps of a lot that nobody has declared wrong, in the order they happened."""
    steps = list(steps_of(lot_id=lot.pk))
    wrong = declared_wrong(step.event_row for step in steps)
    return [step for step in steps if step.event_row not in wrong]


@dataclass(frozen=True)
class SafeHarvest:
    """From which day harvest or slaughter is safe, and because of which step with what."""

    day: date
    step: Step
    days: int

    @property
    def because(self) -> str:
        """The step that makes it wait, with what was used, in the reader's language."""
        name = chain.step_of(self.step.template.definition, self.step.code).name
        used = [v["name"] for v in self.step.values.values() if isinstance(v, dict) and "name" in v]
        texts = [self.step.values[c] for c in _NAMES if isinstance(self.step.values.get(c), str)]
        return ": ".join([name, *(used or texts)[:1]])

    def is_over(self, on: date) -> bool:
        """Say whether harvest is safe on a day."""
        return on >= self.day


_WAITS = ("interval_days", "withdrawal_days")
_NAMES = ("product", "pesticide", "medicine")


def safe_harvest(lot: Lot, *, at: datetime | None = None) -> SafeHarvest | None:
    """Return what harvest of a lot waits for, None when nothing was ever applied that makes it.

    Counts the steps that stand, until `at` if it is given; the day is by local time, and counts
    from the day after the last application (TCVN 12827, TCVN 13166, TCVN 13991).
    """
    return safe_harvests([lot.pk], at=at).get(lot.pk)


def safe_harvests(lot_ids: Sequence[int], *, at: datetime | None = None) -> dict[int, SafeHarvest]:
    """Return the same for many lots by number, in two statements."""
    told = Step.objects.filter(lot__in=lot_ids, values__has_any_keys=_WAITS)
    if at is not None:
        told = told.filter(happened_at__lte=at)
    steps = list(told.select_related("template").order_by("happened_at", "id"))
    wrong = declared_wrong(step.event_row for step in steps) if steps else set()
    found: dict[int, SafeHarvest] = {}
    for step in steps:
        if step.event_row not in wrong:
            waits = _waiting_of(step)
            known = found.get(step.lot_id)
            if waits.days and (known is None or waits.day >= known.day):
                found[step.lot_id] = waits
    return found


ENDS_WAIT = frozenset({"commissioning", "departing", "creating_class_instance"})
"""Business steps of harvest, departure and slaughter."""


def still_waits(lot: Lot, step: chain.Step, *, on: date) -> SafeHarvest | None:
    """Return what a step of a lot would still have to wait for on a day."""
    waits = safe_harvest(lot) if step.biz_step in ENDS_WAIT else None
    return waits if waits and not waits.is_over(on) else None


def _waiting_of(step: Step) -> SafeHarvest:
    days = max(float(step.values.get(name) or 0) for name in _WAITS)
    whole = math.ceil(days)
    day = timezone.localtime(step.happened_at + timedelta(days=days)).date()
    return SafeHarvest(day, step, whole)


class NoSuchStep(NotFound):
    """The lot's diary has no such entry."""

    reason = _("Không tìm thấy bước này trong nhật ký của lô.")


def step_for(*, lot: Lot, step_id: int) -> Step:
    """Return an entry of the diary of a lot that the actor holds."""
    found = steps_of(lot_id=lot.pk).filter(pk=step_id).first()
    if found is None:
        raise NoSuchStep
    return found


def own_step(*, organisation: Organisation, step_id: int) -> Step:
    """Return an entry that the organisation itself made."""
    found = Step.objects.filter(pk=step_id, organisation=organisation).select_related("lot").first()
    if found is None:
        raise NoSuchStep
    return found


def is_attached(step: Step, client_id: UUID) -> bool:
    """Say whether the file of that name of the phone's is kept with the entry."""
    return Attachment.objects.filter(step=step, client_id=client_id).exists()


def attachments_of(step_ids: Sequence[int]) -> dict[int, list[Attachment]]:
    """Return the photos and voice notes of entries, in the order in which they came."""
    found: dict[int, list[Attachment]] = {}
    for one in Attachment.objects.filter(step__in=step_ids).select_related("file").order_by("id"):
        found.setdefault(one.step_id, []).append(one)
    return found


def attachment_for(*, lot: Lot, attachment_id: int) -> Attachment:
    """Return a photo or voice note of the diary of a lot that the actor may read."""
    found = (
        Attachment.objects.filter(pk=attachment_id, step__lot=lot).select_related("file").first()
    )
    if found is None:
        raise NoSuchStep
    return found
