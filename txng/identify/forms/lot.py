"""What people fill in about lots and logistic units."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from txng.catalogue.models import Product
from txng.identify.models import Lot
from txng.identify.queries import LotFilter
from txng.identify.services import LotFacts
from txng.identify.vocab import LotState
from txng.parties.models import Organisation, Place
from txng.parties.place_field import PlaceField
from txng.ui.widgets import Day, Figure


class TellLot(forms.Form):
    """What is told about a lot."""

    place = PlaceField(
        label=_("Nơi sản xuất"),
        queryset=Place.objects.none(),
        empty_label=None,
        help_text=_("Thửa ruộng, vườn, ao, nhà xưởng làm ra lô này."),
    )
    produced_date = forms.DateField(
        label=_("Ngày sản xuất, thu hoạch"),
        required=False,
        widget=Day(),
        help_text=_("Để trống nếu chưa thu hoạch; cần có trước khi kích hoạt tem."),
    )
    expires_date = forms.DateField(label=_("Hạn sử dụng (nếu có)"), required=False, widget=Day())
    quantity = forms.DecimalField(
        label=_("Sản lượng"),
        required=False,
        min_value=0.001,
        max_digits=14,
        decimal_places=3,
        localize=True,
        widget=Figure(),
    )
    unit_count = forms.IntegerField(
        label=_("Số đơn vị bán lẻ"),
        required=False,
        min_value=1,
        max_value=100_000_000,
        localize=True,
        widget=Figure(),
        help_text=_("Số gói, hộp, chai của lô. Không kích hoạt được nhiều tem hơn số này."),
    )

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        """Offer the organisation's own places in use."""
        super().__init__(*args, **options)
        place = self.fields["place"]
        if isinstance(place, forms.ModelChoiceField):
            place.queryset = Place.objects.filter(
                organisation=organisation, is_active=True
            ).order_by("name", "id")

    def facts(self) -> LotFacts:
        """Return what was filled in."""
        told = self.cleaned_data
        return LotFacts(**{name: told[name] for name in LotFacts.__dataclass_fields__})


class CreateLot(TellLot):
    """A new lot of one of the organisation's products."""

    field_order = ("product", "code", "place", "produced_date", "expires_date", "quantity")
    product = forms.ModelChoiceField(
        label=_("Sản phẩm"), queryset=Product.objects.none(), empty_label=None
    )
    code = forms.CharField(
        label=_("Mã lô"),
        required=False,
        max_length=20,
        help_text=_("Để trống thì hệ thống đặt mã theo ngày, ví dụ L261121-01."),
    )

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        """Offer the organisation's own products in use."""
        super().__init__(*args, organisation=organisation, **options)
        product = self.fields["product"]
        if isinstance(product, forms.ModelChoiceField):
            product.queryset = Product.objects.filter(
                organisation=organisation, is_active=True
            ).order_by("name", "id")


class EditLot(TellLot):
    """A lot that is known."""

    @classmethod
    def told_of(cls, lot: Lot) -> dict[str, object]:
        """Return what the form shows of a lot."""
        facts = {name: getattr(lot, name) for name in LotFacts.__dataclass_fields__}
        return {**facts, "place": lot.place_id}


class FindLots(forms.Form):
    """Filters of the list of lots; wrong values count as none."""

    q = forms.CharField(label=_("Mã lô, sản phẩm"), required=False, max_length=120)
    state = forms.ChoiceField(
        label=_("Trạng thái"), required=False, choices=[("", _("Tất cả")), *LotState.choices]
    )

    def filter(self) -> LotFilter:
        """Return what the list is narrowed to."""
        self.is_valid()
        told = self.cleaned_data
        return LotFilter(text=told.get("q", ""), state=told.get("state", ""))


class DrawLogisticUnit(forms.Form):
    """A new case or pallet."""

    description = forms.CharField(
        label=_("Mô tả"),
        required=False,
        max_length=200,
        help_text=_("Ví dụ: thùng 10 kg, chuyến sáng 21/11."),
    )
