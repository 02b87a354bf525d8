"""Reminds holders of company prefixes before their right of use ends."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from txng.identify import queries
from txng.parties.services import notify


def remind_prefixes(*, now: datetime) -> int:
    """Tell holders of what ends soon, once at each mark (TXNG_REMINDER_DAYS); return how many."""
    today, marks = timezone.localdate(now), sorted(settings.TXNG_REMINDER_DAYS)
    due = list(queries.due_prefixes(on=today, days=max(marks, default=0)))
    for row in due:
        mark = next(mark for mark in marks if (row.expires_date - today).days <= mark)
        notify(
            organisation_id=row.organisation_id,
            key=f"identify.prefix:{row.pk}:{row.expires_date:%Y%m%d}:{mark}",
            kind="prefix",
            text=format_lazy(
                _("Quyền sử dụng mã doanh nghiệp {prefix} hết hạn ngày {day}: hãy gia hạn."),
                prefix=row.prefix,
                day=f"{row.expires_date:%d/%m/%Y}",
            ),
            url="/doanh-nghiep/ma-doanh-nghiep/",
            at=now,
            due=row.expires_date,
        )
    return len(due)
