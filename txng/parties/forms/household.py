"""What a co-operative fills in about a member household."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from txng.core.files import ATTRIBUTE, Accept
from txng.parties import queries
from txng.parties.facts import OrganisationFacts
from txng.parties.forms.fields import UnitField
from txng.parties.models import Organisation
from txng.parties.vocab import ChainRole, OrganisationKind


class AddHousehold(forms.Form):
    """A household that has no account, with its consent on paper."""

    name = forms.CharField(
        label=_("Họ và tên chủ hộ"), max_length=200, help_text=_("Ví dụ: Nông Thị Bé")
    )
    number = forms.CharField(
        label=_("Mã số thuế hoặc số định danh cá nhân"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-medium"}),
        help_text=_("Có thì nhập, để không bị khai trùng. Số định danh chỉ giữ 4 số cuối."),
    )
    address = forms.CharField(label=_("Thôn, xóm"), max_length=250)
    unit = UnitField()
    phone = forms.CharField(label=_("Điện thoại"), max_length=20, required=False)
    may_show_name = forms.BooleanField(
        label=_("Chủ hộ đồng ý hiện tên trên trang công khai của tem"), required=False
    )
    paper = forms.FileField(
        label=_("Ảnh giấy đồng ý có chữ ký"),
        widget=forms.FileInput(attrs={"accept": ATTRIBUTE[Accept.PAPER]}),
        help_text=_(
            "Giấy ghi: chủ hộ đồng ý để hợp tác xã ghi nhật ký thay, và có hiện tên hay không."
        ),
    )

    def __init__(self, *args: Any, cooperative: Organisation, **options: Any) -> None:
        """Offer the communes of the co-operative's province, its own first chosen."""
        super().__init__(*args, **options)
        unit = self.fields["unit"]
        if isinstance(unit, UnitField):
            own = cooperative.unit
            unit.queryset = queries.communes(parent=own.parent if own else None)
            unit.initial = own.pk if own else None

    def facts(self) -> OrganisationFacts:
        """Return what was filled in."""
        told = self.cleaned_data
        name = told["name"].strip()
        return OrganisationFacts(
            kind=OrganisationKind.HOUSEHOLD,
            name=name if name.lower().startswith("hộ ") else f"Hộ {name}",
            tax_code=told["number"],
            address=told["address"],
            unit=told["unit"],
            phone=told["phone"],
            may_show_name=told["may_show_name"],
            roles=(ChainRole.PRODUCER,),
        )


class AskHousehold(forms.Form):
    """A household that has an account of its own."""

    number = forms.CharField(
        label=_("Mã số thuế hoặc số định danh cá nhân của hộ"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-medium"}),
        help_text=_("Hộ được nhắc trên cổng và tự trả lời."),
    )


class FindHouseholds(forms.Form):
    """Search in the list of households."""

    q = forms.CharField(label=_("Tên hộ, thôn xóm"), required=False, max_length=120)

    def text(self) -> str:
        """Return the words to look for."""
        return str(self.cleaned_data.get("q", "")) if self.is_valid() else ""
