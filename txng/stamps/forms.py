"""What people fill in to order, print, activate and void stamps."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from txng.catalogue.models import Product
from txng.identify.models import Lot
from txng.stamps.codes import MAX_SIZE
from txng.stamps.grids import GRIDS
from txng.stamps.ranges import Pair


def _count(label: Any, **options: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"class": "w-short", "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=1, widget=widget, **options)


class _LotField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """One of the lots that fit: product first, then the lot's code."""

    def label_from_instance(self, obj: Lot) -> str:
        """Name first, code after."""
        return f"{obj.product.name} – {obj.code}"


class OrderBatch(forms.Form):
    """For which product or lot, how many."""

    product = forms.ModelChoiceField(label=_("Sản phẩm"), queryset=Product.objects.none())
    size = _count(
        _("Số tem"),
        max_value=MAX_SIZE,
        help_text=_("Mỗi đơn vị bán lẻ một tem. Nên đặt dư vài tem cho lúc in hỏng."),
    )

    def __init__(self, *args: Any, products: Any, lot: Lot | None = None, **options: Any) -> None:
        """Offer products of the organisation; for a lot the product is already known."""
        super().__init__(*args, **options)
        if lot is not None:
            del self.fields["product"]
        else:
            field = self.fields["product"]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  for the type checker
            field.queryset = products


class _Range(forms.Form):
    """From stamp number to stamp number, counted from 1, both included."""

    first = _count(_("Từ tem số"))
    last = _count(_("Đến tem số"))

    @property
    def positions(self) -> Pair:
        """Return the half-open range of positions, counted from 0."""
        return self.cleaned_data["first"] - 1, self.cleaned_data["last"]


class PrintBatch(_Range):
    """Which stamps, on which label sheets."""

    grid = forms.ChoiceField(
        label=_("Khổ tờ nhãn A4 (cột × hàng)"),
        choices=[(code, str(grid)) for code, grid in GRIDS.items()],
        initial="4x10",
    )
    skip = forms.IntegerField(
        label=_("Số nhãn đã dùng trên tờ đầu"),
        min_value=0,
        initial=0,
        help_text=_("Tờ đã dùng dở: bỏ qua chừng ấy nhãn, đếm từ trái sang phải, trên xuống dưới."),
        widget=forms.NumberInput(attrs={"class": "w-short", "inputmode": "numeric"}),
    )


class PrintLotCode(forms.Form):
    """On which label sheet the lot's own code is repeated."""

    grid = PrintBatch.base_fields["grid"]


class ActivateRange(_Range):
    """Which stamps stand on which lot."""

    lot = _LotField(label=_("Lô hàng"), queryset=Lot.objects.none())
    field_order = ("lot", "first", "last")

    def __init__(self, *args: Any, lots: Any, **options: Any) -> None:
        """Offer the lots of the stamps' product that are not closed."""
        super().__init__(*args, **options)
        field = self.fields["lot"]
        assert isinstance(field, _LotField)  # noqa: S101  for the type checker
        field.queryset = lots


class VoidRange(_Range):
    """Which stamps, and why."""

    reason = forms.CharField(
        label=_("Lý do"),
        max_length=300,
        help_text=_("Ví dụ: tem bị rách khi dán, máy in kẹt giấy, cuộn tem bị mất."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
