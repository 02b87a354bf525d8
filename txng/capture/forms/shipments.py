"""What people fill in about goods that change hands, and about cases."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from txng.capture import trading
from txng.capture.codes import identifier_of
from txng.capture.forms.steps import NameOrCode, PartyField
from txng.capture.models import Shipment, ShipmentLine
from txng.capture.services import Brought, Packing
from txng.capture.shipment_events import Delivery, Party
from txng.capture.things import thing_of
from txng.capture.told import unit_text
from txng.catalogue.vocab import Unit
from txng.core import clock
from txng.core.search import tidy
from txng.gs1.identifiers import Kind, classify
from txng.identify.models import LogisticUnit, Lot
from txng.parties.models import Organisation, Place
from txng.parties.place_field import PlaceField
from txng.ui.widgets import Figure, Moment


def _now() -> Any:
    return localtime(clock.now())


class _Where(forms.Form):
    """Where and when; opens at the organisation's first place and the present moment."""

    place = PlaceField(label=_("Ở đâu"), queryset=Place.objects.none(), empty_label=None)
    happened_at = forms.DateTimeField(label=_("Lúc nào"), widget=Moment(), initial=_now)

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        """Offer the organisation's own places in use."""
        super().__init__(*args, **options)
        self.organisation = organisation
        own = Place.objects.filter(organisation=organisation, is_active=True)
        self.fields["place"].queryset = own.order_by("name", "id")  # type: ignore[attr-defined]


class _WithPartner(_Where):
    partner = PartyField(label=_("Bên kia"), max_length=250)
    partner_phone = forms.CharField(
        label=_("Số điện thoại"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        help_text=_("Chỉ cần khi bên kia chưa có trên cổng."),
    )
    document = forms.CharField(label=_("Số phiếu giao hàng"), max_length=60, required=False)
    order_number = forms.CharField(label=_("Số đơn đặt hàng"), max_length=60, required=False)
    vehicle = forms.CharField(label=_("Biển số xe"), max_length=60, required=False)

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        """Offer the names of those with whom one has traded."""
        super().__init__(*args, organisation=organisation, **options)
        box = self.fields["partner"]
        box.widget = NameOrCode(trading.partners_known_to(organisation))
        box.help_text = _("Tên hoặc mã số thuế. Chưa có trên cổng thì ghi tên và số điện thoại.")

    def _partner(self) -> Party:
        told = self.cleaned_data["partner"]
        if isinstance(told, Organisation):
            return Party(organisation=told)
        return Party(name=told, phone=self.cleaned_data["partner_phone"])

    def _delivery(self, *, sender: Party, receiver: Party) -> Delivery:
        told = self.cleaned_data
        return Delivery(
            sender=sender,
            receiver=receiver,
            place=told["place"],
            at=told["happened_at"],
            document=told["document"],
            order_number=told["order_number"],
            vehicle=told["vehicle"],
        )


class Ship(_WithPartner):
    """Goods that leave: to whom, from where, by which papers."""

    field_order = (
        "partner", "partner_phone", "place", "happened_at", "document", "order_number", "vehicle",
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        """Name the other side."""
        super().__init__(*args, **options)
        self.fields["partner"].label = _("Giao cho ai")
        self.fields["place"].label = _("Giao từ đâu")

    def delivery(self) -> Delivery:
        """Return what was filled in."""
        own = Party(organisation=self.organisation)
        return self._delivery(sender=own, receiver=self._partner())


class ReceiveByHand(_WithPartner):
    """Goods that came without the sender's word: from whom, which lot, how much."""

    code = forms.CharField(
        label=_("Mã lô"),
        max_length=2000,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "off", "data-scan": ""}
        ),
        help_text=_("Quét mã trên phiếu, trên tem lô; hoặc nhập mã."),
    )
    name = forms.CharField(
        label=_("Tên hàng"),
        max_length=200,
        required=False,
        help_text=_("Cần khi lô chưa có trên cổng."),
    )
    quantity = forms.DecimalField(
        label=_("Số lượng nhận"),
        min_value=Decimal("0.001"),
        max_digits=14,
        decimal_places=3,
        localize=True,
        widget=Figure(),
    )
    unit = forms.ChoiceField(
        label=_("Đơn vị tính"),
        choices=Unit.choices,
        help_text=_("Lô có trên cổng thì tính theo đơn vị của lô."),
    )
    field_order = (
        "code", "name", "quantity", "unit", "partner", "partner_phone", "place", "happened_at",
        "document", "order_number", "vehicle",
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        """Name the other side."""
        super().__init__(*args, **options)
        self.fields["partner"].label = _("Nhận của ai")
        self.fields["place"].label = _("Nhận ở đâu")

    def clean_code(self) -> Lot | str:
        """Return the lot, or the identifier of one from outside."""
        identifier = identifier_of(self.cleaned_data["code"])
        found = thing_of(identifier) if identifier else None
        if isinstance(found, Lot):
            return found
        if found is not None or not identifier or classify(identifier).kind is not Kind.LOT:
            raise forms.ValidationError(
                _("Chưa đọc được mã lô này: hãy nhập mã đủ, ví dụ (01)08938501234568(10)L2611-03.")
            )
        return identifier

    def clean(self) -> dict[str, Any]:
        """Ask for the name of goods that the portal does not know."""
        told: dict[str, Any] = super().clean() or {}
        if isinstance(told.get("code"), str) and not tidy(told.get("name", "")):
            self.add_error("name", _("Lô này chưa có trên cổng: hãy ghi tên hàng."))
        return told

    def delivery(self) -> Delivery:
        """Return who brought it, where and when."""
        own = Party(organisation=self.organisation)
        return self._delivery(sender=self._partner(), receiver=own)

    def brought(self) -> Brought:
        """Return what came."""
        told = self.cleaned_data
        lot = told["code"] if isinstance(told["code"], Lot) else None
        return Brought(
            identifier=lot.identifier if lot else told["code"],
            name=lot.product.name if lot else tidy(told["name"]),
            quantity=told["quantity"],
            unit=lot.unit if lot else told["unit"],
            lot=lot,
        )


class Receive(_Where):
    """What came of a shipment: an amount for each line, as counted."""

    note = forms.CharField(
        label=_("Lý do nếu nhận lệch"),
        max_length=300,
        required=False,
        help_text=_("Ví dụ: hao hụt, dập nát, giao nhầm."),
    )

    def __init__(self, *args: Any, lines: Sequence[ShipmentLine], **options: Any) -> None:
        """Make a box for each line, filled with what was sent."""
        super().__init__(*args, **options)
        self.fields["place"].label = _("Nhận ở đâu")
        self.lines = lines
        first = list(self.fields)
        for line in lines:
            self.fields[f"line_{line.pk}"] = forms.DecimalField(
                label=_line_text(line),
                min_value=0,
                max_digits=14,
                decimal_places=3,
                localize=True,
                initial=line.quantity.normalize(),
                widget=Figure(unit_text(line.unit)),
            )
        self.order_fields([f"line_{line.pk}" for line in lines] + first)

    def delivery(self, shipment: Shipment) -> Delivery:
        """Return where and when it came; the parties are the shipment's own."""
        return Delivery(
            sender=Party(organisation=shipment.sender, name=shipment.sender_name),
            receiver=Party(organisation=shipment.receiver),
            place=self.cleaned_data["place"],
            at=self.cleaned_data["happened_at"],
        )

    def quantities(self) -> dict[int, Decimal]:
        """Return the counted amounts by line."""
        return {line.pk: self.cleaned_data[f"line_{line.pk}"] for line in self.lines}


def _line_text(line: ShipmentLine) -> str:
    parts = [line.name, line.lot.code if line.lot else ""]
    if line.logistic_unit:
        parts.append(_("trong kiện %s") % line.logistic_unit.code_text)
    return " ".join(part for part in parts if part)


class Confirm(forms.Form):
    """A question that is answered by its button."""


class PackUnit(_Where):
    """Where and when a case is filled or emptied."""

    def packing(self, unit: LogisticUnit) -> Packing:
        """Return what was filled in."""
        told = self.cleaned_data
        return Packing(unit=unit, place=told["place"], at=told["happened_at"])


class FindShipments(forms.Form):
    """Filters of the list of shipments; wrong values count as none."""

    q = forms.CharField(label=_("Bên kia, số phiếu, mã lô"), required=False, max_length=120)
    part = forms.ChoiceField(
        label=_("Chiều"),
        required=False,
        choices=[
            ("", _("Tất cả")),
            (trading.WAITING, _("Chờ tôi nhận")),
            (trading.COMING, _("Nhận về")),
            (trading.GOING, _("Giao đi")),
        ],
    )

    def told(self) -> tuple[str, str]:
        """Return the part and the words that the list is narrowed to."""
        self.is_valid()
        return self.cleaned_data.get("part", ""), tidy(self.cleaned_data.get("q", ""))
