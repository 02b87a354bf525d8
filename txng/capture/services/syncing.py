"""An outbox of a phone is stored: each record once, however often and from wherever it is sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from txng.capture import chain, stock
from txng.capture.clocks import Reading, read_clock
from txng.capture.models import Step
from txng.capture.sent import (
    Answer,
    Known,
    Outbox,
    Outcome,
    Record,
    early_reason,
    fields_in_words,
    values_of,
)
from txng.capture.services import steps
from txng.capture.services.documents import NothingStored
from txng.capture.services.entries import Plan, store_plans
from txng.capture.telling import Telling
from txng.capture.vocab import Entered
from txng.core.errors import NotAllowed, NotFound, Refused
from txng.identify.models import Lot
from txng.parties.actor import Actor
from txng.parties.models import Organisation
from txng.parties.rights import demand


class NotYourOutbox(NotAllowed):
    """Records made by one person for one organisation are never sent as another's."""

    reason = _(
        "Những bản ghi này do người khác ghi, hoặc ghi cho đơn vị khác. Chúng vẫn ở trong máy: "
        "hãy đăng nhập đúng người và chọn đúng đơn vị để gửi."
    )
    status = 409


class LotGone(NotFound):
    """The lot is no longer the organisation's, or never was."""

    reason = _("Không tìm thấy lô này trong đơn vị của bạn.")


class TemplateChanged(Refused):
    """The form was changed after the record was made."""

    reason = _("Quy trình của sản phẩm đã đổi từ khi ghi. Hãy mở ra xem lại rồi gửi lại.")


_CONFLICTS: Final = (
    LotGone,
    TemplateChanged,
    NotAllowed,
    NotFound,
    steps.LotIsClosed,
    steps.StepAlreadyRecorded,
    steps.SaidToBeWrong,
)
"""What no better figure mends: the world has changed meanwhile."""


def sync_steps(*, outbox: Outbox, actor: Actor, now: datetime) -> list[Answer]:
    """Store what an outbox holds and answer each record; one refused does not stop the others.

    A record is named by its organisation and the phone's identifier: what was stored before, by
    whichever tab or phone, is answered as known. Raises NotYourOutbox when the actor is not the
    person, acting for the organisation, who made the records.
    """
    demand("capture.sync_steps", actor)
    if (outbox.user, outbox.organisation) != (actor.actor_id, actor.organisation_id):
        raise NotYourOutbox
    if actor.organisation is None:
        raise NotYourOutbox
    known = Known(actor.organisation)
    job = _Sync(actor, now, now - outbox.now, known, _lots_of(outbox, actor.organisation))
    done = job.stored(outbox.records)
    for record in outbox.records:
        if record.id in done:
            job.answers[record.id] = Answer(record.id, Outcome.KNOWN, step=done[record.id])
        elif record.id not in job.answers:
            job.take(record)
    job.flush()
    return [job.answers[record.id] for record in outbox.records]


def _lots_of(outbox: Outbox, organisation: Organisation) -> dict[int, Lot]:
    """Return the lots of the records that are the organisation's own, or came to it."""
    lots = Lot.objects.filter(
        Q(product__organisation=organisation) | Q(pk__in=stock.given_to(organisation)),
        pk__in={record.lot for record in outbox.records},
    )
    return {lot.pk: lot for lot in lots.select_related("product__template")}


@dataclass
class _Sync:
    """One run over an outbox: plain entries wait to be captured together, others are done alone."""

    actor: Actor
    now: datetime
    skew: timedelta
    known: Known
    lots: dict[int, Lot]
    answers: dict[UUID, Answer] = field(default_factory=dict)
    waiting: list[tuple[Record, steps.Entry]] = field(default_factory=list)

    def stored(self, records: Iterable[Record]) -> dict[UUID, int]:
        """Return which of the records are stored already, with their rows."""
        names = [record.id for record in records]
        there = Step.objects.filter(
            organisation=self.actor.organisation, client_id__in=names
        ).values_list("client_id", "pk")
        return {client_id: row for client_id, row in there if client_id}

    def take(self, record: Record) -> None:
        """Judge a record as far as it can be alone; store it, or let it wait for others."""
        try:
            entry, is_plain = self._entry(record)
        except Refused as refusal:
            self.answers[record.id] = _refused(record, refusal)
            return
        if is_plain:
            self.waiting.append((record, entry))
            self.answers[record.id] = Answer(record.id, Outcome.STORED)
        else:
            self.flush()
            self._alone(record, entry)

    def _entry(self, record: Record) -> tuple[steps.Entry, bool]:
        lot = self.lots.get(record.lot)
        if lot is None:
            raise LotGone
        template = lot.product.template
        if record.template != f"{template.code}/{template.version}":
            raise TemplateChanged
        step = chain.step_of(template.definition, record.step)
        reading = read_clock(record, skew=self.skew)
        place = self.known.places.get(record.place)
        if place is None:
            raise steps.NotThatPlace(fields={"place": steps.NotThatPlace.reason})
        values = values_of(record, step=step, lot=lot, known=self.known)
        telling = _telling(record, reading)
        entry = steps.Entry(
            step.code, values, reading.happened_at, place, telling, early_reason(record)
        )
        return entry, steps.is_plain(step)

    def _alone(self, record: Record, entry: steps.Entry) -> None:
        try:
            step = steps.record_step(
                lot=self.lots[record.lot],
                step_code=entry.step_code,
                values=entry.values,
                happened_at=entry.happened_at,
                place=entry.place,
                actor=self.actor,
                now=self.now,
                early_reason=entry.early_reason,
                telling=entry.telling,
            )
        except Refused as refusal:
            self.answers[record.id] = _refused(record, refusal)
        except IntegrityError:  # the same name was given to two lots' records at one moment
            self.answers[record.id] = Answer(record.id, Outcome.KNOWN)
        else:
            self.answers[record.id] = _done(record, step)

    def flush(self) -> None:
        """Capture the plain entries that wait, together."""
        waiting, self.waiting = self.waiting, []
        if waiting:
            self._halved(waiting)

    def _halved(self, waiting: Sequence[tuple[Record, steps.Entry]]) -> None:
        """Capture entries together; where that fails, by halves, until the one is found."""
        if len(waiting) == 1:
            self._alone(*waiting[0])
            return
        try:
            self._together(waiting)
        except (NothingStored, IntegrityError):
            middle = len(waiting) // 2
            self._halved(waiting[:middle])
            self._halved(waiting[middle:])

    @transaction.atomic
    def _together(self, waiting: Sequence[tuple[Record, steps.Entry]]) -> None:
        held = steps.hold_all({record.lot for record, _entry in waiting}, self.actor)
        seen = steps.seen_of([(r.lot, entry) for r, entry in waiting], self.known.organisation)
        done = self.stored([record for record, _entry in waiting])
        plans: list[tuple[Record, Plan]] = []
        for record, entry in waiting:
            if record.id in done:
                self.answers[record.id] = Answer(record.id, Outcome.KNOWN, step=done[record.id])
                continue
            try:
                lot = held[record.lot]
                if isinstance(lot, Refused):
                    raise lot
                planned = steps.plan(lot, entry, actor=self.actor, now=self.now, seen=seen)
            except Refused as refusal:
                self.answers[record.id] = _refused(record, refusal)
                continue
            if isinstance(planned, Step):
                self.answers[record.id] = _done(record, planned)
            else:
                plans.append((record, planned))
        if plans:
            made = store_plans([p for _record, p in plans], actor=self.actor, now=self.now)
            for (record, _plan), step in zip(plans, made, strict=True):
                self.answers[record.id] = _done(record, step)


def _telling(record: Record, reading: Reading) -> Telling:
    entered = Entered.PAPER if record.entered == Entered.PAPER else Entered.QUICK
    if record.entered == Entered.MANY:
        entered = Entered.MANY
    return Telling(
        entered=entered,
        client_id=record.id,
        device_at=record.made_at,
        skew_seconds=reading.skew_seconds,
    )


def _done(record: Record, step: Step) -> Answer:
    outcome = Outcome.STORED if step.client_id == record.id else Outcome.KNOWN
    return Answer(record.id, outcome, step=step.pk)


def _refused(record: Record, refusal: Refused) -> Answer:
    """A refusal that better figures mend is the person's to mend; others are conflicts."""
    is_conflict = isinstance(refusal, _CONFLICTS) or refusal.code == "clock_changed"
    outcome = Outcome.CONFLICT if is_conflict else Outcome.REFUSED
    fields = fields_in_words(refusal.fields)
    return Answer(record.id, outcome, str(refusal), fields, refusal.code)
