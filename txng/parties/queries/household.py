"""What is read of households of co-operatives, and for which of them a person may write."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from txng.core.errors import NotFound
from txng.core.search import like
from txng.parties.actor import Actor
from txng.parties.models import Household, Membership, Organisation
from txng.parties.queries.member import memberships_of
from txng.parties.vocab import MemberRole, State

_WRITING = (MemberRole.OWNER, MemberRole.MANAGER, MemberRole.RECORDER)


def households_of(cooperative: Organisation, text: str = "") -> QuerySet[Household]:
    """Households of a co-operative today, agreed or asked, in Vietnamese order."""
    found = Household.objects.filter(cooperative=cooperative, until_date=None)
    if text:
        found = found.filter(like(text, "household__name", "household__address"))
    return found.select_related("household__unit").order_by("household__sort_key", "id")


def cooperatives_of(household: Organisation) -> QuerySet[Household]:
    """Co-operatives that write for a household, or ask to."""
    return (
        Household.objects.filter(household=household, until_date=None)
        .select_related("cooperative")
        .order_by("cooperative__sort_key", "id")
    )


class NoSuchHousehold(NotFound):
    """There is none, or it is no side of it that asks."""

    reason = _("Không tìm thấy hộ này trong danh sách của đơn vị.")


def household_for(*, actor: Actor, row_id: int) -> Household:
    """Return a row of which the actor's organisation is the household or the co-operative."""
    own = actor.organisation_id or 0
    found = (
        Household.objects.filter(Q(household=own) | Q(cooperative=own), pk=row_id)
        .select_related("household", "cooperative")
        .first()
    )
    if found is None:
        raise NoSuchHousehold
    return found


def clerk_for(*, user_id: int, household_id: int) -> tuple[Membership, Organisation] | None:
    """Return the membership by which a person may write for a household, and that household.

    A person who writes in a co-operative that is at work, for a household that agreed.
    """
    row = (
        Household.objects.filter(household=household_id, until_date=None)
        .exclude(agreed_at=None)
        .exclude(household__state=State.CLOSED)
        .filter(cooperative__state=State.ACTIVE)
        .select_related("household")
        .order_by("id")
    )
    mine = {m.organisation_id: m for m in memberships_of(user_id=user_id).filter(role__in=_WRITING)}
    for link in row:
        if link.cooperative_id in mine:
            return mine[link.cooperative_id], link.household
    return None


def actor_again(user_id: int | None, organisation_id: int | None) -> Actor:
    """Return the actor whom work in the background serves, with the rights held at this moment."""
    mine = memberships_of(user_id=user_id or 0).filter(organisation_id=organisation_id or 0)
    membership = mine.first()
    if membership:
        return Actor.from_membership(membership)
    clerk = clerk_for(user_id=user_id or 0, household_id=organisation_id or 0)
    return Actor.for_household(*clerk) if clerk else Actor()
