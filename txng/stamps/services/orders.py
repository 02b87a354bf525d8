"""Ordering stamps, and the keys they are made under."""

import os
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from txng.catalogue.models import Product
from txng.core import audit
from txng.core.errors import Refused
from txng.core.sealing import seal
from txng.identify.models import Lot
from txng.parties.actor import Actor
from txng.stamps import keys, queries
from txng.stamps.codes import MAX_SIZE, VERSIONS
from txng.stamps.models import Batch, CodeKey


class BadStampCount(Refused):
    """An order of nothing, or of more than one batch can number."""

    status = 400
    reason = _("Số tem của một đợt phải từ 1 đến 16.777.216. Hãy chia thành nhiều đợt.")

    def __init__(self) -> None:
        """Stand beside the field."""
        super().__init__(fields={"size": self.reason})


class LotOfAnotherProduct(Refused):
    """Stamps of one product never stand on another's lot."""

    reason = _("Lô này là của sản phẩm khác. Hãy chọn lô của đúng sản phẩm ghi trên tem.")


class UnitsExceeded(Refused):
    """More stamps than units in the lot."""

    reason = _("Số tem vượt quá số đơn vị của lô.")

    def __init__(self, *, units: int, already: int, asked: int) -> None:
        """Say the three figures and what may still be done."""
        left = max(units - already, 0)
        super().__init__(
            _(
                "Lô có %(units)d đơn vị và đã có %(already)d tem, nên chỉ còn được thêm %(left)d "
                "tem, không được thêm %(asked)d. Hãy giảm số tem, hoặc sửa số đơn vị của lô nếu "
                "lô được khai thiếu."
            )
            % {"units": units, "already": already, "left": left, "asked": asked}
        )


@transaction.atomic
def order_batch(
    *, product: Product, size: int, actor: Actor, now: datetime, lot: Lot | None = None
) -> Batch:
    """Order stamps of a product, planned for a lot or free; no more than the lot has units.

    Costs one row whatever the size; codes are computed when they are printed.
    """
    if not 1 <= size <= MAX_SIZE:
        raise BadStampCount
    if lot is not None:
        _refuse_too_many_planned(Lot.objects.select_for_update().get(pk=lot.pk), product, size)
    key = _current_key(now)
    number = _next_batch_number()
    batch = Batch.objects.create(
        id=number,
        organisation=product.organisation,
        product=product,
        planned_lot=lot,
        size=size,
        code_key=key,
        scope=queries.scope_of(product),
        secret=seal(os.urandom(32), f"stamps.batch:{number}"),
        ordered_by=actor.user,
        ordered_at=now,
    )
    details = {"size": size, "product": product.pk, "lot": lot.pk if lot else None}
    audit.record("stamps.order_batch", actor=actor, subject=batch, at=now, details=details)
    return batch


def _refuse_too_many_planned(lot: Lot, product: Product, size: int) -> None:
    if lot.product_id != product.pk:
        raise LotOfAnotherProduct
    already = queries.stamps_planned_for(lot)
    if lot.unit_count is not None and already + size > lot.unit_count:
        raise UnitsExceeded(units=lot.unit_count, already=already, asked=size)


def _current_key(now: datetime) -> CodeKey:
    """Return the key for new batches; the first order of an installation draws it."""
    key = CodeKey.objects.filter(retired_at=None).order_by("-version").first()
    key = key or _new_key(0, now)
    keys.learn(key)
    return key


def _new_key(version: int, now: datetime) -> CodeKey:
    """Draw a key of a version, or return the one that another process has just drawn."""
    row, _made = CodeKey.objects.get_or_create(
        version=version, defaults={"secret": keys.draw(version), "created_at": now}
    )
    return row


def _next_batch_number() -> int:
    """Draw the row number first: the batch's secret is sealed for it."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence('stamps_batch', 'id'))")
        return int(cursor.fetchone()[0])


class NoKeyVersionLeft(Refused):
    """All 31 letters that name a key version are used."""

    reason = _("Đã dùng hết 31 phiên bản khóa mã tem. Cần một cấu trúc mã mới.")


@transaction.atomic
def rotate_key(*, actor: Actor, now: datetime) -> CodeKey:
    """Let new batches be made under a fresh key; codes of older keys stay valid."""
    latest = CodeKey.objects.select_for_update().order_by("-version").first()
    version = latest.version + 1 if latest else 0
    if version >= VERSIONS:
        raise NoKeyVersionLeft
    CodeKey.objects.filter(retired_at=None).update(retired_at=now)
    key = _new_key(version, now)
    keys.learn(key)
    audit.record(
        "stamps.rotate_key", actor=actor, subject=key, at=now, details={"version": version}
    )
    return key
