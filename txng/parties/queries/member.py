"""What is read of people: memberships, who may act for an organisation, invitations."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from txng.core import audit
from txng.core.errors import NotFound
from txng.core.models import AuditEntry
from txng.core.sealing import digest
from txng.parties.actor import Actor
from txng.parties.models import Invitation, Membership, Organisation, User
from txng.parties.vocab import MemberRole, State


def memberships_of(*, user_id: int, on: date | None = None) -> QuerySet[Membership]:
    """Memberships in force on a day (default: today), with their organisations."""
    return (
        Membership.objects.filter(in_force(on), user_id=user_id)
        .exclude(organisation__state=State.CLOSED)
        .select_related("organisation", "user")
        .order_by("organisation__sort_key", "id")
    )


def acting_membership(*, user_id: int, organisation_id: int | None) -> Membership | None:
    """Return the membership chosen by the person if it is in force, else the oldest one.

    The oldest: whoever adds a person to another organisation does not thereby become the one
    for whom that person writes.
    """
    candidates = list(memberships_of(user_id=user_id))
    chosen = [m for m in candidates if m.organisation_id == organisation_id]
    return min(chosen or candidates, key=lambda m: (m.valid_from, m.pk), default=None)


def members_of(organisation: Organisation) -> QuerySet[Membership]:
    """People who may act for an organisation today."""
    return (
        Membership.objects.filter(in_force(), organisation=organisation)
        .select_related("user", "area")
        .order_by("user__full_name", "id")
    )


def history_of_members(organisation: Organisation) -> list[AuditEntry]:
    """Who came, went, and was given another role, newest first, each by the person's name."""
    rows = Membership.objects.filter(organisation=organisation).select_related("user")
    return audit.histories({row: row.user.full_name for row in rows})


class NoSuchMembership(NotFound):
    """There is none, or none in the actor's organisation."""

    reason = _("Không tìm thấy trang này, hoặc đơn vị bạn đang thay mặt không được xem.")


def membership_for(*, actor: Actor, membership_id: int) -> Membership:
    """Return a membership of the actor's own organisation that is in force."""
    found = Membership.objects.filter(
        in_force(), pk=membership_id, organisation=actor.organisation
    ).first()
    if found is None:
        raise NoSuchMembership
    return found


def in_force(on: date | None = None) -> Q:
    """Return the condition that a membership holds on a day (default: today)."""
    day = on or timezone.localdate()
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gt=day))


def has_owner(organisation: Organisation) -> bool:
    """Say whether somebody may decide for an organisation today."""
    owners = (MemberRole.OWNER, MemberRole.LEAD_OFFICER)
    return Membership.objects.filter(
        in_force(), organisation=organisation, role__in=owners
    ).exists()


def open_invitations(organisation: Organisation, *, now: datetime) -> QuerySet[Invitation]:
    """Invitations of an organisation that somebody may still accept, newest first."""
    return (
        Invitation.objects.filter(
            organisation=organisation, accepted_at=None, revoked_at=None, expires_at__gt=now
        )
        .select_related("area")
        .order_by("-id")
    )


class NoSuchInvitation(NotFound):
    """There is none, or none of the actor's organisation."""

    reason = _(
        "Không tìm thấy lời mời này. Hãy mở đúng đường dẫn trong thư hoặc tin nhắn, "
        "hoặc nhờ đơn vị mời lại."
    )


def invitation_for(*, actor: Actor, invitation_id: int) -> Invitation:
    """Return an invitation to the actor's own organisation."""
    found = Invitation.objects.filter(
        pk=invitation_id, organisation=actor.organisation_id or 0
    ).first()
    if found is None:
        raise NoSuchInvitation
    return found


def invitation_by(token: str) -> Invitation:
    """Return the invitation whose link holds this token; knowing it is the right to see it."""
    found = (
        Invitation.objects.select_related("organisation", "area")
        .filter(token_digest=digest(token, "invitation"))
        .first()
    )
    if found is None:
        raise NoSuchInvitation
    return found


def own_membership(actor: Actor) -> Membership:
    """Return the membership by which a person acts; who writes for a household has none there."""
    found = Membership.objects.filter(
        in_force(), user=actor.actor_id or 0, organisation=actor.organisation_id or 0
    ).first()
    if found is None:
        raise NoSuchMembership
    return found


def is_open(invitation: Invitation, *, now: datetime) -> bool:
    """Say whether somebody may still accept an invitation."""
    is_over = invitation.accepted_at or invitation.revoked_at
    return not is_over and invitation.expires_at > now


def has_account(login: str) -> bool:
    """Say whether somebody signs in under this name; never told to whoever merely asks."""
    return User.objects.filter(login=login).exists()
