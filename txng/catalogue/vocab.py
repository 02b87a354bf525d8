"""Words of the room: kinds of certificates and inputs, how papers stand, units of measure."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class CertificateKind(models.TextChoices):
    """Certificates that a product, a place or an organisation may hold."""

    VIETGAP = "vietgap", "VietGAP"
    GLOBALGAP = "globalgap", "GLOBALG.A.P."
    HACCP = "haccp", "HACCP"
    ISO_22000 = "iso22000", "ISO 22000"
    ORGANIC = "organic", _("Hữu cơ")
    FOOD_SAFETY = "food_safety", _("Đủ điều kiện an toàn thực phẩm")
    OCOP = "ocop", "OCOP"
    CONFORMITY = "conformity", _("Hợp quy, hợp chuẩn")
    GMP = "gmp", "GMP"


class Level(models.TextChoices):
    """Who rates OCOP products: since 01/07/2025 there is no district; older ratings keep theirs."""

    CENTRAL = "central", _("Trung ương")
    PROVINCE = "province", _("Tỉnh, thành phố")
    DISTRICT = "district", _("Huyện (trước 01/07/2025)")
    COMMUNE = "commune", _("Xã, phường")


class Standing(models.TextChoices):
    """How a dated paper stands on a day."""

    FUTURE = "future", _("Chưa có hiệu lực")
    VALID = "valid", _("Còn hiệu lực")
    EXPIRING = "expiring", _("Sắp hết hạn")
    EXPIRED = "expired", _("Hết hạn")
    WITHDRAWN = "withdrawn", _("Bị thu hồi")
    LAID_DOWN = "laid_down", _("Đã thôi dùng")


TONES = {
    Standing.FUTURE: "info",
    Standing.VALID: "good",
    Standing.EXPIRING: "wait",
    Standing.EXPIRED: "off",
    Standing.WITHDRAWN: "stop",
    Standing.LAID_DOWN: "off",
}


class PriorityClass(models.TextChoices):
    """Why a product stands on the priority list; it may be for several reasons."""

    KEY = "key", _("Chủ lực")
    OCOP = "ocop", "OCOP"
    EXPORT = "export", _("Xuất khẩu")
    MANDATORY = "mandatory", _("Bắt buộc, rủi ro cao")


class ListState(models.TextChoices):
    """Life of a version of the priority list."""

    DRAFT = "draft", _("Dự thảo")
    APPROVED = "approved", _("Đã phê duyệt")


class ProposalState(models.TextChoices):
    """What became of a proposal."""

    WAITING = "waiting", _("Chờ tổng hợp")
    TAKEN = "taken", _("Đã đưa vào dự thảo")
    REFUSED = "refused", _("Không đưa vào")
    WITHDRAWN = "withdrawn", _("Đã rút")


class Unit(models.TextChoices):
    """Units of measure by UN/ECE Recommendation 20 code."""

    KILOGRAM = "KGM", _("kg")
    GRAM = "GRM", _("g")
    TONNE = "TNE", _("tấn")
    LITRE = "LTR", _("lít")
    MILLILITRE = "MLT", _("ml")
    PIECE = "EA", _("đơn vị")
    HEAD = "H87", _("con, cái")


class InputKind(models.TextChoices):
    """What is put into production besides the lots themselves."""

    FERTILISER = "fertiliser", _("Phân bón")
    PESTICIDE = "pesticide", _("Thuốc bảo vệ thực vật")
    FEED = "feed", _("Thức ăn chăn nuôi, thuỷ sản")
    MEDICINE = "medicine", _("Thuốc thú y, chế phẩm")
    SEED = "seed", _("Giống")
    PACKAGING = "packaging", _("Bao bì, nhãn")
    OTHER = "other", _("Vật tư khác")


HAVE_WAITING: Final = frozenset({InputKind.PESTICIDE, InputKind.MEDICINE})
"""Kinds after which harvest or slaughter waits (TCVN 12827, TCVN 13166, TCVN 13991)."""


class Subject(models.TextChoices):
    """Registers whose rows are compared with each other."""

    ORGANISATION = "organisation", _("Đơn vị")
    PLACE = "place", _("Địa điểm")
    PRODUCT = "product", _("Sản phẩm")


class Verdict(models.TextChoices):
    """What an agency finds of two rows that look like one."""

    DIFFERENT = "different", _("Khác nhau")
    MERGED = "merged", _("Đã gộp")


ACTS = {
    "catalogue.judge_different": _("kết luận là khác nhau"),
    "catalogue.merge_pair": _("gộp hai dòng là một"),
    "catalogue.add_product": _("thêm sản phẩm"),
    "catalogue.edit_product": _("sửa sản phẩm"),
    "catalogue.add_image": _("thêm ảnh"),
    "catalogue.remove_image": _("bỏ ảnh"),
    "catalogue.add_certificate": _("thêm giấy chứng nhận"),
    "catalogue.check_certificate": _("xác nhận giấy chứng nhận"),
    "catalogue.lay_down_certificate": _("thôi dùng giấy chứng nhận"),
    "catalogue.withdraw_certificate": _("thu hồi giấy chứng nhận"),
    "catalogue.rate_product": _("ghi hạng OCOP"),
    "catalogue.renew_certificate": _("ghi giấy chứng nhận mới thay giấy cũ"),
    "catalogue.start_template": _("mở bản mới của mẫu chuỗi"),
    "catalogue.import_template": _("nhập mẫu chuỗi từ tệp"),
    "catalogue.edit_template": _("sửa bản thảo mẫu chuỗi"),
    "catalogue.publish_template": _("ban hành mẫu chuỗi"),
    "catalogue.discard_template": _("bỏ bản thảo mẫu chuỗi"),
    "catalogue.move_to_gtin": _("chuyển sang GTIN"),
    "catalogue.propose_product": _("đề xuất vào danh mục ưu tiên"),
    "catalogue.withdraw_proposal": _("rút đề xuất"),
    "catalogue.take_proposal": _("đưa đề xuất vào dự thảo"),
    "catalogue.refuse_proposal": _("không đưa đề xuất vào"),
    "catalogue.start_priority_list": _("mở dự thảo danh mục"),
    "catalogue.add_entry": _("thêm mục vào dự thảo"),
    "catalogue.edit_entry": _("sửa mục của dự thảo"),
    "catalogue.remove_entry": _("bỏ mục khỏi dự thảo"),
    "catalogue.approve_priority_list": _("ghi quyết định phê duyệt danh mục"),
}
"""The acts of the room in words, as a history shows them."""

FIELDS = {
    "name": _("Tên sản phẩm"),
    "name_en": _("Tên tiếng Anh"),
    "group": _("Nhóm sản phẩm"),
    "template": _("Quy trình truy xuất"),
    "brand": _("Thương hiệu"),
    "model": _("Mã ký hiệu"),
    "description": _("Mô tả"),
    "unit": _("Đơn vị tính"),
    "shelf_life_days": _("Hạn sử dụng kể từ ngày sản xuất"),
    "standards": _("Tiêu chuẩn, quy chuẩn áp dụng"),
    "warnings": _("Cảnh báo an toàn"),
    "is_active": _("Đang sản xuất, kinh doanh"),
    "classes": _("Phân loại"),
    "reason": _("Lý do"),
    "words": _("Từ để nhận ra sản phẩm"),
    "is_whole_group": _("Cả nhóm"),
    "product": _("Sản phẩm"),
    "standard": _("Tiêu chuẩn"),
}
"""The columns of the room in words, as a history shows them."""
