"""Planned entries become events and rows of the diary: one, or many with a single capture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from django.utils.translation import gettext_lazy as _

from txng.capture.models import Step
from txng.capture.services.documents import capture_events
from txng.capture.services.inputs import draw_on_store
from txng.capture.services.leaving import ship_by_step
from txng.capture.step_events import Facts, document_of_step
from txng.capture.telling import Telling
from txng.core import audit
from txng.core.errors import NotAllowed
from txng.parties.actor import Actor


class NobodyRecords(NotAllowed):
    """Entries are made by a person who acts for an organisation."""

    reason = _("Chỉ người của đơn vị có lô này mới ghi nhật ký của lô.")


@dataclass(frozen=True)
class Plan:
    """One entry that may be made: what its event states, what is kept with it, how it came."""

    facts: Facts
    kept: Mapping[str, Any]
    telling: Telling
    early_reason: str = ""


def store_plans(plans: Sequence[Plan], *, actor: Actor, now: datetime) -> list[Step]:
    """Capture the events of all plans at once and keep their entries, in order.

    Runs in the caller's transaction. An event that is in the store already has its entry: that
    one is returned. Materials that were used leave the store; goods that were sent off become a
    shipment that its receiver confirms.
    """
    documents = [document_of_step(plan.facts) for plan in plans]
    events = [event for document in documents for event in document.events]
    together = msgspec.structs.replace(documents[0], events=events)
    numbers = capture_events(document=together, actor=actor, now=now)
    there = {step.event_row: step for step in Step.objects.filter(event_row__in=numbers)}
    made = []
    for number, plan in zip(numbers, plans, strict=True):
        if number not in there:
            there[number] = _entry(number, plan, actor=actor, now=now)
            made.append((there[number], plan))
    Step.objects.bulk_create([step for step, _plan in made])
    draw_on_store([(step, plan.facts.told) for step, plan in made])
    for step, plan in made:
        ship_by_step(step, plan.facts, actor=actor, now=now)
    audit.record_many(
        "capture.record_step",
        actor=actor,
        subjects=[plan.facts.lot for _step, plan in made],
        at=now,
        details=[_details(plan) for _step, plan in made],
    )
    return [there[number] for number in numbers]


def _details(plan: Plan) -> dict[str, Any]:
    early = {"early": True} if plan.facts.early is not None else {}
    return {"step": plan.facts.step.code, **early}


def _entry(number: int, plan: Plan, *, actor: Actor, now: datetime) -> Step:
    facts, telling = plan.facts, plan.telling
    if actor.user is None:
        raise NobodyRecords
    return Step(
        lot=facts.lot,
        template=facts.lot.product.template,
        code=facts.step.code,
        event_row=number,
        values=dict(plan.kept),
        happened_at=facts.happened_at,
        recorded_at=now,
        recorded_by=actor.user,
        organisation=facts.organisation,
        helper=facts.helper,
        early_reason=plan.early_reason,
        place=facts.place,
        entered=telling.entered,
        client_id=telling.client_id,
        device_at=telling.device_at,
        skew_seconds=telling.skew_seconds,
    )
