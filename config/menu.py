"""The menu and the home panels of each door."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class Place:
    """One place of a menu: the first of its pages that exists and that the actor may open."""

    text: Text
    icon: str
    pages: Sequence[str]
    lead: Text = ""
    short: Text = ""
    permission: str = ""
    """`room.act` needed; empty: the one of the page itself, if its room declares one."""


@dataclass(frozen=True)
class Panel:
    """A part of the home page that a room fills: `name` answers the part, `page` is the link."""

    text: Text
    icon: str
    name: str
    page: str
    permission: str = ""


MENUS: dict[str, tuple[Place, ...]] = {
    "enterprise": (
        Place(_("Hôm nay"), "sun", ["enterprise:ui:home"]),
        Place(
            _("Lô hàng"),
            "box-seam",
            ["enterprise:identify:list_lots"],
            _("Mở lô, ghi từng bước, xem đường đi"),
        ),
        Place(
            _("Tem"),
            "qr-code",
            ["enterprise:stamps:list_batches", "enterprise:stamps:list_orders"],
            _("Đặt, in, kích hoạt tem"),
        ),
        Place(
            _("Sản phẩm"),
            "basket",
            ["enterprise:catalogue:list_products"],
            _("Sản phẩm, hình ảnh, chứng nhận"),
        ),
        Place(
            _("Truy vết"),
            "diagram-3",
            ["enterprise:trace:search", "enterprise:trace:find"],
            _("Một bước về trước, một bước về sau"),
        ),
        Place(
            _("Đơn vị của tôi"),
            "building",
            ["enterprise:parties:show_organisation", "enterprise:parties:list_places"],
            _("Nơi sản xuất, người dùng, mã số"),
            short=_("Đơn vị"),
        ),
    ),
    "government": (
        Place(_("Hôm nay"), "sun", ["government:ui:home"]),
        Place(
            _("Đơn vị"),
            "building",
            ["government:parties:list_organisations"],
            _("Duyệt đăng ký, xem hồ sơ"),
        ),
        Place(
            _("Sản phẩm"),
            "basket",
            ["government:catalogue:list_products"],
            _("Sản phẩm trong địa bàn"),
        ),
        Place(
            _("Lô hàng"),
            "box-seam",
            ["government:identify:list_lots"],
            _("Lô hàng trong địa bàn"),
        ),
        Place(
            _("Truy vết"),
            "diagram-3",
            ["government:trace:search", "government:trace:find"],
            _("Theo một mã đến mọi nơi nó đã qua"),
        ),
        Place(
            _("Tem và lượt quét"),
            "qr-code",
            ["government:verify:list_suspicions", "government:stamps:list_batches"],
            _("Tem đã phát hành, dấu hiệu bất thường"),
            short=_("Tem"),
        ),
    ),
    "public": (),
}
"""At most six places a door (phones show the first five); a place appears once its page exists."""

HOME_PANELS: dict[str, tuple[Panel, ...]] = {
    "enterprise": (
        Panel(
            _("Lô hàng đang mở"),
            "box-seam",
            "enterprise:identify:panel_open_lots",
            "enterprise:identify:list_lots",
        ),
        Panel(
            _("Tem chờ kích hoạt"),
            "qr-code",
            "enterprise:stamps:panel_waiting",
            "enterprise:stamps:list_batches",
        ),
        Panel(
            _("Chứng nhận sắp hết hạn"),
            "patch-check",
            "enterprise:catalogue:panel_expiring",
            "enterprise:catalogue:list_products",
        ),
        Panel(
            _("Lượt quét đáng chú ý"),
            "eye",
            "enterprise:verify:panel_scans",
            "enterprise:verify:list_scans",
        ),
    ),
    "government": (
        Panel(
            _("Đăng ký chờ duyệt"),
            "person-check",
            "government:parties:panel_pending",
            "government:parties:list_organisations",
        ),
        Panel(
            _("Dấu hiệu bất thường"),
            "exclamation-triangle",
            "government:verify:panel_suspicions",
            "government:verify:list_suspicions",
        ),
        Panel(
            _("Vừa ghi nhận"),
            "clock-history",
            "government:capture:panel_recent",
            "government:capture:list_events",
        ),
    ),
    "public": (),
}
