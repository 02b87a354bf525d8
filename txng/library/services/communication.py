"""Acts on communication: count it by channel, take a wrong count back."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from txng.core import audit
from txng.core.errors import NotAllowed, Refused
from txng.core.search import tidy
from txng.library.facts import CommunicationFacts
from txng.library.models import Communication
from txng.library.vocab import Channel
from txng.parties.actor import Actor


class PortalCountsItself(Refused):
    """News on the portal is counted by the portal."""

    status = 422
    reason = _("Tin trên cổng được đếm tự động, không cần ghi. Hãy chọn kênh khác.")


class NotYetTold(Refused):
    """Only what has happened is counted."""

    status = 422
    reason = _("Ngày này chưa đến. Chỉ ghi những gì đã làm.")


class NoAgency(NotAllowed):
    """Communication is counted by an agency."""

    reason = _("Chỉ cơ quan nhà nước ghi số lần tuyên truyền.")


@transaction.atomic
def count_communication(
    *,
    facts: CommunicationFacts,
    actor: Actor,
    now: datetime,
    is_demonstration: bool = False,
) -> Communication:
    """Note how often something was told through one channel."""
    if facts.channel == Channel.PORTAL:
        raise PortalCountsItself(fields={"channel": PortalCountsItself.reason})
    if facts.on_date > timezone.localdate(now):
        raise NotYetTold(fields={"on_date": NotYetTold.reason})
    if actor.organisation is None or not actor.is_agency:
        raise NoAgency
    row = Communication.objects.create(
        channel=facts.channel,
        title=tidy(facts.title),
        on_date=facts.on_date,
        count=facts.count,
        news=facts.news,
        note=tidy(facts.note),
        organisation=actor.organisation,
        is_demonstration=is_demonstration,
        recorded_at=now,
    )
    audit.record("library.count_communication", actor=actor, subject=row, at=now)
    return row


@transaction.atomic
def remove_communication(*, communication: Communication, actor: Actor, now: datetime) -> None:
    """Take a wrong count back; the trail keeps what it was."""
    details = {
        "channel": communication.channel,
        "title": communication.title,
        "count": communication.count,
        "on_date": communication.on_date.isoformat(),
    }
    audit.record(
        "library.remove_communication", actor=actor, subject=communication, at=now, details=details
    )
    communication.delete()
