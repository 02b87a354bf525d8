"""The menu and the home panels of each door."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class Section:
    """One page of a place; shown once the page exists and the actor may open it."""

    text: Text
    page: str
    permission: str = ""
    """`room.act` needed; empty: the one of the page itself, if its room declares one."""
    also: Sequence[str] = ()
    """Pages that have no section of their own and stand under this one."""


@dataclass(frozen=True)
class Place:
    """One place of a menu, shown with the sections that exist; it opens at the first of them."""

    text: Text
    icon: str
    sections: Sequence[Section]
    lead: Text = ""
    short: Text = ""


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
        Place(
            _("Hôm nay"),
            "sun",
            [
                Section(
                    _("Hôm nay"), "enterprise:ui:home", also=["enterprise:parties:list_notices"]
                ),
                Section(_("Việc đang chạy"), "enterprise:ui:list_works"),
            ],
        ),
        Place(
            _("Lô hàng"),
            "box-seam",
            [
                Section(_("Lô hàng"), "enterprise:identify:list_lots"),
                Section(_("Ghi nhanh"), "enterprise:capture:list_plots"),
                Section(_("Giao nhận"), "enterprise:capture:list_shipments"),
                Section(_("Tồn kho"), "enterprise:trace:show_stock"),
                Section(_("Vật tư"), "enterprise:capture:list_inputs"),
                Section(_("Kiện hàng"), "enterprise:identify:list_logistic_units"),
            ],
            _("Mở lô, ghi từng bước, giao nhận, tồn kho"),
        ),
        Place(
            _("Tem"),
            "qr-code",
            [
                Section(_("Tem"), "enterprise:stamps:list_batches"),
                Section(_("Lượt quét"), "enterprise:verify:list_scans"),
            ],
            _("Đặt, in, kích hoạt tem"),
        ),
        Place(
            _("Sản phẩm"),
            "basket",
            [
                Section(_("Sản phẩm"), "enterprise:catalogue:list_products"),
                Section(_("Chứng nhận"), "enterprise:catalogue:list_certificates"),
                Section(_("Mã doanh nghiệp GS1"), "enterprise:identify:list_prefixes"),
            ],
            _("Sản phẩm, hình ảnh, chứng nhận, mã số mã vạch"),
        ),
        Place(
            _("Truy vết"),
            "diagram-3",
            [Section(_("Truy vết"), "enterprise:trace:find")],
            _("Một bước về trước, một bước về sau"),
        ),
        Place(
            _("Đơn vị của tôi"),
            "building",
            [
                Section(_("Hồ sơ"), "enterprise:parties:show_organisation"),
                Section(_("Địa điểm"), "enterprise:parties:list_places"),
                Section(_("Người dùng"), "enterprise:parties:list_members"),
                Section(_("Hộ thành viên"), "enterprise:parties:list_households"),
                Section(_("Chính sách hỗ trợ"), "enterprise:planning:list_policies"),
                Section(
                    _("Khoá API"),
                    "enterprise:parties:list_api_keys",
                    also=["enterprise:parties:list_mandates"],
                ),
            ],
            _("Địa điểm, người dùng, hỗ trợ"),
            short=_("Đơn vị"),
        ),
    ),
    "government": (
        Place(
            _("Hôm nay"),
            "sun",
            [
                Section(
                    _("Hôm nay"), "government:ui:home", also=["government:parties:list_notices"]
                ),
                Section(_("Việc đang chạy"), "government:ui:list_works"),
            ],
        ),
        Place(
            _("Sổ đăng ký"),
            "building",
            [
                Section(_("Đơn vị"), "government:parties:list_organisations"),
                Section(_("Hồ sơ đăng ký"), "government:parties:list_applications"),
                Section(_("Cán bộ"), "government:parties:list_members"),
                Section(_("Địa điểm"), "government:parties:list_places", "parties.inspect_places"),
                Section(_("Sản phẩm"), "government:catalogue:list_products"),
                Section(_("Chứng nhận"), "government:catalogue:list_certificates"),
                Section(
                    _("Mã doanh nghiệp GS1"),
                    "government:identify:list_prefixes",
                    "identify.inspect_prefixes",
                ),
                Section(_("Danh mục ưu tiên"), "government:catalogue:list_priority_lists"),
                Section(_("Mẫu chuỗi"), "government:catalogue:list_templates"),
                Section(_("Trùng lặp"), "government:catalogue:list_duplicates"),
            ],
            _("Đơn vị, địa điểm, sản phẩm, chứng nhận, danh mục ưu tiên"),
        ),
        Place(
            _("Truy xuất"),
            "diagram-3",
            [
                Section(_("Truy vết"), "government:trace:find"),
                Section(_("Lô hàng"), "government:identify:list_lots"),
                Section(_("Sự kiện"), "government:capture:list_events"),
                Section(_("Tem"), "government:stamps:list_batches"),
                Section(_("Dấu hiệu bất thường"), "government:verify:list_suspicions"),
                Section(_("Số liệu chưa khớp"), "government:trace:list_breaches"),
            ],
            _("Theo một mã đến mọi nơi nó đã qua; lô hàng, tem, lượt quét"),
        ),
        Place(
            _("Chương trình"),
            "list-task",
            [
                Section(_("Kế hoạch"), "government:planning:list_plans"),
                Section(_("Việc được giao"), "government:planning:list_tasks"),
                Section(_("Hỗ trợ"), "government:planning:list_policies"),
                Section(_("Mô hình thí điểm"), "government:planning:list_pilots"),
            ],
            _("Kế hoạch, kinh phí, chính sách hỗ trợ, mô hình thí điểm"),
        ),
        Place(
            _("Báo cáo"),
            "bar-chart",
            [
                Section(_("Bảng điều hành"), "government:reporting:dashboard"),
                Section(_("Việc của cơ quan"), "government:reporting:show_desk"),
                Section(_("Chỉ tiêu"), "government:reporting:list_indicators"),
                Section(_("Kỳ báo cáo"), "government:reporting:list_requests"),
                Section(_("Báo cáo"), "government:reporting:list_reports"),
            ],
            _("Chỉ tiêu, kỳ báo cáo, số liệu của từng cơ quan"),
        ),
        Place(
            _("Văn bản"),
            "journal-text",
            [
                Section(_("Văn bản"), "government:library:list_documents"),
                Section(
                    _("Tin tức"),
                    "government:library:list_news",
                    also=["government:library:list_communication"],
                ),
            ],
            _("Văn bản, tiêu chuẩn, hướng dẫn, tin tức"),
        ),
    ),
    "public": (
        Place(
            _("Tra cứu"),
            "search",
            [
                Section(
                    _("Tra cứu"),
                    "public:verify:home",
                    also=["public:verify:scan", "public:verify:look_up"],
                )
            ],
        ),
        Place(_("Sản phẩm"), "basket", [Section(_("Sản phẩm"), "public:verify:search")]),
        Place(_("Bản đồ"), "map", [Section(_("Bản đồ"), "public:verify:show_map")]),
        Place(
            _("Văn bản"), "journal-text", [Section(_("Văn bản"), "public:library:list_documents")]
        ),
        Place(_("Tin tức"), "newspaper", [Section(_("Tin tức"), "public:library:list_news")]),
        Place(_("Sổ tay"), "book", [Section(_("Sổ tay"), "public:library:show_guide")]),
    ),
}
"""At most six places a door (phones show the first five); sections appear once they exist."""

HOME_PANELS: dict[str, tuple[Panel, ...]] = {
    "enterprise": (
        Panel(
            _("Những bước đầu tiên"),
            "signpost-split",
            "enterprise:stamps:panel_first_steps",
            "enterprise:identify:list_lots",
        ),
        Panel(
            _("Nhắc việc"),
            "bell",
            "enterprise:parties:panel_notices",
            "enterprise:parties:list_notices",
        ),
        Panel(
            _("Lô hàng đang mở"),
            "box-seam",
            "enterprise:identify:panel_open_lots",
            "enterprise:identify:list_lots",
        ),
        Panel(
            _("Hàng chờ nhận"),
            "truck",
            "enterprise:capture:panel_shipments",
            "enterprise:capture:list_shipments",
        ),
        Panel(
            _("Ngày thu hoạch an toàn"),
            "calendar-check",
            "enterprise:capture:panel_harvests",
            "enterprise:identify:list_lots",
        ),
        Panel(
            _("Vật tư sắp hết"),
            "basket",
            "enterprise:capture:panel_inputs",
            "enterprise:capture:list_inputs",
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
            "enterprise:catalogue:list_certificates",
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
            _("Việc được giao"),
            "list-task",
            "government:planning:panel_tasks",
            "government:planning:list_tasks",
        ),
        Panel(
            _("Nhắc việc"),
            "bell",
            "government:parties:panel_notices",
            "government:parties:list_notices",
        ),
        Panel(
            _("Đăng ký chờ duyệt"),
            "person-check",
            "government:parties:panel_pending",
            "government:parties:list_organisations",
        ),
        Panel(
            _("Báo cáo"),
            "bar-chart",
            "government:reporting:panel_due",
            "government:reporting:list_requests",
        ),
        Panel(
            _("Dấu hiệu bất thường"),
            "exclamation-triangle",
            "government:verify:panel_suspicions",
            "government:verify:list_suspicions",
        ),
        Panel(
            _("Số liệu chưa khớp"),
            "exclamation-triangle",
            "government:trace:panel_breaches",
            "government:trace:list_breaches",
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
