"""What people fill in about inputs: materials, purchases, what is written off."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from txng.capture.models import Material
from txng.capture.services import MaterialFacts, PurchaseFacts
from txng.catalogue.models import ProductGroup
from txng.catalogue.vocab import InputKind, Unit
from txng.core.files import ATTRIBUTE, Accept
from txng.ui.widgets import Day, Figure

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_SMALLEST = Decimal("0.001")


def _amount(label: "str | _StrPromise", **options: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        min_value=_SMALLEST,
        max_digits=12,
        decimal_places=3,
        localize=True,
        widget=Figure(),
        **options,
    )


class AddInput(forms.Form):
    """What is told of a material."""

    name = forms.CharField(
        label=_("Tên vật tư"), max_length=160, help_text=_("Như trên bao bì, ví dụ NPK 16-16-8.")
    )
    kind = forms.ChoiceField(label=_("Loại"), choices=InputKind.choices)
    unit = forms.ChoiceField(
        label=_("Đơn vị tính"), choices=Unit.choices, help_text=_("Mua và dùng đều tính theo nó.")
    )
    active_substance = forms.CharField(label=_("Hoạt chất"), max_length=200, required=False)
    waiting_days = forms.IntegerField(
        label=_("Thời gian cách ly, ngừng thuốc"),
        required=False,
        min_value=0,
        max_value=365,
        localize=True,
        widget=Figure(_("ngày"), inputmode="numeric"),
        help_text=_("Số ngày ghi trên nhãn. Nhật ký sẽ đếm lùi và nhắc ngày thu hoạch an toàn."),
    )
    registration_number = forms.CharField(
        label=_("Số đăng ký lưu hành"), max_length=60, required=False
    )
    maker = forms.CharField(label=_("Nơi sản xuất"), max_length=160, required=False)
    low_level = _amount(
        _("Nhắc mua khi còn"), required=False, help_text=_("Để trống nếu không cần nhắc.")
    )

    def facts(self) -> MaterialFacts:
        """Return what was filled in."""
        told = dict(self.cleaned_data)
        told |= {"kind": InputKind(told["kind"]), "unit": Unit(told["unit"])}
        return MaterialFacts(**told)


class EditInput(AddInput):
    """A material that is known."""

    is_active = forms.BooleanField(label=_("Đang dùng"), required=False)

    @classmethod
    def told_of(cls, material: Material) -> dict[str, object]:
        """Return what the form shows of a material."""
        return {name: getattr(material, name) for name in cls.base_fields}


class BuyInput(forms.Form):
    """What came in of a material."""

    quantity = _amount(_("Số lượng"))
    bought_date = forms.DateField(label=_("Ngày mua"), widget=Day(), initial=localdate)
    supplier = forms.CharField(label=_("Mua của ai"), max_length=200, required=False)
    cost = forms.DecimalField(
        label=_("Thành tiền"),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=0,
        localize=True,
        widget=Figure("đ", inputmode="numeric"),
        help_text=_("Cho cả lần mua này. Dùng để tính chi phí của từng lô."),
    )
    expires_date = forms.DateField(label=_("Hạn dùng"), required=False, widget=Day())
    batch = forms.CharField(label=_("Số lô trên bao bì"), max_length=60, required=False)
    invoice = forms.FileField(
        label=_("Ảnh hoá đơn, nhãn"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ATTRIBUTE[Accept.PAPER]}),
        help_text=_("Ảnh chụp hoặc PDF. Chỉ đơn vị và cơ quan quản lý xem được."),
    )

    def __init__(self, *args: Any, material: Material, **options: Any) -> None:
        """Show the material's unit inside the box."""
        super().__init__(*args, **options)
        _in_unit(self.fields["quantity"], material)

    def facts(self) -> PurchaseFacts:
        """Return what was filled in."""
        return PurchaseFacts(**self.cleaned_data)


class WriteOffInput(forms.Form):
    """What went out of the store beside the diary."""

    quantity = _amount(_("Số lượng ghi giảm"))
    reason = forms.CharField(
        label=_("Lý do"), max_length=200, help_text=_("Ví dụ: hết hạn, đổ vỡ, kiểm kê lại.")
    )

    def __init__(self, *args: Any, material: Material, **options: Any) -> None:
        """Show the material's unit inside the box."""
        super().__init__(*args, **options)
        _in_unit(self.fields["quantity"], material)


def _in_unit(box: forms.Field, material: Material) -> None:
    box.widget.attrs["data-unit"] = material.get_unit_display()


class SetWaiting(forms.Form):
    """The waiting time of a material for one group of products."""

    group = forms.ModelChoiceField(
        label=_("Nhóm sản phẩm"), queryset=ProductGroup.objects.order_by("name", "id")
    )
    days = forms.IntegerField(
        label=_("Cách ly"),
        min_value=0,
        max_value=365,
        localize=True,
        widget=Figure(_("ngày"), inputmode="numeric"),
    )


class FindInputs(forms.Form):
    """Filters of a list of materials; wrong values count as none."""

    q = forms.CharField(label=_("Tên, hoạt chất"), required=False, max_length=120)
    kind = forms.ChoiceField(
        label=_("Loại"), required=False, choices=[("", _("Tất cả")), *InputKind.choices]
    )

    def told(self) -> tuple[str, str]:
        """Return the words and the kind that the list is narrowed to."""
        self.is_valid()
        return self.cleaned_data.get("q", ""), self.cleaned_data.get("kind", "")
