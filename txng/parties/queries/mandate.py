"""What is read of mandates, by either side."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from txng.core.errors import NotFound
from txng.parties.actor import Actor
from txng.parties.models import Mandate, Organisation
from txng.parties.vocab import OrganisationKind, State


def mandates_of(organisation: Organisation) -> QuerySet[Mandate]:
    """Mandates that an organisation gave or holds, the newest first, ended ones too."""
    return (
        Mandate.objects.filter(Q(organisation=organisation) | Q(provider=organisation))
        .select_related("organisation", "provider")
        .order_by("-id")
    )


def providers() -> QuerySet[Organisation]:
    """Solution providers registered and at work."""
    return Organisation.objects.filter(
        kind=OrganisationKind.SOLUTION_PROVIDER, state=State.ACTIVE
    ).order_by("sort_key", "id")


class NoSuchMandate(NotFound):
    """There is none, or it is no side of it that asks."""

    reason = _("Không tìm thấy việc uỷ quyền này ở đơn vị của bạn.")


def mandate_for(*, actor: Actor, mandate_id: int) -> Mandate:
    """Return a mandate of which the actor's organisation is one side."""
    own = actor.organisation_id or 0
    found = (
        Mandate.objects.filter(Q(organisation=own) | Q(provider=own), pk=mandate_id)
        .select_related("organisation", "provider", "given_by")
        .first()
    )
    if found is None:
        raise NoSuchMandate
    return found
