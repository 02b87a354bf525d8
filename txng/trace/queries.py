"""What others ask of a lot's trace: first of all, what its minimum data still lack."""

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from txng.capture.models import Event, Step
from txng.identify.models import Lot


def missing_minimum_data(lot: Lot) -> list[str | Promise]:
    """Name the required minimum data that a lot lacks, in the order of the ten items.

    Items 1–6 and 10 of Thông tư 02/2024/TT-BKHCN; item 7 is the code on the stamp itself, 8 and 9
    are asked only "if any". An empty list means that stamps of the lot may be activated.
    """
    product = lot.product
    producer = product.organisation
    found = {
        _("Tên sản phẩm"): bool(product.name.strip()),
        _("Hình ảnh sản phẩm"): product.images.exists(),
        _("Tên đơn vị sản xuất, kinh doanh"): bool(producer.name.strip()),
        _("Địa chỉ đơn vị sản xuất, kinh doanh"): bool(producer.address.strip()),
        _("Ít nhất một công đoạn có mã sản phẩm, mã địa điểm và thời gian"): _has_stage(lot),
        _("Thời gian sản xuất"): lot.produced_date is not None,
        _("Tiêu chuẩn, quy chuẩn áp dụng"): bool(product.standards),
    }
    return [item for item, is_there in found.items() if not is_there]


def _has_stage(lot: Lot) -> bool:
    """Say whether a recorded step of the lot names a place; product and time it always names."""
    rows = Step.objects.filter(lot=lot).values("event_row")
    placed = Q(read_point__isnull=False) | Q(biz_location__isnull=False)
    return Event.objects.filter(placed, id__in=rows, error_declared_at=None).exists()
