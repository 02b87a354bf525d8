"""What people fill in about certificates and OCOP ratings."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from txng.catalogue.facts import CertificateFacts
from txng.catalogue.models import Product
from txng.catalogue.vocab import CertificateKind
from txng.parties import queries as parties
from txng.parties.models import Organisation, Place
from txng.ui.widgets import Day


class AddCertificate(forms.Form):
    """A certificate of the organisation, for all it does or for one product or place."""

    kind = forms.ChoiceField(label=_("Loại chứng nhận"), choices=CertificateKind.choices)
    number = forms.CharField(label=_("Số hiệu"), max_length=80)
    issuer = forms.CharField(label=_("Nơi cấp"), max_length=200)
    issued_date = forms.DateField(label=_("Ngày cấp"), widget=Day())
    expires_date = forms.DateField(
        label=_("Ngày hết hạn"),
        required=False,
        widget=Day(),
    )
    place = forms.ModelChoiceField(
        label=_("Địa điểm được chứng nhận"), queryset=Place.objects.none(), required=False
    )

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        """Offer the places of the organisation."""
        super().__init__(*args, **options)
        place = self.fields["place"]
        if isinstance(place, forms.ModelChoiceField):
            place.queryset = parties.places_of(organisation=organisation)

    def facts(self, product: Product) -> CertificateFacts:
        """Return what was filled in, about a product."""
        told = self.cleaned_data
        return CertificateFacts(
            **{**told, "kind": CertificateKind(told["kind"]), "product": product}
        )
