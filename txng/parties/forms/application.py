"""What an applicant fills in, one thing a page, and what an officer answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from txng.core.files import ATTRIBUTE, Accept
from txng.core.numbers import whole
from txng.parties import queries
from txng.parties.forms.fields import UnitField
from txng.parties.models import Application
from txng.parties.vocab import ApplicationState, ChainRole, OrganisationKind, ProofKind

_KINDS = {
    OrganisationKind.COMPANY: _("Doanh nghiệp"),
    OrganisationKind.COOPERATIVE: _("Hợp tác xã"),
    OrganisationKind.GROUP: _("Tổ hợp tác"),
    OrganisationKind.HOUSEHOLD: _("Hộ sản xuất, kinh doanh"),
    OrganisationKind.SOLUTION_PROVIDER: _("Đơn vị cung cấp giải pháp truy xuất nguồn gốc"),
}


class TellKind(forms.Form):
    """What sort of organisation it is, and the number that names it."""

    kind = forms.ChoiceField(
        label=_("Đơn vị của bạn là"),
        choices=[(kind.value, words) for kind, words in _KINDS.items()],
        widget=forms.RadioSelect,
    )
    number = forms.CharField(
        label=_("Mã số thuế"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-medium"}),
        help_text=_(
            "10 chữ số; chi nhánh thêm 3 chữ số. Hộ, tổ hợp tác chưa có mã số thuế thì nhập số "
            "định danh cá nhân 12 chữ số của người đại diện: cổng chỉ giữ 4 số cuối."
        ),
    )
    claims = forms.BooleanField(
        label=_("Xin nhận đơn vị này: tôi là người của đơn vị và có giấy tờ chứng minh"),
        required=False,
    )

    def __init__(self, *args: Any, application: Application, **options: Any) -> None:
        """Say that a citizen's number is known without showing it."""
        super().__init__(*args, **options)
        self.fields["number"].required = not application.person_end
        self.fields["number"].error_messages["required"] = _(
            "Hãy nhập mã số thuế. Hộ và tổ hợp tác chưa có thì nhập số định danh cá nhân 12 số."
        )
        if application.person_end:
            self.fields["number"].help_text = _(
                "Đã nhận số định danh cá nhân, bốn số cuối %(end)s. Để trống nếu giữ số này."
            ) % {"end": application.person_end}

    @classmethod
    def told_of(cls, application: Application) -> dict[str, object]:
        """Return what was told before."""
        return {
            "kind": application.kind,
            "number": application.tax_code,
            "claims": application.claims_id is not None,
        }


class TellName(forms.Form):
    """The name, and what the organisation does in chains."""

    name = forms.CharField(
        label=_("Tên đầy đủ"),
        max_length=250,
        help_text=_("Đúng như trên giấy đăng ký. Hộ thì viết “Hộ” và họ tên chủ hộ."),
    )
    roles = forms.MultipleChoiceField(
        label=_("Đơn vị làm những việc nào"),
        choices=ChainRole.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    @classmethod
    def told_of(cls, application: Application) -> dict[str, object]:
        """Return what was told before."""
        return {"name": application.name, "roles": application.roles}


class TellPlaceOf(forms.Form):
    """Where the organisation has its seat; the commune is typed, then chosen among those found."""

    address = forms.CharField(
        label=_("Số nhà, đường, thôn, xóm"),
        max_length=250,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    commune = forms.CharField(
        label=_("Xã, phường, đặc khu"),
        max_length=120,
        required=False,
        help_text=_("Gõ vài chữ đầu, không cần dấu, rồi chọn. Theo tên mới từ 01/7/2025."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    unit = UnitField(
        label=_("Chọn đúng nơi"), required=False, widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the communes that the words typed so far may mean."""
        super().__init__(*args, **options)
        given = self.data.get("commune", "") if self.is_bound else ""
        self.found = queries.find_communes(str(given))
        chosen = str((self.data if self.is_bound else self.initial).get("unit") or "")
        keys = [unit.pk for unit in self.found]
        number = whole(chosen)
        keys += [] if number is None else [number]
        for name in ("commune", "unit"):  # one of them must tell; neither may say that it need not
            self.fields[name].is_asked = True  # type: ignore[attr-defined]
        self.box = self.fields["unit"]
        if isinstance(self.box, UnitField):
            self.box.queryset = queries.communes().filter(pk__in=keys)

    @property
    def has_choices(self) -> bool:
        """Say whether there is anything to choose among."""
        return isinstance(self.box, UnitField) and bool(self.box.queryset)

    def clean(self) -> dict[str, Any]:
        """Take the chosen commune, or the only one that the words mean."""
        told = super().clean() or {}
        if told.get("unit") is None and len(self.found) == 1:
            told["unit"] = self.found[0]
        if told.get("unit") is None:
            words = (
                _("Hãy chọn đúng nơi trong danh sách bên dưới.")
                if self.found
                else _("Không tìm thấy nơi này. Hãy gõ tên xã, phường theo đơn vị hành chính mới.")
            )
            self.add_error("commune", words)
        return told

    @classmethod
    def told_of(cls, application: Application) -> dict[str, object]:
        """Return what was told before."""
        unit = application.unit
        return {
            "address": application.address,
            "unit": application.unit_id,
            "commune": str(unit) if unit else "",
        }


class TellContact(forms.Form):
    """How the organisation is reached."""

    phone = forms.CharField(
        label=_("Điện thoại"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(
        label=_("Thư điện tử"),
        required=False,
        help_text=_("Cần ít nhất một trong hai: điện thoại, thư điện tử."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        """Say of neither that it need not be told."""
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.is_asked = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Want one of the two."""
        told = super().clean() or {}
        if not self.errors and not told.get("phone") and not told.get("email"):
            self.add_error("phone", _("Hãy cho biết điện thoại hoặc thư điện tử của đơn vị."))
        return told

    @classmethod
    def told_of(cls, application: Application) -> dict[str, object]:
        """Return what was told before."""
        return {"phone": application.phone, "email": application.email}


class AddProof(forms.Form):
    """A paper that proves what was told."""

    kind = forms.ChoiceField(label=_("Loại giấy tờ"), choices=ProofKind.choices)
    file = forms.FileField(
        label=_("Tệp PDF hoặc ảnh chụp"),
        widget=forms.FileInput(attrs={"accept": ATTRIBUTE[Accept.PAPER]}),
        help_text=_("Ảnh tối đa 60 MB, PDF tối đa 20 MB. Vị trí chụp trong ảnh sẽ được xoá."),
    )


class SendApplication(forms.Form):
    """The last look: consent of a household, an answer to what was wanted."""

    when_refused = _("Chưa gửi được, mời xem lại")
    may_show_name = forms.BooleanField(
        label=_("Đồng ý hiện tên hộ trên trang công khai của tem"),
        required=False,
        help_text=_("Không đồng ý vẫn đăng ký được; rút lại lúc nào cũng được."),
    )
    answer = forms.CharField(
        label=_("Trả lời cơ quan quản lý"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_true = forms.BooleanField(label=_("Tôi cam đoan những điều trên là đúng"))

    def __init__(self, *args: Any, application: Application, **options: Any) -> None:
        """Ask households for consent, and for an answer only when something was asked."""
        super().__init__(*args, **options)
        if application.kind != OrganisationKind.HOUSEHOLD or application.claims_id:
            del self.fields["may_show_name"]
        if application.state != ApplicationState.MORE_WANTED:
            del self.fields["answer"]


class SayWhy(forms.Form):
    """An officer's reason, as the applicant will read it."""

    reason = forms.CharField(
        label=_("Lý do, người nộp sẽ đọc nguyên văn"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Ví dụ: Ảnh giấy đăng ký bị mờ, hãy chụp lại trang có dấu."),
    )


class FindApplications(forms.Form):
    """Filters of the list of applications."""

    q = forms.CharField(label=_("Tên, mã số thuế"), required=False, max_length=120)
    state = forms.ChoiceField(
        label=_("Trạng thái"),
        required=False,
        choices=[("", _("Tất cả")), *(c for c in ApplicationState.choices if c[0] != "draft")],
    )

    def told(self) -> dict[str, str]:
        """Return what the list is narrowed to; wrong values count as none."""
        self.is_valid()
        told = self.cleaned_data
        return {"text": told.get("q", ""), "state": told.get("state", "")}
