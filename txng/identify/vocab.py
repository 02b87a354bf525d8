"""Words of the room: the life of a lot."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LotState(models.TextChoices):
    """Life of a lot."""

    OPEN = "open", _("Đang sản xuất")
    IN_TRADE = "in_trade", _("Đang lưu thông")
    RECALLED = "recalled", _("Đã thu hồi")
    CLOSED = "closed", _("Đã kết thúc")


ACTS = {
    "identify.create_lot": _("mở lô"),
    "identify.edit_lot": _("sửa thông tin lô"),
    "identify.put_in_trade": _("đưa lô ra lưu thông"),
    "identify.draw_logistic_unit": _("cấp mã kiện"),
    "identify.create_item": _("đặt số sê-ri"),
    "identify.add_prefix": _("khai mã doanh nghiệp"),
}
"""The acts of the room in words, as a history shows them."""

FIELDS = {
    "place": _("Nơi sản xuất"),
    "quantity": _("Sản lượng"),
    "unit_count": _("Số đơn vị bán lẻ"),
    "produced_date": _("Ngày sản xuất, thu hoạch"),
    "expires_date": _("Hạn sử dụng"),
}
"""The columns of the room in words, as a history shows them."""
