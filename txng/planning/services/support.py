"""Acts on support: policies, applications, scoring, awards, hand-over, result."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from txng.core import audit
from txng.core.errors import Refused
from txng.library.models import Document
from txng.parties.actor import Actor
from txng.parties.models import Organisation
from txng.parties.rights import MayNotDoThis
from txng.planning.models import Application, Award, Plan, Policy
from txng.planning.services.telling import (
    AWARDED,
    HANDED_OVER,
    REFUSED,
    settle,
    tell_agency,
    tell_enterprise,
)
from txng.planning.vocab import ApplicationState, SupportKind


@dataclass(frozen=True)
class Criterion:
    """What an application is scored by, and the most points for it."""

    name: str
    most: int


@dataclass(frozen=True)
class PolicyWords:
    """What a policy says; money in đồng."""

    title: str
    text: str
    kinds: tuple[SupportKind, ...]
    criteria: tuple[Criterion, ...]
    least_score: int
    money: int | None
    from_date: date
    to_date: date
    document: Document | None = None
    plan: Plan | None = None


@dataclass(frozen=True)
class Wish:
    """What an enterprise asks for."""

    kind: SupportKind
    text: str
    asked: int | None


@dataclass(frozen=True)
class Given:
    """What is given: money (or worth) in đồng, or a count of stamps, devices, days."""

    kind: SupportKind
    amount: int | None
    quantity: int | None
    text: str
    number: str
    on_date: date


class PolicyNotRight(Refused):
    """A policy ends after it begins, and its least score can be reached."""

    status = 422
    reason = _("Ngày cuối nhận đơn phải sau ngày đầu, và điểm tối thiểu không quá tổng điểm.")


class PolicyNotOpen(Refused):
    """Applications are taken between two days while the policy is open."""

    reason = _("Chính sách này hiện không nhận đơn. Hãy xem thời gian nhận đơn.")


class KindNotGiven(Refused):
    """A policy gives what it says."""

    status = 422
    reason = _("Chính sách này không hỗ trợ bằng hình thức đó.")


class AppliedAlready(Refused):
    """An organisation asks once under a policy."""

    reason = _("Đơn vị đã nộp đơn theo chính sách này. Rút đơn cũ rồi mới nộp đơn khác.")


class ApplicationDecided(Refused):
    """What was decided stays decided."""

    reason = _("Đơn này đã có quyết định nên không đổi được.")


class ScoresNotRight(Refused):
    """Each criterion gets between 0 and its most points."""

    status = 422
    reason = _("Mỗi tiêu chí cho từ 0 đến số điểm tối đa của tiêu chí đó.")


class ScoreTooLow(Refused):
    """Support is given to those who reach the least score."""

    reason = _("Đơn chưa chấm điểm, hoặc chưa đạt điểm tối thiểu của chính sách.")


class OverPolicy(Refused):
    """All awards together stay within the money of the policy."""

    status = 422
    reason = _("Tổng hỗ trợ vượt kinh phí của chính sách.")


class AwardNotRight(Refused):
    """An award is worth something, by a decision with number and day."""

    status = 422
    reason = _("Ghi số tiền hoặc số lượng, số quyết định và ngày ký không ở tương lai.")


class DayNotRight(Refused):
    """Support is handed over after it was decided, on a day that has come."""

    status = 422
    reason = _("Ngày giao phải từ ngày quyết định trở đi và không ở tương lai.")


class NotHandedOver(Refused):
    """Support has a result after it was handed over."""

    reason = _("Hỗ trợ chưa giao nên chưa có kết quả. Hãy ghi ngày giao trước.")


def agency_of(actor: Actor) -> Organisation:
    """Return the agency that acts; refuses whoever acts for none."""
    if actor.organisation is None or not actor.is_agency:
        raise MayNotDoThis
    return actor.organisation


@transaction.atomic
def add_policy(*, words: PolicyWords, actor: Actor, now: datetime) -> Policy:
    """Add a policy of the actor's agency."""
    if words.to_date < words.from_date or words.least_score > sum(c.most for c in words.criteria):
        raise PolicyNotRight(fields={"to_date": PolicyNotRight.reason})
    told = {**vars(words), "criteria": [asdict(criterion) for criterion in words.criteria]}
    row = Policy.objects.create(**{**told, "kinds": list(words.kinds)}, agency=agency_of(actor),
                                created_at=now)  # fmt: skip
    audit.record("planning.add_policy", actor=actor, subject=row, at=now)
    return row


@transaction.atomic
def close_policy(*, policy: Policy, actor: Actor, now: datetime) -> Policy:
    """Take no more applications; closing twice changes nothing."""
    row = Policy.objects.select_for_update().get(pk=policy.pk)
    if row.closed_at is None:
        row.closed_at = now
        row.save(update_fields=["closed_at"])
        audit.record("planning.close_policy", actor=actor, subject=row, at=now)
    return row


@transaction.atomic
def apply_for(
    *, policy: Policy, wish: Wish, organisation: Organisation, actor: Actor, now: datetime
) -> Application:
    """Ask for support under an open policy, once."""
    row = Policy.objects.select_for_update().get(pk=policy.pk)
    today = timezone.localdate(now)
    if row.closed_at is not None or not row.from_date <= today <= row.to_date:
        raise PolicyNotOpen
    if wish.kind not in row.kinds:
        raise KindNotGiven(fields={"kind": KindNotGiven.reason})
    standing = row.applications.exclude(state=ApplicationState.WITHDRAWN)
    if standing.filter(organisation=organisation).exists():
        raise AppliedAlready
    found = Application.objects.create(
        policy=row, organisation=organisation, sent_at=now, **asdict(wish)
    )
    tell_agency(found, now=now)
    audit.record("planning.apply_for", actor=actor, subject=found, at=now)
    return found


@transaction.atomic
def withdraw_application(*, application: Application, actor: Actor, now: datetime) -> Application:
    """Take an application back before it is decided."""
    row = _open(application)
    row.state = ApplicationState.WITHDRAWN
    row.save(update_fields=["state"])
    settle(row, now=now)
    audit.record("planning.withdraw_application", actor=actor, subject=row, at=now)
    return row


@transaction.atomic
def score_application(
    *, application: Application, scores: Sequence[int], reason: str, actor: Actor, now: datetime
) -> Application:
    """Score an application by the criteria of its policy; it may be scored again until decided."""
    row = _open(application)
    most = [criterion["most"] for criterion in row.policy.criteria]
    if len(scores) != len(most) or not all(
        0 <= score <= top for score, top in zip(scores, most, strict=True)
    ):
        raise ScoresNotRight
    row.scores, row.score, row.reason = list(scores), sum(scores), reason.strip()
    row.state = ApplicationState.SCORED
    row.save(update_fields=["scores", "score", "reason", "state"])
    audit.record("planning.score_application", actor=actor, subject=row, at=now,
                 details={"score": row.score})  # fmt: skip
    return row


@transaction.atomic
def refuse_application(
    *, application: Application, reason: str, actor: Actor, now: datetime
) -> Application:
    """Refuse an application; the enterprise reads why."""
    row = _open(application)
    row.state, row.reason = ApplicationState.REFUSED, reason.strip()
    row.save(update_fields=["state", "reason"])
    tell_enterprise(row, REFUSED, now=now)
    audit.record("planning.refuse_application", actor=actor, subject=row, at=now)
    return row


@transaction.atomic
def award_application(
    *, application: Application, given: Given, actor: Actor, now: datetime
) -> Award:
    """Decide on support: scored high enough, within the money of the policy."""
    row = _open(application)
    policy = Policy.objects.select_for_update().get(pk=row.policy_id)
    if row.state != ApplicationState.SCORED or (row.score or 0) < policy.least_score:
        raise ScoreTooLow
    _check_given(policy, given, now)
    awards = Award.objects.filter(application__policy=policy)
    so_far = awards.aggregate(sum=Sum("amount"))["sum"] or 0
    if policy.money is not None and so_far + (given.amount or 0) > policy.money:
        raise OverPolicy(fields={"amount": OverPolicy.reason})
    award = Award.objects.create(application=row, **asdict(given))
    row.state = ApplicationState.AWARDED
    row.save(update_fields=["state"])
    tell_enterprise(row, AWARDED, now=now)
    audit.record("planning.award_application", actor=actor, subject=row, at=now,
                 details={"amount": given.amount, "quantity": given.quantity})  # fmt: skip
    return award


def _check_given(policy: Policy, given: Given, now: datetime) -> None:
    """Refuse what the policy does not give, what is worth nothing, money without an amount."""
    if given.kind not in policy.kinds:
        raise KindNotGiven(fields={"kind": KindNotGiven.reason})
    worth = (given.amount or 0) > 0
    if given.kind != SupportKind.MONEY:
        worth = worth or (given.quantity or 0) > 0
    if not worth or not given.number.strip() or given.on_date > timezone.localdate(now):
        raise AwardNotRight(fields={"amount": AwardNotRight.reason})


@transaction.atomic
def pay_award(*, award: Award, on_date: date, actor: Actor, now: datetime) -> Award:
    """Note that support was handed over."""
    row = Award.objects.select_for_update().select_related("application").get(pk=award.pk)
    if not row.on_date <= on_date <= timezone.localdate(now):
        raise DayNotRight(fields={"paid_date": DayNotRight.reason})
    row.paid_date = on_date
    row.save(update_fields=["paid_date"])
    tell_enterprise(row.application, HANDED_OVER, now=now)
    audit.record("planning.pay_award", actor=actor, subject=row.application, at=now)
    return row


@transaction.atomic
def report_result(
    *, award: Award, result: str, is_connected: bool, actor: Actor, now: datetime
) -> Award:
    """Note what support that was handed over came to: whether TXNG stands thanks to it."""
    row = Award.objects.select_for_update().select_related("application").get(pk=award.pk)
    if row.paid_date is None:
        raise NotHandedOver
    row.result, row.is_connected = result.strip(), is_connected
    row.save(update_fields=["result", "is_connected"])
    audit.record("planning.report_result", actor=actor, subject=row.application, at=now)
    return row


def _open(application: Application) -> Application:
    """Return an application locked; refuses one that is decided or withdrawn."""
    row = (
        Application.objects.select_for_update(of=("self",))
        .select_related("policy")
        .get(pk=application.pk)
    )
    if row.state not in {ApplicationState.SENT, ApplicationState.SCORED}:
        raise ApplicationDecided
    return row
