"""Words of the room: the life of a lot."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LotState(models.TextChoices):
    """Life of a lot."""

    OPEN = "open", _("Đang sản xuất")
    IN_TRADE = "in_trade", _("Đang lưu thông")
    RECALLED = "recalled", _("Đã thu hồi")
    CLOSED = "closed", _("Đã kết thúc")


class NumberKind(models.TextChoices):
    """What a number drawn under a company prefix names."""

    GTIN = "gtin", "GTIN"
    GLN = "gln", "GLN"


class Level(models.TextChoices):
    """Packaging level that a GTIN names."""

    UNIT = "unit", _("Đơn vị bán lẻ")
    CASE = "case", _("Thùng, hộp lớn")
    PALLET = "pallet", _("Pa-lét")


class NumberState(models.TextChoices):
    """Life of a drawn number."""

    DRAWN = "drawn", _("Đã rút, chờ xác nhận")
    CONFIRMED = "confirmed", _("Đã gắn")
    RELEASED = "released", _("Đã trả lại")


ACTS = {
    "identify.create_lot": _("mở lô"),
    "identify.edit_lot": _("sửa thông tin lô"),
    "identify.put_in_trade": _("đưa lô ra lưu thông"),
    "identify.draw_logistic_unit": _("cấp mã kiện"),
    "identify.create_item": _("đặt số sê-ri"),
    "identify.add_prefix": _("khai mã doanh nghiệp"),
    "identify.check_prefix": _("đối chiếu quyền sử dụng mã"),
    "identify.refuse_prefix": _("không công nhận quyền sử dụng mã"),
    "identify.renew_proof": _("gia hạn giấy chứng nhận mã"),
    "identify.draw_number": _("rút số GS1"),
    "identify.confirm_number": _("gắn số GS1"),
    "identify.release_number": _("trả lại số GS1"),
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
