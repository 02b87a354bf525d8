"""Acts on numbers under company prefixes: draw the next free one, bind it, give it back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from txng.catalogue.models import Product
from txng.catalogue.services import move_to_gtin
from txng.core import audit
from txng.core.errors import Refused
from txng.core.search import tidy
from txng.gs1.keys import Gln, Gtin, check_digit
from txng.identify.models import DrawnNumber
from txng.identify.reuse import free_since
from txng.identify.vocab import Level, NumberKind, NumberState
from txng.parties.actor import Actor
from txng.parties.models import CompanyPrefix, Organisation, Place
from txng.parties.services import move_to_gln

_BODY = 12
_MOST_TRIED = 10_000


@dataclass(frozen=True, kw_only=True)
class NumberFacts:
    """What a number is drawn for; `product` is asked for cases and pallets of it."""

    kind: NumberKind
    name: str
    level: Level = Level.UNIT
    product: Product | None = None
    contents: int | None = None


class NoConfirmedPrefix(Refused):
    """Numbers are drawn only under a prefix whose proof an agency has compared, in force."""

    reason = _(
        "Đơn vị chưa có mã doanh nghiệp GS1 còn hạn đã được cơ quan quản lý đối chiếu. Hãy khai "
        "giấy chứng nhận quyền sử dụng mã số mã vạch và chờ đối chiếu."
    )


class NumbersUsedUp(Refused):
    """All numbers under the prefix have been given out."""

    reason = _("Đã dùng hết số của mã doanh nghiệp này. Hãy đăng ký thêm mã doanh nghiệp với GS1.")


class CaseNeedsProduct(Refused):
    """The GTIN of a case is made from the GTIN of what is in it (indicator digit 1 to 8)."""

    status = 422
    reason = _("Hãy chọn sản phẩm đã có GTIN bên trong thùng, pa-lét.")


@transaction.atomic
def draw_number(
    *, organisation: Organisation, facts: NumberFacts, actor: Actor, now: datetime
) -> DrawnNumber:
    """Draw the next free GTIN or GLN under a confirmed prefix, for something named.

    GTIN-13: prefix, item reference, check digit. A case or pallet: indicator 1 to 8 before the
    twelve digits of its product's GTIN (GS1 General Specifications, 3.3 and 4.2).
    """
    today = timezone.localdate(now)
    held = (
        CompanyPrefix.objects.select_for_update()
        .filter(organisation=organisation, checked_at__isnull=False)
        .filter(valid_from__lte=today, expires_date__gte=today)
    )
    prefixes = list(held.order_by("id"))
    if not prefixes:
        raise NoConfirmedPrefix
    if facts.level == Level.UNIT:
        prefix, value = _next_under(prefixes, facts.kind, now)
    else:
        prefix, value = _case_of(prefixes, facts)
    row = DrawnNumber.objects.create(
        organisation=organisation,
        prefix=prefix,
        kind=facts.kind,
        level=facts.level,
        value=value,
        name=tidy(facts.name),
        contents=facts.contents,
        product=facts.product if facts.level != Level.UNIT else None,
        drawn_by=actor.user,
        drawn_at=now,
    )
    audit.record("identify.draw_number", actor=actor, subject=row, at=now, details={"value": value})
    return row


def _next_under(
    prefixes: list[CompanyPrefix], kind: NumberKind, now: datetime
) -> tuple[CompanyPrefix, str]:
    counter = "next_item" if kind == NumberKind.GTIN else "next_location"
    for prefix in prefixes:
        for reference in _references(prefix, getattr(prefix, counter)):
            value = _value(kind, prefix.prefix, reference)
            if _is_free(kind, value, now):
                setattr(prefix, counter, reference + 1)
                prefix.save(update_fields=[counter])
                return prefix, value
    raise NumbersUsedUp


def _references(prefix: CompanyPrefix, begin: int) -> Iterator[int]:
    """Go through the references once, from where the last search ended."""
    room = 10 ** (_BODY - len(prefix.prefix))
    yield from ((begin + step) % room for step in range(min(room, _MOST_TRIED)))


def _value(kind: NumberKind, prefix: str, reference: int) -> str:
    width = _BODY - len(prefix)
    body = prefix + (f"{reference:0{width}}" if width else "")
    if kind == NumberKind.GTIN:
        body = f"0{body}"
    return body + check_digit(body)


def _is_free(kind: NumberKind, value: str, now: datetime) -> bool:
    """Say whether nothing has the number, nor had it as long as the rule on reuse asks."""
    registered = (
        Product.objects.filter(gtin=value)
        if kind == NumberKind.GTIN
        else Place.objects.filter(gln=value)
    )
    if registered.exists() or _is_party(kind, value):
        return False
    drawn = DrawnNumber.objects.filter(kind=kind, value=value)
    since = free_since(kind, on=timezone.localdate(now))
    if since is not None:
        drawn = drawn.exclude(state=NumberState.RELEASED, released_at__date__lte=since)
    return not drawn.exists()


def _is_party(kind: NumberKind, value: str) -> bool:
    """Say whether a GLN names an organisation (417) already."""
    party = Organisation.objects.filter(identifier=f"https://id.gs1.org/417/{value}")
    return kind == NumberKind.GLN and party.exists()


def _case_of(prefixes: list[CompanyPrefix], facts: NumberFacts) -> tuple[CompanyPrefix, str]:
    gtin = facts.product.gtin if facts.product else ""
    prefix = next((p for p in prefixes if gtin[1:].startswith(p.prefix)), None)
    if facts.kind != NumberKind.GTIN or not gtin.startswith("0") or prefix is None:
        raise CaseNeedsProduct(fields={"product": CaseNeedsProduct.reason})
    for indicator in "12345678":
        body = indicator + gtin[1:13]
        value = body + check_digit(body)
        known = DrawnNumber.objects.filter(kind=NumberKind.GTIN, value=value).exists()
        if not known and not Product.objects.filter(gtin=value).exists():
            return prefix, value
    raise NumbersUsedUp


class NumberSettled(Refused):
    """A number is bound or given back once."""

    reason = _("Số này đã được gắn hoặc đã trả lại. Hãy tải lại trang để xem.")


class NotOfThisNumber(Refused):
    """A number names what it was drawn for: own product or place, without another number."""

    status = 422
    reason = _("Hãy chọn sản phẩm hoặc địa điểm của đơn vị, chưa mang số GS1 khác.")


def _drawn(number: DrawnNumber) -> DrawnNumber:
    row = DrawnNumber.objects.select_for_update().get(pk=number.pk)
    if row.state != NumberState.DRAWN:
        raise NumberSettled
    return row


@transaction.atomic
def confirm_number(
    *,
    number: DrawnNumber,
    product: Product | None = None,
    place: Place | None = None,
    actor: Actor,
    now: datetime,
) -> DrawnNumber:
    """Bind a drawn number: a product or place of the province's own scheme moves to GS1 by it.

    What it was called before stays an alias. A case's number is bound to the product inside.
    """
    row = _drawn(number)
    if row.kind == NumberKind.GLN:
        _bind_place(row, place, actor=actor, now=now)
    elif row.level == Level.UNIT:
        _bind_product(row, product, actor=actor, now=now)
    row.state, row.confirmed_at = NumberState.CONFIRMED, now
    row.save(update_fields=["state", "confirmed_at", "product", "place"])
    audit.record("identify.confirm_number", actor=actor, subject=row, at=now)
    return row


def _bind_product(
    row: DrawnNumber, product: Product | None, *, actor: Actor, now: datetime
) -> None:
    if product is None or product.organisation_id != row.organisation_id:
        raise NotOfThisNumber(fields={"product": NotOfThisNumber.reason})
    if product.gtin != row.value:
        move_to_gtin(product=product, gtin=Gtin.parse(row.value), actor=actor, now=now)
    row.product = product


def _bind_place(row: DrawnNumber, place: Place | None, *, actor: Actor, now: datetime) -> None:
    if place is None or place.organisation_id != row.organisation_id:
        raise NotOfThisNumber(fields={"place": NotOfThisNumber.reason})
    if place.gln != row.value:
        move_to_gln(place=place, gln=Gln.parse(row.value), actor=actor, now=now)
    row.place = place


@transaction.atomic
def release_number(*, number: DrawnNumber, actor: Actor, now: datetime) -> DrawnNumber:
    """Give a number back that was drawn and never bound; when it is free again, the rule says."""
    row = _drawn(number)
    row.state, row.released_at = NumberState.RELEASED, now
    row.save(update_fields=["state", "released_at"])
    audit.record("identify.release_number", actor=actor, subject=row, at=now)
    return row
