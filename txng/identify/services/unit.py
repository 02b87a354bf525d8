"""Acts on logistic units and single items: draw their codes."""

from datetime import datetime
from urllib.parse import quote

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from txng.core import audit
from txng.core.errors import Refused
from txng.gs1.ai import check_value
from txng.gs1.identifiers import canonical, key64
from txng.gs1.keys import check_digit
from txng.identify.models import Item, LogisticUnit, Lot
from txng.parties import own_scheme
from txng.parties.actor import Actor
from txng.parties.models import CompanyPrefix, Organisation


class SsccUsedUp(Refused):
    """All serial references under the prefix have been drawn."""

    reason = _("Đã dùng hết số SSCC của mã doanh nghiệp này. Hãy đăng ký thêm mã doanh nghiệp.")


@transaction.atomic
def draw_logistic_unit(
    *, organisation: Organisation, actor: Actor, now: datetime, description: str = ""
) -> LogisticUnit:
    """Name a new case or pallet: SSCC under a prefix held, else a code of the province's own.

    The portal never uses a company prefix whose right of use no agency has compared, or that ended.
    """
    prefix = (
        CompanyPrefix.objects.select_for_update()
        .filter(organisation=organisation, checked_at__isnull=False)
        .filter(valid_from__lte=now, expires_date__gte=now)
        .order_by("id")
        .first()
    )
    sscc = _next_sscc(prefix) if prefix else ""
    identifier = f"https://id.gs1.org/00/{sscc}" if sscc else own_scheme.draw("obj")
    unit = LogisticUnit.objects.create(
        organisation=organisation,
        identifier=identifier,
        key=key64(identifier),
        sscc=sscc,
        description=description.strip(),
        created_at=now,
    )
    audit.record("identify.draw_logistic_unit", actor=actor, subject=unit, at=now)
    return unit


def _next_sscc(prefix: CompanyPrefix) -> str:
    """Return the next SSCC: extension digit and serial reference share one growing number."""
    room = 17 - len(prefix.prefix)
    if prefix.next_reference >= 10**room:
        raise SsccUsedUp
    number = f"{prefix.next_reference:0{room}}"
    prefix.next_reference += 1
    prefix.save(update_fields=["next_reference"])
    body = number[0] + prefix.prefix + number[1:]
    return body + check_digit(body)


class SerialWrong(Refused):
    """A serial is up to 20 characters of GS1's set 82 (AI 21)."""

    reason = _("Số sê-ri chỉ gồm chữ không dấu, chữ số và vài dấu, dài tối đa 20 ký tự.")
    status = 422


class SerialTaken(Refused):
    """A serial stands once for a product."""

    reason = _("Số sê-ri này đã có cho sản phẩm. Hãy kiểm tra lại hoặc dùng số khác.")


@transaction.atomic
def create_item(*, lot: Lot, serial: str, actor: Actor, now: datetime) -> Item:
    """Name a single thing of a lot by its serial (01/21, or `obj` of the province's own scheme)."""
    chosen = serial.strip()
    if check_value("21", chosen):
        raise SerialWrong(fields={"serial": SerialWrong.reason})
    part = quote(chosen, safe="")
    if lot.product.gtin:
        identifier = canonical(f"https://id.gs1.org/01/{lot.product.gtin}/21/{part}")
    else:
        identifier = f"{lot.product.identifier.replace('/class/', '/obj/')}.{part}"
    if Item.objects.filter(identifier=identifier).exists():
        raise SerialTaken(fields={"serial": SerialTaken.reason})
    item = Item.objects.create(lot=lot, serial=chosen, identifier=identifier, key=key64(identifier))
    audit.record("identify.create_item", actor=actor, subject=item, at=now)
    return item
