"""Ranges of positions as people name them, and what is left alive in one."""

from django.utils.translation import gettext_lazy as _

from txng.core.errors import Refused
from txng.stamps.models import Batch
from txng.stamps.ranges import Pair, Ranges


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


def living_of(batch: Batch, positions: Pair) -> Ranges:
    """Return the positions of a range that are not void; refuse a range outside the batch."""
    start, stop = positions
    if not 0 <= start < stop <= batch.size:
        raise OutsideBatch(batch.size)
    living = Ranges.of(positions) - batch.voided
    if not living:
        raise NothingLeftToDo
    return living
