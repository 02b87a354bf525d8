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


BIZ_STEPS = {
    "accepting": _("Tiếp nhận"),
    "arriving": _("Đến nơi"),
    "assembling": _("Lắp ráp"),
    "collecting": _("Thu gom"),
    "commissioning": _("Tạo mã, bắt đầu"),
    "consigning": _("Ký gửi"),
    "creating_class_instance": _("Tạo lô"),
    "cycle_counting": _("Kiểm đếm"),
    "decommissioning": _("Ngừng dùng mã"),
    "departing": _("Rời đi"),
    "destroying": _("Tiêu hủy"),
    "disassembling": _("Tháo rời"),
    "dispensing": _("Cấp phát"),
    "encoding": _("Ghi mã"),
    "entering_exiting": _("Ra vào"),
    "holding": _("Tạm giữ"),
    "inspecting": _("Kiểm tra"),
    "installing": _("Lắp đặt"),
    "killing": _("Hủy thẻ"),
    "loading": _("Xếp hàng"),
    "other": _("Việc khác"),
    "packing": _("Đóng gói"),
    "picking": _("Lấy hàng"),
    "receiving": _("Nhận hàng"),
    "removing": _("Gỡ bỏ"),
    "repackaging": _("Đóng gói lại"),
    "repairing": _("Sửa chữa"),
    "replacing": _("Thay thế"),
    "reserving": _("Dành mã"),
    "retail_selling": _("Bán lẻ"),
    "sampling": _("Lấy mẫu"),
    "sensor_reporting": _("Đo bằng cảm biến"),
    "shipping": _("Xuất hàng"),
    "staging_outbound": _("Chờ xuất"),
    "stock_taking": _("Kiểm kê"),
    "stocking": _("Bổ sung hàng"),
    "storing": _("Lưu kho"),
    "transporting": _("Vận chuyển"),
    "unloading": _("Dỡ hàng"),
    "unpacking": _("Mở kiện"),
    "void_shipping": _("Hủy xuất hàng"),
}
"""CBV 2.0 business steps in the words of the trade."""
