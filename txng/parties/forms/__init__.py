"""What people fill in on the pages of the room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from txng.gs1.keys import Gln
from txng.parties import queries
from txng.parties.facts import OrganisationFacts, PlaceFacts
from txng.parties.forms.account import (
    AddPasskey,
    AddTotp,
    ChangePassword,
    ConfirmCode,
    ForgotPassword,
    OpenAccount,
    PasswordAgain,
    ResetPassword,
    SecondStep,
    UsePasskey,
)
from txng.parties.forms.application import (
    AddProof,
    FindApplications,
    SayWhy,
    SendApplication,
    TellContact,
    TellKind,
    TellName,
    TellPlaceOf,
)
from txng.parties.forms.fields import LoginField, UnitField
from txng.parties.forms.household import AddHousehold, AskHousehold, FindHouseholds
from txng.parties.forms.mandate import GiveMandate
from txng.parties.forms.member import ChangeRole, Invite, InviteOwner, JoinAsNewPerson
from txng.parties.forms.outline import OutlineField, OutlineFileField
from txng.parties.models import Organisation, Place
from txng.parties.place_field import PlaceField
from txng.parties.vocab import ChainRole, OrganisationKind, PlaceKind, Scope, State
from txng.ui.key_field import KeyField
from txng.ui.widgets import Figure

__all__ = [
    "AddHousehold",
    "AddPasskey",
    "AddProof",
    "AddTotp",
    "AskHousehold",
    "ChangePassword",
    "ChangeRole",
    "ConfirmCode",
    "FindApplications",
    "FindHouseholds",
    "ForgotPassword",
    "GiveMandate",
    "Invite",
    "InviteOwner",
    "JoinAsNewPerson",
    "LoginField",
    "OpenAccount",
    "PasswordAgain",
    "ResetPassword",
    "SayWhy",
    "SecondStep",
    "SendApplication",
    "TellContact",
    "TellKind",
    "TellName",
    "TellPlaceOf",
    "UnitField",
    "UsePasskey",
]


class SignIn(forms.Form):
    """A person's login and password."""

    when_refused = _("Chưa đăng nhập được, mời xem lại")
    login = forms.CharField(
        label=_("Thư điện tử hoặc số điện thoại"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class Confirm(forms.Form):
    """Nothing to fill in: only the act to confirm."""


class TellPlace(forms.Form):
    """What is told about a place."""

    name = forms.CharField(label=_("Tên địa điểm"), max_length=200)
    kind = forms.ChoiceField(label=_("Loại địa điểm"), choices=PlaceKind.choices)
    gln = KeyField(
        Gln,
        label=_("GLN"),
        required=False,
        help_text=_("13 chữ số. Để trống thì hệ thống cấp mã của tỉnh."),
    )
    growing_area_code = forms.CharField(label=_("Mã số vùng trồng"), max_length=40, required=False)
    packing_house_code = forms.CharField(
        label=_("Mã số cơ sở đóng gói"), max_length=40, required=False
    )
    address = forms.CharField(
        label=_("Địa chỉ"), max_length=250, help_text=_("Số nhà, đường, thôn, xóm.")
    )
    unit = UnitField(required=False)
    area_m2 = forms.DecimalField(
        label=_("Diện tích"),
        min_value=0,
        max_digits=12,
        decimal_places=1,
        required=False,
        localize=True,
        widget=Figure("m²"),
    )
    parent = PlaceField(
        label=_("Nằm trong trang trại"),
        queryset=Place.objects.none(),
        required=False,
        help_text=_("Chỉ với lô đất, ao, chuồng."),
    )
    outline = OutlineField(
        label=_("Ranh giới"),
        help_text=_("Mỗi dòng một góc, vĩ độ trước: 21.59422 105.84817. Hoặc dán GeoJSON, KML."),
    )
    outline_file = OutlineFileField(label=_("Hoặc tệp ranh giới (GeoJSON, KML)"))
    latitude = forms.DecimalField(
        label=_("Vĩ độ"),
        min_value=-90,
        max_value=90,
        decimal_places=5,
        required=False,
        localize=True,
        widget=Figure("°"),
    )
    longitude = forms.DecimalField(
        label=_("Kinh độ"),
        min_value=-180,
        max_value=180,
        decimal_places=5,
        required=False,
        localize=True,
        widget=Figure("°"),
    )

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        """Offer the communes of the organisation's province, or of all provinces."""
        super().__init__(*args, **options)
        province = organisation.unit.parent if organisation.unit else None
        unit = self.fields["unit"]
        if isinstance(unit, UnitField):
            unit.queryset = queries.communes(parent=province)
        parent = self.fields["parent"]
        if isinstance(parent, forms.ModelChoiceField):
            parent.queryset = queries.farms_of(organisation)

    def facts(self) -> PlaceFacts:
        """Return what was filled in; a file of an outline counts before what stands in the box."""
        apart = ("is_active", "outline_file")
        told = {k: v for k, v in self.cleaned_data.items() if k not in apart}
        told["outline"] = self.cleaned_data.get("outline_file") or told.get("outline")
        return PlaceFacts(**{**told, "kind": PlaceKind(told["kind"])})

    @classmethod
    def told_of(cls, place: Place) -> dict[str, object]:
        """Return what the form shows of a place."""
        apart = ("unit", "parent", "outline_file")
        names = [name for name in cls.base_fields if name not in apart]
        told = {name: getattr(place, name) for name in names}
        return {**told, "unit": place.unit_id, "parent": place.parent_id}


class AddPlace(TellPlace):
    """A new place."""


class EditPlace(TellPlace):
    """A place that is known; one that is used no more stays in the records."""

    is_active = forms.BooleanField(label=_("Đang sử dụng"), required=False)


class FindPlaces(forms.Form):
    """Search in the list of places."""

    q = forms.CharField(label=_("Tên, địa chỉ, mã"), required=False, max_length=120)

    def text(self) -> str:
        """Return the words to look for."""
        return str(self.cleaned_data.get("q", "")) if self.is_valid() else ""


class IssueApiKey(forms.Form):
    """A new key for a machine."""

    name = forms.CharField(
        label=_("Tên khoá"), max_length=120, help_text=_("Ví dụ: Phần mềm nhà đóng gói")
    )
    scopes = forms.MultipleChoiceField(
        label=_("Khoá được làm gì"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )
    days = forms.TypedChoiceField(
        label=_("Hiệu lực"),
        coerce=int,
        choices=[(90, _("90 ngày")), (365, _("1 năm")), (730, _("2 năm"))],
        initial=365,
    )
    rate_limit = forms.TypedChoiceField(
        label=_("Số lần gọi mỗi phút"),
        coerce=int,
        choices=[(60, "60"), (600, "600"), (6000, "6.000")],
        initial=600,
        help_text=_("Gọi quá số này thì bị từ chối đến hết phút."),
    )


_PRIVATE = [choice for choice in OrganisationKind.choices if choice[0] != OrganisationKind.AGENCY]


class RegisterOrganisation(forms.Form):
    """An organisation as its papers have it."""

    name = forms.CharField(label=_("Tên đầy đủ"), max_length=250)
    short_name = forms.CharField(label=_("Tên ngắn"), max_length=80, required=False)
    kind = forms.ChoiceField(label=_("Loại hình"), choices=OrganisationKind.choices)
    tax_code = forms.CharField(label=_("Mã số thuế"), max_length=14, required=False)
    gln = KeyField(Gln, label=_("GLN của đơn vị"), required=False)
    roles = forms.MultipleChoiceField(
        label=_("Vai trò trong chuỗi"),
        choices=ChainRole.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    address = forms.CharField(label=_("Địa chỉ"), max_length=250)
    unit = UnitField(required=False)
    phone = forms.CharField(label=_("Điện thoại"), max_length=20, required=False)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    website = forms.URLField(label=_("Trang web"), required=False, assume_scheme="https")

    def __init__(self, *args: Any, area_id: int | None, **options: Any) -> None:
        """Offer the communes of the officer's area; beyond it, and agencies, to nobody of an area.

        An agency without a unit would see every organisation.
        """
        super().__init__(*args, **options)
        if area_id:
            self.fields["unit"].required = True
            self.fields["kind"] = forms.ChoiceField(label=_("Loại hình"), choices=_PRIVATE)
        unit = self.fields["unit"]
        if isinstance(unit, UnitField):
            communes = queries.communes()
            unit.queryset = (
                communes.filter(pk__in=queries.units_within(area_id).values("pk"))
                if area_id
                else communes
            )

    def facts(self) -> OrganisationFacts:
        """Return what was filled in."""
        told = self.cleaned_data
        return OrganisationFacts(
            **{
                **told,
                "kind": OrganisationKind(told["kind"]),
                "roles": tuple(ChainRole(role) for role in told["roles"]),
            }
        )


class EditOrganisation(forms.Form):
    """What an organisation itself may change; name and tax code are changed by the agency."""

    short_name = forms.CharField(label=_("Tên ngắn"), max_length=80, required=False)
    roles = forms.MultipleChoiceField(
        label=_("Vai trò trong chuỗi"),
        choices=ChainRole.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    address = forms.CharField(label=_("Địa chỉ"), max_length=250)
    phone = forms.CharField(label=_("Điện thoại"), max_length=20, required=False)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    website = forms.URLField(label=_("Trang web"), required=False, assume_scheme="https")
    may_show_name = forms.BooleanField(
        label=_("Đồng ý hiện tên trên trang công khai của tem"),
        required=False,
        help_text=_("Chỉ cần với hộ sản xuất, kinh doanh; rút lại lúc nào cũng được."),
    )

    @classmethod
    def told_of(cls, organisation: Organisation) -> dict[str, object]:
        """Return what the form shows of an organisation."""
        shown = {name: getattr(organisation, name) for name in cls.base_fields if name != "roles"}
        return {**shown, "roles": [role.role for role in organisation.roles.all()]}

    def facts(self, organisation: Organisation) -> OrganisationFacts:
        """Return what was filled in, with what stays."""
        told = self.cleaned_data
        return OrganisationFacts(
            **{
                **told,
                "kind": OrganisationKind(organisation.kind),
                "name": organisation.name,
                "tax_code": organisation.tax_code,
                "unit": organisation.unit,
                "sector": organisation.sector,
                "roles": tuple(ChainRole(role) for role in told["roles"]),
            }
        )


class FindOrganisations(forms.Form):
    """Filters of the list of organisations; wrong values count as none."""

    q = forms.CharField(label=_("Tên, mã số thuế, điện thoại"), required=False, max_length=120)
    kind = forms.ChoiceField(
        label=_("Loại hình"), required=False, choices=[("", _("Tất cả")), *OrganisationKind.choices]
    )
    state = forms.ChoiceField(
        label=_("Trạng thái"), required=False, choices=[("", _("Tất cả")), *State.choices]
    )
    role = forms.ChoiceField(
        label=_("Vai trò"), required=False, choices=[("", _("Tất cả")), *ChainRole.choices]
    )

    def filter(self) -> queries.OrganisationFilter:
        """Return what the list is narrowed to."""
        self.is_valid()
        told = self.cleaned_data
        return queries.OrganisationFilter(
            text=told.get("q", ""),
            kind=told.get("kind", ""),
            state=told.get("state", ""),
            role=told.get("role", ""),
        )
