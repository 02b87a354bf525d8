"""What is read of applications: one's own, and those of an officer's area."""

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from txng.core.errors import NotFound
from txng.core.search import Plain, plain
from txng.parties.actor import Actor
from txng.parties.identity import Identity
from txng.parties.models import (
    AdministrativeUnit,
    Application,
    ApplicationProof,
    Membership,
    Organisation,
    User,
)
from txng.parties.queries.unit import units_within
from txng.parties.vocab import (
    OFFICER_ROLES,
    ApplicationState,
    MemberRole,
    OrganisationKind,
    State,
)

_ALIKE = 0.6
OPEN = (ApplicationState.SENT, ApplicationState.MORE_WANTED)


def applications_of(user: User) -> QuerySet[Application]:
    """Applications of a person, newest first."""
    return Application.objects.filter(applicant=user).order_by("-id")


def applications_seen_by(actor: Actor) -> QuerySet[Application]:
    """Applications sent, whose organisation lies in the officer's area (all, when none is set)."""
    if not actor.is_agency or actor.role not in OFFICER_ROLES:
        return Application.objects.none()
    sent = Application.objects.exclude(state=ApplicationState.DRAFT).select_related(
        "unit__parent", "applicant", "claims"
    )
    if actor.area_id is None:
        return sent
    inside = units_within(actor.area_id).values("pk")
    return sent.filter(Q(unit__in=inside) | Q(claims__unit__in=inside))


def find_applications(*, actor: Actor, text: str = "", state: str = "") -> QuerySet[Application]:
    """Applications that an officer may see, the longest waiting first."""
    found = applications_seen_by(actor)
    if text:
        found = found.filter(Q(name__icontains=text) | Q(tax_code__startswith=text))
    if state:
        found = found.filter(state=state)
    return found.order_by("sent_at", "id")


class NoSuchApplication(NotFound):
    """There is none, or none that this person may see."""

    reason = _("Không tìm thấy hồ sơ này, hoặc bạn không được xem.")


def application_for(*, actor: Actor, application_id: int) -> Application:
    """Return an application of the officer's area."""
    found = applications_seen_by(actor).filter(pk=application_id).first()
    if found is None:
        raise NoSuchApplication
    return found


def own_application(*, user: User, application_id: int) -> Application:
    """Return an application of this very person."""
    found = (
        applications_of(user)
        .select_related("unit__parent", "claims", "organisation")
        .filter(pk=application_id)
        .first()
    )
    if found is None:
        raise NoSuchApplication
    return found


def proof_for(*, actor: Actor, proof_id: int) -> ApplicationProof:
    """Return a proof that its applicant, or an officer of the area, opens."""
    proof = (
        ApplicationProof.objects.select_related("file", "application").filter(pk=proof_id).first()
    )
    if proof is None:
        raise NoSuchApplication
    is_own = actor.actor_id == proof.application.applicant_id
    if not is_own and not applications_seen_by(actor).filter(pk=proof.application_id).exists():
        raise NoSuchApplication
    return proof


def known_organisation(identity: Identity) -> Organisation | None:
    """Return the organisation registered with a tax code or a citizen's number."""
    same = Q(pk=None)
    if identity.tax_code:
        same |= Q(tax_code=identity.tax_code)
    if identity.person_digest:
        same |= Q(person_digest=identity.person_digest)
    return Organisation.objects.filter(same).first()


def others_application(identity: Identity, *, but: Application) -> bool:
    """Say whether somebody else's application with the same number waits for its decision."""
    same = Q(pk=None)
    if identity.tax_code:
        same |= Q(tax_code=identity.tax_code)
    if identity.person_digest:
        same |= Q(person_digest=identity.person_digest)
    waiting = Application.objects.filter(same, state__in=OPEN, claims=None)
    return waiting.exclude(pk=but.pk).exists()


def agencies_deciding(unit: AdministrativeUnit | None) -> QuerySet[Organisation]:
    """Agencies at work whose lead officers decide on registrations in a unit."""
    today = timezone.localdate()
    leads = Membership.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=today), role=MemberRole.LEAD_OFFICER
    )
    if unit is None:
        inside = Q(area=None)
    else:
        above = [unit.pk, unit.parent_id]
        here = Q(organisation__unit=None) | Q(organisation__unit__in=above)
        inside = Q(area__in=above) | (Q(area=None) & here)
    return Organisation.objects.filter(
        pk__in=leads.filter(inside).values("organisation"), state=State.ACTIVE
    ).order_by("id")


def organisations_alike(row: Application, *, most: int = 5) -> list[Organisation]:
    """Organisations of much the same name in the same province: perhaps the same one."""
    if not row.name:
        return []
    found = Organisation.objects.exclude(kind=OrganisationKind.AGENCY).exclude(
        pk=row.organisation_id or 0
    )
    near = TrigramSimilarity(Plain("name"), plain(row.name))
    return list(
        found.annotate(near=near)
        .filter(near__gt=_ALIKE)
        .select_related("unit")
        .order_by("-near", "id")[:most]
    )
