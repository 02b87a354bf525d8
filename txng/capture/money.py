"""What an organisation spent on lots besides inputs, and took for them; read by itself alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from txng.capture.models import LotMoney
from txng.capture.vocab import MoneyKind
from txng.core.errors import NotFound
from txng.identify.models import Lot
from txng.parties.actor import Actor
from txng.parties.models import Organisation


@dataclass(frozen=True)
class Sums:
    """Spent and taken for one lot, in đồng."""

    spent: Decimal = Decimal(0)
    taken: Decimal = Decimal(0)


def sums_of(organisation: Organisation, lots: Iterable[int]) -> Mapping[int, Sums]:
    """Return the sums of lots by number, in one statement; lots without entries are left out."""
    sold = Q(kind=MoneyKind.SALE)
    rows = (
        LotMoney.objects.filter(organisation=organisation, lot__in=list(lots), struck_at=None)
        .order_by()
        .values("lot")
        .annotate(spent=Sum("amount", filter=~sold), taken=Sum("amount", filter=sold))
    )
    nothing = Decimal(0)
    return {row["lot"]: Sums(row["spent"] or nothing, row["taken"] or nothing) for row in rows}


def entries_on(lot: Lot, organisation: Organisation | None) -> QuerySet[LotMoney]:
    """Return an organisation's entries on a lot, newest first, struck ones too."""
    return (
        LotMoney.objects.filter(organisation=organisation, lot=lot)
        .select_related("recorded_by")
        .order_by("-id")
    )


class NoSuchMoney(NotFound):
    """There is none, or none of the actor's organisation."""

    reason = _("Không tìm thấy khoản này ở đơn vị của bạn.")


def money_for(*, actor: Actor, money_id: int) -> LotMoney:
    """Return an entry of the actor's own organisation."""
    found = (
        LotMoney.objects.filter(pk=money_id, organisation=actor.organisation_id or 0)
        .select_related("lot__product")
        .first()
    )
    if found is None:
        raise NoSuchMoney
    return found
