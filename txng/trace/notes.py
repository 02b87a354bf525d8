"""The delivery note of a shipment and the origin statement of a lot: what the records prove."""

from collections.abc import Sequence
from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from txng.capture import trading
from txng.capture.models import Shipment, ShipmentLine
from txng.capture.told import amount_text
from txng.capture.trading import Passing
from txng.catalogue.queries import public_name, valid_certificates
from txng.identify.models import Lot
from txng.parties.actor import Actor
from txng.parties.models import Organisation
from txng.trace.queries import grade_of, story_of
from txng.trace.records import Listing, Record, Symbol, to_pdf
from txng.trace.stories import Stage
from txng.ui.templatetags.figures import clock, day

_MOST_STAGES = 60


def delivery_note(shipment: Shipment, *, now: datetime) -> bytes:
    """Return the note that goes with the goods: parties, papers, lines with a symbol each.

    The symbol on top opens the shipment for its receiver; a line's opens the lot's page.
    """
    lines = list(shipment.lines.all())
    return to_pdf(
        Record(
            title=_("PHIẾU GIAO HÀNG"),
            subtitle=_("Số: %s") % shipment,
            issuer=shipment.sender_name if shipment.sent_event else shipment.receiver_name,
            issuer_note=_("lập từ sổ truy xuất nguồn gốc trên %s") % _host(),
            address=f"{settings.TXNG_PUBLIC_URL}/doanh-nghiep/giao-nhan/{shipment.pk}/",
            address_note=_("Bên nhận quét để xác nhận"),
            facts=_parties(shipment),
            tables=[
                Listing(
                    title=_("Hàng giao"),
                    head=[_("Hàng"), _("Lô"), _("Kiện"), _("Giao"), _("Nhận"), _("Quét xem lô")],
                    widths=[3.6, 2.4, 2.2, 2, 2, 2],
                    rows=[_line(line) for line in lines],
                    right=[3, 4],
                )
            ],
            notes=_proofs(shipment),
            signs=[
                (_("Bên giao"), str(shipment.sent_by or "")),
                (_("Người vận chuyển"), ""),
                (_("Bên nhận"), str(shipment.received_by or "")),
            ],
            sign_note=_("(ký, ghi rõ họ tên)"),
            foot=_("In lúc %s") % _moment(now),
        )
    )


def _parties(shipment: Shipment) -> list[tuple[str, str]]:
    return [
        (_("Bên giao"), _party(shipment.sender, shipment.sender_name)),
        (_("Giao từ"), str(shipment.from_place or "")),
        (_("Bên nhận"), _party(shipment.receiver, shipment.receiver_name)),
        (_("Nhận ở"), str(shipment.to_place or "")),
        (_("Giao lúc"), _moment(shipment.sent_at)),
        (_("Nhận lúc"), _moment(shipment.received_at)),
        (_("Biển số xe"), shipment.vehicle),
        (_("Số đơn đặt hàng"), shipment.order_number),
    ]


def _party(organisation: Organisation | None, name: str) -> str:
    if organisation is None:
        return _("%s (chưa có trên cổng)") % name
    code = _("MST %s") % organisation.tax_code if organisation.tax_code else ""
    unit = str(organisation.unit) if organisation.unit else ""
    parts = (organisation.name, code, organisation.address, unit)
    return " – ".join(part for part in parts if part)


def _line(line: ShipmentLine) -> list[str | Symbol]:
    received = line.received_quantity
    return [
        line.name,
        line.lot.code if line.lot else line.identifier.rpartition("/")[2],
        _parted(line.logistic_unit.code_text) if line.logistic_unit else "",
        amount_text(line.quantity, line.unit),
        amount_text(received, line.unit) if received is not None else "",
        Symbol(lot_address(line.lot)) if line.lot else "",
    ]


def _parted(code: str) -> str:
    """Part a long code, so that its cell can break it."""
    return " ".join(code[start : start + 6] for start in range(0, len(code), 6))


def _proofs(shipment: Shipment) -> list[str]:
    """Say who stated what: what nobody stated is not on the paper."""
    said = []
    if shipment.sent_event:
        said.append(
            _("%(who)s khai đã giao, sự kiện số %(n)s.")
            % {"who": shipment.sender_name, "n": shipment.sent_event}
        )
    else:
        said.append(_("Bên giao chưa khai lần giao này."))
    if shipment.received_event:
        said.append(
            _("%(who)s khai đã nhận, sự kiện số %(n)s.")
            % {"who": shipment.receiver_name, "n": shipment.received_event}
        )
    else:
        said.append(_("Bên nhận chưa xác nhận."))
    if shipment.note:
        said.append(_("Lý do nhận lệch: %s") % shipment.note)
    if shipment.state == "cancelled":
        said.append(_("LẦN GIAO NÀY ĐÃ HUỶ: phiếu không có giá trị."))
    return said


def origin_statement(lot: Lot, *, actor: Actor, now: datetime) -> bytes:
    """Return the statement of a lot's origin: maker, place, stages with who stated and checked.

    It says how complete the record is and what is missing; it certifies nothing beyond that.
    """
    stages = story_of(lot.identifier)
    graded = grade_of(lot, stages)
    maker = lot.product.organisation
    notes = [_("Mức độ truy xuất: %s.") % graded.grade.label]
    if graded.missing:
        names = "; ".join(str(item.name) for item in graded.missing)
        notes.append(_("Còn thiếu: %s.") % names)
    back = trading.around(lot, actor).back
    if not back:
        notes.append(_("Một bước về trước: chưa ghi lô này lấy hàng của ai."))
    notes.append(
        _("Mỗi dòng là lời khai của người được nêu; bảng kê không thay cho kết quả kiểm nghiệm.")
    )
    return to_pdf(
        Record(
            title=_("BẢNG KÊ NGUỒN GỐC LÔ HÀNG"),
            subtitle=f"{lot.product.name} – {lot.code}",
            issuer=actor.organisation.name if actor.organisation else maker.name,
            issuer_note=_("lập từ sổ truy xuất nguồn gốc trên %s") % _host(),
            address=lot_address(lot),
            address_note=_("Quét để kiểm tra"),
            facts=_lot_facts(lot),
            tables=[_steps(stages), *([_came(back)] if back else [])],
            notes=notes,
            signs=[("", ""), (_("Người lập bảng kê"), str(actor.user or ""))],
            sign_note=_("(ký, ghi rõ họ tên)"),
            foot=_("In lúc %s") % _moment(now),
        )
    )


def _lot_facts(lot: Lot) -> list[tuple[str, str]]:
    papers = [f"{p.get_kind_display()} {p.number}" for p in valid_certificates(lot.product)]
    return [
        (_("Người làm ra"), _party(lot.product.organisation, lot.product.organisation.name)),
        (_("Nơi sản xuất"), f"{lot.place.name}, {lot.place.unit or ''}".strip(", ")),
        (_("Mã lô"), lot.identifier),
        (_("Sản lượng"), lot.quantity_text),
        (_("Ngày sản xuất"), day(lot.produced_date)),
        (_("Hạn sử dụng"), day(lot.expires_date)),
        (_("Chứng nhận còn hiệu lực"), "; ".join(papers)),
    ]


def _steps(stages: Sequence[Stage]) -> Listing:
    return Listing(
        title=_("Hành trình"),
        head=[_("Lúc"), _("Việc"), _("Ở đâu"), _("Ai khai"), _("Ghi lúc")],
        widths=[1.7, 2.6, 2.6, 3, 1.7],
        rows=[_stage(stage) for stage in list(reversed(stages))[-_MOST_STAGES:]],
    )


def _stage(stage: Stage) -> list[str | Symbol]:
    who = public_name(stage.stated_by) if stage.stated_by else ""
    if stage.helper:
        who = _("%(who)s (%(by)s ghi thay)") % {"who": who, "by": public_name(stage.helper)}
    checked = ", ".join(public_name(one) for one in stage.checked_by)
    marks = [_("ghi muộn")] if stage.is_late else []
    if stage.safe_from:
        marks.append(_("thu hoạch trước ngày an toàn %s") % _day(stage.safe_from))
    site = stage.site
    place = ", ".join(part for part in (site.name, site.commune) if part) if site else ""
    told = f"{stage.title} ({'; '.join(marks)})" if marks else str(stage.title)
    said = f"{who}; {_('cùng xác nhận:')} {checked}" if checked else who
    return [_moment(stage.happened_at), told, place, said, _moment(stage.recorded_at)]


def _came(back: Sequence[Passing]) -> Listing:
    return Listing(
        title=_("Một bước về trước"),
        head=[_("Hàng"), _("Từ ai"), _("Lượng"), _("Lúc"), _("Chứng từ")],
        widths=[3, 3.4, 1.6, 1.8, 1.8],
        rows=[
            [
                f"{row.lot} {row.code}".strip(),
                row.giver,
                row.amount_text,
                _moment(row.at),
                ", ".join(row.papers),
            ]
            for row in back
        ],
        right=[2],
    )


def lot_address(lot: Lot) -> str:
    """Return the address of a lot's public page."""
    return f"{settings.TXNG_PUBLIC_URL}{urlsplit(lot.identifier).path}"


def _host() -> str:
    return urlsplit(settings.TXNG_PUBLIC_URL).netloc


def _moment(at: datetime | None) -> str:
    return f"{clock(at)} {day(at)}" if at else ""


def _day(value: date) -> str:
    return day(value)
