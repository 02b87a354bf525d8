"""The diary of a lot as pages show it: what was done, what may be done next, what was told last."""

import dataclasses
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from msgspec.structs import replace

from txng.capture import chain, queries
from txng.capture import marks as how
from txng.capture.codes import identifier_of
from txng.capture.models import Attachment, Event, ShipmentLine, Step
from txng.capture.told import kept_text
from txng.capture.vocab import EventType
from txng.catalogue.chain_words import BIZ_STEPS
from txng.catalogue.queries import public_name
from txng.identify.models import Lot
from txng.identify.vocab import LotState
from txng.parties.actor import Actor
from txng.parties.models import Organisation, Place
from txng.parties.queries import places_named
from txng.parties.vocab import OrganisationKind, State

MOST_INPUTS: Final = 12
"""So many of one's own lots are offered as inputs; older ones are named by their code."""
_PARTNERS: Final = 20
_REPEATED_TYPES: Final = {"text", "choice", "party", "input"}
# What names one paper or one batch of material is new each time.
NEVER_REPEATED: Final = {
    "report_number", "seed_lot", "feed_lot", "supplier_lot", "document", "quarantine",
    "control_mark", "container", "registration_number", "growing_area_code",
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One step as it was recorded."""

    number: int
    organisation_id: int
    name: str
    happened_at: datetime
    recorded_at: datetime
    place: str
    recorder: str
    values: Sequence[tuple[str, str]]
    is_wrong: bool
    helper: str = ""
    """The co-operative whose clerk wrote it for the household."""
    early_reason: str = ""
    marks: Sequence[str | Promise] = ()
    device_at: datetime | None = None
    attachments: Sequence[Attachment] = ()

    @property
    def is_marked(self) -> bool:
        """Say whether something is to be known of how it came in."""
        return bool(self.marks)


def entries_of(lot: Lot, actor: Actor | None = None) -> list[Entry]:
    """Return the diary of a lot, newest first, in four statements.

    Of what others did, an organisation to which the lot came reads only the public part.
    """
    steps = list(queries.steps_of(lot_id=lot.pk))[::-1]
    stored = {event.id: event for event in queries.events([step.event_row for step in steps])}
    at = {number: _place_of(event.event) for number, event in stored.items()}
    names = {text: place.name for text, place in places_named(at.values()).items()}
    told = _Told(
        stored=stored,
        names={number: names.get(identifier, "") for number, identifier in at.items()},
        filled_in=how.filled_in([(s.happened_at, s.recorded_at) for s in steps]),
        attachments=queries.attachments_of([step.pk for step in steps]),
    )
    entries = [_entry(place, step, told) for place, step in enumerate(steps)]
    if actor is None or actor.is_agency or actor.organisation == lot.product.organisation:
        return entries
    return [
        shown
        for entry, step in zip(entries, steps, strict=True)
        if (shown := _shown_to(actor.organisation_id, entry, step))
    ]


def _shown_to(own: int | None, entry: Entry, step: Step) -> Entry | None:
    """Return an entry as a partner may read it: one's own whole, public parts of the others'."""
    if step.organisation_id == own:
        return entry
    planned = chain.step_of(step.template.definition, step.code)
    if not planned.public:
        return None
    public = {code: v for code, v in step.values.items() if _is_public(planned, code)}
    return dataclasses.replace(
        entry,
        values=_values(planned, public),
        recorder=public_name(step.organisation),
        early_reason="",
        attachments=(),
    )


def _is_public(step: chain.Step, code: str) -> bool:
    field = step.field_of.get(code)
    return field is not None and field.public


@dataclass(frozen=True)
class _Told:
    """What all entries of a diary are told with."""

    stored: Mapping[int, queries.StoredEvent]
    names: Mapping[int, str]
    filled_in: AbstractSet[int]
    attachments: Mapping[int, Sequence[Attachment]]


def _entry(place: int, step: Step, told: _Told) -> Entry:
    planned = chain.step_of(step.template.definition, step.code)
    definition = {"late_after_hours": planned.late_after_hours}
    return Entry(
        number=step.pk,
        organisation_id=step.organisation_id,
        name=planned.name,
        happened_at=step.happened_at,
        recorded_at=step.recorded_at,
        place=told.names[step.event_row],
        recorder=step.recorded_by.full_name,
        values=_values(planned, step.values),
        is_wrong=told.stored[step.event_row].declared_in_error,
        helper=_short(step.helper) if step.helper else "",
        early_reason=step.early_reason,
        marks=how.marks_of(
            (step.happened_at, step.recorded_at),
            entered=step.entered,
            step=definition,
            is_filled_in=place in told.filled_in,
        ),
        device_at=step.device_at if step.skew_seconds else None,
        attachments=told.attachments.get(step.pk, ()),
    )


def _short(organisation: Organisation) -> str:
    return organisation.short_name or organisation.name


def _place_of(event: Any) -> str:
    return event.biz_location.id if event.biz_location else ""


def _values(step: chain.Step, kept: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (field.name, kept_text(field, kept[field.code]))
        for field in step.fields
        if field.code in kept
    ]


@dataclass(frozen=True)
class Arrival:
    """An event as it came in: what it is about in words, and whose it is."""

    name: str
    organisation: str
    recorded_at: datetime
    happened_at: datetime
    lot: Lot | None

    @property
    def is_late(self) -> bool:
        """Say whether it was recorded long after it happened."""
        return how.is_late((self.happened_at, self.recorded_at))


def arrivals_of(events: Sequence[Event]) -> list[Arrival]:
    """Name events for a list: by their step when a person recorded them, else by their type."""
    steps = {
        step.event_row: step
        for step in Step.objects.filter(event_row__in=[event.pk for event in events])
        .select_related("template", "lot__product")
        .order_by("id")
    }
    return [_arrival(event, steps.get(event.pk)) for event in events]


def _arrival(event: Event, step: Step | None) -> Arrival:
    if step is not None:
        name = chain.step_of(step.template.definition, step.code).name
    else:
        name = str(BIZ_STEPS.get(event.biz_step or "") or EventType(event.type).label)
    return Arrival(
        name=name,
        organisation=event.organisation.name,
        recorded_at=event.record_time,
        happened_at=event.event_time,
        lot=step.lot if step else None,
    )


@dataclass(frozen=True)
class StepChoice:
    """A step that may be recorded, or has been."""

    step: chain.Step
    count: int
    last_at: datetime | None
    is_next: bool

    @property
    def is_open(self) -> bool:
        """Say whether it may be recorded (again)."""
        return self.step.repeatable or not self.count


def choices_for(lot: Lot, organisation: Organisation | None = None) -> list[StepChoice]:
    """Return the steps of the lot's chain: the next required first, other required, the rest.

    To an organisation that was given the lot, only those that do not make it.
    """
    by = organisation or lot.product.organisation
    done: dict[str, list[datetime]] = {}
    for entry in queries.standing_steps(lot):
        if entry.organisation_id == by.pk:
            done.setdefault(entry.code, []).append(entry.happened_at)
    is_own = by.pk == lot.product.organisation_id
    steps = chain.steps_of(lot.product.template.definition)
    if not is_own:
        steps = tuple(replace(s, required=False) for s in steps if not s.makes_lot)
    waiting = [step.code for step in steps if step.required and step.code not in done]
    choices = [
        StepChoice(
            step=step,
            count=len(done.get(step.code, ())),
            last_at=done[step.code][-1] if step.code in done else None,
            is_next=step.code in waiting[:1],
        )
        for step in steps
    ]
    return sorted(choices, key=lambda c: (not c.is_open, not (c.step.required and not c.count)))


def places_for(step: chain.Step, organisation: Organisation) -> QuerySet[Place]:
    """Return the organisation's own places in use that fit the step."""
    return Place.objects.filter(
        organisation=organisation, is_active=True, kind__in=step.place_kinds
    ).order_by("name", "id")


def inputs_for(lot: Lot) -> list[Lot]:
    """Return lots made or received that may go into this one, newest first."""
    maker = lot.product.organisation_id
    given = ShipmentLine.objects.filter(
        shipment__receiver=maker, shipment__received_event__isnull=False
    ).values("lot")
    own = Lot.objects.filter(
        Q(product__organisation=maker) | Q(pk__in=given),
        state__in=(LotState.OPEN, LotState.IN_TRADE),
    )
    return list(own.exclude(pk=lot.pk).select_related("product").order_by("-id")[:MOST_INPUTS])


def own_lot_named(lot: Lot, text: str) -> Lot | str | None:
    """Return a lot by what a person typed: an own lot's code, or the code of anybody's lot."""
    own = Lot.objects.filter(product__organisation=lot.product.organisation_id, code=text.strip())
    if (found := own.exclude(pk=lot.pk).order_by("-id").first()) is not None:
        return found
    return identifier_of(text)


def last_told(lot: Lot, step: chain.Step, by: Organisation | None = None) -> Step | None:
    """Return the last entry of the same step by the same organisation, of this product first."""
    same = Step.objects.filter(
        organisation=by or lot.product.organisation,
        code=step.code,
        template__code=lot.product.template.code,
    ).order_by("-id")
    return same.filter(lot__product=lot.product_id).first() or same.first()


def repeated(step: chain.Step, last: Step | None) -> dict[str, Any]:
    """Return what the form opens with from the last time: never amounts, days, paper numbers."""
    if last is None:
        return {}
    return {
        field.code: value["name"] if isinstance(value, dict) else value
        for field in step.fields
        if field.type in _REPEATED_TYPES and field.code not in NEVER_REPEATED
        if (value := last.values.get(field.code)) is not None
    }


def repeated_blind(step: chain.Step, last: Step | None) -> dict[str, Any]:
    """Return the same for a page that cannot see the product change: not what it was made of.

    The store completes it, or the person tells it anew.
    """
    told = repeated(step, last)
    has_input = any(field.type == "input" for field in step.fields)
    return {k: v for k, v in told.items() if not (has_input and k == "active_ingredient")}


def last_place(last: Step | None) -> str:
    """Return the identifier of the place of an entry."""
    if last is None:
        return ""
    return "".join(_place_of(stored.event) for stored in queries.events([last.event_row]))


def partners_of(organisation: Organisation, codes: Sequence[str]) -> list[str]:
    """Return names of parties that the organisation has told of before in these fields."""
    told = Q()
    for code in codes:
        told |= Q(values__has_key=code)
    recent = Step.objects.filter(told, organisation=organisation).order_by("-id")
    values = recent.values_list("values", flat=True)[:200]
    names = [v[c]["name"] for v in values for c in codes if isinstance(v.get(c), dict)]
    return list(dict.fromkeys(names))[:_PARTNERS]


def parties_named(text: str) -> list[Organisation]:
    """Return the portal's organisations of that very tax code or name, in any letter case."""
    return list(
        Organisation.objects.filter(Q(tax_code=text) | Q(name__iexact=text), state=State.ACTIVE)
        .exclude(kind=OrganisationKind.AGENCY)
        .order_by("id")[:2]
    )
