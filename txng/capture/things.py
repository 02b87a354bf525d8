"""From a scanned or typed code to the lot or case that can be handed over, or why it cannot."""

from django.utils.translation import gettext_lazy as _

from txng.capture.codes import identifier_of
from txng.core.errors import Refused
from txng.gs1.identifiers import Kind, classify
from txng.identify.models import LogisticUnit, Lot
from txng.identify.vocab import LotState
from txng.parties.models import Organisation


class NotACode(Refused):
    """Nothing can be read from what was scanned or typed."""

    reason = _(
        "Chưa đọc được mã này. Hãy quét lại, hoặc nhập mã lô như trên phiếu, "
        "18 chữ số SSCC của thùng, hoặc dán địa chỉ đọc được từ mã QR."
    )
    status = 422


class NotALotOrCase(NotACode):
    """The code names something else than a lot or a case."""


class UnknownHere(NotACode):
    """A right code that the portal does not know."""

    reason = _(
        "Mã đúng nhưng cổng chưa có lô hay thùng này. Nếu là hàng của bên ngoài cổng, "
        "hãy dùng “Nhận hàng bên giao chưa ghi”."
    )


class LotStopped(NotACode):
    """A recalled or closed lot is not handed over."""


Thing = Lot | LogisticUnit
_OTHERS = {
    Kind.INSTANCE: _(
        "Đây là tem của một đơn vị sản phẩm. Giao nhận theo lô hoặc theo thùng: "
        "hãy quét mã lô trên phiếu, hoặc mã SSCC trên thùng."
    ),
    Kind.CLASS: _("Đây là mã sản phẩm, chưa nói lô nào. Hãy quét mã lô."),
    Kind.LOCATION: _("Đây là mã địa điểm, không phải mã lô hay mã thùng."),
    Kind.PARTY: _("Đây là mã của một đơn vị, không phải mã lô hay mã thùng."),
}


def thing_named(text: str, *, organisation: Organisation) -> Thing:
    """Return the lot or case that a code names: an own lot's short code, or any code with its key.

    Raises NotACode and its kinds, each with its own sentence.
    """
    own = Lot.objects.filter(product__organisation=organisation, code=text.strip())
    lot = own.select_related("product__organisation", "product__template").order_by("-id").first()
    if lot is not None:
        return _fit(lot)
    identifier = identifier_of(text)
    if identifier is None:
        raise NotACode(fields={"code": NotACode.reason})
    found = thing_of(identifier)
    if found is None:
        kind = classify(identifier).kind
        reason = _OTHERS.get(kind)
        if reason is not None:
            raise NotALotOrCase(reason, fields={"code": reason})
        raise UnknownHere(fields={"code": UnknownHere.reason})
    return _fit(found) if isinstance(found, Lot) else found


def thing_of(identifier: str) -> Thing | None:
    """Return the lot or case of a canonical identifier, None when the portal knows none."""
    lots = Lot.objects.filter(identifier=identifier)
    lot = lots.select_related("product__organisation", "product__template").first()
    return lot or LogisticUnit.objects.filter(identifier=identifier).first()


def _fit(lot: Lot) -> Lot:
    refuse_stopped(lot)
    return lot


def refuse_stopped(lot: Lot) -> None:
    """Refuse a lot that was recalled or has ended."""
    if lot.state == LotState.RECALLED:
        sentence = _(
            "Lô %(lot)s đã bị thu hồi: không giao, không nhận, không bán. "
            "Hãy để riêng và báo bên giao."
        ) % {"lot": lot.code}
    elif lot.state == LotState.CLOSED:
        sentence = _("Lô %(lot)s đã kết thúc nên không giao nhận được nữa.") % {"lot": lot.code}
    else:
        return
    raise LotStopped(sentence, fields={"code": sentence})
