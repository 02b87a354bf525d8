"""Acts on the money of a lot: tell a cost or a sale, strike what was entered wrong."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from txng.capture import money
from txng.capture.models import LotMoney
from txng.capture.vocab import MoneyKind
from txng.core import audit
from txng.core.errors import Refused
from txng.core.search import tidy
from txng.identify.models import Lot
from txng.parties.actor import Actor
from txng.parties.rights import demand


@dataclass(frozen=True, kw_only=True)
class MoneyFacts:
    """One cost or sale in đồng."""

    kind: MoneyKind
    amount: Decimal
    on_date: date
    note: str = ""


class MoneyWanted(Refused):
    """An amount is whole đồng and more than nothing."""

    status = 422
    reason = _("Hãy ghi số tiền lớn hơn 0.")


class NotYet(Refused):
    """What was paid was paid on a day that has come."""

    status = 422
    reason = _("Ngày này chưa tới: hãy ghi ngày đã chi hoặc đã bán.")


@transaction.atomic
def tell_money(*, lot: Lot, facts: MoneyFacts, actor: Actor, now: datetime) -> LotMoney:
    """Tell what an organisation spent on a lot that it makes or was given, or took for it."""
    demand("capture.tell_money", actor)
    if actor.organisation is None:
        raise money.NoSuchMoney
    if facts.amount <= 0:
        raise MoneyWanted(fields={"amount": MoneyWanted.reason})
    if facts.on_date > timezone.localdate(now):
        raise NotYet(fields={"on_date": NotYet.reason})
    row = LotMoney.objects.create(
        organisation=actor.organisation,
        lot=lot,
        kind=facts.kind,
        amount=facts.amount.quantize(Decimal(1)),
        on_date=facts.on_date,
        note=tidy(facts.note),
        recorded_by=actor.user,
        recorded_at=now,
    )
    audit.record("capture.tell_money", actor=actor, subject=row, at=now)
    return row


@transaction.atomic
def strike_money(*, row: LotMoney, actor: Actor, now: datetime) -> LotMoney:
    """Let an entry count no more; it stays to be seen. Twice changes nothing."""
    demand("capture.strike_money", actor)
    if row.organisation_id != actor.organisation_id:
        raise money.NoSuchMoney
    found = LotMoney.objects.select_for_update().get(pk=row.pk)
    if found.struck_at is None:
        found.struck_at = now
        found.save(update_fields=["struck_at"])
        audit.record("capture.strike_money", actor=actor, subject=found, at=now)
    return found
