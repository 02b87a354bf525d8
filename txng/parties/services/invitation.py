"""Acts on invitations: invite, take back, accept."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from txng.core import audit
from txng.core.errors import Refused
from txng.core.many import each, only
from txng.core.sealing import digest
from txng.parties import queries, sending
from txng.parties.actor import Actor
from txng.parties.facts import PersonFacts
from txng.parties.login import is_phone, normal_login
from txng.parties.models import (
    AdministrativeUnit,
    Invitation,
    Membership,
    Organisation,
    User,
)
from txng.parties.services.person import (
    LoginTaken,
    RoleDoesNotFit,
    add_person,
    grant_membership,
)
from txng.parties.vocab import OFFICER_ROLES, MemberRole, OrganisationKind

LIFE: Final = timedelta(days=14)
_MOST_OPEN: Final = 30


class AlreadyMember(Refused):
    """A member's role is changed, not given again."""

    reason = gettext_lazy(
        "Người dùng thư điện tử hoặc số điện thoại này đã ở trong đơn vị. "
        "Hãy đổi vai trò của họ trong danh sách người dùng."
    )


class TooManyInvitations(Refused):
    """Whoever invites the whole town does not know whom."""

    status = 429
    reason = gettext_lazy(
        "Đơn vị đang có 30 lời mời chưa ai nhận. Hãy thu hồi bớt lời mời cũ rồi mời tiếp."
    )


class Wanted(NamedTuple):
    """Who is to be invited, as what; an officer of an area, for which."""

    address: str
    role: MemberRole
    area: AdministrativeUnit | None = None


def invite(
    *,
    organisation: Organisation,
    address: str,
    role: MemberRole,
    actor: Actor,
    now: datetime,
    area: AdministrativeUnit | None = None,
) -> Invitation:
    """Send a link with which one person may join an organisation within 14 days.

    The link is told to the address alone, for whoever opens it is taken to read that address.
    An earlier open invitation of the same address ends.
    """
    wanted = [Wanted(address, role, area)]
    return only(invite_all(organisation=organisation, wanted=wanted, actor=actor, now=now))


@transaction.atomic
def invite_all(
    *,
    organisation: Organisation,
    wanted: Sequence[Wanted],
    actor: Actor,
    now: datetime,
    is_sent: bool = True,
) -> list[Invitation | Refused]:
    """Invite people, each by the rules of `invite`, or return why not.

    `is_sent` is no when the caller only tries what may be, and takes everything back.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    book = _Book(organisation, {normal_login(one.address) for one in wanted}, now)

    @transaction.atomic
    def new(one: Wanted) -> Invitation:
        is_agency = organisation.kind == OrganisationKind.AGENCY
        if (one.role in OFFICER_ROLES) != is_agency or (one.area and not is_agency):
            raise RoleDoesNotFit(fields={"role": RoleDoesNotFit.reason})
        login = normal_login(one.address)
        book.demand_room(login)
        row = _invited(one._replace(address=login), organisation, actor, now, is_sent=is_sent)
        book.waiting.add(login)
        return row

    return each(new, wanted)


class _Book:
    """Who is a member of an organisation already, and who has an open invitation."""

    def __init__(self, organisation: Organisation, logins: set[str], now: datetime) -> None:
        """Look up, once for all, which of these people are known."""
        in_force = Q(valid_to=None) | Q(valid_to__gt=timezone.localdate(now))
        members = Membership.objects.filter(in_force, organisation=organisation)
        found = members.filter(user__login__in=logins).values_list("user__login", flat=True)
        self.members = set(found)
        invited = _open(now).filter(organisation=organisation)
        self.waiting = set(invited.values_list("address", flat=True))

    def demand_room(self, login: str) -> None:
        """Refuse a member, and one more than may wait; who waits may be invited again."""
        if login in self.members:
            raise AlreadyMember(fields={"address": AlreadyMember.reason})
        if len(self.waiting - {login}) >= _MOST_OPEN:
            raise TooManyInvitations


def _invited(
    wanted: Wanted, organisation: Organisation, actor: Actor, now: datetime, *, is_sent: bool
) -> Invitation:
    assert actor.user is not None  # noqa: S101  machines reach no such page
    token = secrets.token_urlsafe(32)
    before = _open(now).filter(organisation=organisation, address=wanted.address)
    before.update(revoked_at=now)
    row = Invitation.objects.create(
        organisation=organisation,
        **wanted._asdict(),
        token_digest=digest(token, "invitation"),
        invited_by=actor.user,
        created_at=now,
        expires_at=now + LIFE,
    )
    audit.record(
        "parties.invite", actor=actor, subject=organisation, at=now,
        details={**_who(row), "role": ["", row.get_role_display()]},
    )  # fmt: skip
    subject, text = _letter(row, f"{settings.TXNG_PUBLIC_URL}/loi-moi/{token}/")
    if is_sent:
        sending.send(row.address, subject=subject, text=text)
    return row


def _who(row: Invitation) -> dict[str, object]:
    """Return whom an invitation is for, so that a history tells and nobody learns an address."""
    return {"invitation": row.pk, "name": sending.masked(row.address)}


def _open(now: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(accepted_at=None, revoked_at=None, expires_at__gt=now)


def _letter(row: Invitation, link: str) -> tuple[str, str]:
    name = row.organisation.short_name or row.organisation.name
    if is_phone(row.address):
        text = _("%(name)s mời bạn làm %(role)s trên cổng truy xuất nguồn gốc: %(link)s")
        return "", text % {"name": name, "role": row.get_role_display(), "link": link}
    told = {
        "name": row.organisation.name,
        "role": row.get_role_display(),
        "link": link,
        "day": f"{timezone.localtime(row.expires_at):%d/%m/%Y}",
    }
    text = _(
        "%(name)s mời bạn làm “%(role)s” trên cổng truy xuất nguồn gốc.\n\n"
        "Mở đường dẫn này để nhận lời, dùng được một lần, đến hết ngày %(day)s:\n%(link)s\n\n"
        "Nếu bạn không biết đơn vị này, hãy bỏ qua thư."
    )
    return _("Lời mời của %(name)s") % told, text % told


class HasOwner(Refused):
    """An organisation with an owner invites its own people."""

    reason = gettext_lazy(
        "Đơn vị này đã có chủ tài khoản. Chủ tài khoản tự mời người của đơn vị mình."
    )


def invite_owner(
    *, organisation: Organisation, address: str, actor: Actor, now: datetime
) -> Invitation:
    """Invite the first owner (an agency's: lead officer) of an organisation that has none."""
    if queries.has_owner(organisation):
        raise HasOwner
    is_agency = organisation.kind == OrganisationKind.AGENCY
    role = MemberRole.LEAD_OFFICER if is_agency else MemberRole.OWNER
    return invite(organisation=organisation, address=address, role=role, actor=actor, now=now)


class InvitationEnded(Refused):
    """An invitation opens once, for 14 days, unless it is taken back."""

    status = 410
    reason = gettext_lazy(
        "Lời mời này không dùng được nữa: đã có người nhận, đã bị thu hồi hoặc quá 14 ngày. "
        "Hãy nhờ đơn vị mời lại."
    )


class InvitedOther(Refused):
    """A link that is passed on, or read by another, lets nobody else in."""

    status = 403
    reason = gettext_lazy(
        "Lời mời này gửi cho thư điện tử hoặc số điện thoại khác. Hãy đăng xuất rồi mở lại đường "
        "dẫn và dùng đúng tài khoản được mời, hoặc nhờ đơn vị mời theo địa chỉ bạn đang dùng."
    )


@transaction.atomic
def accept_invitation(*, invitation: Invitation, user: User, now: datetime) -> Membership:
    """Let the person who was invited, and is signed in, act for the organisation, once."""
    row = _take(invitation, now)
    if user.login != row.address:
        raise InvitedOther
    actor = Actor(organisation=row.organisation, user=user)
    Invitation.objects.filter(pk=row.pk).update(accepted_at=now, accepted_by=user)
    return grant_membership(
        user=user,
        organisation=row.organisation,
        role=MemberRole(row.role),
        area=row.area,
        actor=actor,
        now=now,
    )


@transaction.atomic
def join_by_invitation(
    *, invitation: Invitation, full_name: str, password: str, now: datetime
) -> User:
    """Open an account under the invited address with a password of one's own, and accept."""
    row = _take(invitation, now)
    if User.objects.filter(login=row.address).exists():
        raise LoginTaken
    phone = row.address if is_phone(row.address) else ""
    facts = PersonFacts(
        login=row.address,
        full_name=full_name,
        phone=phone,
        email="" if phone else row.address,
    )
    user = add_person(facts=facts, actor=Actor(), now=now, password=password)
    accept_invitation(invitation=row, user=user, now=now)
    return user


def _take(invitation: Invitation, now: datetime) -> Invitation:
    row = (
        _open(now)
        .select_for_update(of=("self",))
        .select_related("organisation", "area")
        .filter(pk=invitation.pk)
        .first()
    )
    if row is None:
        raise InvitationEnded
    return row


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, actor: Actor, now: datetime) -> Invitation:
    """Take an invitation back; one that has ended already stays as it is."""
    row = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if row.accepted_at is None and row.revoked_at is None:
        row.revoked_at = now
        row.save(update_fields=["revoked_at"])
        audit.record(
            "parties.revoke_invitation", actor=actor, subject=row.organisation, at=now,
            details=_who(row),
        )  # fmt: skip
    return row
