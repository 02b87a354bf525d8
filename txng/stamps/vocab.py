"""Words of the room: the life of an order and of a single stamp."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrderState(models.TextChoices):
    """Life of a stamp order."""

    ORDERED = "ordered", _("Đã đặt")
    PRINTED = "printed", _("Đã in")


class StampState(models.TextChoices):
    """State of one position, computed from the batch's ranges."""

    UNPRINTED = "unprinted", _("Chưa in")
    PRINTED = "printed", _("Đã in, chưa kích hoạt")
    ACTIVE = "active", _("Đang lưu thông")
    CONSUMED = "consumed", _("Đã sử dụng")
    VOID = "void", _("Đã hủy")


class PrintState(models.TextChoices):
    """Life of a print job."""

    WAITING = "waiting", _("Đang chờ")
    RUNNING = "running", _("Đang dàn trang")
    DONE = "done", _("Đã xong")
    FAILED = "failed", _("Không xong")
