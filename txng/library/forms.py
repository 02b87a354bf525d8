"""What people fill in on the pages of the room."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from txng.core.files import ATTRIBUTE, Accept
from txng.library import queries
from txng.library.facts import CommunicationFacts, DocumentFacts, NewsFacts
from txng.library.models import Document, News
from txng.library.vocab import Channel, DocumentKind, NewsState, RelationKind, Validity
from txng.parties import queries as parties
from txng.parties.models import Organisation
from txng.ui.widgets import Day, Figure, Moment

if TYPE_CHECKING:
    _Choice = forms.ModelChoiceField[Document]
else:
    _Choice = forms.ModelChoiceField

_ALL = ("", _("Tất cả"))


class TellDocument(forms.Form):
    """What is told about a document."""

    kind = forms.ChoiceField(label=_("Loại văn bản"), choices=DocumentKind.choices)
    number = forms.CharField(
        label=_("Số, ký hiệu"),
        max_length=80,
        required=False,
        help_text=_("Ví dụ: 100/QĐ-TTg, TCVN 12850:2019."),
    )
    title = forms.CharField(
        label=_("Trích yếu"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    issuer_organisation = forms.ModelChoiceField(
        label=_("Cơ quan ban hành trên cổng"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Cơ quan khác"),
    )
    issuer = forms.CharField(
        label=_("Cơ quan ban hành, như in trên văn bản"), max_length=200, required=False
    )
    issued_date = forms.DateField(label=_("Ngày ban hành"), required=False, widget=Day())
    effective_from = forms.DateField(label=_("Có hiệu lực từ"), required=False, widget=Day())
    effective_to = forms.DateField(
        label=_("Hết hiệu lực từ"),
        required=False,
        widget=Day(),
        help_text=_("Ngày đầu tiên không còn hiệu lực."),
    )
    partly_expired_from = forms.DateField(
        label=_("Hết hiệu lực một phần từ"), required=False, widget=Day()
    )
    validity_note = forms.CharField(
        label=_("Ghi chú về hiệu lực"),
        max_length=300,
        required=False,
        help_text=_("Ví dụ: điều nào hết hiệu lực, căn cứ vào đâu."),
    )
    summary = forms.CharField(
        label=_("Tóm tắt"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    full_text = forms.CharField(
        label=_("Toàn văn"),
        required=False,
        max_length=1_000_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Dán vào đây, hoặc để trống: hệ thống đọc chữ từ tệp Word, PDF được thêm."),
    )
    source_note = forms.CharField(label=_("Nguồn"), max_length=300, required=False)
    source_url = forms.URLField(
        label=_("Địa chỉ nguồn"), max_length=500, required=False, assume_scheme="https"
    )
    verified_date = forms.DateField(
        label=_("Đã đối chiếu bản chính thức ngày"),
        required=False,
        widget=Day(),
        help_text=_("Để trống thì trang công khai ghi là chưa đối chiếu."),
    )

    def __init__(self, *args: Any, document: Document | None = None, **options: Any) -> None:
        """Offer the agencies; show what is known of a document."""
        if document is not None:
            shown = {name: getattr(document, name) for name in self.base_fields}
            options = {"initial": shown, **options}
        super().__init__(*args, **options)
        field = self.fields["issuer_organisation"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = parties.agencies()

    def facts(self) -> DocumentFacts:
        """Return what was filled in."""
        told = self.cleaned_data
        return DocumentFacts(**{**told, "kind": DocumentKind(told["kind"])})


class AddDocument(TellDocument):
    """A new document."""


class EditDocument(TellDocument):
    """A document that is known."""


class ReplaceDocument(TellDocument):
    """The document that replaces another one from its first day in force on."""


class FindDocuments(forms.Form):
    """Filters of a list of documents; wrong values count as none."""

    q = forms.CharField(label=_("Số hiệu, trích yếu, nội dung"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Loại"), required=False, choices=[_ALL, *DocumentKind.choices])
    validity = forms.ChoiceField(
        label=_("Hiệu lực"), required=False, choices=[_ALL, *Validity.choices]
    )

    def filter(self) -> queries.DocumentFilter:
        """Return what the list is narrowed to."""
        self.is_valid()
        told = self.cleaned_data
        return queries.DocumentFilter(
            text=told.get("q", ""), kind=told.get("kind", ""), validity=told.get("validity", "")
        )


class CitedDocument(_Choice):
    """A choice among documents, each by its number and the beginning of its title."""

    def label_from_instance(self, obj: Any) -> str:
        """Return a document as a list offers it."""
        return f"{obj} – {obj.title[:90]}" if obj.number else str(obj.title[:110])


class RelateDocuments(forms.Form):
    """How a document bears on another one."""

    kind = forms.ChoiceField(label=_("Văn bản này"), choices=RelationKind.choices)
    other = CitedDocument(
        label=_("Văn bản kia"), queryset=Document.objects.none(), empty_label=_("Chọn văn bản")
    )
    on_date = forms.DateField(
        label=_("Từ ngày"),
        required=False,
        widget=Day(),
        help_text=_("Khi thay thế, văn bản kia hết hiệu lực từ ngày này."),
    )

    def __init__(self, *args: Any, document: Document, **options: Any) -> None:
        """Offer all other documents."""
        super().__init__(*args, **options)
        field = self.fields["other"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = queries.citable_documents().exclude(pk=document.pk)


class AttachFile(forms.Form):
    """A file of a document."""

    file = forms.FileField(
        label=_("Tệp"),
        widget=forms.FileInput(attrs={"accept": ATTRIBUTE[Accept.DOCUMENT]}),
        help_text=_("PDF, Word (.docx), Excel (.xlsx) hoặc ảnh chụp; tối đa 20 MB."),
    )
    title = forms.CharField(
        label=_("Tên tệp trên trang"),
        max_length=200,
        required=False,
        help_text=_("Ví dụ: Bản ký, Phụ lục I, Mẫu số 02."),
    )


class TellNews(forms.Form):
    """A piece of news."""

    title = forms.CharField(label=_("Tiêu đề"), max_length=250)
    lead = forms.CharField(
        label=_("Câu dẫn"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    body = forms.CharField(
        label=_("Nội dung"),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("Dòng bắt đầu bằng ## là tiêu đề nhỏ, bằng - là một gạch đầu dòng."),
    )
    picture = forms.FileField(
        label=_("Ảnh"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ATTRIBUTE[Accept.PICTURE]}),
    )

    def __init__(self, *args: Any, news: News | None = None, **options: Any) -> None:
        """Show what is known of a piece of news."""
        if news is not None:
            shown = {"title": news.title, "lead": news.lead, "body": news.body}
            options = {"initial": shown, **options}
        super().__init__(*args, **options)

    def facts(self) -> NewsFacts:
        """Return what was filled in."""
        told = self.cleaned_data
        return NewsFacts(title=told["title"], lead=told["lead"], body=told["body"])


class AddNews(TellNews):
    """A new piece of news."""


class EditNews(TellNews):
    """A piece of news that is known."""


class PublishNews(forms.Form):
    """When a piece of news becomes public."""

    at = forms.DateTimeField(
        label=_("Đăng lúc"),
        required=False,
        widget=Moment(),
        help_text=_("Để trống để đăng ngay."),
    )


class FindNews(forms.Form):
    """Filters of a list of news."""

    q = forms.CharField(label=_("Tiêu đề, câu dẫn"), required=False, max_length=120)
    state = forms.ChoiceField(
        label=_("Trạng thái"), required=False, choices=[_ALL, *NewsState.choices]
    )
    start = forms.DateField(label=_("Đăng từ ngày"), required=False, widget=Day())
    end = forms.DateField(label=_("đến ngày"), required=False, widget=Day())

    def filter(self) -> queries.NewsFilter:
        """Return what the list is narrowed to."""
        self.is_valid()
        told = self.cleaned_data
        return queries.NewsFilter(
            text=told.get("q", ""),
            state=told.get("state", ""),
            start=told.get("start"),
            end=told.get("end"),
        )


class CountCommunication(forms.Form):
    """How often something was told through one channel."""

    channel = forms.ChoiceField(
        label=_("Kênh"), choices=[c for c in Channel.choices if c[0] != Channel.PORTAL]
    )
    title = forms.CharField(
        label=_("Nội dung"), max_length=250, help_text=_("Ví dụ: Phóng sự về cam sành có tem.")
    )
    on_date = forms.DateField(label=_("Ngày"), widget=Day())
    count = forms.IntegerField(
        label=_("Số lượng"),
        min_value=1,
        max_value=10_000_000,
        localize=True,
        widget=Figure(inputmode="numeric"),
        help_text=_("Số bài, số lần phát, số tờ rơi đã in."),
    )
    news = forms.ModelChoiceField(
        label=_("Theo tin trên cổng"),
        queryset=News.objects.none(),
        required=False,
        empty_label=_("Không theo tin nào"),
    )
    note = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the latest news."""
        super().__init__(*args, **options)
        field = self.fields["news"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = queries.news().exclude(published_at=None)

    def facts(self) -> CommunicationFacts:
        """Return what was filled in."""
        told = self.cleaned_data
        return CommunicationFacts(**{**told, "channel": Channel(told["channel"])})


class FindCommunications(forms.Form):
    """Which counts a list shows, and the period of the totals above it."""

    channel = forms.ChoiceField(label=_("Kênh"), required=False, choices=[_ALL, *Channel.choices])
    start = forms.DateField(label=_("Từ ngày"), required=False, widget=Day())
    end = forms.DateField(label=_("Đến ngày"), required=False, widget=Day())
