"""A stamp's life after printing: activated on a lot, consumed, voided; always by range."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy as ngettext
from psycopg.types.range import Range

from txng.core import audit
from txng.core.errors import Refused
from txng.identify.models import Lot
from txng.identify.services import put_in_trade
from txng.identify.vocab import LotState
from txng.parties.actor import Actor
from txng.stamps import queries
from txng.stamps.models import Activation, Batch
from txng.stamps.ranges import Pair, Ranges
from txng.stamps.services.orders import LotOfAnotherProduct, UnitsExceeded
from txng.stamps.services.positions import StampsAlreadyActive, living_of, numbers
from txng.trace.queries import missing_minimum_data


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
    living = living_of(batch, positions)
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
    put_in_trade(lot=lot, actor=actor, now=now)
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
    living = living_of(batch, positions)
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
    living = living_of(batch, positions)
    if living - (batch.activated - batch.consumed):
        raise NotInTrade
    batch.consumed |= living
    batch.save(update_fields=["consumed"])
    details = {"range": numbers(living), "count": len(living)}
    audit.record("stamps.consume_range", actor=actor, subject=batch, at=now, details=details)
    return batch
