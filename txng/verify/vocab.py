"""Words of the room: what a look at a code may find."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verdict(models.TextChoices):
    """What a page says first; the value is stored with each scan."""

    VALID = "valid", _("Hợp lệ")
    RECORDED = "recorded", _("Có hồ sơ")
    LOT_OPEN = "lot_open", _("Lô chưa bán ra")
    REGISTERED = "registered", _("Có đăng ký")
    INFORMATION = "information", _("Chỉ có thông tin")
    SUSPICIOUS = "suspicious", _("Đáng ngờ")
    EXPIRED = "expired", _("Hết hạn")
    CONSUMED = "consumed", _("Đã sử dụng")
    INACTIVE = "inactive", _("Chưa kích hoạt")
    UNPRINTED = "unprinted", _("Chưa từng in")
    VOID = "void", _("Đã hủy")
    RECALLED = "recalled", _("Bị thu hồi")
    UNKNOWN = "unknown", _("Không có thật")


class Tone(models.TextChoices):
    """Colour of a verdict band; each has its own icon, so that colour is never alone."""

    GOOD = "good", _("yên tâm")
    INFO = "info", _("thông tin")
    LOOK = "look", _("xem kỹ")
    STOP = "stop", _("dừng lại")


class EntryKind(models.TextChoices):
    """Things that everybody may search for."""

    PRODUCT = "product", _("Sản phẩm")
    PRODUCER = "producer", _("Đơn vị")
    PLACE = "place", _("Địa điểm")
