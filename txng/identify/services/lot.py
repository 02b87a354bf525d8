"""Acts on lots: open, change, put in trade."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from typing import NamedTuple
from urllib.parse import quote

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from txng.catalogue.models import Product
from txng.core import audit
from txng.core.errors import Refused
from txng.core.many import each, made, only
from txng.gs1.ai import check_value
from txng.gs1.identifiers import canonical, key64
from txng.identify.models import Lot
from txng.identify.vocab import LotState
from txng.parties.actor import Actor
from txng.parties.models import Place


@dataclass(frozen=True, kw_only=True)
class LotFacts:
    """What is told about a lot; quantity in the product's unit, `unit_count` in retail units."""

    place: Place
    quantity: Decimal | None = None
    unit_count: int | None = None
    produced_date: date | None = None
    expires_date: date | None = None


class LotCodeWrong(Refused):
    """A lot code is up to 20 characters of GS1's set 82 (AI 10)."""

    reason = _(
        "Mã lô chỉ gồm chữ không dấu, chữ số và các dấu như - . / _ và dài tối đa 20 ký tự. "
        "Ví dụ: L261121-01. Để trống thì hệ thống tự đặt."
    )
    status = 422


class LotCodeTaken(Refused):
    """A lot code stands once for a product."""

    reason = _("Sản phẩm này đã có lô mang mã đó. Hãy đặt mã khác, hoặc mở lại lô cũ.")


class LotEndsBeforeItBegins(Refused):
    """Goods cannot expire before they are made."""

    reason = _("Hạn sử dụng phải từ ngày sản xuất trở về sau.")
    status = 422


class ProductNotInUse(Refused):
    """A product out of use gets no new lots."""

    reason = _("Sản phẩm này đã ngừng dùng nên không mở lô mới được. Hãy bật lại sản phẩm trước.")


class NewLot(NamedTuple):
    """A lot to be opened: of which product, what is told of it, its code or "" for the next."""

    product: Product
    facts: LotFacts
    code: str = ""


def create_lot(
    *, product: Product, facts: LotFacts, actor: Actor, now: datetime, code: str = ""
) -> Lot:
    """Open a lot; without a code the next one of the day is drawn (`L261121-01`).

    The identifier is the Digital Link of GTIN and lot (01/10), or stands under the product's own
    class identifier. Place and product are the actor's own organisation's.
    """
    return only(create_lots(told=[NewLot(product, facts, code)], actor=actor, now=now))


@transaction.atomic
def create_lots(*, told: Sequence[NewLot], actor: Actor, now: datetime) -> list[Lot | Refused]:
    """Open lots at once; each by the rules of `create_lot`, or returned with why not.

    Their products are locked, so that two who open lots at once do not draw the same code.
    """
    products = Product.objects.filter(pk__in={one.product.pk for one in told}).order_by("pk")
    list(products.select_for_update().values_list("pk"))
    taken = _Codes(told, now)

    def new(one: NewLot) -> Lot:
        if not one.product.is_active:
            raise ProductNotInUse
        _refuse_wrong_days(one.facts)
        chosen = taken.claim(one.product, one.code.strip())
        identifier = _identifier(one.product, chosen)
        return Lot(
            product=one.product,
            code=chosen,
            identifier=identifier,
            key=key64(identifier),
            unit=one.product.unit,
            created_by=actor.user,
            created_at=now,
            **_columns(one.facts),
        )

    found = each(new, told)
    try:
        with transaction.atomic():
            Lot.objects.bulk_create(made(found))
    except IntegrityError as error:
        raise LotCodeTaken(fields={"code": LotCodeTaken.reason}) from error
    audit.record_many("identify.create_lot", actor=actor, subjects=made(found), at=now)
    return found


class _Codes:
    """The lot codes that products bear already, and the next of a day."""

    def __init__(self, told: Sequence[NewLot], now: datetime) -> None:
        """Look up, once for all, which of these codes are taken and which of the day."""
        self.head = f"L{timezone.localtime(now):%y%m%d}-"
        codes = Q(code__in={one.code.strip() for one in told})
        if any(not one.code.strip() for one in told):
            codes |= Q(code__startswith=self.head)
        same = Lot.objects.filter(codes, product__in={one.product.pk for one in told})
        self.taken = set(same.values_list("product", "code"))

    def claim(self, product: Product, code: str) -> str:
        """Return a code, the next of the day if none is given; from now on it is taken."""
        chosen = code or self._next(product)
        if check_value("10", chosen):
            raise LotCodeWrong(fields={"code": LotCodeWrong.reason})
        if (product.pk, chosen) in self.taken:
            raise LotCodeTaken(fields={"code": LotCodeTaken.reason})
        self.taken.add((product.pk, chosen))
        return chosen

    def _next(self, product: Product) -> str:
        """Return the first code of the day that is free: L, year, month, day, number."""
        codes = (f"{self.head}{number:02}" for number in count(1))
        return next(code for code in codes if (product.pk, code) not in self.taken)


def _identifier(product: Product, code: str) -> str:
    part = quote(code, safe="")
    if product.gtin:
        return canonical(f"https://id.gs1.org/01/{product.gtin}/10/{part}")
    return canonical(f"{product.identifier}/lot/{part}")


class LotClosed(Refused):
    """A closed or recalled lot is not changed any more."""

    reason = _("Lô này đã kết thúc hoặc đã bị thu hồi nên không sửa được nữa.")


@transaction.atomic
def edit_lot(*, lot: Lot, facts: LotFacts, actor: Actor, now: datetime) -> Lot:
    """Change what is told about a lot, never its code: events and stamps name it."""
    row = Lot.objects.select_for_update().get(pk=lot.pk)
    if row.state not in {LotState.OPEN, LotState.IN_TRADE}:
        raise LotClosed
    _refuse_wrong_days(facts)
    columns = _columns(facts)
    changed = audit.changed(row, columns)
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))
    audit.record("identify.edit_lot", actor=actor, subject=row, at=now, details=changed)
    return row


@transaction.atomic
def put_in_trade(*, lot: Lot, actor: Actor, now: datetime) -> Lot:
    """Mark an open lot as in trade; one in trade stays so."""
    row = Lot.objects.select_for_update().get(pk=lot.pk)
    if row.state == LotState.OPEN:
        row.state = LotState.IN_TRADE
        row.save(update_fields=["state"])
        audit.record("identify.put_in_trade", actor=actor, subject=row, at=now)
    elif row.state != LotState.IN_TRADE:
        raise LotClosed
    return row


def _refuse_wrong_days(facts: LotFacts) -> None:
    made, ends = facts.produced_date, facts.expires_date
    if made and ends and ends < made:
        raise LotEndsBeforeItBegins(fields={"expires_date": LotEndsBeforeItBegins.reason})


def _columns(facts: LotFacts) -> dict[str, object]:
    return {name: getattr(facts, name) for name in facts.__dataclass_fields__}
