"""An outbox of a phone is stored: each record once, however often and from wherever it is sent."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from txng.capture import chain, stock
from txng.capture.clocks import Reading, read_clock
from txng.capture.models import Step
from txng.capture.sent import (
    MOST_OFF,
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
from txng.capture.services.recording import record_steps
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


class ClockImpossible(Refused):
    """The phone says that it is no year in which a phone could be."""

    reason = _(
        "Ngày giờ trên điện thoại sai quá xa nên chưa nhận được gì. Những bản ghi vẫn ở trong "
        "máy: hãy chỉnh ngày giờ về tự động rồi gửi lại."
    )
    status = 422


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
    person, acting for the organisation, who made the records; ClockImpossible.
    """
    demand("capture.sync_steps", actor)
    if (outbox.user, outbox.organisation) != (actor.actor_id, actor.organisation_id):
        raise NotYourOutbox
    if actor.organisation is None:
        raise NotYourOutbox
    if abs(now - outbox.now) > MOST_OFF:
        raise ClockImpossible
    known = Known(actor.organisation)
    job = _Sync(actor, now, now - outbox.now, known, _lots_of(outbox, actor.organisation))
    done = job.stored(outbox.records)
    for record in outbox.records:
        if record.id in done:
            job.answers[record.id] = Answer(record.id, Outcome.KNOWN, step=done[record.id])
        elif record.id not in job.answers:
            job.take(record)
    job.record()
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
    """One run over an outbox: entries wait to be recorded together."""

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
        """Judge a record as far as it can be alone, and let it wait for the others."""
        try:
            entry = self._entry(record)
        except Refused as refusal:
            self.answers[record.id] = _refused(record, refusal)
            return
        self.waiting.append((record, entry))
        self.answers[record.id] = Answer(record.id, Outcome.STORED)

    def _entry(self, record: Record) -> steps.Entry:
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
        return steps.Entry(
            step.code, values, reading.happened_at, place, telling, early_reason(record)
        )

    def record(self) -> None:
        """Record the entries that wait, in their order."""
        told = [(self.lots[record.lot], entry) for record, entry in self.waiting]
        found = record_steps(told=told, actor=self.actor, now=self.now)
        for (record, _entry), one in zip(self.waiting, found, strict=True):
            self.answers[record.id] = _answer(record, one, self.now)


def _answer(record: Record, found: Step | Refused, now: datetime) -> Answer:
    if isinstance(found, Refused):
        return _refused(record, found)
    is_new = found.client_id == record.id and found.recorded_at == now
    outcome = Outcome.STORED if is_new else Outcome.KNOWN
    return Answer(record.id, outcome, step=found.pk)


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


def _refused(record: Record, refusal: Refused) -> Answer:
    """A refusal that better figures mend is the person's to mend; others are conflicts."""
    is_conflict = isinstance(refusal, _CONFLICTS) or refusal.code == "clock_changed"
    outcome = Outcome.CONFLICT if is_conflict else Outcome.REFUSED
    fields = fields_in_words(refusal.fields)
    return Answer(record.id, outcome, str(refusal), fields, refusal.code)
