"""Carries a message to a person's login, an e-mail address or a phone number, and says where to."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from txng.core import sms
from txng.core.errors import Refused
from txng.parties.login import is_phone

_log = logging.getLogger(__name__)


class MessageNotSent(Refused):
    """The mail server or the SMS gateway did not take the message."""

    status = 503
    reason = gettext_lazy(
        "Cổng chưa gửi được tin vì máy gửi thư hoặc tin nhắn không nhận. Hãy thử lại sau ít phút."
    )


def send(address: str, *, subject: str, text: str) -> None:
    """Send a message to an e-mail address or a phone number; raises MessageNotSent."""
    try:
        if is_phone(address):
            sms.send(address, text)
        else:
            send_mail(subject, text, None, [address])
    except OSError as error:  # smtplib's errors are of its kind
        _log.warning("A message was not sent: %s", type(error).__name__)
        raise MessageNotSent from error


def where(address: str) -> str:
    """Say plainly where messages to an address truly go, when they reach nobody; else nothing."""
    if is_phone(address):
        is_kept = settings.TXNG_SMS_GATEWAY.endswith(".FileGateway")
        place = f"{settings.EMAIL_FILE_PATH}/sms.txt"
    else:
        is_kept = settings.EMAIL_BACKEND.endswith(".filebased.EmailBackend")
        place = str(settings.EMAIL_FILE_PATH)
    if not is_kept:
        return ""
    if settings.TXNG_IS_PRODUCTION:
        return _("Cổng này chưa được nối với máy gửi tin, nên tin chưa đến được bạn.")
    words = _("Bản trình diễn không gửi tin đi đâu cả: tin nằm ở %(place)s trên máy chủ.")
    return words % {"place": place}


def masked(address: str) -> str:
    """Return an address so that its owner knows it and nobody else learns it."""
    if is_phone(address):
        return f"{address[:3]}****{address[-3:]}"
    name, _at, host = address.partition("@")
    return f"{name[:2]}***@{host}"
