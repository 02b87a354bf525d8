"""Steps recorded, one or many in their order: each an EPCIS event and an entry of the diary."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import IntegrityError, transaction

from txng.capture import chain
from txng.capture.models import Step
from txng.capture.services.entries import Plan, store_plans
from txng.capture.services.steps import Entry, NotYourLot, hold_all, is_plain, plan, seen_of
from txng.capture.telling import ON_A_PAGE, Telling
from txng.core.errors import Refused
from txng.core.many import only
from txng.identify.models import Lot
from txng.parties.actor import Actor
from txng.parties.models import Place
from txng.parties.rights import demand

Told = Sequence[tuple[Lot, Entry]]


def record_step(
    *,
    lot: Lot,
    step_code: str,
    values: Mapping[str, Any],
    happened_at: datetime,
    place: Place,
    actor: Actor,
    now: datetime,
    early_reason: str = "",
    telling: Telling = ON_A_PAGE,
) -> Step:
    """Record one step of the lot's chain: an EPCIS event and an entry of the diary, or neither.

    `values` by field code as `told.examine` takes them; a given step again, pressed twice or sent
    twice under one `telling.client_id`, returns the entry that is there. Inputs of the
    organisation's store are drawn upon. Refuses what `steps.plan` refuses.
    """
    entry = Entry(step_code, values, happened_at, place, telling, early_reason)
    return only(record_steps(told=[(lot, entry)], actor=actor, now=now))


@transaction.atomic
def record_steps(*, told: Told, actor: Actor, now: datetime) -> list[Step | Refused]:
    """Record steps in their order, each by the rules of `record_step`, or return why not.

    Steps that only add to a diary are judged and captured together; one that changes its lot
    stands alone, so that the next is judged by what it changed. All lots are locked first, in one
    order for everybody.
    """
    demand("capture.record_step", actor)
    groups = list(_groups(told))
    if len(groups) > 1:
        hold_all({lot.pk for lot, _entry in told}, actor)
    return [found for group in groups for found in _by_halves(group, actor, now)]


def _groups(told: Told) -> Iterator[Told]:
    def is_alone(one: tuple[Lot, Entry]) -> bool:
        lot, entry = one
        return not is_plain(chain.step_of(lot.product.template.definition, entry.step_code))

    for alone, run in groupby(told, key=is_alone):
        group = list(run)
        yield from ([one] for one in group) if alone else [group]


def _by_halves(told: Told, actor: Actor, now: datetime) -> list[Step | Refused]:
    """Record steps together; where the capture of all fails, by halves, until the one is found."""
    try:
        with transaction.atomic():
            return _together(told, actor, now)
    except (Refused, IntegrityError) as error:
        if len(told) == 1:
            return [_why_not(told[0][1].telling, actor, error)]
        middle = len(told) // 2
        halves = (told[:middle], told[middle:])
        return [found for half in halves for found in _by_halves(half, actor, now)]


def _why_not(telling: Telling, actor: Actor, error: Refused | IntegrityError) -> Step | Refused:
    """Return the refusal, or the entry that took the same name at the same moment."""
    if isinstance(error, Refused):
        return error
    there = _sent_before([telling], actor)
    if telling.client_id not in there:
        raise error
    return there[telling.client_id]


def _together(told: Told, actor: Actor, now: datetime) -> list[Step | Refused]:
    if actor.organisation is None:
        raise NotYourLot
    held = hold_all({lot.pk for lot, _entry in told}, actor)
    there = _sent_before([entry.telling for _lot, entry in told], actor)
    seen = seen_of([(lot.pk, entry) for lot, entry in told], actor.organisation)

    def judged(lot: Lot, entry: Entry) -> Plan | Step | Refused:
        if entry.telling.client_id in there:
            return there[entry.telling.client_id]
        try:
            own = held[lot.pk]
            if isinstance(own, Refused):
                return own
            return plan(own, entry, actor=actor, now=now, seen=seen)
        except Refused as refusal:
            if len(told) == 1:
                raise  # what it changed of its lot is taken back
            return refusal

    found = [judged(lot, entry) for lot, entry in told]
    plans = [one for one in found if isinstance(one, Plan)]
    made = iter(store_plans(plans, actor=actor, now=now) if plans else ())
    return [next(made) if isinstance(one, Plan) else one for one in found]


def _sent_before(tellings: Sequence[Telling], actor: Actor) -> dict[Any, Step]:
    """Return the entries that were sent before, by the names that phones gave them."""
    names = {telling.client_id for telling in tellings} - {None}
    if not names:
        return {}
    sent = Step.objects.filter(organisation=actor.organisation, client_id__in=names)
    return {step.client_id: step for step in sent}
