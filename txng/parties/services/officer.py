"""The act that opens an empty portal: its first lead officer."""

from datetime import datetime

from django.db import transaction

from txng.core.search import tidy
from txng.parties.actor import Actor
from txng.parties.facts import OrganisationFacts, PersonFacts
from txng.parties.models import Organisation, User
from txng.parties.services.organisation import register_organisation
from txng.parties.services.person import add_person, grant_membership
from txng.parties.vocab import MemberRole, OrganisationKind


@transaction.atomic
def add_lead_officer(
    *, login: str, full_name: str, agency: str, password: str, now: datetime
) -> User:
    """Add a person as lead officer of an agency, and the agency if its name is not known yet.

    For whoever runs the installation; officers add everybody else.
    """
    name = tidy(agency)
    found = Organisation.objects.filter(kind=OrganisationKind.AGENCY, name=name).first()
    if found is None:
        facts = OrganisationFacts(kind=OrganisationKind.AGENCY, name=name)
        found = register_organisation(facts=facts, actor=Actor(), now=now)
    user = add_person(
        facts=PersonFacts(login=login, full_name=full_name),
        actor=Actor(),
        now=now,
        password=password,
    )
    grant_membership(
        user=user,
        organisation=found,
        role=MemberRole.LEAD_OFFICER,
        actor=Actor(),
        now=now,
    )
    return user
