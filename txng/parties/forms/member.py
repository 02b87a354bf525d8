"""What is filled in to let people act for an organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from txng.parties import queries
from txng.parties.forms.fields import LoginField, UnitField
from txng.parties.models import Membership, Organisation
from txng.parties.vocab import MemberRole, OrganisationKind

_ROLES = (MemberRole.RECORDER, MemberRole.VIEWER, MemberRole.MANAGER, MemberRole.OWNER)
_OFFICERS = (MemberRole.OFFICER, MemberRole.LEAD_OFFICER)
_EXPLAINED = {
    MemberRole.RECORDER: _("Người ghi chép: ghi nhật ký, mở lô"),
    MemberRole.VIEWER: _("Người xem: chỉ xem"),
    MemberRole.MANAGER: _("Quản lý: thêm sản phẩm, địa điểm, đặt và kích hoạt tem"),
    MemberRole.OWNER: _("Chủ tài khoản: làm mọi việc, mời và thôi quyền người khác"),
    MemberRole.OFFICER: _("Cán bộ: xem và tra cứu trong địa bàn"),
    MemberRole.LEAD_OFFICER: _("Cán bộ đầu mối: duyệt đăng ký, giao quyền cho cán bộ"),
}


class GiveRole(forms.Form):
    """A role; for officers also the area to which it is narrowed."""

    role = forms.ChoiceField(label=_("Vai trò"), widget=forms.RadioSelect)
    area = UnitField(
        label=_("Chỉ trong xã, phường, đặc khu"),
        required=False,
        help_text=_("Để trống: cả địa bàn của cơ quan."),
    )

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        """Offer the roles, and to agencies the communes, of that organisation."""
        super().__init__(*args, **options)
        is_agency = organisation.kind == OrganisationKind.AGENCY
        roles = _OFFICERS if is_agency else _ROLES
        self.fields["role"].choices = [(role.value, _EXPLAINED[role]) for role in roles]  # type: ignore[attr-defined]
        area, unit = self.fields["area"], organisation.unit
        if not is_agency or (unit and unit.parent_id):
            del self.fields["area"]
        elif isinstance(area, UnitField):
            area.queryset = queries.communes(parent=unit)


class Invite(GiveRole):
    """A person to invite."""

    address = LoginField(
        help_text=_("Cổng gửi tới đây một đường dẫn dùng một lần, có hiệu lực 14 ngày.")
    )
    field_order = ("address", "role", "area")


class InviteOwner(forms.Form):
    """The first owner of an organisation that has none."""

    address = LoginField(
        help_text=_("Người này nhận một đường dẫn dùng một lần, tự đặt mật khẩu của mình.")
    )


class ChangeRole(GiveRole):
    """Another role for somebody who is a member."""

    @classmethod
    def told_of(cls, membership: Membership) -> dict[str, object]:
        """Return what the form shows of a membership."""
        return {"role": membership.role, "area": membership.area_id}


class JoinAsNewPerson(forms.Form):
    """Who opens an account by an invitation."""

    when_refused = _("Chưa mở được tài khoản, mời xem lại")
    full_name = forms.CharField(
        label=_("Họ và tên"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Ít nhất 8 ký tự, không chỉ toàn chữ số. Một câu ngắn dễ nhớ là tốt nhất."),
    )
