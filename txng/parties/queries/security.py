"""What is read of second steps of signing in."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from txng.core.errors import NotFound
from txng.parties.models import Membership, RecoveryCode, SecondFactor, User
from txng.parties.queries.member import in_force
from txng.parties.vocab import OFFICER_ROLES, FactorKind


def factors_of(user: User) -> QuerySet[SecondFactor]:
    """Second steps of a person, oldest first."""
    return SecondFactor.objects.filter(user=user).order_by("id")


class NoSuchFactor(NotFound):
    """There is none, or it is another person's."""

    reason = _("Không tìm thấy bước xác nhận này trong tài khoản của bạn.")


def factor_for(*, user: User, factor_id: int) -> SecondFactor:
    """Return a second step of this very person."""
    found = factors_of(user).select_related("user").filter(pk=factor_id).first()
    if found is None:
        raise NoSuchFactor
    return found


def recovery_codes_left(user: User) -> int:
    """Return how many recovery codes still open."""
    return RecoveryCode.objects.filter(user=user, used_at=None).count()


def is_officer(user: User) -> bool:
    """Say whether a person serves an agency today."""
    return Membership.objects.filter(in_force(), user=user, role__in=OFFICER_ROLES).exists()


def has_generator(user: User) -> bool:
    """Say whether a person may answer the second step by a code of an app."""
    return factors_of(user).filter(kind=FactorKind.TOTP).exists()
