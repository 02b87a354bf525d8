"""Acts on households of co-operatives: add, ask, agree, end."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from txng.core import audit, files
from txng.core.errors import Refused
from txng.core.models import StoredFile
from txng.parties import queries
from txng.parties.actor import Actor
from txng.parties.facts import OrganisationFacts
from txng.parties.identity import identity_of
from txng.parties.models import Household, Organisation
from txng.parties.services.consent import keep_consent
from txng.parties.services.notice import notify, settle_notice
from txng.parties.services.organisation import register_organisation
from txng.parties.vocab import ConsentWay, ConsentWhat, OrganisationKind


class NoCooperative(Refused):
    """Only co-operatives and groups have member households."""

    status = 422
    reason = _("Chỉ hợp tác xã và tổ hợp tác mới có hộ thành viên.")


class PaperWanted(Refused):
    """A household that has no account agrees on paper, and the paper is kept."""

    status = 422
    reason = _("Hãy gửi ảnh giấy đồng ý có chữ ký của chủ hộ.")


@transaction.atomic
def add_household(
    *,
    cooperative: Organisation,
    facts: OrganisationFacts,
    paper: "bytes | UploadedFile[Any] | None",
    actor: Actor,
    now: datetime,
) -> Household:
    """Register a household that has no account as member of a co-operative, which writes for it.

    The household's consent on paper is kept with both consents (Luật 91/2025/QH15); the agency
    approves the household as it does every registration. A known number is refused: that
    household is asked instead.
    """
    _demand_cooperative(cooperative)
    if not paper:
        raise PaperWanted(fields={"paper": PaperWanted.reason})
    stored = files.store(
        body=paper, name=getattr(paper, "name", "") or "", kind=files.Accept.PAPER, at=now
    )
    household = register_organisation(facts=facts, actor=actor, now=now)
    _consents(household, facts, stored, actor=actor, now=now)
    row = _row(household, cooperative, actor, now)
    row.agreed_at, row.since_date = now, timezone.localdate(now)
    row.save(force_insert=True)
    _trace("parties.add_household", row, actor=actor, now=now)
    return row


def _consents(
    household: Organisation, facts: OrganisationFacts, paper: StoredFile, *, actor: Actor,
    now: datetime,
) -> None:  # fmt: skip
    given = {ConsentWhat.WRITE_FOR: True, ConsentWhat.SHOW_NAME: facts.may_show_name}
    for what, is_given in given.items():
        keep_consent(
            organisation=household,
            what=what,
            is_given=is_given,
            actor=actor,
            at=now,
            way=ConsentWay.PAPER,
            paper=paper,
        )


class HouseholdUnknown(Refused):
    """A household is asked by the number under which it is registered."""

    status = 422
    reason = _(
        "Chưa có hộ nào đăng ký với mã này. Hãy kiểm tra lại số, hoặc khai hộ mới kèm giấy đồng ý."
    )


class HouseholdThere(Refused):
    """A household is asked once."""

    reason = _("Hộ này đã ở trong danh sách của đơn vị, hoặc đang chờ hộ đồng ý.")


@transaction.atomic
def ask_household(
    *, cooperative: Organisation, number: str, actor: Actor, now: datetime
) -> Household:
    """Ask a household that has an account whether the co-operative may write for it."""
    _demand_cooperative(cooperative)
    household = queries.known_organisation(identity_of(number)) if number.strip() else None
    if household is None or household.kind != OrganisationKind.HOUSEHOLD:
        raise HouseholdUnknown(fields={"number": HouseholdUnknown.reason})
    Organisation.objects.select_for_update().get(pk=household.pk)
    if queries.households_of(cooperative).filter(household=household).exists():
        raise HouseholdThere(fields={"number": HouseholdThere.reason})
    row = _row(household, cooperative, actor, now)
    row.save(force_insert=True)
    notify(
        organisation_id=household.pk,
        key=f"parties.household:{row.pk}",
        kind="parties.household_asked",
        text=format_lazy("{}: {}", _("Hợp tác xã xin ghi nhật ký thay hộ"), cooperative.name),
        url="/doanh-nghiep/don-vi/htx/",
        at=now,
    )
    _trace("parties.ask_household", row, actor=actor, now=now)
    return row


class AnsweredAlready(Refused):
    """What has been answered, or has ended, is asked anew."""

    reason = _("Việc này đã được trả lời hoặc đã chấm dứt. Hãy xem lại danh sách.")


@transaction.atomic
def agree_household(*, row: Household, actor: Actor, now: datetime) -> Household:
    """Let a co-operative write for one's household, from today on."""
    found = Household.objects.select_for_update().get(pk=row.pk)
    if found.agreed_at or found.until_date:
        raise AnsweredAlready
    found.agreed_at, found.since_date = now, timezone.localdate(now)
    found.save(update_fields=["agreed_at", "since_date"])
    keep_consent(
        organisation=found.household,
        what=ConsentWhat.WRITE_FOR,
        is_given=True,
        actor=actor,
        at=now,
    )
    settle_notice(key=f"parties.household:{found.pk}", organisation_id=found.household_id, at=now)
    _trace("parties.agree_household", found, actor=actor, now=now)
    return found


@transaction.atomic
def end_household(*, row: Household, actor: Actor, now: datetime) -> Household:
    """Let a co-operative write for a household no more; either side may end it."""
    found = Household.objects.select_for_update().get(pk=row.pk)
    if found.until_date:
        raise AnsweredAlready
    found.until_date = timezone.localdate(now)
    found.save(update_fields=["until_date"])
    if found.agreed_at and actor.organisation_id == found.household_id:
        keep_consent(
            organisation=found.household,
            what=ConsentWhat.WRITE_FOR,
            is_given=False,
            actor=actor,
            at=now,
        )
    settle_notice(key=f"parties.household:{found.pk}", organisation_id=found.household_id, at=now)
    _trace("parties.end_household", found, actor=actor, now=now)
    return found


def _demand_cooperative(organisation: Organisation) -> None:
    if organisation.kind not in {OrganisationKind.COOPERATIVE, OrganisationKind.GROUP}:
        raise NoCooperative


def _row(
    household: Organisation, cooperative: Organisation, actor: Actor, now: datetime
) -> Household:
    assert actor.user is not None  # noqa: S101  machines reach no such page
    return Household(
        household=household, cooperative=cooperative, asked_by=actor.user, asked_at=now
    )


def _trace(action: str, row: Household, *, actor: Actor, now: datetime) -> None:
    """Write the act into the history of both sides."""
    for subject, other in (
        (row.household, row.cooperative_id),
        (row.cooperative, row.household_id),
    ):
        audit.record(action, actor=actor, subject=subject, at=now, details={"with": other})
