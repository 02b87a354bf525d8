"""What people fill in about company prefixes and the numbers drawn under them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from txng.catalogue.models import Product
from txng.core import files
from txng.identify.models import DrawnNumber
from txng.identify.queries import PrefixFilter
from txng.identify.services import NumberFacts, PrefixFacts
from txng.identify.vocab import Level, NumberKind
from txng.parties.models import CompanyPrefix, Organisation, Place
from txng.parties.place_field import PlaceField
from txng.ui.widgets import Day, Figure


class AddPrefix(forms.Form):
    """A company prefix as its certificate has it."""

    company_prefix = forms.CharField(
        label=_("Mã doanh nghiệp GS1"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-medium"}),
        help_text=_("Ví dụ 8938505. Hệ thống không tự cấp mã 893."),
    )
    proof_number = forms.CharField(
        label=_("Số giấy chứng nhận quyền sử dụng mã số mã vạch"), max_length=80
    )
    valid_from = forms.DateField(label=_("Có hiệu lực từ"), widget=Day())
    expires_date = forms.DateField(label=_("Hết hạn"), widget=Day())
    scan = forms.FileField(
        label=_("Bản chụp giấy chứng nhận"),
        required=False,
        widget=forms.FileInput(attrs={"accept": files.ATTRIBUTE[files.Accept.PAPER]}),
        help_text=_("Ảnh chụp hoặc tệp PDF. Cơ quan quản lý xem để đối chiếu."),
    )

    def facts(self) -> PrefixFacts:
        """Return what was filled in."""
        told = dict(self.cleaned_data)
        return PrefixFacts(prefix=told.pop("company_prefix"), **told)


class RenewProof(AddPrefix):
    """The paper that prolongs the right to a prefix."""

    def __init__(self, *args: Any, prefix: CompanyPrefix, **options: Any) -> None:
        """Ask what a new paper brings."""
        super().__init__(*args, **options)
        del self.fields["company_prefix"], self.fields["valid_from"]
        self.held = prefix

    def facts(self) -> PrefixFacts:
        """Return what was filled in, about the prefix that is held."""
        return PrefixFacts(
            prefix=self.held.prefix, valid_from=self.held.valid_from, **self.cleaned_data
        )


class RefusePrefix(forms.Form):
    """Why a proof is not taken."""

    reason = forms.CharField(
        label=_("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class FindPrefixes(forms.Form):
    """Filters of the list of prefixes; wrong values count as none."""

    q = forms.CharField(label=_("Mã, số giấy, đơn vị"), required=False, max_length=120)
    standing = forms.ChoiceField(
        label=_("Trạng thái"),
        required=False,
        choices=[
            ("", _("Tất cả")),
            ("waiting", _("Chờ đối chiếu")),
            ("refused", _("Chưa công nhận")),
            ("ending", _("Sắp hết hạn")),
            ("ended", _("Hết hạn")),
        ],
    )

    def filter(self) -> PrefixFilter:
        """Return what the list is narrowed to."""
        self.is_valid()
        told = self.cleaned_data
        return PrefixFilter(text=told.get("q", ""), standing=told.get("standing", ""))


class DrawNumber(forms.Form):
    """What the next free number is for."""

    kind = forms.ChoiceField(
        label=_("Rút số nào"),
        choices=[
            (NumberKind.GTIN, _("GTIN: mã vạch của sản phẩm")),
            (NumberKind.GLN, _("GLN: mã của địa điểm")),
        ],
        widget=forms.RadioSelect(),
    )
    name = forms.CharField(
        label=_("Dùng cho"),
        max_length=200,
        help_text=_("Tên sản phẩm kèm quy cách, hoặc tên địa điểm. Ví dụ: Miến dong gói 500 g."),
    )
    level = forms.ChoiceField(label=_("Cấp bao gói"), choices=Level.choices)
    product = forms.ModelChoiceField(
        label=_("Sản phẩm bên trong thùng, pa-lét"),
        queryset=Product.objects.none(),
        required=False,
        empty_label=_("Không phải thùng, pa-lét"),
    )
    contents = forms.IntegerField(
        label=_("Số đơn vị bên trong"),
        min_value=1,
        max_value=100_000,
        required=False,
        localize=True,
        widget=Figure(inputmode="numeric"),
    )

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        """Offer the organisation's products that have a GTIN."""
        super().__init__(*args, **options)
        product = self.fields["product"]
        if isinstance(product, forms.ModelChoiceField):
            own = Product.objects.filter(organisation=organisation).exclude(gtin="")
            product.queryset = own.order_by("sort_key", "id")

    def facts(self) -> NumberFacts:
        """Return what was filled in; a place has no packaging level."""
        told = dict(self.cleaned_data)
        kind = NumberKind(told.pop("kind"))
        level = Level(told.pop("level")) if kind == NumberKind.GTIN else Level.UNIT
        return NumberFacts(kind=kind, level=level, **told)


class ConfirmNumber(forms.Form):
    """To what a number is bound."""

    product = forms.ModelChoiceField(
        label=_("Gắn cho sản phẩm"), queryset=Product.objects.none(), empty_label=None
    )
    place = PlaceField(label=_("Gắn cho địa điểm"), queryset=Place.objects.none(), empty_label=None)

    def __init__(self, *args: Any, number: DrawnNumber, **options: Any) -> None:
        """Offer what has no number yet; ask only what fits."""
        super().__init__(*args, **options)
        product, place = self.fields["product"], self.fields["place"]
        if number.kind == NumberKind.GLN:
            del self.fields["product"]
        if number.kind == NumberKind.GTIN:
            del self.fields["place"]
            if number.level != Level.UNIT:
                del self.fields["product"]
        if isinstance(product, forms.ModelChoiceField):
            own = Product.objects.filter(organisation=number.organisation_id, is_active=True)
            product.queryset = own.filter(gtin__in=["", number.value]).order_by("sort_key", "id")
        if isinstance(place, forms.ModelChoiceField):
            mine = Place.objects.filter(organisation=number.organisation_id, is_active=True)
            place.queryset = mine.filter(gln__in=["", number.value]).order_by("name", "id")

    @property
    def nothing_fits(self) -> bool:
        """Say whether the organisation has nothing left that the number could name."""
        asked = [f for f in self.fields.values() if isinstance(f, forms.ModelChoiceField)]
        return any(field.queryset is not None and not field.queryset.exists() for field in asked)
