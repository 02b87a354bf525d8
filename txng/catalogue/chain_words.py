"""Words for what a chain template says: steps, states, kinds of fields, and where a fault is."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from txng.catalogue.vocab import Unit
from txng.core.numbers import whole

BIZ_STEPS: Final = {
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
DISPOSITIONS: Final = {
    "active": _("Đang dùng"),
    "available": _("Sẵn có"),
    "completeness_inferred": _("Được cho là đủ"),
    "completeness_verified": _("Đã kiểm là đủ"),
    "conformant": _("Đạt"),
    "container_closed": _("Bao kiện đã đóng"),
    "container_open": _("Bao kiện đã mở"),
    "damaged": _("Hư hỏng"),
    "destroyed": _("Đã tiêu hủy"),
    "dispensed": _("Đã cấp phát"),
    "disposed": _("Đã thải bỏ"),
    "encoded": _("Đã ghi mã"),
    "expired": _("Hết hạn"),
    "in_progress": _("Đang làm"),
    "in_transit": _("Đang trên đường"),
    "inactive": _("Chưa dùng"),
    "mismatch_class": _("Lệch loại hàng"),
    "mismatch_instance": _("Lệch từng đơn vị"),
    "mismatch_quantity": _("Lệch số lượng"),
    "needs_replacement": _("Cần thay"),
    "no_pedigree_match": _("Không khớp nguồn gốc"),
    "non_conformant": _("Không đạt"),
    "non_sellable_other": _("Không bán được"),
    "partially_dispensed": _("Đã cấp phát một phần"),
    "recalled": _("Bị thu hồi"),
    "reserved": _("Để dành"),
    "retail_sold": _("Đã bán lẻ"),
    "returned": _("Bị trả lại"),
    "sellable_accessible": _("Bán được, đang bày"),
    "sellable_not_accessible": _("Bán được, chưa bày"),
    "stolen": _("Bị mất"),
    "unavailable": _("Không sẵn có"),
    "unknown": _("Không rõ"),
}
"""CBV 2.0 dispositions: in which state things are after a step."""
ABOUT: Final = {
    "lot": _("Việc làm với lô"),
    "inputs_to_lot": _("Chế biến: lô khác thành lô này"),
    "lot_into_unit": _("Đóng lô vào thùng, pa-lét"),
    "lot_out_of_unit": _("Dỡ lô khỏi thùng, pa-lét"),
    "lot_in_transaction": _("Gắn lô với chứng từ"),
}
ACTIONS: Final = {
    "OBSERVE": _("Ghi nhận"),
    "ADD": _("Tạo ra, cho vào"),
    "DELETE": _("Kết thúc, lấy ra"),
}
FIELD_TYPES: Final = {
    "text": _("Chữ"),
    "number": _("Số"),
    "date": _("Ngày"),
    "choice": _("Chọn một"),
    "quantity": _("Khối lượng, số lượng của lô"),
    "photo": _("Ảnh"),
    "party": _("Đơn vị"),
    "lot": _("Lô"),
    "place": _("Địa điểm"),
    "bool": _("Có, không"),
    "input": _("Vật tư đã dùng"),
}
PARTS: Final = {
    "code": _("mã"),
    "name": _("tên"),
    "name_en": _("tên tiếng Anh"),
    "label": _("nhãn"),
    "label_en": _("nhãn tiếng Anh"),
    "standard": _("tiêu chuẩn"),
    "version": _("phiên bản"),
    "parties": _("các bên"),
    "steps": _("các bước"),
    "fields": _("các mục cần ghi"),
    "choices": _("các lựa chọn"),
    "event": _("loại sự kiện"),
    "action": _("việc với lô"),
    "biz_step": _("từ chuẩn của việc"),
    "disposition": _("trạng thái sau bước"),
    "what": _("bước nói về"),
    "actor_roles": _("bên thực hiện"),
    "place_kinds": _("nơi thực hiện"),
    "required": _("bắt buộc"),
    "repeatable": _("ghi được nhiều lần"),
    "public": _("hiện cho mọi người"),
    "late_after_hours": _("ghi muộn sau (giờ)"),
    "every_days": _("nhắc sau (ngày)"),
    "type": _("kiểu"),
    "unit": _("đơn vị tính"),
    "kinds": _("loại vật tư"),
    "min": _("nhỏ nhất"),
    "max": _("lớn nhất"),
    "ilmd": _("đặc tính của lô"),
    "many": _("nhiều giá trị"),
    "help": _("lời nhắc"),
    "help_en": _("lời nhắc tiếng Anh"),
}
"""What a definition's keys are called (see templates.md)."""
_WORDS: Final[Mapping[str, Mapping[str, str | Promise]]] = {
    "biz_step": BIZ_STEPS,
    "disposition": DISPOSITIONS,
    "what": ABOUT,
    "action": ACTIONS,
    "type": FIELD_TYPES,
}


def value_in_words(key: str, value: object) -> str:
    """Return what one key of a step or field says, as people say it."""
    if isinstance(value, bool):
        return str(_("có") if value else _("không"))
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return str(_WORDS.get(key, {}).get(str(value), "–" if value in (None, "") else value))


def unit_in_words(unit: str) -> str:
    """Return a unit of measure as people write it; a word that is no code stays."""
    return str(Unit(unit).label if unit in Unit.values else unit)


def with_codes(codes: Iterable[str], words: Mapping[str, str | Promise]) -> str:
    """Return codes in words, each with the code that a file has to say: `Chữ (text), …`."""
    return ", ".join(f"{words[code]} ({code})" if code in words else code for code in sorted(codes))


def place_in_words(definition: Mapping[str, Any], pointer: str) -> str:
    """Return where a JSON pointer leads, e.g. `bước 2 “Thu hoạch”, mục 1 “Sản lượng”, kiểu`."""
    parts: list[str] = []
    here: Any = definition
    last = ""
    for key in pointer.strip("/").split("/"):
        above = here
        here = _beneath(above, key)
        if not isinstance(above, list) or whole(key) is None:
            last = key
            parts.append(f"“{key}”" if key not in PARTS else str(PARTS[key]))
        else:
            parts[-1] = _one_of_many(last, int(key), here)
    return ", ".join(parts) if pointer.strip("/") else str(_("cả mẫu"))


def _beneath(here: Any, key: str) -> Any:
    if isinstance(here, list):
        place = whole(key)
        return here[place] if place is not None and place < len(here) else None
    return here.get(key) if isinstance(here, dict) else None


def _one_of_many(what: str, number: int, found: Any) -> str:
    kind = {"steps": _("bước"), "fields": _("mục"), "choices": _("lựa chọn")}.get(what, what)
    told = found if isinstance(found, dict) else {}
    name = told.get("name") or told.get("label") or told.get("code")
    return f"{kind} {number + 1} “{name}”" if name else f"{kind} {number + 1}"
