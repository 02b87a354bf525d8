"""Acts on stamps: order, print, activate, consume, void; each by range, each in the audit trail."""

import os
from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy as ngettext
from psycopg.types.range import Range

from txng.catalogue.models import Product
from txng.core import audit
from txng.core.errors import Refused
from txng.identify.models import Lot
from txng.identify.vocab import LotState
from txng.parties.actor import Actor
from txng.stamps import keys, queries
from txng.stamps.codes import MAX_SIZE, VERSIONS
from txng.stamps.grids import GRIDS
from txng.stamps.models import Activation, Batch, CodeKey, PrintJob
from txng.stamps.ranges import Pair, Ranges
from txng.stamps.sealing import seal
from txng.stamps.vocab import OrderState
from txng.trace.queries import missing_minimum_data


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
    key = key or keys.new_key(0, now)
    keys.learn(key)
    return key


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
    key = keys.new_key(version, now)
    keys.learn(key)
    audit.record(
        "stamps.rotate_key", actor=actor, subject=key, at=now, details={"version": version}
    )
    return key


class OutsideBatch(Refused):
    """Positions that the batch does not have."""

    status = 400

    def __init__(self, size: int) -> None:
        """Name the batch's last number."""
        super().__init__(
            _("Số thứ tự tem phải từ 1 đến %(size)d, số đầu không lớn hơn số cuối.")
            % {"size": size}
        )


class NothingLeftToDo(Refused):
    """Every stamp of the range is void already."""

    reason = _("Mọi tem trong khoảng này đã hủy. Hãy chọn khoảng khác.")


class StampsAlreadyActive(Refused):
    """Some of the range stand on goods already."""

    def __init__(self, taken: Ranges) -> None:
        """Name the stamps in the way."""
        super().__init__(
            _("Tem số %(numbers)s đã kích hoạt rồi. Hãy chọn khoảng chưa kích hoạt.")
            % {"numbers": numbers(taken)}
        )


def numbers(ranges: Ranges) -> str:
    """Write positions as people count stamps, from 1: "1–500, 731"."""
    return ", ".join(
        str(stop) if stop - start == 1 else f"{start + 1}–{stop}" for start, stop in ranges
    )


class NoSuchGrid(Refused):
    """A label sheet that is not in the list, or a skip that leaves no label on the first sheet."""

    status = 400
    reason = _("Hãy chọn một khổ tờ tem trong danh sách, và số nhãn bỏ qua ít hơn một tờ.")


@transaction.atomic
def print_batch(
    *, batch: Batch, positions: Pair, grid: str, actor: Actor, now: datetime, skip: int = 0
) -> PrintJob:
    """Mark a range as printed and open the job that lays it out; voided stamps are left out.

    What is printed but not active may be printed again (a jammed sheet); what is active may not,
    for its twin would be on another unit. Laying out is `prints.lay_out`, at once or in a task.
    """
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    wanted = _living(batch, positions)
    if grid not in GRIDS or not 0 <= skip < GRIDS[grid].count:
        raise NoSuchGrid
    if taken := wanted & batch.activated:
        raise StampsAlreadyActive(taken)
    again = len(wanted & batch.printed)
    batch.printed, batch.state = batch.printed | wanted, OrderState.PRINTED
    batch.save(update_fields=["printed", "state"])
    job = PrintJob.objects.create(
        batch=batch,
        positions=Range(*positions),
        grid=grid,
        skip=skip,
        requested_by=actor.user,
        requested_at=now,
    )
    details = {"range": numbers(Ranges.of(positions)), "again": again, "grid": grid}
    audit.record("stamps.print_batch", actor=actor, subject=batch, at=now, details=details)
    return job


def _living(batch: Batch, positions: Pair) -> Ranges:
    """Return the positions of a range that are not void; refuse a range outside the batch."""
    start, stop = positions
    if not 0 <= start < stop <= batch.size:
        raise OutsideBatch(batch.size)
    living = Ranges.of(positions) - batch.voided
    if not living:
        raise NothingLeftToDo
    return living


class LotNotForStamps(Refused):
    """A recalled, closed or expired lot gets no stamps."""

    reason = _("Lô này đã thu hồi, đã kết thúc hoặc đã hết hạn, nên không kích hoạt tem được nữa.")


class NotYetPrinted(Refused):
    """A stamp that nobody printed cannot stand on goods."""

    def __init__(self, unprinted: Ranges) -> None:
        """Name them."""
        super().__init__(
            _("Tem số %(numbers)s chưa in. Hãy in trước, hoặc chọn khoảng đã in.")
            % {"numbers": numbers(unprinted)}
        )


class LotLacksMinimumData(Refused):
    """A stamp is a promise: none before the lot keeps it."""

    def __init__(self, missing: Iterable[str | Promise]) -> None:
        """Count and list what is missing."""
        items = tuple(missing)
        super().__init__(
            ngettext(
                "Chưa kích hoạt được tem: lô còn thiếu %(count)d mục bắt buộc. "
                "Hãy bổ sung rồi kích hoạt lại.",
                "Chưa kích hoạt được tem: lô còn thiếu %(count)d mục bắt buộc. "
                "Hãy bổ sung rồi kích hoạt lại.",
                len(items),
            )
            % {"count": len(items)},
            missing=items,
        )


@transaction.atomic
def activate_range(
    *, batch: Batch, positions: Pair, lot: Lot, actor: Actor, now: datetime
) -> Batch:
    """Bind printed stamps to a lot and put them in trade; voided ones within are passed over.

    Refused while the lot lacks minimum data (`missing` lists it), is not in a state for trade, or
    has fewer units than stamps. One UPDATE and one row a range, however many stamps.
    """
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    lot = (
        Lot.objects.select_for_update(of=("self",))
        .select_related("product__organisation")
        .get(pk=lot.pk)
    )
    living = _living(batch, positions)
    _refuse_stamps(batch, living)
    _refuse_lot(lot, batch, len(living), now)
    batch.activated |= living
    batch.save(update_fields=["activated"])
    Activation.objects.bulk_create(
        Activation(
            batch=batch,
            positions=Range(*pair),
            lot=lot,
            activated_by=actor.user,
            activated_at=now,
        )
        for pair in living
    )
    details = {"range": numbers(living), "count": len(living), "lot": lot.pk}
    audit.record("stamps.activate_range", actor=actor, subject=batch, at=now, details=details)
    return batch


def _refuse_stamps(batch: Batch, living: Ranges) -> None:
    if unprinted := living - batch.printed:
        raise NotYetPrinted(unprinted)
    if taken := living & batch.activated:
        raise StampsAlreadyActive(taken)


def _refuse_lot(lot: Lot, batch: Batch, asked: int, now: datetime) -> None:
    if lot.product_id != batch.product_id:
        raise LotOfAnotherProduct
    is_expired = lot.expires_date is not None and lot.expires_date < timezone.localdate(now)
    if is_expired or lot.state in {LotState.RECALLED, LotState.CLOSED}:
        raise LotNotForStamps
    if missing := missing_minimum_data(lot):
        raise LotLacksMinimumData(missing)
    already = queries.stamps_on(lot)
    if lot.unit_count is not None and already + asked > lot.unit_count:
        raise UnitsExceeded(units=lot.unit_count, already=already, asked=asked)


class ReasonNeeded(Refused):
    """Voiding cannot be undone: it says why."""

    status = 400
    reason = _("Hãy ghi lý do hủy tem, ví dụ: tem bị rách khi dán.")

    def __init__(self) -> None:
        """Stand beside the field."""
        super().__init__(fields={"reason": self.reason})


class StampsConsumed(Refused):
    """A stamp whose goods are used up stays as it was."""

    def __init__(self, consumed: Ranges) -> None:
        """Name them."""
        super().__init__(
            _("Tem số %(numbers)s đã được ghi là đã sử dụng nên không hủy được nữa.")
            % {"numbers": numbers(consumed)}
        )


@transaction.atomic
def void_range(*, batch: Batch, positions: Pair, reason: str, actor: Actor, now: datetime) -> Batch:
    """Void stamps for good, printed or not, active or not; consumed ones are refused."""
    if not reason.strip():
        raise ReasonNeeded
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    living = _living(batch, positions)
    if consumed := living & batch.consumed:
        raise StampsConsumed(consumed)
    batch.voided |= living
    batch.save(update_fields=["voided"])
    details = {"range": numbers(living), "count": len(living), "reason": reason.strip()}
    audit.record("stamps.void_range", actor=actor, subject=batch, at=now, details=details)
    return batch


class NotInTrade(Refused):
    """Only what is in trade can be used up."""

    reason = _("Chỉ ghi đã sử dụng được cho tem đang lưu thông.")


@transaction.atomic
def consume_range(*, batch: Batch, positions: Pair, actor: Actor, now: datetime) -> Batch:
    """Mark active stamps as used up (opened, eaten, sold out of the chain)."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    living = _living(batch, positions)
    if living - (batch.activated - batch.consumed):
        raise NotInTrade
    batch.consumed |= living
    batch.save(update_fields=["consumed"])
    details = {"range": numbers(living), "count": len(living)}
    audit.record("stamps.consume_range", actor=actor, subject=batch, at=now, details=details)
    return batch
