"""Words of the room: kinds of units, organisations, places and roles."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    """Kinds of administrative units; two tiers since 01/07/2025, townships only before."""

    PROVINCE = "province", _("Tỉnh")
    CITY = "city", _("Thành phố")
    COMMUNE = "commune", _("Xã")
    WARD = "ward", _("Phường")
    SPECIAL_ZONE = "special_zone", _("Đặc khu")
    TOWNSHIP = "township", _("Thị trấn")


class OrganisationKind(models.TextChoices):
    """Legal forms that the portal registers."""

    COMPANY = "company", _("Doanh nghiệp")
    COOPERATIVE = "cooperative", _("Hợp tác xã")
    GROUP = "group", _("Tổ hợp tác")
    HOUSEHOLD = "household", _("Hộ sản xuất, kinh doanh")
    AGENCY = "agency", _("Cơ quan nhà nước")
    SOLUTION_PROVIDER = "solution_provider", _("Đơn vị cung cấp giải pháp")


class ChainRole(models.TextChoices):
    """What an organisation does in chains; it may do several."""

    PRODUCER = "producer", _("Sản xuất, nuôi trồng")
    COLLECTOR = "collector", _("Thu gom")
    PROCESSOR = "processor", _("Chế biến")
    PACKER = "packer", _("Đóng gói")
    CARRIER = "carrier", _("Vận chuyển")
    WAREHOUSE = "warehouse", _("Kho bãi")
    TRADER = "trader", _("Phân phối")
    RETAILER = "retailer", _("Bán lẻ")


class PlaceKind(models.TextChoices):
    """Kinds of places where things happen."""

    FARM = "farm", _("Trang trại, vùng trồng")
    PLOT = "plot", _("Lô đất, ao, chuồng")
    PACKING_HOUSE = "packing_house", _("Cơ sở đóng gói")
    FACTORY = "factory", _("Nhà xưởng")
    SLAUGHTERHOUSE = "slaughterhouse", _("Cơ sở giết mổ")
    WAREHOUSE = "warehouse", _("Kho")
    SHOP = "shop", _("Cửa hàng, điểm bán")
    OFFICE = "office", _("Trụ sở")


class MemberRole(models.TextChoices):
    """What a person may do for an organisation."""

    OWNER = "owner", _("Chủ tài khoản")
    MANAGER = "manager", _("Quản lý")
    RECORDER = "recorder", _("Người ghi chép")
    VIEWER = "viewer", _("Người xem")
    OFFICER = "officer", _("Cán bộ")
    LEAD_OFFICER = "lead_officer", _("Cán bộ đầu mối")


OFFICER_ROLES = frozenset({MemberRole.OFFICER, MemberRole.LEAD_OFFICER})


class State(models.TextChoices):
    """Life of a registration."""

    PENDING = "pending", _("Chờ duyệt")
    ACTIVE = "active", _("Đang hoạt động")
    SUSPENDED = "suspended", _("Tạm dừng")
    CLOSED = "closed", _("Đã đóng")


class ApplicationState(models.TextChoices):
    """Life of an application."""

    DRAFT = "draft", _("Đang viết")
    SENT = "sent", _("Chờ duyệt")
    MORE_WANTED = "more_wanted", _("Cần bổ sung")
    APPROVED = "approved", _("Đã duyệt")
    REJECTED = "rejected", _("Không được duyệt")
    WITHDRAWN = "withdrawn", _("Đã rút lại")


class ProofKind(models.TextChoices):
    """Papers that prove who an organisation is."""

    REGISTRATION = "registration", _("Giấy chứng nhận đăng ký doanh nghiệp, hợp tác xã, hộ")
    IDENTITY = "identity", _("Giấy tờ của người đại diện")
    LAND = "land", _("Giấy tờ về đất, nơi sản xuất")
    AUTHORISATION = "authorisation", _("Giấy uỷ quyền")
    OTHER = "other", _("Giấy tờ khác")


class Purpose(models.TextChoices):
    """What a code is for; it opens nothing else."""

    OPEN_ACCOUNT = "open_account", _("Mở tài khoản")
    RESET_PASSWORD = "reset_password", _("Đặt lại mật khẩu")


class FactorKind(models.TextChoices):
    """Second steps of signing in."""

    TOTP = "totp", _("Ứng dụng mã 6 số")
    PASSKEY = "passkey", _("Khoá truy cập (vân tay, khuôn mặt, khoá USB)")


class ConsentWhat(models.TextChoices):
    """What people agree to."""

    SHOW_NAME = "show_name", _("Hiện tên trên trang công khai")
    WRITE_FOR = "write_for", _("Để hợp tác xã ghi thay")


class ConsentWay(models.TextChoices):
    """How somebody agreed."""

    ONLINE = "online", _("Tự chọn trên cổng")
    PAPER = "paper", _("Giấy ký tay do hợp tác xã giữ")


class Scope(models.TextChoices):
    """What an API key may do."""

    CAPTURE = "capture", _("Ghi sự kiện")
    QUERY = "query", _("Đọc sự kiện")
    TRACE = "trace", _("Truy vết")


ACTS = {
    "parties.register_organisation": _("đăng ký đơn vị"),
    "parties.edit_organisation": _("sửa thông tin đơn vị"),
    "parties.approve_organisation": _("duyệt đơn vị"),
    "parties.suspend_organisation": _("tạm dừng đơn vị"),
    "parties.resume_organisation": _("cho đơn vị hoạt động lại"),
    "parties.add_place": _("thêm địa điểm"),
    "parties.edit_place": _("sửa địa điểm"),
    "parties.move_to_gln": _("chuyển sang GLN"),
    "parties.add_person": _("thêm người dùng"),
    "parties.open_account": _("mở tài khoản"),
    "parties.invite": _("mời người dùng"),
    "parties.revoke_invitation": _("thu hồi lời mời"),
    "parties.add_household": _("thêm hộ thành viên"),
    "parties.ask_household": _("xin ghi thay hộ"),
    "parties.agree_household": _("đồng ý để hợp tác xã ghi thay"),
    "parties.end_household": _("thôi để hợp tác xã ghi thay"),
    "parties.send_application": _("gửi hồ sơ đăng ký"),
    "parties.approve_application": _("duyệt hồ sơ đăng ký"),
    "parties.ask_more": _("yêu cầu bổ sung hồ sơ"),
    "parties.reject_application": _("không duyệt hồ sơ"),
    "parties.withdraw_application": _("rút hồ sơ"),
    "parties.give_consent": _("đồng ý"),
    "parties.take_back_consent": _("rút lại sự đồng ý"),
    "parties.add_factor": _("thêm bước xác nhận khi đăng nhập"),
    "parties.remove_factor": _("bỏ bước xác nhận khi đăng nhập"),
    "parties.new_recovery_codes": _("lấy mã dự phòng mới"),
    "parties.change_password": _("đổi mật khẩu"),
    "parties.end_sessions": _("đăng xuất khỏi các máy khác"),
    "parties.grant_membership": _("giao quyền"),
    "parties.end_membership": _("chấm dứt quyền"),
    "parties.issue_api_key": _("cấp khoá API"),
    "parties.revoke_api_key": _("thu hồi khoá API"),
    "parties.give_mandate": _("uỷ quyền nhà cung cấp giải pháp"),
    "parties.end_mandate": _("thôi uỷ quyền nhà cung cấp giải pháp"),
    "parties.set_password": _("đặt lại mật khẩu"),
}
"""The acts of the room in words, as a history shows them."""

FIELDS = {
    "name": _("Tên"),
    "short_name": _("Tên ngắn"),
    "kind": _("Loại"),
    "tax_code": _("Mã số thuế"),
    "address": _("Địa chỉ"),
    "unit": _("Xã, phường, đặc khu"),
    "phone": _("Điện thoại"),
    "email": _("Thư điện tử"),
    "website": _("Trang web"),
    "sector": _("Lĩnh vực"),
    "roles": _("Vai trò trong chuỗi"),
    "may_show_name": _("Đồng ý hiện tên trên trang công khai của tem"),
    "growing_area_code": _("Mã số vùng trồng"),
    "packing_house_code": _("Mã số cơ sở đóng gói"),
    "latitude": _("Vĩ độ"),
    "longitude": _("Kinh độ"),
    "area_m2": _("Diện tích"),
    "is_active": _("Đang sử dụng"),
    "parent": _("Nằm trong"),
    "outline": _("Ranh giới"),
    "proof_number": _("Số giấy chứng nhận"),
    "expires_date": _("Hết hạn"),
    "role": _("Vai trò"),
    "area": _("Địa bàn"),
}
"""The columns of the room in words, as a history shows them."""
