"""Acts on people: add, give a password, grant a role, end it."""

from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from txng.core import audit
from txng.core.errors import Refused
from txng.core.search import tidy
from txng.parties.actor import Actor
from txng.parties.facts import PersonFacts
from txng.parties.login import normal_login
from txng.parties.models import (
    AdministrativeUnit,
    Confirmation,
    HalfSignIn,
    Invitation,
    Membership,
    Organisation,
    User,
)
from txng.parties.vocab import OFFICER_ROLES, MemberRole, OrganisationKind, Purpose


class LoginTaken(Refused):
    """A person signs in with a name of their own."""

    reason = _("Đã có người dùng thư điện tử hoặc số điện thoại này để đăng nhập.")


@transaction.atomic
def add_person(
    *, facts: PersonFacts, actor: Actor, now: datetime, password: str | None = None
) -> User:
    """Add a person; without a password they cannot sign in until one is set."""
    login = normal_login(facts.login)
    if User.objects.filter(login=login).exists():
        raise LoginTaken(fields={"login": LoginTaken.reason})
    user = User(
        login=login,
        full_name=tidy(facts.full_name),
        phone=facts.phone,
        email=facts.email,
        created_at=now,
    )
    _give_password(user, password)
    user.save()
    audit.record("parties.add_person", actor=actor, subject=user, at=now)
    return user


class PasswordTooWeak(Refused):
    """A password keeps the rules of the settings."""

    status = 422
    reason = _("Mật khẩu này chưa đủ mạnh.")


@transaction.atomic
def set_password(*, user: User, password: str, actor: Actor, now: datetime) -> None:
    """Give a person a new password; sessions opened with the old one end."""
    _give_password(user, password)
    user.save(update_fields=["password"])
    _forget_half_ways(user)
    audit.record("parties.set_password", actor=actor, subject=user, at=now)


@transaction.atomic
def change_password(*, user: User, password: str, now: datetime) -> None:
    """Give oneself a new password; the sessions opened with the old one end."""
    _give_password(user, password)
    user.save(update_fields=["password"])
    _forget_half_ways(user)
    audit.record("parties.change_password", actor=Actor(user=user), subject=user, at=now)


@transaction.atomic
def end_sessions(*, user: User, now: datetime) -> User:
    """End all sessions of a person; the caller may let the present one stay."""
    row = User.objects.select_for_update().get(pk=user.pk)
    row.session_round += 1
    row.save(update_fields=["session_round"])
    _forget_half_ways(row)
    audit.record("parties.end_sessions", actor=Actor(user=row), subject=row, at=now)
    return row


def _forget_half_ways(user: User) -> None:
    """End what was begun with the password of before: half sign-ins, codes to set it anew.

    The tries at the second step stay counted: their rows stay, too old to go on with.
    """
    long_ago = F("created_at") - timedelta(minutes=10)
    HalfSignIn.objects.filter(user=user).update(created_at=long_ago)
    Confirmation.objects.filter(
        address=user.login, purpose=Purpose.RESET_PASSWORD, used_at=None
    ).update(expires_at=F("created_at"))


def _give_password(user: User, password: str | None) -> None:
    if password is not None:
        try:
            validate_password(password, user)
        except ValidationError as error:
            sentence = " ".join(error.messages)
            raise PasswordTooWeak(sentence, fields={"password": sentence}) from error
    user.set_password(password)


_DECIDING = (MemberRole.OWNER, MemberRole.LEAD_OFFICER)


class LastOwner(Refused):
    """An organisation keeps somebody who may decide for it."""

    reason = _(
        "Đây là chủ tài khoản (hoặc cán bộ đầu mối) cuối cùng của đơn vị. "
        "Hãy giao vai trò ấy cho người khác trước."
    )


class RoleDoesNotFit(Refused):
    """Officers serve agencies; the other roles serve producers and partners."""

    status = 422
    reason = _(
        "Vai trò cán bộ chỉ dành cho cơ quan nhà nước; các vai trò khác dành cho doanh nghiệp, "
        "hợp tác xã, tổ hợp tác, hộ và đơn vị cung cấp giải pháp."
    )


@transaction.atomic
def grant_membership(
    *,
    user: User,
    organisation: Organisation,
    role: MemberRole,
    actor: Actor,
    now: datetime,
    area: AdministrativeUnit | None = None,
) -> Membership:
    """Let a person act for an organisation from today on; an earlier role is replaced.

    `area` narrows what an officer sees to one administrative unit and those below it.
    """
    is_agency = organisation.kind == OrganisationKind.AGENCY
    if (role in OFFICER_ROLES) != is_agency or (area and not is_agency):
        raise RoleDoesNotFit(fields={"role": RoleDoesNotFit.reason})
    if role not in _DECIDING:
        _keep_an_owner(organisation.pk, user.pk)
    before = Membership.objects.filter(user=user, organisation=organisation).first()
    now_is = {"role": role, "area": area}
    changed = audit.changed(before or Membership(), now_is)
    membership, _created = Membership.objects.update_or_create(
        user=user,
        organisation=organisation,
        defaults={
            "role": role,
            "area": area,
            "valid_from": timezone.localdate(now),
            "valid_to": None,
        },
    )
    audit.record(
        "parties.grant_membership",
        actor=actor,
        subject=membership,
        at=now,
        details={"user": user.pk, **changed},
    )
    return membership


@transaction.atomic
def change_role(
    *,
    membership: Membership,
    role: MemberRole,
    actor: Actor,
    now: datetime,
    area: AdministrativeUnit | None = None,
) -> Membership:
    """Give a member another role (an officer: another area); the same ones change nothing."""
    row = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("user", "organisation")
        .get(pk=membership.pk)
    )
    if (row.role, row.area_id) == (role, area.pk if area else None):
        return row
    return grant_membership(
        user=row.user, organisation=row.organisation, role=role, actor=actor, now=now, area=area
    )


@transaction.atomic
def end_membership(*, membership: Membership, actor: Actor, now: datetime) -> None:
    """Let a person act for the organisation no more, from today on; whom they invited stay out."""
    _keep_an_owner(membership.organisation_id, membership.user_id)
    membership.valid_to = timezone.localdate(now)
    membership.save(update_fields=["valid_to"])
    Invitation.objects.filter(
        organisation=membership.organisation_id, invited_by=membership.user_id,
        accepted_at=None, revoked_at=None,
    ).update(revoked_at=now)  # fmt: skip
    audit.record("parties.end_membership", actor=actor, subject=membership, at=now)


def _keep_an_owner(organisation_id: int, leaving_user_id: int) -> None:
    rows = Membership.objects.select_for_update().filter(
        organisation=organisation_id, valid_to=None, role__in=_DECIDING
    )
    if [row.user_id for row in rows] == [leaving_user_id]:
        raise LastOwner
