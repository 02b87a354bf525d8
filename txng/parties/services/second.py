"""Acts on the second step of signing in: code generators, recovery codes, signing in half way."""

import secrets
from datetime import datetime, timedelta
from typing import Final

import pyotp
from django.db import transaction
from django.db.models import F, Sum
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from txng.core import audit
from txng.core.errors import Refused
from txng.core.sealing import digest, seal, unseal
from txng.core.search import tidy
from txng.parties.actor import Actor
from txng.parties.models import HalfSignIn, RecoveryCode, SecondFactor, User
from txng.parties.vocab import FactorKind

_STEP: Final = 30
_LIFE: Final = timedelta(minutes=10)
_HOUR: Final = timedelta(hours=1)
_MOST_TRIES: Final = 10
_CODES: Final = 10
_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_PURPOSE: Final = "second step"


class CodeOfAppWrong(Refused):
    """The code that a generator shows is for half a minute, and for one use."""

    status = 422
    reason = _(
        "Mã 6 số chưa đúng. Mã đổi sau mỗi 30 giây và dùng một lần: hãy nhập mã đang hiện trong "
        "ứng dụng. Nếu vẫn sai, hãy chỉnh đồng hồ điện thoại về tự động."
    )


def new_secret() -> str:
    """Return a new secret for a generator of codes (base32, 160 bits; RFC 4226, 4)."""
    return pyotp.random_base32()


def address_of(*, secret: str, user: User, issuer: str) -> str:
    """Return the `otpauth://` address that a generator reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=user.login, issuer_name=issuer)


@transaction.atomic
def add_totp(*, user: User, secret: str, code: str, name: str, now: datetime) -> list[str]:
    """Add a generator of codes whose present code is right; return recovery codes if first."""
    step = _step_of(secret, code, now)
    if step is None:
        raise CodeOfAppWrong(fields={"code": CodeOfAppWrong.reason})
    factor = SecondFactor(
        kind=FactorKind.TOTP, name=name, sealed=seal(secret.encode(), _PURPOSE), counter=step
    )
    return add_factor(factor=factor, user=user, now=now)


def add_factor(*, factor: SecondFactor, user: User, now: datetime) -> list[str]:
    """Keep a factor that has been proven; the first one brings recovery codes.

    Sessions opened without it end: whoever knows the password alone is out.
    """
    row = User.objects.select_for_update().get(pk=user.pk)
    user.session_round = row.session_round + 1
    user.save(update_fields=["session_round"])
    is_first = not user.factors.exists()
    factor.user, factor.created_at = user, now
    factor.name = tidy(factor.name)[:80] or str(FactorKind(factor.kind).label)
    factor.save(force_insert=True)
    audit.record(
        "parties.add_factor", actor=Actor(user=user), subject=user, at=now,
        details={"kind": factor.kind},
    )  # fmt: skip
    return _new_codes(user) if is_first else []


def _step_of(secret: str, code: str, now: datetime, after: int = 0) -> int | None:
    """Return the time step whose code this is, one step early or late, later than `after`."""
    generator, present = pyotp.TOTP(secret), int(now.timestamp()) // _STEP
    for step in (present, present - 1, present + 1):
        if step > after and constant_time_compare(generator.generate_otp(step), code):
            return step
    return None


@transaction.atomic
def new_recovery_codes(*, user: User, now: datetime) -> list[str]:
    """Return ten new recovery codes, told this once; the earlier ones open nothing more."""
    audit.record("parties.new_recovery_codes", actor=Actor(user=user), subject=user, at=now)
    return _new_codes(user)


def _new_codes(user: User) -> list[str]:
    drawn = ["".join(secrets.choice(_ALPHABET) for _ in range(12)) for _ in range(_CODES)]
    user.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(
        [RecoveryCode(user=user, digest=_digest_of(user, code)) for code in drawn]
    )
    return ["-".join((code[:4], code[4:8], code[8:])) for code in drawn]


def _digest_of(user: User, code: str) -> str:
    return digest(f"{user.pk}:{code}", "recovery")


@transaction.atomic
def remove_factor(*, factor: SecondFactor, now: datetime) -> None:
    """Take a factor away; with the last one the recovery codes go."""
    user = factor.user
    factor.delete()
    if not user.factors.exists():
        user.recovery_codes.all().delete()
    audit.record(
        "parties.remove_factor", actor=Actor(user=user), subject=user, at=now,
        details={"kind": factor.kind},
    )  # fmt: skip


def begin_sign_in(*, user: User, now: datetime) -> HalfSignIn | None:
    """Return the half sign-in of a person whose password was right; nothing if it suffices."""
    if not user.factors.exists():
        return None
    HalfSignIn.objects.filter(created_at__lt=now - timedelta(days=1)).delete()
    return HalfSignIn.objects.create(token=secrets.token_urlsafe(32), user=user, created_at=now)


class SecondStepLocked(Refused):
    """Ten wrong second steps in an hour lock the account for that hour, wherever they come from."""

    status = 429
    reason = _(
        "Đã nhập sai quá nhiều lần nên tạm khoá bước này trong 1 giờ. Hãy thử lại sau. "
        "Nếu không phải bạn, hãy đổi mật khẩu ngay."
    )


class SignInAnew(Refused):
    """Half a sign-in waits ten minutes."""

    status = 410
    reason = _("Đã quá 10 phút từ lúc nhập mật khẩu. Hãy đăng nhập lại từ đầu.")


def half_sign_in(*, token: str, now: datetime) -> HalfSignIn:
    """Return the half sign-in of this token; raises SignInAnew when it is too old."""
    row = (
        HalfSignIn.objects.select_related("user")
        .filter(token=token, created_at__gt=now - _LIFE, user__is_active=True)
        .first()
    )
    if row is None:
        raise SignInAnew
    return row


@transaction.atomic
def try_second_step(*, token: str, now: datetime) -> HalfSignIn:
    """Return the half sign-in and count the try; raises SignInAnew, SecondStepLocked."""
    row = half_sign_in(token=token, now=now)
    User.objects.select_for_update().get(pk=row.user_id)
    fresh = HalfSignIn.objects.filter(user=row.user, created_at__gt=now - _HOUR)
    if (fresh.aggregate(n=Sum("tries"))["n"] or 0) >= _MOST_TRIES:
        raise SecondStepLocked
    HalfSignIn.objects.filter(pk=row.pk).update(tries=F("tries") + 1)
    return row


class SecondStepWrong(Refused):
    """A wrong code of the app and a wrong recovery code get the same answer."""

    status = 422
    reason = _(
        "Mã chưa đúng. Hãy nhập mã 6 số đang hiện trong ứng dụng, hoặc một mã dự phòng chưa dùng."
    )


def finish_by_code(*, token: str, code: str, now: datetime) -> User:
    """Return the person whose code of the app, or recovery code, is right; it opens once."""
    half = try_second_step(token=token, now=now)
    given = "".join(mark for mark in code.lower() if mark.isalnum())
    with transaction.atomic():
        is_right = _use_generator(half.user, given, now) or _use_recovery(half.user, given, now)
        if is_right:
            close_half(half)
    if not is_right:
        raise SecondStepWrong(fields={"code": SecondStepWrong.reason})
    return half.user


def close_half(half: HalfSignIn) -> None:
    """End the half sign-ins of a person who is in."""
    HalfSignIn.objects.filter(user=half.user).delete()


def _use_generator(user: User, code: str, now: datetime) -> bool:
    for factor in user.factors.select_for_update().filter(kind=FactorKind.TOTP).order_by("id"):
        secret = unseal(bytes(factor.sealed), _PURPOSE).decode()
        step = _step_of(secret, code, now, after=factor.counter)
        if step is not None:
            factor.counter, factor.last_used_at = step, now
            factor.save(update_fields=["counter", "last_used_at"])
            return True
    return False


def _use_recovery(user: User, code: str, now: datetime) -> bool:
    unused = RecoveryCode.objects.filter(user=user, digest=_digest_of(user, code), used_at=None)
    return bool(unused.update(used_at=now))
