"""Words of the room: sources of figures, periods, states of requests, submissions and reports."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    """Where a figure comes from; every page says which."""

    COMPUTED = "computed", _("Hệ thống tính")
    REPORTED = "reported", _("Cơ quan báo cáo")


class Measure(models.TextChoices):
    """Units of figures; a percentage is numerator over denominator."""

    PERCENT = "percent", "%"
    ORGANISATION = "organisation", _("đơn vị")
    PRODUCT = "product", _("sản phẩm")
    LOT = "lot", _("lô")
    STAMP = "stamp", _("tem")
    SCAN = "scan", _("lượt")
    EVENT = "event", _("sự kiện")
    CERTIFICATE = "certificate", _("giấy")
    DOCUMENT = "document", _("văn bản")
    NEWS = "news", _("tin, bài")
    TASK = "task", _("nhiệm vụ")
    COURSE = "course", _("lớp, khoá")
    MEETING = "meeting", _("hội nghị, hội thảo")
    PERSON = "person", _("người")
    ROUND = "round", _("đợt")
    CASE = "case", _("vụ việc")
    RECORD = "record", _("hồ sơ")
    PILOT = "pilot", _("mô hình")
    DONG = "dong", _("đồng")


class PeriodKind(models.TextChoices):
    """How long a period is; one on demand says its own first and last day."""

    MONTH = "month", _("Tháng")
    QUARTER = "quarter", _("Quý")
    HALF = "half", _("Nửa năm")
    YEAR = "year", _("Năm")
    DEMAND = "demand", _("Đột xuất")


class Rule(models.TextChoices):
    """How cells of many agencies become one figure."""

    SUM = "sum", _("Cộng")
    MEAN = "mean", _("Trung bình")
    LATEST = "latest", _("Số nộp sau cùng")
    NONE = "none", _("Không gộp")


class CellType(models.TextChoices):
    """What a cell takes."""

    WHOLE = "whole", _("Số nguyên")
    DECIMAL = "decimal", _("Số thập phân")
    MONEY = "money", _("Tiền (đồng)")
    TEXT = "text", _("Lời văn")


NUMBERS = frozenset({CellType.WHOLE, CellType.DECIMAL, CellType.MONEY})


class Part(models.TextChoices):
    """Which part of its indicator a cell gives."""

    NUMERATOR = "numerator", _("Tử số")
    DENOMINATOR = "denominator", _("Mẫu số")


class RequestState(models.TextChoices):
    """Life of a request for figures."""

    DRAFT = "draft", _("Đang soạn")
    OPEN = "open", _("Đang thu")
    LOCKED = "locked", _("Đã khoá")


class SubmissionState(models.TextChoices):
    """Life of one agency's answer."""

    DRAFT = "draft", _("Chưa nộp")
    SUBMITTED = "submitted", _("Chờ duyệt")
    RETURNED = "returned", _("Trả lại")
    APPROVED = "approved", _("Đã duyệt")


OPEN_STATES = (SubmissionState.DRAFT, SubmissionState.RETURNED)
"""States in which the agency itself still writes."""


class Place(models.TextChoices):
    """What a board of answers is narrowed to, as addresses say it."""

    APPROVED = "da-duyet", _("Đã duyệt")
    SUBMITTED = "cho-duyet", _("Chờ duyệt")
    LATE = "muon", _("Nộp muộn")

    @classmethod
    def asked(cls, told: str) -> "Place | None":
        """Return what an address asks for; anything unknown narrows nothing."""
        return cls(told) if told in cls.values else None


class ReportKind(models.TextChoices):
    """Statutory reports: of a unit, of the province, and those on demand."""

    UNIT = "unit", _("Báo cáo của đơn vị")
    PROVINCE = "province", _("Báo cáo của tỉnh")
    DEMAND = "demand", _("Báo cáo đột xuất")


class ReportState(models.TextChoices):
    """Life of a report."""

    DRAFT = "draft", _("Đang soạn")
    FINAL = "done", _("Đã chốt")


SECTORS = {
    "agriculture": _("Nông nghiệp và môi trường"),
    "industry_trade": _("Công thương"),
    "health": _("Y tế"),
    "science": _("Khoa học và công nghệ"),
    "": _("Chưa rõ ngành"),
}
"""Sectors in the charge of agencies, as their rows name them."""

ACTS = {
    "reporting.set_target": _("đặt mục tiêu"),
    "reporting.create_request": _("soạn kỳ báo cáo"),
    "reporting.open_request": _("gửi yêu cầu báo cáo"),
    "reporting.lock_request": _("khoá kỳ báo cáo"),
    "reporting.unlock_request": _("mở khoá kỳ báo cáo"),
    "reporting.remind_request": _("nhắc báo cáo"),
    "reporting.save_entry": _("lưu số liệu"),
    "reporting.submit_entry": _("nộp báo cáo"),
    "reporting.return_submission": _("trả lại báo cáo"),
    "reporting.approve_submission": _("duyệt báo cáo"),
    "reporting.take_snapshot": _("chốt số liệu"),
    "reporting.write_report": _("soạn báo cáo"),
    "reporting.edit_report": _("sửa báo cáo"),
    "reporting.finish_report": _("chốt báo cáo"),
    "reporting.add_report_form": _("thêm mẫu báo cáo"),
    "reporting.save_group": _("lưu nhóm xã"),
}
"""The acts of the room in words, as a history shows them."""
