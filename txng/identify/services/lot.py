"""Acts on lots: open, change, put in trade."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from urllib.parse import quote

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from txng.catalogue.models import Product
from txng.core import audit
from txng.core.errors import Refused
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


@transaction.atomic
def create_lot(
    *, product: Product, facts: LotFacts, actor: Actor, now: datetime, code: str = ""
) -> Lot:
    """Open a lot; without a code the next one of the day is drawn (`L261121-01`).

    The identifier is the Digital Link of GTIN and lot (01/10), or stands under the product's own
    class identifier. Place and product are the actor's own organisation's.
    """
    if not product.is_active:
        raise ProductNotInUse
    Product.objects.select_for_update().get(pk=product.pk)
    chosen = code.strip() or _drawn(product, now)
    if check_value("10", chosen):
        raise LotCodeWrong(fields={"code": LotCodeWrong.reason})
    if Lot.objects.filter(product=product, code=chosen).exists():
        raise LotCodeTaken(fields={"code": LotCodeTaken.reason})
    _refuse_wrong_days(facts)
    identifier = _identifier(product, chosen)
    try:
        with transaction.atomic():
            lot = Lot.objects.create(
                product=product,
                code=chosen,
                identifier=identifier,
                key=key64(identifier),
                unit=product.unit,
                created_by=actor.user,
                created_at=now,
                **_columns(facts),
            )
    except IntegrityError as error:
        raise LotCodeTaken(fields={"code": LotCodeTaken.reason}) from error
    audit.record("identify.create_lot", actor=actor, subject=lot, at=now)
    return lot


def _identifier(product: Product, code: str) -> str:
    part = quote(code, safe="")
    if product.gtin:
        return canonical(f"https://id.gs1.org/01/{product.gtin}/10/{part}")
    return canonical(f"{product.identifier}/lot/{part}")


def _drawn(product: Product, now: datetime) -> str:
    """Return the first code of the day that is free: L, two digits of year, month, day, number."""
    head = f"L{timezone.localtime(now):%y%m%d}-"
    taken = set(
        Lot.objects.filter(product=product, code__startswith=head).values_list("code", flat=True)
    )
    return next(c for c in (f"{head}{n:02}" for n in range(1, len(taken) + 2)) if c not in taken)


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
