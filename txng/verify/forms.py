"""What people fill in on the public pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from txng.catalogue.vocab import CertificateKind
from txng.verify import lists
from txng.verify.finding import ANY_STARS, Asked
from txng.verify.vocab import EntryKind

_ALL = ("", _("Tất cả"))


class FindThings(forms.Form):
    """Words and filters of the public search; wrong values count as none."""

    q = forms.CharField(
        label=_("Tên sản phẩm, đơn vị, xã, hoặc mã"), required=False, max_length=200
    )
    kind = forms.ChoiceField(
        label=_("Tìm trong"), required=False, choices=EntryKind.choices, widget=forms.HiddenInput
    )
    commune = forms.TypedChoiceField(
        label=_("Xã, phường"), required=False, coerce=int, empty_value=None
    )
    group = forms.TypedChoiceField(
        label=_("Nhóm sản phẩm"), required=False, coerce=int, empty_value=None
    )
    certificate = forms.ChoiceField(
        label=_("Chứng nhận"), required=False, choices=[_ALL, *CertificateKind.choices]
    )
    stars = forms.TypedChoiceField(
        label=_("OCOP"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            _ALL,
            (ANY_STARS, _("Mọi hạng")),
            (5, _("5 sao")),
            (4, _("4 sao")),
            (3, _("3 sao")),
        ],
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the communes and groups that have something to find."""
        super().__init__(*args, **options)
        self.fields["commune"].choices = [_ALL, *lists.communes()]  # type: ignore[attr-defined]
        self.fields["group"].choices = [_ALL, *lists.groups()]  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """Return what is looked for."""
        self.is_valid()
        told = self.cleaned_data
        return Asked(
            text=told.get("q", ""),
            kind=EntryKind(told.get("kind") or EntryKind.PRODUCT),
            commune=told.get("commune"),
            group=told.get("group"),
            certificate=told.get("certificate", ""),
            stars=told.get("stars"),
        )
