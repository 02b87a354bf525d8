"""Words of the room: the life of a lot."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LotState(models.TextChoices):
    """Life of a lot."""

    OPEN = "open", _("Đang sản xuất")
    IN_TRADE = "in_trade", _("Đang lưu thông")
    RECALLED = "recalled", _("Đã thu hồi")
    CLOSED = "closed", _("Đã kết thúc")
