"""The verdict: one pure function of what is known of a code, and the words it is said in.

The page, the interface for programs and the offline check use this same function.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from txng.identify.vocab import LotState
from txng.stamps.vocab import StampState
from txng.verify.vocab import Tone, Verdict

DEVICES_SUSPICIOUS: Final = 20
"""So many different devices at one unit's stamp (counted by day) make it look copied."""


@dataclass(frozen=True)
class Known:
    """All that a verdict depends on.

    `is_unit`: the code names a single unit (a stamp, a registered item), not a lot or a kind.
    `stamp` is None where no stamp stands behind the code. `devices` counts different devices,
    each once a day, that looked at this unit before. `has_story`: events name the very code;
    `is_kind`: it names only a kind of product. Days are of Vietnam's calendar.
    """

    exists: bool
    today: date
    is_unit: bool = False
    stamp: StampState | None = None
    lot_state: LotState | None = None
    expires_date: date | None = None
    devices: int = 0
    has_story: bool = False
    is_kind: bool = False


def verdict(known: Known) -> Verdict:
    """Judge a code. What endangers health wins over what is wrong with the stamp, that over doubt.

    Order: unknown · recalled · void · never printed · not active · used up · expired · suspicious.
    """
    if not known.exists:
        return Verdict.UNKNOWN
    if known.lot_state == LotState.RECALLED:
        return Verdict.RECALLED
    if known.stamp in _BY_STAMP:
        return _BY_STAMP[known.stamp]
    if known.expires_date is not None and known.expires_date < known.today:
        return Verdict.EXPIRED
    if known.is_unit and known.devices >= DEVICES_SUSPICIOUS:
        return Verdict.SUSPICIOUS
    return _in_order(known)


def _in_order(known: Known) -> Verdict:
    if known.stamp is not None:
        return Verdict.VALID
    if known.lot_state == LotState.OPEN:
        return Verdict.LOT_OPEN
    if known.lot_state is not None or known.has_story:
        return Verdict.RECORDED
    return Verdict.INFORMATION if known.is_kind else Verdict.REGISTERED


_BY_STAMP: Final[Mapping[StampState | None, Verdict]] = {
    StampState.VOID: Verdict.VOID,
    StampState.UNPRINTED: Verdict.UNPRINTED,
    StampState.PRINTED: Verdict.INACTIVE,
    StampState.CONSUMED: Verdict.CONSUMED,
}


@dataclass(frozen=True)
class Face:
    """How a verdict is shown: colour, icon, sentence, what to do, HTTP status."""

    tone: Tone
    icon: str
    sentence: str | Promise
    advice: str | Promise
    status: int = 200


FACES: Final[Mapping[Verdict, Face]] = {
    Verdict.VALID: Face(
        Tone.GOOD,
        "check-circle-fill",
        _("Tem hợp lệ, đang lưu thông"),
        _("Hãy so tên và ảnh dưới đây với sản phẩm trên tay."),
    ),
    Verdict.RECORDED: Face(
        Tone.GOOD,
        "check-circle-fill",
        _("Có hồ sơ truy xuất"),
        _("Mã này không phải tem riêng của từng gói. Hãy so tên, ảnh và mã với hàng trên tay."),
    ),
    Verdict.LOT_OPEN: Face(
        Tone.LOOK,
        "hourglass-split",
        _("Lô hàng đang sản xuất, chưa bán ra"),
        _("Nếu đã thấy lô này ngoài cửa hàng, hãy hỏi nơi bán."),
    ),
    Verdict.REGISTERED: Face(
        Tone.INFO,
        "info-circle-fill",
        _("Mã này có đăng ký trong hệ thống"),
        _("Đây không phải là mã của một lô hàng."),
    ),
    Verdict.INFORMATION: Face(
        Tone.INFO,
        "info-circle-fill",
        _("Chỉ có thông tin, chưa biết lô nào"),
        _("Mã này không nói sản phẩm thuộc lô nào nên chưa chứng minh được nguồn gốc."),
    ),
    Verdict.SUSPICIOUS: Face(
        Tone.LOOK,
        "exclamation-triangle-fill",
        _("Đáng ngờ: tem này bị quét trên quá nhiều điện thoại"),
        _("Tem có thể đã bị sao chép. Hãy xem kỹ bao bì và hỏi nơi bán."),
    ),
    Verdict.EXPIRED: Face(
        Tone.STOP,
        "calendar-x-fill",
        _("Sản phẩm đã hết hạn sử dụng: không dùng"),
        _("Hãy trả lại nơi bán."),
    ),
    Verdict.CONSUMED: Face(
        Tone.LOOK,
        "exclamation-triangle-fill",
        _("Sản phẩm mang tem này đã được ghi là đã sử dụng"),
        _("Nếu gói hàng còn nguyên, tem có thể đã bị dùng lại. Hãy hỏi nơi bán."),
    ),
    Verdict.INACTIVE: Face(
        Tone.LOOK,
        "exclamation-triangle-fill",
        _("Tem chưa kích hoạt: chưa được phép dán lên hàng đang bán"),
        _("Đừng mua vội. Hãy hỏi nơi bán hoặc báo cho cơ quan quản lý."),
        status=409,
    ),
    Verdict.UNPRINTED: Face(
        Tone.STOP,
        "x-octagon-fill",
        _("Mã này chưa từng được in thành tem"),
        _("Tem trên tay không phải do cổng phát hành. Đừng tin sản phẩm này."),
        status=404,
    ),
    Verdict.VOID: Face(
        Tone.STOP,
        "x-octagon-fill",
        _("Tem đã bị hủy, không còn giá trị"),
        _("Tem này không được phép nằm trên hàng đang bán. Đừng mua, và báo cho cơ quan quản lý."),
        status=410,
    ),
    Verdict.RECALLED: Face(
        Tone.STOP,
        "x-octagon-fill",
        _("Sản phẩm đã bị thu hồi: không dùng"),
        _("Hãy ngừng sử dụng và trả lại nơi bán."),
    ),
    Verdict.UNKNOWN: Face(
        Tone.STOP,
        "x-octagon-fill",
        _("Không có mã này trong hệ thống"),
        _("Tem có thể là giả. Hãy xem lại mã; nếu quét từ tem, đừng tin sản phẩm này."),
        status=404,
    ),
}
"""Why these statuses: see docs/operating/scan-answers.md."""
