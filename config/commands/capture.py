"""`txng capture`: stores EPCIS documents that one organisation states, whole files or nothing."""

from argparse import Namespace
from typing import TYPE_CHECKING

import msgspec
from django.db import DatabaseError

from config.commands.database import django_ready
from config.commands.words import Answer, CouldNotRun, ItemFailed, answer_all, body_of

if TYPE_CHECKING:
    from txng.parties.actor import Actor
    from txng.parties.models import Organisation


def main(asked: Namespace) -> int:
    """Capture every file in order; 1 if one is refused, 2 if unreadable or stated by nobody."""
    with django_ready():
        try:
            actor = _actor(asked.organisation)
        except DatabaseError as error:
            raise CouldNotRun(
                "The database has no tables yet: run `txng migrate` first."
            ) from error
        return answer_all(asked, answer=lambda file: _capture(file, actor), show=_show, name="file")


def _actor(named: str | None) -> "Actor":
    from txng.parties.actor import Actor  # noqa: PLC0415  Django must be ready first

    return Actor(organisation=_organisation(named))


def _organisation(named: str | None) -> "Organisation":
    """Find whom the operator names by tax code, identifier or name; else the lead agency.

    The lead agency is the demonstration's, where there is one, otherwise the first registered.
    """
    from django.db.models import Q  # noqa: PLC0415  Django must be ready first

    from txng.parties.models import Organisation  # noqa: PLC0415
    from txng.parties.vocab import OrganisationKind, State  # noqa: PLC0415

    active = Organisation.objects.filter(state=State.ACTIVE)
    if named is None:
        agencies = active.filter(kind=OrganisationKind.AGENCY)
        if (agency := agencies.order_by("-is_demonstration", "id").first()) is not None:
            return agency
        raise CouldNotRun("No agency is registered: name an organisation with --organisation.")
    found = active.filter(Q(tax_code=named) | Q(identifier=named) | Q(name__iexact=named))
    match list(found.order_by("id")[:2]) if named else []:
        case [organisation]:
            return organisation
        case []:
            raise CouldNotRun(
                f"No active organisation has the tax code, identifier or name {named}."
            )
        case _:
            raise CouldNotRun(f"Several organisations are called {named}: give the tax code.")


def _capture(file: str, actor: "Actor") -> Answer:
    from txng.capture.services import NotUnderstood, capture_document  # noqa: PLC0415
    from txng.core.clock import now  # noqa: PLC0415
    from txng.core.errors import Refused  # noqa: PLC0415

    try:
        job = capture_document(body=body_of(file), actor=actor, now=now())
    except NotUnderstood as refusal:
        faults = [msgspec.to_builtins(fault) for fault in refusal.faults]
        told = " ".join(f"{fault.path} {fault.message}".strip() for fault in refusal.faults[:3])
        raise ItemFailed(told, code=refusal.code, faults=faults) from refusal
    except Refused as refusal:
        raise ItemFailed(str(refusal), code=refusal.code) from refusal
    if not job.is_success:
        raise ItemFailed(job.errors[0]["detail"], job=str(job.pk), faults=job.errors)
    return {
        "job": str(job.pk),
        "events": job.event_count,
        "stored": job.stored_count,
        "known": job.known_count,
    }


def _show(found: Answer) -> str:
    return f"{found['file']}: {found['stored']} events stored, {found['known']} known already"
