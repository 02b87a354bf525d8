"""What people fill in about certificates and OCOP ratings."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from txng.catalogue import queries
from txng.catalogue.facts import CertificateFacts
from txng.catalogue.models import Certificate, Product
from txng.catalogue.terms import term_of
from txng.catalogue.vocab import CertificateKind, Level, Standing
from txng.core import files
from txng.parties import queries as parties
from txng.parties.models import Organisation, Place
from txng.parties.place_field import PlaceField
from txng.ui.widgets import Day

STARS = [(3, _("3 sao")), (4, _("4 sao")), (5, _("5 sao"))]


class TellCertificate(forms.Form):
    """A certificate or rating as its paper has it."""

    kind = forms.ChoiceField(label=_("Loại chứng nhận"), choices=CertificateKind.choices)
    product = forms.ModelChoiceField(
        label=_("Sản phẩm được chứng nhận"),
        queryset=Product.objects.none(),
        required=False,
        empty_label=_("Cả đơn vị, hoặc một địa điểm"),
    )
    place = PlaceField(
        label=_("Địa điểm được chứng nhận"), queryset=Place.objects.none(), required=False
    )
    stars = forms.TypedChoiceField(
        label=_("Số sao OCOP"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", _("Không phải hạng OCOP")), *STARS],
    )
    level = forms.TypedChoiceField(
        label=_("Cấp công nhận OCOP"),
        coerce=Level,
        empty_value=None,
        required=False,
        choices=[("", "–"), *Level.choices],
    )
    number = forms.CharField(
        label=_("Số hiệu"),
        max_length=80,
        help_text=_("Số giấy chứng nhận; với OCOP là số quyết định công nhận."),
    )
    issuer = forms.CharField(label=_("Nơi cấp"), max_length=200)
    issued_date = forms.DateField(label=_("Ngày cấp"), widget=Day())
    expires_date = forms.DateField(label=_("Ngày hết hạn"), required=False, widget=Day())
    scan = forms.FileField(
        label=_("Bản chụp giấy"),
        required=False,
        widget=forms.FileInput(attrs={"accept": files.ATTRIBUTE[files.Accept.PAPER]}),
        help_text=_("Ảnh chụp hoặc tệp PDF. Chỉ đơn vị và cơ quan quản lý xem được."),
    )

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        """Offer products and places of the organisation, and say how long OCOP lasts."""
        super().__init__(*args, **options)
        place, product = self.fields["place"], self.fields["product"]
        if isinstance(place, forms.ModelChoiceField):
            place.queryset = parties.places_of(organisation=organisation)
        if isinstance(product, forms.ModelChoiceField):
            product.queryset = Product.objects.filter(organisation=organisation).order_by(
                "sort_key", "id"
            )
        self.fields["expires_date"].help_text = _(
            "Để trống nếu không thời hạn. Hạng OCOP để trống thì tính %(months)s tháng."
        ) % {"months": _ocop_months()}

    def facts(self) -> CertificateFacts:
        """Return what was filled in."""
        told = self.cleaned_data
        return CertificateFacts(**{**told, "kind": CertificateKind(told["kind"])})

    @classmethod
    def told_of(cls, certificate: Certificate) -> dict[str, object]:
        """Return what a renewal begins with: all but number, days and scan."""
        same = ("kind", "issuer", "stars", "level")
        told = {name: getattr(certificate, name) for name in same}
        return {**told, "product": certificate.product_id, "place": certificate.place_id}


def _ocop_months() -> int | str:
    found = term_of(CertificateKind.OCOP, issued=timezone.localdate())
    return found.months if found else "–"


class AddCertificate(TellCertificate):
    """A new certificate of one's own."""


class RenewCertificate(TellCertificate):
    """The certificate that follows one."""


class RateProduct(TellCertificate):
    """An OCOP rating entered by an agency from its decision."""

    def __init__(self, *args: Any, product: Product, **options: Any) -> None:
        """Ask only what a rating has."""
        super().__init__(*args, organisation=product.organisation, **options)
        for name in ("kind", "product", "place"):
            del self.fields[name]
        self.fields["stars"].required = self.fields["level"].required = True
        self.rated = product

    def facts(self) -> CertificateFacts:
        """Return what was filled in, about the product."""
        return CertificateFacts(kind=CertificateKind.OCOP, product=self.rated, **self.cleaned_data)


class WithdrawCertificate(forms.Form):
    """Why an agency withdraws a certificate."""

    reason = forms.CharField(
        label=_("Lý do thu hồi"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kèm số, ngày quyết định thu hồi nếu có. Đơn vị sẽ đọc lý do này."),
    )


class LayDownCertificate(forms.Form):
    """Nothing is asked: the page itself asks whether one is sure."""


def _days(number: int) -> Any:
    return format_lazy(_("{number} ngày tới"), number=number)


_STANDINGS = [
    ("", _("Tất cả")),
    (Standing.VALID.value, Standing.VALID.label),
    (Standing.EXPIRED.value, Standing.EXPIRED.label),
    (Standing.WITHDRAWN.value, _("Thu hồi, thôi dùng")),
]
_WITHIN = [("", _("Bất kỳ"))] + [(n, _days(n)) for n in (7, 30, 90, 180)]


class FindCertificates(forms.Form):
    """Filters of a list of certificates; wrong values count as none."""

    q = forms.CharField(label=_("Số hiệu, nơi cấp, đơn vị"), required=False, max_length=120)
    kind = forms.ChoiceField(
        label=_("Loại"), required=False, choices=[("", _("Tất cả")), *CertificateKind.choices]
    )
    standing = forms.ChoiceField(label=_("Trạng thái"), required=False, choices=_STANDINGS)
    within = forms.TypedChoiceField(
        label=_("Hết hạn trong"), required=False, coerce=int, empty_value=None, choices=_WITHIN
    )
    checked = forms.ChoiceField(
        label=_("Đối chiếu"),
        required=False,
        choices=[("", _("Tất cả")), ("no", _("Chưa đối chiếu")), ("yes", _("Đã đối chiếu"))],
    )

    def filter(self) -> queries.CertificateFilter:
        """Return what the list is narrowed to."""
        self.is_valid()
        told = self.cleaned_data
        return queries.CertificateFilter(
            text=told.get("q", ""),
            kind=told.get("kind", ""),
            standing=told.get("standing", ""),
            within_days=told.get("within"),
            is_checked={"yes": True, "no": False}.get(told.get("checked", "")),
        )
