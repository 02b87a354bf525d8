"""Words of the room: how matter passes, what a thing is, how complete a page is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Passing(models.TextChoices):
    """How matter passes from one thing to another."""

    TRANSFORMATION = "transformation", _("chế biến thành")
    CONTAINMENT = "containment", _("đóng vào")
    ASSOCIATION = "association", _("gắn với")
    TRANSACTION = "transaction", _("giao dịch cùng")
    COMMISSION = "commission", _("tách thành đơn vị")


class Grade(models.TextChoices):
    """How much of the ten items a page proves."""

    FULL = "full", _("Truy xuất đầy đủ")
    PARTIAL = "partial", _("Truy xuất một phần")
    INFORMATION = "information", _("Chỉ thông tin")


class BreachKind(models.TextChoices):
    """What may not add up."""

    OVERDRAWN = "giao-qua", _("Giao nhiều hơn số có")
    YIELD = "nang-suat", _("Năng suất cao")
    DIFFERENT = "nhan-lech", _("Nhận lệch số giao")
    EARLY = "thu-som", _("Thu hoạch sớm")
