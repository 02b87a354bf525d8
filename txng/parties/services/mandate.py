"""Acts on mandates: give, end, and act by one."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from txng.core import audit
from txng.core.errors import NotAllowed, Refused
from txng.gs1.identifiers import canonical
from txng.parties.actor import Actor
from txng.parties.models import ApiKey, Mandate, Organisation
from txng.parties.services.api_use import acting_for
from txng.parties.services.notice import notify
from txng.parties.vocab import OrganisationKind, Scope, State

ON_BEHALF: Final = "TXNG-On-Behalf-Of"
"""Header in which a provider's machine names the identifier of the organisation it acts for."""
LONGEST: Final = timedelta(days=3 * 366)


@dataclass(frozen=True)
class MandateFacts:
    """What a provider may do for an organisation, and to which day."""

    scopes: tuple[Scope, ...]
    until_date: date


class NotAProvider(Refused):
    """Only solution providers registered and at work are given a mandate."""

    status = 422
    reason = _("Chỉ uỷ quyền được cho đơn vị cung cấp giải pháp đã đăng ký và đang hoạt động.")


class MandateNeedsScope(Refused):
    """A mandate for nothing is of no use."""

    status = 422
    reason = _("Hãy chọn ít nhất một việc mà nhà cung cấp được làm thay.")


class WrongEnd(Refused):
    """A mandate ends in time."""

    status = 422
    reason = _("Ngày hết hạn phải từ hôm nay và trong vòng 3 năm.")


@transaction.atomic
def give_mandate(
    *,
    organisation: Organisation,
    provider: Organisation,
    facts: MandateFacts,
    actor: Actor,
    now: datetime,
) -> Mandate:
    """Let a solution provider's keys act for an organisation; replaces what was agreed before."""
    if provider.kind != OrganisationKind.SOLUTION_PROVIDER or provider.state != State.ACTIVE:
        raise NotAProvider(fields={"provider": NotAProvider.reason})
    if not facts.scopes:
        raise MandateNeedsScope(fields={"scopes": MandateNeedsScope.reason})
    today = timezone.localdate(now)
    if not today <= facts.until_date <= today + LONGEST:
        raise WrongEnd(fields={"until_date": WrongEnd.reason})
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    Mandate.objects.filter(organisation=organisation, provider=provider, ended_at=None).update(
        ended_at=now, ended_by=actor.user
    )
    row = Mandate.objects.create(
        organisation=organisation,
        provider=provider,
        scopes=sorted(facts.scopes),
        until_date=facts.until_date,
        given_by=actor.user,
        given_at=now,
    )
    _tell(provider, row, _("Được uỷ quyền gọi cổng thay cho"), organisation, at=now)
    _trace("parties.give_mandate", row, actor=actor, now=now)
    return row


class MandateEnded(Refused):
    """A mandate ends once."""

    reason = _("Việc uỷ quyền này đã chấm dứt. Hãy xem lại danh sách.")


@transaction.atomic
def end_mandate(*, row: Mandate, actor: Actor, now: datetime) -> Mandate:
    """Withdraw a mandate, or give it back; the provider's next request for the other is refused."""
    found = (
        Mandate.objects.select_for_update(of=("self",))
        .select_related("organisation", "provider")
        .get(pk=row.pk)
    )
    if found.ended_at:
        raise MandateEnded
    found.ended_at, found.ended_by = now, actor.user
    found.save(update_fields=["ended_at", "ended_by"])
    is_giver = actor.organisation_id == found.organisation_id
    told, other = (
        (found.provider, found.organisation) if is_giver else (found.organisation, found.provider)
    )
    _tell(told, found, _("Đã thôi uỷ quyền gọi cổng"), other, at=now)
    _trace("parties.end_mandate", found, actor=actor, now=now)
    return found


class NoMandate(NotAllowed):
    """The same answer for an unknown organisation, no consent, one withdrawn and one expired."""

    reason = _(
        "Đơn vị nêu trong tiêu đề TXNG-On-Behalf-Of chưa uỷ quyền cho bạn, đã rút lại hoặc đã hết "
        "hạn. Hãy nhờ đơn vị đó mở mục Phần mềm kết nối, Uỷ quyền."
    )


def acting_by_mandate(key: ApiKey, identifier: str, *, now: datetime) -> Actor:
    """Return a provider's machine acting for an organisation, or raise NoMandate; one statement."""
    row = (
        Mandate.objects.select_related("organisation")
        .filter(
            provider=key.organisation_id,
            provider__kind=OrganisationKind.SOLUTION_PROVIDER,
            organisation__identifier=canonical(identifier.strip()),
            organisation__state=State.ACTIVE,
            ended_at=None,
            until_date__gte=timezone.localdate(now),
        )
        .first()
    )
    if row is None:
        raise NoMandate
    acting_for.set(row.organisation_id)
    return Actor.from_mandate(key, row)


def _tell(
    told: Organisation, row: Mandate, words: Promise, other: Organisation, *, at: datetime
) -> None:
    state = "end" if row.ended_at else "begin"
    notify(
        organisation_id=told.pk,
        key=f"parties.mandate:{row.pk}:{state}",
        kind="parties.mandate",
        text=format_lazy("{}: {}", words, other.name),
        url=f"/doanh-nghiep/uy-quyen/{row.pk}/",
        at=at,
    )


def _trace(action: str, row: Mandate, *, actor: Actor, now: datetime) -> None:
    """Write the act into the history of both sides."""
    told = {"scopes": ", ".join(row.scopes), "until": row.until_date.isoformat()}
    for subject, other in (
        (row.organisation, row.provider_id),
        (row.provider, row.organisation_id),
    ):
        audit.record(action, actor=actor, subject=subject, at=now, details=told | {"with": other})


def remind_mandates(*, now: datetime) -> int:
    """Tell both sides what ends soon, once at each mark (TXNG_REMINDER_DAYS); return how many."""
    today, marks = timezone.localdate(now), sorted(settings.TXNG_REMINDER_DAYS)
    soon = today + timedelta(days=max(marks, default=0))
    due = Mandate.objects.filter(ended_at=None, until_date__range=(today, soon))
    rows = list(due.select_related("organisation", "provider").order_by("id"))
    for row in rows:
        mark = next(mark for mark in marks if (row.until_date - today).days <= mark)
        for told, other in (
            (row.organisation, row.provider),
            (row.provider, row.organisation),
        ):
            notify(
                organisation_id=told.pk,
                key=f"parties.mandate:{row.pk}:{row.until_date:%Y%m%d}:{mark}",
                kind="parties.mandate",
                text=format_lazy(
                    _("Uỷ quyền gọi cổng giữa đơn vị và {name} hết hạn ngày {day}: hãy gia hạn."),
                    name=other.name,
                    day=f"{row.until_date:%d/%m/%Y}",
                ),
                url=f"/doanh-nghiep/uy-quyen/{row.pk}/",
                at=now,
                due=row.until_date,
            )
    return len(rows)
