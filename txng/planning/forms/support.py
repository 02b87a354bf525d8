"""What people fill in about support and pilots."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from txng.core.numbers import whole
from txng.parties.models import Organisation
from txng.planning import queries
from txng.planning.forms.money import Dong
from txng.planning.models import Award, Pilot, Policy
from txng.planning.services.pilot import PilotWords
from txng.planning.services.support import Criterion, Given, PolicyWords, Wish
from txng.planning.vocab import PilotState, SupportKind
from txng.ui.widgets import Day, Figure


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class AddPolicy(forms.Form):
    """A support policy."""

    title = forms.CharField(label=_("Tên chính sách"), max_length=300)
    text = forms.CharField(label=_("Hỗ trợ gì, cho ai"), max_length=4000, widget=_text(4))
    kinds = forms.MultipleChoiceField(
        label=_("Hình thức hỗ trợ"), choices=SupportKind.choices,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    criteria = forms.CharField(
        label=_("Tiêu chí chấm điểm"), max_length=2000, widget=_text(4),
        help_text=_("Mỗi dòng một tiêu chí và số điểm tối đa, ví dụ: Có sản phẩm OCOP: 30"),
    )  # fmt: skip
    least_score = forms.IntegerField(
        label=_("Điểm tối thiểu"), min_value=0, max_value=1000, localize=False,
        widget=Figure(_("điểm"), inputmode="numeric"),
    )  # fmt: skip
    money = Dong(label=_("Tổng kinh phí"), required=False)
    from_date = forms.DateField(label=_("Nhận đơn từ ngày"), widget=Day())
    to_date = forms.DateField(label=_("Đến hết ngày"), widget=Day())
    plan = forms.ModelChoiceField(
        label=_("Thuộc kế hoạch"), queryset=Policy.objects.none(), required=False
    )
    document = forms.ModelChoiceField(
        label=_("Văn bản ban hành"), queryset=Policy.objects.none(), required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer approved plans and documents of the library."""
        super().__init__(*args, **options)
        for name, rows in (
            ("plan", queries.approved_plans()),
            ("document", queries.approving_documents()),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows

    def clean_criteria(self) -> tuple[Criterion, ...]:
        """Read "name: points" a line."""
        found = []
        for line in filter(str.strip, self.cleaned_data["criteria"].splitlines()):
            name, colon, most = line.rpartition(":")
            points = whole(most.strip())
            if not colon or not name.strip() or points is None:
                raise forms.ValidationError(
                    _("Không đọc được dòng “%(line)s”. Ví dụ: Có sản phẩm OCOP: 30"),
                    params={"line": line.strip()[:80]},
                )
            found.append(Criterion(name.strip(), points))
        return tuple(found)

    def words(self) -> PolicyWords:
        """Return what was filled in."""
        told = self.cleaned_data
        return PolicyWords(**{**told, "kinds": tuple(SupportKind(k) for k in told["kinds"])})


class ApplyFor(forms.Form):
    """What an enterprise asks for."""

    kind = forms.ChoiceField(label=_("Xin hỗ trợ bằng"))
    asked = Dong(label=_("Số tiền xin hỗ trợ"), required=False)
    text = forms.CharField(
        label=_("Để làm gì"), max_length=4000, widget=_text(5),
        help_text=_("Sản phẩm nào, đang làm gì, cần gì để gắn mã truy xuất."),
    )  # fmt: skip

    def __init__(self, *args: Any, policy: Policy, **options: Any) -> None:
        """Offer what the policy gives."""
        super().__init__(*args, **options)
        kinds = [(k, SupportKind(k).label) for k in policy.kinds]
        self.fields["kind"] = forms.ChoiceField(label=_("Xin hỗ trợ bằng"), choices=kinds)

    def wish(self) -> Wish:
        """Return what was filled in."""
        told = self.cleaned_data
        return Wish(SupportKind(told["kind"]), told["text"], told["asked"])


class ScoreApplication(forms.Form):
    """Points for each criterion of the policy."""

    reason = forms.CharField(label=_("Nhận xét"), required=False, max_length=2000, widget=_text(2))

    def __init__(self, *args: Any, policy: Policy, **options: Any) -> None:
        """Ask for each criterion."""
        super().__init__(*args, **options)
        asked = {
            f"score_{place}": forms.IntegerField(
                label=f"{criterion['name']} (0–{criterion['most']})", min_value=0,
                max_value=criterion["most"], localize=False,
                widget=Figure(_("điểm"), inputmode="numeric"),
            )
            for place, criterion in enumerate(policy.criteria)
        }  # fmt: skip
        self.fields = {**asked, **self.fields}

    def scores(self) -> list[int]:
        """Return the points in the order of the criteria."""
        return [value for name, value in self.cleaned_data.items() if name.startswith("score_")]


class RefuseApplication(forms.Form):
    """Why an application is refused."""

    reason = forms.CharField(label=_("Lý do từ chối"), max_length=2000, widget=_text(3))


class AwardApplication(forms.Form):
    """What is given."""

    kind = forms.ChoiceField(label=_("Hình thức hỗ trợ"))
    amount = Dong(label=_("Số tiền, hoặc giá trị"), required=False)
    quantity = forms.IntegerField(
        label=_("Số lượng"), required=False, min_value=1, max_value=100_000_000, localize=True,
        widget=Figure(inputmode="numeric"),
        help_text=_("Số tem, số thiết bị hoặc số ngày tư vấn."),
    )  # fmt: skip
    text = forms.CharField(label=_("Nội dung hỗ trợ"), max_length=300, required=False)
    number = forms.CharField(label=_("Số quyết định"), max_length=80)
    on_date = forms.DateField(label=_("Ngày quyết định"), widget=Day())

    def __init__(self, *args: Any, policy: Policy, **options: Any) -> None:
        """Offer what the policy gives."""
        super().__init__(*args, **options)
        kinds = [(k, SupportKind(k).label) for k in policy.kinds]
        self.fields["kind"] = forms.ChoiceField(label=_("Hình thức hỗ trợ"), choices=kinds)
        self.order_fields(["kind"])

    def given(self) -> Given:
        """Return what was filled in."""
        return Given(**{**self.cleaned_data, "kind": SupportKind(self.cleaned_data["kind"])})


class PayAward(forms.Form):
    """When support was handed over."""

    paid_date = forms.DateField(label=_("Ngày giao, ngày chi"), widget=Day())


class ReportResult(forms.Form):
    """What support came to."""

    result = forms.CharField(label=_("Kết quả"), max_length=4000, widget=_text(3))
    is_connected = forms.BooleanField(
        label=_("Nhờ hỗ trợ này, đơn vị đã gắn mã truy xuất"), required=False
    )

    @classmethod
    def of(cls, award: Award, data: Any = None) -> "ReportResult":
        """Return the form of an award as it stands."""
        told = {"result": award.result, "is_connected": award.is_connected}
        return cls(data, initial=told)


class TellPilot(forms.Form):
    """A pilot: what is tried, with whom, how it goes, what it taught."""

    title = forms.CharField(label=_("Tên mô hình"), max_length=300)
    product = forms.CharField(label=_("Sản phẩm"), max_length=200, required=False)
    purpose = forms.CharField(label=_("Thử điều gì"), max_length=4000, widget=_text(3))
    organisations = forms.ModelMultipleChoiceField(
        label=_("Đơn vị tham gia"), queryset=Organisation.objects.none(), required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )  # fmt: skip
    from_date = forms.DateField(label=_("Từ ngày"), widget=Day())
    to_date = forms.DateField(label=_("Đến ngày"), required=False, widget=Day())
    state = forms.ChoiceField(label=_("Trạng thái"), choices=PilotState.choices)
    outcome = forms.CharField(label=_("Kết quả"), max_length=4000, required=False, widget=_text(3))
    lessons = forms.CharField(
        label=_("Bài học"), max_length=4000, required=False, widget=_text(3),
        help_text=_("Điều gì làm được, điều gì chưa, nhân rộng thì cần gì."),
    )  # fmt: skip

    def __init__(self, *args: Any, offered: Any, **options: Any) -> None:
        """Offer the enterprises of the officer's area."""
        super().__init__(*args, **options)
        field = self.fields["organisations"]
        if isinstance(field, forms.ModelMultipleChoiceField):
            field.queryset = offered

    def words(self) -> PilotWords:
        """Return what was filled in."""
        told = {k: v for k, v in self.cleaned_data.items() if k != "organisations"}
        return PilotWords(**{**told, "state": PilotState(told["state"])})

    @classmethod
    def told_of(cls, pilot: Pilot) -> dict[str, Any]:
        """Return what the form shows of a pilot."""
        told = {name: getattr(pilot, name) for name in cls.base_fields if name != "organisations"}
        return {**told, "organisations": list(pilot.organisations.all())}
