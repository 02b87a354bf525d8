"""`txng capture`: stores EPCIS documents that one organisation states, whole files or nothing."""

from argparse import Namespace
from typing import TYPE_CHECKING

import msgspec

from config.commands.database import django_ready, tables_ready
from config.commands.words import Answer, CouldNotRun, ItemFailed, answer_all, body_of, counted
from config.env import PROVINCE_NAME

if TYPE_CHECKING:
    from txng.parties.actor import Actor
    from txng.parties.models import Organisation


def main(asked: Namespace) -> int:
    """Capture every file in order; 1 if one is refused, 2 if unreadable or stated by nobody."""
    with django_ready() as url:
        tables_ready(url)
        actor = _actor(asked.organisation)
        return answer_all(asked, answer=lambda file: _capture(file, actor), show=_show, name="file")


def lead_actor() -> "Actor":
    """Return the lead agency as the one who acts."""
    return _actor(None)


def _actor(named: str | None) -> "Actor":
    from txng.parties.actor import Actor  # noqa: PLC0415  Django must be ready first

    return Actor(organisation=_organisation(named))


def _organisation(named: str | None) -> "Organisation":
    """Find whom the operator names by tax code, identifier or name; else the lead agency.

    The lead agency is the demonstration's, where there is one, otherwise the first registered; an
    empty portal registers it under the province's name.
    """
    from django.db.models import Q  # noqa: PLC0415  Django must be ready first

    from txng.parties.models import Organisation  # noqa: PLC0415
    from txng.parties.vocab import OrganisationKind, State  # noqa: PLC0415

    active = Organisation.objects.filter(state=State.ACTIVE)
    if named is None:
        agencies = active.filter(kind=OrganisationKind.AGENCY)
        if (agency := agencies.order_by("-is_demonstration", "id").first()) is not None:
            return agency
        return _lead_agency()
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


def _lead_agency() -> "Organisation":
    from txng.core.clock import now  # noqa: PLC0415  Django must be ready first
    from txng.parties.actor import Actor  # noqa: PLC0415
    from txng.parties.facts import OrganisationFacts  # noqa: PLC0415
    from txng.parties.services import register_organisation  # noqa: PLC0415
    from txng.parties.vocab import OrganisationKind  # noqa: PLC0415

    facts = OrganisationFacts(kind=OrganisationKind.AGENCY, name=PROVINCE_NAME)
    return register_organisation(facts=facts, actor=Actor(), now=now())


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
    stored = counted(found["stored"], "event")
    return f"{found['file']}: {stored} stored, {found['known']} known already"
