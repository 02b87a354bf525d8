"""Whoever asks about a number learns whether it is registered: so few numbers a day."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from txng.core.errors import Refused
from txng.core.sealing import digest
from txng.parties.models import NumberTry, User

APPLICANTS: Final = 10
COOPERATIVES: Final = 100
"""A co-operative writes down its households in a day's work."""
_DAY: Final = timedelta(days=1)


class TooManyNumbers(Refused):
    """Nobody finds out by trying who is registered."""

    status = 429
    reason = _(
        "Bạn đã thử quá nhiều mã số khác nhau trong một ngày. Hãy kiểm tra lại giấy tờ rồi thử "
        "lại sau 24 giờ, hoặc liên hệ cơ quan quản lý."
    )


@transaction.atomic
def ask_about(*, user: User, number: str, now: datetime, most: int = APPLICANTS) -> None:
    """Count a number that a person asks about; raises TooManyNumbers.

    Called in a transaction of its own: a try counts whatever is answered.
    """
    plain = "".join(mark for mark in number if mark.isalnum())
    if not plain:
        return
    User.objects.select_for_update().get(pk=user.pk)
    tries = NumberTry.objects.filter(user=user)
    tries.filter(at__lte=now - _DAY).delete()
    told = digest(plain, "number try")
    if tries.filter(digest=told).exists():
        return
    if tries.count() >= most:
        raise TooManyNumbers(fields={"number": TooManyNumbers.reason})
    NumberTry.objects.create(user=user, digest=told, at=now)
