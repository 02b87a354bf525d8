"""The sentences of a page that depend on what the look found."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from txng.gs1.identifiers import Kind
from txng.stamps import codes
from txng.ui.templatetags.figures import clock, day, number
from txng.verify.queries import Look
from txng.verify.verdict import FACES
from txng.verify.vocab import Verdict

Text = str | Promise


def headline(look: Look) -> Text:
    """Return the one sentence of the verdict, with the day of a recall."""
    if look.verdict == Verdict.RECALLED and look.recalled_at is not None:
        return gettext("Sản phẩm đã bị thu hồi ngày %(day)s: không dùng") % {
            "day": day(look.recalled_at)
        }
    return FACES[look.verdict].sentence


def looks(look: Look) -> str:
    """Return how often this code was looked at before, and when first; empty where not counted."""
    if look.stamp is None and look.address.kind != Kind.LOT:
        return ""
    if look.first_at is None:
        return gettext("Đây là lần quét đầu tiên")
    seen = ngettext("Đã quét %(n)s lần trước đó", "Đã quét %(n)s lần trước đó", look.scans)
    return (seen + gettext(", lần đầu lúc %(time)s ngày %(day)s")) % {
        "n": number(look.scans),
        "time": clock(look.first_at),
        "day": day(look.first_at),
    }


def code_of(look: Look) -> str:
    """Return the code as it stands on the stamp, in groups; empty for other codes."""
    return codes.grouped(look.stamp.code) if look.stamp else ""


_STAMP_PROVES: Final = _(
    "Tem do cổng này phát hành và người sản xuất đã kích hoạt cho đúng lô ghi ở trên."
)
_PROVES: Final = {
    Verdict.VALID: _STAMP_PROVES,
    Verdict.RECALLED: _("Lô hàng này có trong hệ thống và đã có lệnh thu hồi."),
    Verdict.EXPIRED: _("Lô hàng này có trong hệ thống và hạn sử dụng đã qua."),
    Verdict.CONSUMED: _("Tem do cổng này phát hành và đã được ghi là dùng xong."),
    Verdict.SUSPICIOUS: _("Mã tem là thật nhưng đã bị quét bất thường, có thể đã bị chép lại."),
    Verdict.RECORDED: _("Mã này có trong hệ thống và các công đoạn trên đã được khai báo."),
    Verdict.LOT_OPEN: _("Lô này có trong hệ thống nhưng chưa được đưa ra bán."),
    Verdict.INFORMATION: _("Sản phẩm này đã được đăng ký trong hệ thống."),
    Verdict.REGISTERED: _("Mã này đã được đăng ký trong hệ thống."),
}
_NOT_STAMP: Final = _(
    "Không chứng minh hàng trong gói đúng là hàng đã khai: tem thật vẫn có thể bị bóc hoặc chép "
    "lại. Các công đoạn do đơn vị nêu tên tự khai, trừ chỗ ghi “đã kiểm tra”."
)
_NOT: Final = {
    Verdict.REGISTERED: _("Không chứng minh món hàng nào đến từ đây."),
    Verdict.INFORMATION: _(
        "Không chứng minh món hàng trên tay là sản phẩm này, cũng không cho biết nó làm ra lúc nào."
    ),
}
_NOT_CODE: Final = _(
    "Không chứng minh món hàng trên tay thuộc lô này: mã không riêng cho từng gói nên ai cũng "
    "in lại được. Các công đoạn do đơn vị nêu tên tự khai, trừ chỗ ghi “đã kiểm tra”."
)


def proof(look: Look) -> tuple[Text, Text]:
    """Return what a look proves, and what it does not; empty for a code that opens no page."""
    if look.verdict not in _PROVES:
        return "", ""
    if look.verdict in _NOT:
        return _PROVES[look.verdict], _NOT[look.verdict]
    return _PROVES[look.verdict], _NOT_STAMP if look.stamp else _NOT_CODE
