"""Words of the room: lives of plans, tasks, applications and pilots; kinds of money and support."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanState(models.TextChoices):
    """Life of one version of a plan."""

    DRAFT = "draft", _("Dự thảo")
    APPROVED = "approved", _("Đã phê duyệt")
    REPLACED = "replaced", _("Đã có bản thay thế")


class TaskState(models.TextChoices):
    """How far a task is."""

    WAITING = "waiting", _("Chưa làm")
    DOING = "doing", _("Đang làm")
    DONE = "done", _("Đã xong")
    DROPPED = "dropped", _("Không làm nữa")


class When(models.TextChoices):
    """How the time of a task was told."""

    YEAR = "year", _("Trong năm")
    YEARLY = "yearly", _("Hằng năm")
    QUARTER = "quarter", _("Theo quý")
    MONTH = "month", _("Theo tháng")
    RANGE = "range", _("Trong giai đoạn")
    BEFORE = "before", _("Trước ngày")
    UNKNOWN = "unknown", _("Chưa rõ")
    NONE = "none", _("Không ghi")


class Part(models.TextChoices):
    """What an agency has in a task."""

    LEAD = "lead", _("Chủ trì")
    PARTNER = "partner", _("Phối hợp")


class ExpenseKind(models.TextChoices):
    """What happened to the money of a line."""

    COMMITMENT = "commitment", _("Cam kết chi")
    PAYMENT = "payment", _("Đã chi")
    SETTLEMENT = "settlement", _("Quyết toán")


class SupportKind(models.TextChoices):
    """What support is given in."""

    MONEY = "money", _("Tiền")
    STAMPS = "stamps", _("Tem")
    EQUIPMENT = "equipment", _("Thiết bị")
    CONSULTING = "consulting", _("Tư vấn")


class ApplicationState(models.TextChoices):
    """Life of an application for support."""

    SENT = "sent", _("Chờ chấm điểm")
    SCORED = "scored", _("Đã chấm điểm")
    AWARDED = "awarded", _("Được hỗ trợ")
    REFUSED = "refused", _("Không được hỗ trợ")
    WITHDRAWN = "withdrawn", _("Đã rút")


class PilotState(models.TextChoices):
    """Life of a pilot."""

    PLANNED = "planned", _("Sắp làm")
    RUNNING = "running", _("Đang thử")
    FINISHED = "finished", _("Đã tổng kết")
    STOPPED = "stopped", _("Dừng giữa chừng")


ACTS = {
    "planning.import_plan": _("nhập kế hoạch từ tệp"),
    "planning.add_plan": _("lập kế hoạch"),
    "planning.copy_plan": _("chép kế hoạch"),
    "planning.derive_plan": _("lập kế hoạch năm từ kế hoạch dài hạn"),
    "planning.start_version": _("mở bản sửa của kế hoạch"),
    "planning.approve_plan": _("phê duyệt kế hoạch"),
    "planning.edit_task": _("sửa nhiệm vụ"),
    "planning.add_task": _("thêm nhiệm vụ"),
    "planning.update_task": _("cập nhật tiến độ"),
    "planning.edit_line": _("sửa dòng kinh phí"),
    "planning.add_line": _("thêm dòng kinh phí"),
    "planning.take_computed_total": _("lấy tổng kinh phí theo các dòng"),
    "planning.add_expense": _("ghi thực hiện kinh phí"),
    "planning.match_agency": _("ghép tên cơ quan"),
    "planning.add_policy": _("thêm chính sách hỗ trợ"),
    "planning.close_policy": _("đóng chính sách hỗ trợ"),
    "planning.apply_for": _("nộp đơn xin hỗ trợ"),
    "planning.withdraw_application": _("rút đơn xin hỗ trợ"),
    "planning.score_application": _("chấm điểm đơn"),
    "planning.award_application": _("quyết định hỗ trợ"),
    "planning.refuse_application": _("từ chối hỗ trợ"),
    "planning.pay_award": _("ghi đã giao hỗ trợ"),
    "planning.report_result": _("ghi kết quả hỗ trợ"),
    "planning.add_pilot": _("thêm mô hình thí điểm"),
    "planning.edit_pilot": _("cập nhật mô hình thí điểm"),
}
"""The acts of the room in words, as a history shows them."""

FIELDS = {
    "number": _("Số thứ tự"),
    "group": _("Nhóm nhiệm vụ"),
    "content": _("Nội dung"),
    "lead_text": _("Chủ trì"),
    "partners_text": _("Phối hợp"),
    "time_text": _("Thời gian"),
    "result": _("Kết quả"),
    "note": _("Ghi chú"),
    "state": _("Trạng thái"),
    "progress": _("Tiến độ"),
    "delay_reason": _("Lý do chậm"),
    "done_date": _("Ngày hoàn thành"),
    "unit": _("Đơn vị tính"),
    "quantity": _("Số lượng"),
    "price": _("Đơn giá"),
    "amount": _("Thành tiền"),
    "source": _("Nguồn kinh phí"),
    "title": _("Tên"),
    "product": _("Sản phẩm"),
    "purpose": _("Thử điều gì"),
    "from_date": _("Từ ngày"),
    "to_date": _("Đến ngày"),
    "outcome": _("Kết quả"),
    "lessons": _("Bài học"),
    "organisations": _("Đơn vị tham gia"),
}
"""The columns of the room in words, as a history shows them."""
