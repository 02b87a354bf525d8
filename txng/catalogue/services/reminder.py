"""Reminds holders of certificates and ratings before they end."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from txng.catalogue import queries
from txng.parties.services import notify


def remind_certificates(*, now: datetime) -> int:
    """Tell holders of what ends soon, once at each mark (TXNG_REMINDER_DAYS); return how many.

    A paper that a newer one follows is not called to mind.
    """
    today, marks = timezone.localdate(now), sorted(settings.TXNG_REMINDER_DAYS)
    due = list(queries.due_certificates(on=today, days=max(marks, default=0)))
    for row in due:
        if row.expires_date is None:
            continue
        left = (row.expires_date - today).days
        mark = next(mark for mark in marks if left <= mark)
        with translation.override(settings.LANGUAGE_CODE):
            url = reverse("enterprise:catalogue:show_certificate", args=[row.pk])
        notify(
            organisation_id=row.organisation_id,
            key=f"catalogue.certificate:{row.pk}:{row.expires_date:%Y%m%d}:{mark}",
            kind="certificate",
            text=format_lazy(
                _("{kind} số {number} hết hạn ngày {day}: hãy làm hồ sơ gia hạn."),
                kind=row.get_kind_display(),
                number=row.number,
                day=f"{row.expires_date:%d/%m/%Y}",
            ),
            url=url,
            at=now,
            due=row.expires_date,
        )
    return len(due)
