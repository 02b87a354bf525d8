"""What people fill in about products and their photos."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from txng.catalogue import queries
from txng.catalogue.facts import ProductFacts
from txng.catalogue.models import ChainTemplate, Product, ProductGroup
from txng.catalogue.vocab import Unit
from txng.gs1.keys import Gtin
from txng.ui.key_field import KeyField
from txng.ui.widgets import Figure

STARS = [(3, _("3 sao")), (4, _("4 sao")), (5, _("5 sao"))]


class TellProduct(forms.Form):
    """What is told about a product."""

    name = forms.CharField(label=_("Tên sản phẩm"), max_length=200)
    name_en = forms.CharField(label=_("Tên tiếng Anh"), max_length=200, required=False)
    group = forms.ModelChoiceField(label=_("Nhóm sản phẩm"), queryset=ProductGroup.objects.none())
    template = forms.ModelChoiceField(
        label=_("Quy trình truy xuất"),
        queryset=ChainTemplate.objects.none(),
        help_text=_("Quyết định nhật ký hỏi những bước nào."),
    )
    gtin = KeyField(
        Gtin,
        label=_("GTIN"),
        required=False,
        help_text=_("Số dưới mã vạch. Để trống thì hệ thống cấp mã của tỉnh."),
    )
    brand = forms.CharField(label=_("Thương hiệu"), max_length=120, required=False)
    model = forms.CharField(label=_("Mã ký hiệu"), max_length=120, required=False)
    unit = forms.ChoiceField(label=_("Đơn vị tính"), choices=Unit.choices)
    shelf_life_days = forms.IntegerField(
        label=_("Hạn sử dụng kể từ ngày sản xuất"),
        min_value=1,
        max_value=36500,
        required=False,
        localize=True,
        widget=Figure(_("ngày"), inputmode="numeric"),
    )
    standards = forms.CharField(
        label=_("Tiêu chuẩn, quy chuẩn áp dụng"),
        required=False,
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mỗi dòng một tiêu chuẩn, ví dụ TCVN 11892-1:2017."),
    )
    description = forms.CharField(
        label=_("Mô tả"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    warnings = forms.CharField(
        label=_("Cảnh báo an toàn"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the groups and the templates in force."""
        super().__init__(*args, **options)
        _offer(self, "group", queries.groups())
        _offer(self, "template", queries.templates())

    def clean_standards(self) -> tuple[str, ...]:
        """One standard a line; each at most 120 characters."""
        lines = [line.strip() for line in self.cleaned_data["standards"].splitlines()]
        if any(len(line) > 120 for line in lines):
            raise forms.ValidationError(_("Mỗi tiêu chuẩn dài tối đa 120 ký tự."))
        return tuple(line for line in lines if line)

    def facts(self) -> ProductFacts:
        """Return what was filled in."""
        told = {k: v for k, v in self.cleaned_data.items() if k != "is_active"}
        return ProductFacts(**{**told, "unit": Unit(told["unit"])})

    @classmethod
    def told_of(cls, product: Product) -> dict[str, object]:
        """Return what the form shows of a product."""
        shown = {name: getattr(product, name) for name in cls.base_fields}
        return {**shown, "standards": "\n".join(product.standards)}


def _offer(form: forms.Form, name: str, rows: Any) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = rows
        if len(rows) == 1:
            field.initial = rows[0]


class AddProduct(TellProduct):
    """A new product."""


class _Versions(forms.ModelChoiceField):  # type: ignore[type-arg]  # no subscript at run time
    """Versions of chains, each by its number too: two of one chain may stand side by side."""

    def label_from_instance(self, obj: ChainTemplate) -> str:
        """Return name and number of a version."""
        return _("%(name)s, bản %(number)s") % {"name": obj, "number": obj.version}


class EditProduct(TellProduct):
    """A product that is known; its template stays even when a newer version is in force."""

    template = _Versions(
        label=_("Quy trình truy xuất"),
        queryset=ChainTemplate.objects.none(),
        help_text=_("Quyết định nhật ký hỏi những bước nào."),
    )
    is_active = forms.BooleanField(label=_("Đang sản xuất, kinh doanh"), required=False)

    def __init__(self, *args: Any, product: Product, **options: Any) -> None:
        """Offer the product's own template beside those in force."""
        super().__init__(*args, initial=self.told_of(product), **options)
        in_force = queries.templates().values("pk")
        either = Q(pk__in=in_force) | Q(pk=product.template_id)
        _offer(self, "template", ChainTemplate.objects.filter(either).order_by("name", "id"))


class MoveToGtin(forms.Form):
    """The GTIN that a product gets in place of the province's own code."""

    gtin = KeyField(
        Gtin, label=_("GTIN"), help_text=_("Số dưới mã vạch, theo mã doanh nghiệp của đơn vị.")
    )


class AddImage(forms.Form):
    """A photo of a product."""

    file = forms.FileField(
        label=_("Ảnh"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/heic"}),
        help_text=_("JPEG, PNG, WebP hoặc HEIC, tối đa 60 MB. Vị trí chụp trong ảnh sẽ được xoá."),
    )
    caption = forms.CharField(label=_("Chú thích"), max_length=200, required=False)


class FindProducts(forms.Form):
    """Filters of a list of products; wrong values count as none."""

    q = forms.CharField(label=_("Tên, thương hiệu, GTIN"), required=False, max_length=120)
    group = forms.ModelChoiceField(
        label=_("Nhóm"),
        required=False,
        queryset=ProductGroup.objects.order_by("name", "id"),
        empty_label=_("Tất cả"),
    )
    stars = forms.TypedChoiceField(
        label=_("OCOP"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", _("Tất cả")), *STARS],
    )

    def filter(self) -> queries.ProductFilter:
        """Return what the list is narrowed to."""
        self.is_valid()
        told = self.cleaned_data
        return queries.ProductFilter(
            text=told.get("q", ""), group=told.get("group"), stars=told.get("stars")
        )
