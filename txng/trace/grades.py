"""The ten items of minimum trace data, and how complete a lot's page is against them.

Source: Thông tư 02/2024/TT-BKHCN, minimum TXNG data (ten items); Nghị định 37/2026, Điều 32.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from txng.identify.models import Lot
from txng.trace.stories import Stage, story_of
from txng.trace.vocab import Grade


@dataclass(frozen=True)
class Item:
    """One of the ten items: there or not; `if_any` items count only when they apply."""

    number: int
    name: str | Promise
    is_there: bool
    if_any: bool
    mend: str | Promise


@dataclass(frozen=True)
class Graded:
    """A lot's grade with all ten items."""

    grade: Grade
    items: tuple[Item, ...]

    @property
    def missing(self) -> tuple[Item, ...]:
        """Items that would have to be there."""
        return tuple(item for item in self.items if not item.is_there and not item.if_any)


_STAGES = 5
_CODE = 7


def grade_of(lot: Lot, stages: Sequence[Stage] | None = None) -> Graded:
    """Grade a lot: full with all items and a chain of proven stages, partial with some stage.

    A stage is proven when it names product, place and time. Without any the page gives only
    information, however much of it.
    """
    told = story_of(lot.identifier) if stages is None else stages
    proven = [stage for stage in told if stage.place and stage.product_codes]
    items = _items(lot, proven)
    if not proven:
        return Graded(Grade.INFORMATION, items)
    is_full = all(item.is_there or item.if_any for item in items) and len(proven) > 1
    return Graded(Grade.FULL if is_full else Grade.PARTIAL, items)


def _items(lot: Lot, proven: Sequence[Stage]) -> tuple[Item, ...]:
    product, producer = lot.product, lot.product.organisation
    serial = bool(product.brand or product.model)
    made = lot.produced_date is not None
    rows: list[tuple[str | Promise, bool, bool, str | Promise]] = [
        (_("Tên sản phẩm"), bool(product.name.strip()), False, _("Ghi tên sản phẩm.")),
        (_("Hình ảnh"), product.images.exists(), False, _("Thêm ảnh sản phẩm.")),
        (
            _("Tên đơn vị sản xuất, kinh doanh"),
            bool(producer.name.strip()),
            False,
            _("Ghi tên đơn vị."),
        ),
        (_("Địa chỉ đơn vị"), bool(producer.address.strip()), False, _("Ghi địa chỉ đơn vị.")),
        (
            _("Công đoạn có mã sản phẩm, mã địa điểm và thời gian"),
            bool(proven),
            False,
            _("Ghi ít nhất một bước trong nhật ký của lô, có địa điểm."),
        ),
        (_("Thời gian sản xuất, kinh doanh"), made, False, _("Ghi ngày sản xuất của lô.")),
        (
            _("Mã truy xuất nguồn gốc"),
            bool(proven and lot.code),
            False,
            _("Mã này tự có khi lô đã có một bước ghi kèm địa điểm."),
        ),
        (_("Thương hiệu, nhãn hiệu, ký hiệu"), serial, True, _("Ghi thương hiệu nếu có.")),
        (_("Hạn sử dụng"), lot.expires_date is not None, True, _("Ghi hạn sử dụng nếu có.")),
        (
            _("Tiêu chuẩn, quy chuẩn áp dụng"),
            bool(product.standards),
            False,
            _("Ghi tiêu chuẩn áp dụng cho sản phẩm."),
        ),
    ]
    return tuple(Item(number, *row) for number, row in enumerate(rows, start=1))
