"""Acts on notices: tell once, settle, put away."""

import logging
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from txng.core.search import tidy
from txng.parties import queries
from txng.parties.models import Notice

_LONGEST: Final = 300
_log = logging.getLogger(__name__)


def notify(
    *,
    key: str,
    kind: str,
    text: str | Promise,
    url: str,
    at: datetime,
    organisation_id: int | None = None,
    user_id: int | None = None,
    due: date | None = None,
) -> Notice:
    """Tell an organisation, or a person, something once; exactly one of the two is named.

    `key` names the cause (e.g. `catalogue.certificate:12:30`): telling it again only brings text,
    link and day up to date, and never brings back what was put away. A lazily translated `text`
    (`gettext_lazy`, `format_lazy`) is kept in both languages. `url` is a path of this portal
    without language.
    """
    words = _words(text)
    told = Notice.objects.filter(_for(organisation_id, user_id))
    found, is_new = told.get_or_create(
        key=key,
        defaults={
            **words,
            "organisation_id": organisation_id,
            "user_id": user_id,
            "kind": kind,
            "url": url,
            "due_date": due,
            "created_at": at,
        },
    )
    said = {**words, "url": url, "due_date": due}
    if not is_new and any(getattr(found, name) != value for name, value in said.items()):
        Notice.objects.filter(pk=found.pk).update(**said)
        found.refresh_from_db()
    return found


def _for(organisation_id: int | None, user_id: int | None) -> Q:
    return Q(organisation=organisation_id) & Q(user=user_id)


def _words(text: str | Promise) -> dict[str, str]:
    """Return the sentence in both languages; a plain text has only its own."""
    with override("vi"):
        vietnamese = tidy(str(text))[:_LONGEST]
    if not isinstance(text, Promise):
        return {"text": vietnamese, "text_en": ""}
    with override("en"):
        return {"text": vietnamese, "text_en": tidy(str(text))[:_LONGEST]}


def settle_notice(
    *, key: str, at: datetime, organisation_id: int | None = None, user_id: int | None = None
) -> None:
    """Take a notice off the lists because its cause is gone; no such notice: nothing happens."""
    told = Notice.objects.filter(_for(organisation_id, user_id))
    told.filter(key=key, settled_at=None).update(settled_at=at)


def dismiss_notice(*, notice: Notice, now: datetime) -> None:
    """Put a notice away because somebody has read it."""
    Notice.objects.filter(pk=notice.pk, settled_at=None).update(settled_at=now)


def mail_notices(*, now: datetime) -> int:
    """Send everybody with an address one message on what is new for them; return how many.

    An organisation's notices go to its owners and managers. Each notice is mailed once; one whose
    receiver has no address counts as mailed, for it stands on the home page. One that could be
    sent to nobody is tried again the next day.
    """
    fresh = list(queries.unmailed_notices())
    letters: dict[str, list[Notice]] = {}
    for notice, addresses in queries.readers_of(fresh):
        for address in addresses:
            letters.setdefault(address, []).append(notice)
    sent = {address for address, notices in letters.items() if _send(address, notices)}
    reached = {n.pk for address in sent for n in letters[address]}
    waiting = {n.pk for notices in letters.values() for n in notices} - reached
    done = [notice.pk for notice in fresh if notice.pk not in waiting]
    Notice.objects.filter(pk__in=done).update(mailed_at=now)
    return len(sent)


def _send(address: str, notices: list[Notice]) -> bool:
    """Send one message; a mail server that refuses or does not answer is told to the log."""
    try:
        send_mail(
            _("Việc cần biết trên cổng truy xuất nguồn gốc"), _letter(notices), None, [address]
        )
    except OSError as error:  # smtplib's errors are of its kind
        _log.warning("A message on %d notices was not sent: %s", len(notices), type(error).__name__)
        return False
    return True


def _letter(notices: list[Notice]) -> str:
    """Return the message: a line for each notice, and where it is found."""
    lines = [_("Những việc mới trên cổng truy xuất nguồn gốc:"), ""]
    for notice in notices:
        day = f"{notice.due_date:%d/%m/%Y}" if notice.due_date else ""
        until = _("(trước ngày %(day)s)") % {"day": day} if day else ""
        lines += [f"- {notice.text} {until}".rstrip(), f"  {_link(notice)}".rstrip(), ""]
    return "\n".join(lines)


def _link(notice: Notice) -> str:
    return f"{settings.TXNG_PUBLIC_URL}{notice.url}" if notice.url else ""
