"""Acts by a code sent to an address: open an account, set a forgotten password."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from txng.core import audit
from txng.core.errors import Refused
from txng.core.sealing import digest
from txng.core.search import tidy
from txng.parties import sending
from txng.parties.actor import Actor
from txng.parties.login import is_phone, normal_login
from txng.parties.models import Confirmation, User
from txng.parties.services.person import LoginTaken, PasswordTooWeak, set_password
from txng.parties.vocab import Purpose

LIFE: Final = timedelta(minutes=15)
_TRIES: Final = 5
_HOUR: Final = timedelta(hours=1)
_MOST_TO_ONE, _MOST_FROM_ONE = 5, 30
_KEPT: Final = timedelta(days=2)


class TooManyCodes(Refused):
    """Codes are few an hour, so that nobody is pestered and nothing is guessed."""

    status = 429
    reason = gettext_lazy(
        "Đã gửi quá nhiều mã trong một giờ. Hãy tìm mã mới nhất trong hộp thư (cả thư rác) "
        "hoặc tin nhắn, hoặc thử lại sau một giờ."
    )


def open_account(
    *, login: str, full_name: str, password: str, sender: str, now: datetime
) -> Confirmation:
    """Send a code that opens an account under an address nobody uses yet.

    The answer is the same for an address that is known: its owner alone is told, by message.
    """
    address, name = normal_login(login), tidy(full_name)
    _demand_strong(password, User(login=address, full_name=name))
    told = {"full_name": name, "password": make_password(password)}
    is_known = User.objects.filter(login=address).exists()
    words = _(
        "Bạn đã có tài khoản trên cổng truy xuất nguồn gốc. Hãy đăng nhập, hoặc chọn Quên mật khẩu."
    )
    row = Confirmation(purpose=Purpose.OPEN_ACCOUNT, address=address, told=told)
    return _send(row, sender=sender, now=now, instead=words if is_known else "")


def _demand_strong(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        sentence = " ".join(error.messages)
        raise PasswordTooWeak(sentence, fields={"password": sentence}) from error


def confirm_account(*, token: str, code: str, now: datetime) -> User:
    """Open the account whose code is right; raises CodeRefused."""
    row = check_code(token=token, code=code, purpose=Purpose.OPEN_ACCOUNT, now=now)
    with transaction.atomic():
        if User.objects.filter(login=row.address).exists():
            raise LoginTaken
        phone = row.address if is_phone(row.address) else ""
        user = User.objects.create(
            login=row.address,
            full_name=row.told["full_name"],
            phone=phone,
            email="" if phone else row.address,
            password=row.told["password"],
            created_at=now,
        )
        _use(row, now)
        audit.record("parties.open_account", actor=Actor(user=user), subject=user, at=now)
    return user


def ask_reset(*, login: str, sender: str, now: datetime) -> Confirmation:
    """Send a code with which a forgotten password is set anew.

    An address without an account gets a message that says so: the page says nothing, and both
    cost the same time.
    """
    address = normal_login(login)
    is_known = User.objects.filter(login=address, is_active=True).exists()
    words = _(
        "Có người muốn đặt lại mật khẩu với địa chỉ này, nhưng chưa có tài khoản nào dùng nó trên "
        "cổng truy xuất nguồn gốc. Nếu không phải bạn, hãy bỏ qua."
    )
    row = Confirmation(purpose=Purpose.RESET_PASSWORD, address=address)
    return _send(row, sender=sender, now=now, instead="" if is_known else words)


def reset_password(*, token: str, code: str, password: str, now: datetime) -> User:
    """Set a forgotten password by the code sent to the login; all sessions end."""
    row = check_code(token=token, code=code, purpose=Purpose.RESET_PASSWORD, now=now)
    with transaction.atomic():
        user = User.objects.select_for_update().get(login=row.address)
        set_password(user=user, password=password, actor=Actor(user=user), now=now)
        _use(row, now)
    sending.send(
        user.login,
        subject=_("Mật khẩu đã được đổi"),
        text=_("Mật khẩu của bạn trên cổng truy xuất nguồn gốc vừa được đặt lại. Nếu không phải "
               "bạn, hãy đặt lại ngay và báo cho cơ quan quản lý."),
    )  # fmt: skip
    return user


def _send(row: Confirmation, *, sender: str, now: datetime, instead: str) -> Confirmation:
    """Keep a code and send it; with `instead`, no code is right and those words are sent."""
    code, token = f"{secrets.randbelow(1_000_000):06d}", secrets.token_urlsafe(32)
    row.token, row.sender_digest = token, digest(sender, "sender")
    row.code_digest = "" if instead else digest(f"{token}:{code}", "confirmation")
    row.created_at, row.expires_at = now, now + LIFE
    _demand_few(row)
    row.save(force_insert=True)
    words = _("Mã của bạn là %(code)s. Mã dùng được trong 15 phút. Không đưa mã này cho ai.")
    subject = _("Mã xác nhận của cổng truy xuất nguồn gốc")
    sending.send(row.address, subject=subject, text=instead or words % {"code": code})
    return row


def _demand_few(row: Confirmation) -> None:
    fresh = Confirmation.objects.filter(created_at__gt=row.created_at - _HOUR)
    to_one = fresh.filter(address=row.address).count()
    from_one = fresh.filter(sender_digest=row.sender_digest).count()
    if to_one >= _MOST_TO_ONE or from_one >= _MOST_FROM_ONE:
        raise TooManyCodes


class CodeRefused(Refused):
    """A wrong code, an old one, a used one and too many tries get the same answer."""

    status = 422
    reason = gettext_lazy(
        "Mã chưa đúng hoặc hết hạn. Mỗi mã dùng một lần, trong 15 phút, nhập sai tối đa 5 lần. "
        "Hãy xem lại tin mới nhất, hoặc xin mã khác."
    )


def check_code(*, token: str, code: str, purpose: Purpose, now: datetime) -> Confirmation:
    """Return the row whose code is right; each try counts, even when what follows is refused."""
    given = "".join(mark for mark in code if mark.isdecimal())
    with transaction.atomic():
        row = (
            Confirmation.objects.select_for_update()
            .filter(token=token, purpose=purpose, used_at=None, expires_at__gt=now)
            .filter(tries__lt=_TRIES)
            .first()
        )
        if row is not None:
            row.tries += 1
            row.save(update_fields=["tries"])
    right = row.code_digest if row else ""
    is_right = constant_time_compare(digest(f"{token}:{given}", "confirmation"), right)
    if row is None or not is_right:
        raise CodeRefused(fields={"code": CodeRefused.reason})
    return row


def _use(row: Confirmation, now: datetime) -> None:
    """Use a code up; of two who come with it at one moment, one is refused."""
    if not Confirmation.objects.filter(pk=row.pk, used_at=None).update(used_at=now, told={}):
        raise CodeRefused(fields={"code": CodeRefused.reason})


def forget_codes(*, now: datetime) -> None:
    """Delete codes, and what was told with them, two days after they were sent."""
    Confirmation.objects.filter(created_at__lt=now - _KEPT).delete()
