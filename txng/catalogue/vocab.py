"""Words of the room: kinds of certificates, units of measure."""

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


class Unit(models.TextChoices):
    """Units of measure by UN/ECE Recommendation 20 code."""

    KILOGRAM = "KGM", _("kg")
    GRAM = "GRM", _("g")
    TONNE = "TNE", _("tấn")
    LITRE = "LTR", _("lít")
    MILLILITRE = "MLT", _("ml")
    PIECE = "EA", _("đơn vị")
    HEAD = "H87", _("con, cái")


ACTS = {
    "catalogue.add_product": _("thêm sản phẩm"),
    "catalogue.edit_product": _("sửa sản phẩm"),
    "catalogue.add_image": _("thêm ảnh"),
    "catalogue.remove_image": _("bỏ ảnh"),
    "catalogue.add_certificate": _("thêm giấy chứng nhận"),
    "catalogue.check_certificate": _("xác nhận giấy chứng nhận"),
    "catalogue.withdraw_certificate": _("thu hồi giấy chứng nhận"),
}
"""The acts of the room in words, as a history shows them."""
