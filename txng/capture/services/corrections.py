"""A recorded step that is wrong is declared so by a further event; nothing recorded is changed."""

from datetime import UTC, datetime

import msgspec
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from txng.capture import queries
from txng.capture.models import Step
from txng.capture.services.documents import capture_events
from txng.capture.services.leaving import strike_shipment_of
from txng.capture.vocab import ErrorReason
from txng.core import audit
from txng.core.errors import NotFound, Refused
from txng.gs1.epcis.json_writer import write_json_event
from txng.gs1.epcis.model import ErrorDeclaration
from txng.gs1.epcis.read import read
from txng.parties.actor import Actor
from txng.parties.rights import demand


class NotYourStep(NotFound):
    """Only the organisation that recorded a step says that it is wrong."""

    reason = _("Không tìm thấy bước này, hoặc bước do đơn vị khác ghi.")


class StepDeclaredAlready(Refused):
    """The step has been declared wrong before."""

    reason = _("Bước này đã được khai là sai trước đó.")


@transaction.atomic
def declare_step_wrong(*, step: Step, reason: ErrorReason, actor: Actor, now: datetime) -> None:
    """State that a recorded step is wrong: an error declaration stands beside its event.

    The declaration repeats the event under its eventID (EPCIS 2.0 section 7.4.1.2); the step stays
    in the diary, marked, and may be recorded again. What it sent off is taken back with it, unless
    the receiver has confirmed it: then both sides' word stands (NotWaiting).
    """
    demand("capture.declare_step_wrong", actor)
    if step.organisation_id != actor.organisation_id:
        raise NotYourStep
    strike_shipment_of(step.event_row, now=now)
    declare_event_wrong(step.event_row, reason=reason, actor=actor, now=now)
    audit.record(
        "capture.declare_step_wrong",
        actor=actor,
        subject=step.lot,
        at=now,
        details={"step": step.code, "row": step.pk, "reason": reason.value},
    )


def declare_event_wrong(number: int, *, reason: ErrorReason, actor: Actor, now: datetime) -> None:
    """State of an event of the actor's own that it is wrong; runs in the caller's transaction."""
    [stored] = queries.events([number])
    if not stored.is_valid:
        raise StepDeclaredAlready
    moment = now.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    declaration = msgspec.structs.replace(
        stored.event,
        record_time=None,
        error_declaration=ErrorDeclaration(declaration_time=moment, reason=reason.value),
    )
    capture_events(document=read(write_json_event(declaration)), actor=actor, now=now)
