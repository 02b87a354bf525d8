"""What people fill in about plans: find, import, choose a year, approve, match agencies."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from txng.library.models import Document
from txng.parties.models import Organisation
from txng.planning import queries
from txng.planning.models import Plan
from txng.planning.services.plan import Approval
from txng.planning.vocab import PlanState
from txng.ui.widgets import Day


class Year(forms.IntegerField):
    """A year."""

    def __init__(self, label: Any, **options: Any) -> None:
        """Take years of programmes only."""
        super().__init__(label=label, min_value=2010, max_value=2100, localize=False, **options)


class FindPlans(forms.Form):
    """What the list of plans is narrowed to."""

    q = forms.CharField(label=_("Tìm"), required=False, max_length=100)
    year = Year(_("Năm"), required=False)
    state = forms.ChoiceField(
        label=_("Trạng thái"), required=False, choices=[("", _("Đang dùng")), *PlanState.choices]
    )

    def filter(self) -> queries.PlanFilter:
        """Return what was asked; wrong values ask nothing."""
        self.is_valid()
        told = getattr(self, "cleaned_data", {})
        return queries.PlanFilter(
            text=told.get("q") or "", year=told.get("year"), state=told.get("state") or ""
        )


class ImportPlan(forms.Form):
    """A paper to be read as a plan."""

    file = forms.FileField(
        label=_("Tệp kế hoạch"),
        help_text=_("Word (.docx), Excel (.xlsx, .csv) hoặc văn bản thuần (.txt), tối đa 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.xlsx,.csv,.txt"}),
    )


class ChooseYear(forms.Form):
    """The year that a plan is made for."""

    year = Year(_("Lập cho năm"))


class ApprovePlan(forms.Form):
    """How a plan was approved."""

    number = forms.CharField(
        label=_("Số, ký hiệu"), max_length=80, help_text=_("Ví dụ: 45/KH-UBND.")
    )
    on_date = forms.DateField(label=_("Ngày ký"), widget=Day())
    document = forms.ModelChoiceField(
        label=_("Văn bản trong kho"), queryset=Document.objects.none(), required=False,
        empty_label=_("Chưa có trong kho văn bản"),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer plans and decisions of the library, the newest first."""
        super().__init__(*args, **options)
        field = self.fields["document"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = queries.approving_documents()

    def approval(self) -> Approval:
        """Return what was filled in."""
        return Approval(**self.cleaned_data)


class MatchAgency(forms.Form):
    """Which registered agency a printed name is."""

    text = forms.ChoiceField(label=_("Tên ghi trong kế hoạch"))
    organisation = forms.ModelChoiceField(
        label=_("Là cơ quan nào"), queryset=Organisation.objects.none()
    )

    def __init__(self, *args: Any, plan: Plan, **options: Any) -> None:
        """Offer the names that no register knows, and the registered agencies."""
        super().__init__(*args, **options)
        names = [(name, name) for name, _times in queries.unmatched_names(plan)]
        self.fields["text"] = forms.ChoiceField(label=_("Tên ghi trong kế hoạch"), choices=names)
        field = self.fields["organisation"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = queries.agencies()


class CompareYears(forms.Form):
    """The plans that are laid side by side."""

    plans = forms.TypedMultipleChoiceField(
        label=_("Kế hoạch"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, offered: Iterable[Plan], **options: Any) -> None:
        """Offer the plans that the actor may see, told by years and title."""
        super().__init__(*args, **options)
        field = self.fields["plans"]
        if isinstance(field, forms.TypedMultipleChoiceField):
            field.choices = [(plan.pk, f"{plan.years}: {plan.title}") for plan in offered]
