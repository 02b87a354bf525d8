"""Words of the room: kinds of documents, how far they are in force, how they bear on each other."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    """Kinds of documents, in the order of their force."""

    LAW = "law", _("Luật, nghị quyết")
    DECREE = "decree", _("Nghị định")
    CIRCULAR = "circular", _("Thông tư")
    DECISION = "decision", _("Quyết định")
    DISPATCH = "dispatch", _("Công văn")
    STANDARD = "standard", _("Tiêu chuẩn, quy chuẩn")
    PLAN = "plan", _("Kế hoạch")
    RULES = "rules", _("Quy chế, quy định")
    GUIDE = "guide", _("Hướng dẫn")
    FORM = "form", _("Biểu mẫu")
    REPORT = "report", _("Báo cáo")


class Validity(models.TextChoices):
    """How far a document is in force on a day."""

    UNKNOWN = "unknown", _("Chưa rõ hiệu lực")
    NOT_YET = "not_yet", _("Chưa có hiệu lực")
    IN_FORCE = "in_force", _("Còn hiệu lực")
    PARTLY = "partly", _("Hết hiệu lực một phần")
    EXPIRED = "expired", _("Hết hiệu lực")


class RelationKind(models.TextChoices):
    """What a document does to another, said of the later one."""

    REPLACES = "replaces", _("Thay thế")
    AMENDS = "amends", _("Sửa đổi, bổ sung")
    DETAILS = "details", _("Quy định chi tiết, hướng dẫn")
    CITES = "cites", _("Căn cứ")


RELATION_SEEN_FROM_OTHER = {
    RelationKind.REPLACES: _("Bị thay thế bởi"),
    RelationKind.AMENDS: _("Được sửa đổi, bổ sung bởi"),
    RelationKind.DETAILS: _("Được quy định chi tiết bởi"),
    RelationKind.CITES: _("Làm căn cứ cho"),
}
"""The same, said of the earlier one."""


class NewsState(models.TextChoices):
    """Life of a piece of news; it follows from its time of publication."""

    DRAFT = "draft", _("Bản nháp")
    SCHEDULED = "scheduled", _("Hẹn giờ đăng")
    PUBLISHED = "published", _("Đã đăng")


class Channel(models.TextChoices):
    """Ways in which the public is told."""

    PORTAL = "portal", _("Cổng truy xuất nguồn gốc")
    NEWSPAPER = "newspaper", _("Báo in, báo điện tử")
    BROADCAST = "broadcast", _("Phát thanh, truyền hình")
    LOUDSPEAKER = "loudspeaker", _("Loa truyền thanh xã, phường")
    ZALO = "zalo", _("Zalo, mạng xã hội")
    LEAFLET = "leaflet", _("Tờ rơi, áp phích, ấn phẩm")


ACTS = {
    "library.add_document": _("thêm văn bản"),
    "library.edit_document": _("sửa văn bản"),
    "library.publish_document": _("công khai văn bản"),
    "library.hide_document": _("thôi công khai văn bản"),
    "library.relate_documents": _("ghi quan hệ giữa hai văn bản"),
    "library.unrelate_documents": _("bỏ quan hệ giữa hai văn bản"),
    "library.attach_file": _("thêm tệp văn bản"),
    "library.detach_file": _("bỏ tệp văn bản"),
    "library.add_news": _("soạn tin"),
    "library.edit_news": _("sửa tin"),
    "library.publish_news": _("đăng tin"),
    "library.withdraw_news": _("gỡ tin"),
    "library.count_communication": _("ghi số lần tuyên truyền"),
    "library.remove_communication": _("bỏ số lần tuyên truyền"),
}
"""The acts of the room in words, as a history shows them."""

FIELDS = {
    "kind": _("Loại văn bản"),
    "number": _("Số, ký hiệu"),
    "title": _("Tiêu đề"),
    "issuer": _("Cơ quan ban hành"),
    "issuer_organisation": _("Cơ quan ban hành trên cổng"),
    "issued_date": _("Ngày ban hành"),
    "effective_from": _("Có hiệu lực từ"),
    "effective_to": _("Hết hiệu lực từ"),
    "partly_expired_from": _("Hết hiệu lực một phần từ"),
    "validity_note": _("Ghi chú về hiệu lực"),
    "summary": _("Tóm tắt"),
    "full_text": _("Toàn văn"),
    "source_note": _("Nguồn"),
    "source_url": _("Địa chỉ nguồn"),
    "verified_date": _("Đã đối chiếu bản chính thức ngày"),
    "lead": _("Câu dẫn"),
    "body": _("Nội dung"),
}
"""The columns of the room in words, as a history shows them."""
