"""What people fill in about the priority list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from txng.catalogue import queries
from txng.catalogue.models import PriorityEntry, Product, ProductGroup
from txng.catalogue.services import DecisionFacts, EntryFacts
from txng.catalogue.vocab import PriorityClass
from txng.library.models import Document
from txng.library.vocab import DocumentKind
from txng.ui.widgets import Day


class TellEntry(forms.Form):
    """One row of the list: a product, a kind of product, or a whole group."""

    group = forms.ModelChoiceField(label=_("Nhóm sản phẩm"), queryset=ProductGroup.objects.none())
    name = forms.CharField(
        label=_("Tên sản phẩm, loại sản phẩm"),
        max_length=200,
        help_text=_("Ví dụ: Cam sành; Mật ong; Rau, củ tươi."),
    )
    words = forms.CharField(
        label=_("Tên khác trong sổ đăng ký"),
        max_length=300,
        required=False,
        help_text=_("Cách nhau dấu phẩy. Để trống thì sản phẩm có tên trên được tính là khớp."),
    )
    is_whole_group = forms.BooleanField(label=_("Cả nhóm sản phẩm này"), required=False)
    product = forms.CharField(
        label=_("Chỉ một sản phẩm đã đăng ký"),
        required=False,
        max_length=40,
        help_text=_("GTIN hoặc mã của tỉnh, nếu chỉ đề xuất sản phẩm của một đơn vị."),
    )
    classes = forms.MultipleChoiceField(
        label=_("Loại"), choices=PriorityClass.choices, widget=forms.CheckboxSelectMultiple()
    )
    reason = forms.CharField(
        label=_("Lý do"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, sector: str = "", **options: Any) -> None:
        """Offer the groups of a sector; of all, when there is none."""
        super().__init__(*args, **options)
        group = self.fields["group"]
        if isinstance(group, forms.ModelChoiceField):
            rows = queries.groups()
            group.queryset = rows.filter(sector=sector) if sector else rows

    def clean_product(self) -> Product | None:
        """Find a registered product by its code."""
        code = self.cleaned_data["product"].strip()
        if not code:
            return None
        found = queries.product_of_code(code)
        if found is None:
            raise forms.ValidationError(_("Không có sản phẩm nào mang mã này. Hãy kiểm tra lại."))
        return found

    def facts(self) -> EntryFacts:
        """Return what was filled in."""
        told = self.cleaned_data
        return EntryFacts(**{**told, "classes": tuple(told["classes"])})


class ProposeProduct(TellEntry):
    """A department's proposal."""


class AddEntry(TellEntry):
    """A row put on the draft by the lead agency."""


class EditEntry(TellEntry):
    """A row of the draft."""

    @classmethod
    def told_of(cls, entry: PriorityEntry) -> dict[str, object]:
        """Return what the form shows of a row."""
        told = {name: getattr(entry, name) for name in cls.base_fields}
        code = entry.product.code_text if entry.product else ""
        return {**told, "group": entry.group_id, "product": code}


class RefuseProposal(forms.Form):
    """Why a proposal is not taken."""

    answer = forms.CharField(
        label=_("Lý do không đưa vào"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class StartPriorityList(forms.Form):
    """A new version."""

    title = forms.CharField(
        label=_("Tên danh mục"),
        max_length=300,
        help_text=_("Ví dụ: Danh mục sản phẩm ưu tiên truy xuất nguồn gốc giai đoạn 2026–2030."),
    )


class ApprovePriorityList(forms.Form):
    """The committee's decision."""

    document = forms.ModelChoiceField(
        label=_("Quyết định trong kho văn bản"),
        queryset=Document.objects.none(),
        required=False,
        empty_label=_("Chưa có trong kho văn bản"),
    )
    number = forms.CharField(
        label=_("Số quyết định"), max_length=80, help_text=_("Ví dụ: 1234/QĐ-UBND.")
    )
    decided_date = forms.DateField(label=_("Ngày quyết định"), widget=Day())
    decided_by = forms.CharField(label=_("Cơ quan phê duyệt"), max_length=200)
    valid_from = forms.DateField(label=_("Có hiệu lực từ"), widget=Day())

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the decisions of the library, the newest first."""
        super().__init__(*args, **options)
        document = self.fields["document"]
        if isinstance(document, forms.ModelChoiceField):
            document.queryset = Document.objects.filter(kind=DocumentKind.DECISION).order_by(
                "-issued_date", "id"
            )

    def facts(self) -> DecisionFacts:
        """Return what was filled in."""
        return DecisionFacts(**self.cleaned_data)


class FindEntries(forms.Form):
    """Filters of the rows of a list; wrong values count as none."""

    q = forms.CharField(label=_("Tên sản phẩm, nhóm"), required=False, max_length=120)
    loai = forms.ChoiceField(
        label=_("Loại"), required=False, choices=[("", _("Tất cả")), *PriorityClass.choices]
    )

    def filter(self) -> queries.EntryFilter:
        """Return what the list is narrowed to."""
        self.is_valid()
        told = self.cleaned_data
        return queries.EntryFilter(text=told.get("q", ""), priority_class=told.get("loai", ""))
