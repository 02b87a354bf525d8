"""Support policies, applications, awards and pilots that an actor may see."""

from datetime import date

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from txng.core.errors import NotFound
from txng.parties import queries as parties
from txng.parties.actor import Actor
from txng.parties.models import Organisation
from txng.parties.vocab import OrganisationKind, State
from txng.planning.models import Application, Award, Pilot, Policy
from txng.planning.vocab import ApplicationState


class NoSuchSupport(NotFound):
    """There is none, or none that the actor may see."""

    reason = _("Không tìm thấy trang này, hoặc đơn vị bạn đang thay mặt không được xem.")


def find_policies() -> QuerySet[Policy]:
    """All policies, the newest first, with what became of them."""
    standing = ~Q(applications__state=ApplicationState.WITHDRAWN)
    return (
        Policy.objects.select_related("agency")
        .annotate(
            application_count=Count("applications", filter=standing, distinct=True),
            award_count=Count("applications__award", distinct=True),
            connected_count=Count(
                "applications__award", filter=Q(applications__award__is_connected=True),
                distinct=True,
            ),
        )
        .order_by("-to_date", "-id")
    )  # fmt: skip


def policy_for(*, actor: Actor, policy_id: int) -> Policy:
    """Return a policy; every member and officer may read it."""
    found = None
    if actor.role is not None:
        found = Policy.objects.select_related("agency", "document").filter(pk=policy_id).first()
    if found is None:
        raise NoSuchSupport
    return found


def is_open(policy: Policy, today: date) -> bool:
    """Say whether applications are taken on a day."""
    return policy.closed_at is None and policy.from_date <= today <= policy.to_date


def applications_seen_by(actor: Actor) -> QuerySet[Application]:
    """Applications of the organisations that the actor may read whole."""
    seen = parties.organisations_seen_by(actor)
    return Application.objects.filter(organisation__in=seen).select_related(
        "organisation__unit", "policy", "award"
    )


def applications_of(*, actor: Actor, policy: Policy) -> QuerySet[Application]:
    """Applications under a policy, the best scored first."""
    found = applications_seen_by(actor).filter(policy=policy)
    return found.exclude(state=ApplicationState.WITHDRAWN).order_by(
        F("score").desc(nulls_last=True), "id"
    )


def own_applications(actor: Actor) -> QuerySet[Application]:
    """Applications of the actor's organisation, the newest first."""
    found = Application.objects.filter(organisation=actor.organisation)
    return found.select_related("policy", "award").order_by("-sent_at", "-id")


def application_for(*, actor: Actor, application_id: int) -> Application:
    """Return an application that the actor may see; fetching is the access check."""
    found = applications_seen_by(actor).filter(pk=application_id).first()
    if found is None:
        raise NoSuchSupport
    return found


def awarded_money(policy: Policy) -> int:
    """Return what was awarded under a policy, in đồng."""
    found = Award.objects.filter(application__policy=policy).aggregate(sum=Sum("amount"))
    return int(found["sum"] or 0)


def connected_organisations() -> int:
    """Count the organisations that have TXNG thanks to support."""
    found = Award.objects.filter(is_connected=True).values("application__organisation")
    return found.distinct().count()


def find_pilots() -> QuerySet[Pilot]:
    """All pilots, the newest first."""
    return (
        Pilot.objects.select_related("agency", "unit")
        .prefetch_related("organisations")
        .order_by("-from_date", "-id")
    )


def pilot_for(*, actor: Actor, pilot_id: int) -> Pilot:
    """Return a pilot; officers of all agencies may read it."""
    found = find_pilots().filter(pk=pilot_id).first() if actor.is_agency and actor.role else None
    if found is None:
        raise NoSuchSupport
    return found


def enterprises_seen_by(actor: Actor) -> QuerySet[Organisation]:
    """Active enterprises of the actor's area, in Vietnamese order."""
    found = parties.organisations_seen_by(actor).exclude(kind=OrganisationKind.AGENCY)
    return found.filter(state=State.ACTIVE).order_by("sort_key", "id")
