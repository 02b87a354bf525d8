"""What people fill in on the pages of the room."""

import unicodedata
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from txng.parties.actor import Actor
from txng.parties.models import AdministrativeUnit, Organisation
from txng.parties.queries import communes
from txng.reporting import periods
from txng.reporting.facts import Line, ReportFacts, ReportHead, RequestFacts
from txng.reporting.models import Cell, Indicator, RequestField, Section
from txng.reporting.queries.indicators import indicators
from txng.reporting.queries.requests import recipients_for
from txng.reporting.vocab import CellType, PeriodKind, ReportKind
from txng.ui.widgets import Day, Figure


class ChoosePeriod(forms.Form):
    """The period that figures are about, kept in the address."""

    ky = forms.ChoiceField(label=_("Kỳ số liệu"), required=False)

    def __init__(self, *args: Any, today: date, chosen: str = "", **options: Any) -> None:
        """Offer the last years and this year's parts, and the one that was asked for."""
        super().__init__(*args, **options)
        field = self.fields["ky"]
        offered = periods.choices(today)
        if chosen and chosen not in dict(offered):
            offered.append((chosen, periods.read(chosen).name))
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  narrows the type
        field.choices = offered


class ChooseDesk(forms.Form):
    """The agency whose desk is looked at."""

    def __init__(self, *args: Any, desks: QuerySet[Organisation], **options: Any) -> None:
        """Offer the agencies whose desks the actor sees."""
        super().__init__(*args, **options)
        self.fields["co-quan"] = forms.ModelChoiceField(
            desks, label=_("Cơ quan"), required=False, empty_label=None
        )

    @property
    def chosen(self) -> int | None:
        """Return the row number that the address asks for; anything unreadable asks for none."""
        told = str(self.data.get("co-quan", ""))
        return int(told) if told.isdecimal() and len(told) < 10 else None


class FindIndicators(forms.Form):
    """Words of an indicator's name."""

    q = forms.CharField(label=_("Tìm chỉ tiêu"), required=False, max_length=100)


class SetTarget(forms.Form):
    """A target of the province's own."""

    year = forms.IntegerField(label=_("Năm"), min_value=2019, max_value=2050)
    value = forms.DecimalField(
        label=_("Mục tiêu"), max_digits=16, decimal_places=2, min_value=0, localize=True,
        widget=Figure(),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Theo văn bản"),
        max_length=250,
        help_text=_("Số, ngày của kế hoạch hoặc quyết định, mục nào."),
    )


class CreateRequest(forms.Form):
    """A request for figures: what, when, from whom."""

    title = forms.CharField(label=_("Tên kỳ báo cáo"), max_length=200)
    period_kind = forms.ChoiceField(
        label=_("Loại kỳ"), choices=PeriodKind.choices, initial=PeriodKind.YEAR
    )
    starts_date = forms.DateField(
        label=_("Số liệu từ ngày"),
        widget=Day(),
        help_text=_("Kỳ tháng, quý, nửa năm, năm: ngày nào trong kỳ cũng được."),
    )
    ends_date = forms.DateField(
        label=_("Đến ngày"), widget=Day(), required=False, help_text=_("Chỉ cần cho kỳ đột xuất.")
    )
    due_date = forms.DateField(label=_("Nộp trước ngày"), widget=Day())
    indicators = forms.ModelMultipleChoiceField(
        label=_("Chỉ tiêu"),
        queryset=Indicator.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    numbers = forms.CharField(
        label=_("Dòng số thêm"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Mỗi dòng một số liệu, đơn vị sau dấu gạch đứng: Số hộ tham gia | hộ"),
    )
    texts = forms.CharField(
        label=_("Dòng chữ thêm"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Mỗi dòng một câu hỏi trả lời bằng lời, ví dụ: Khó khăn, vướng mắc"),
    )
    recipients = forms.ModelMultipleChoiceField(
        label=_("Cơ quan nhận"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(
        label=_("Lời nhắn cho cơ quan nhận"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, actor: Actor, today: date, **options: Any) -> None:
        """Offer the indicators in force and the other agencies."""
        super().__init__(*args, **options)
        self.fields["indicators"].queryset = indicators(on=today)  # type: ignore[attr-defined]
        self.fields["recipients"].queryset = recipients_for(actor)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A request on demand needs both days, in order."""
        found: dict[str, Any] = super().clean() or {}
        starts, ends = found.get("starts_date"), found.get("ends_date")
        if found.get("period_kind") == PeriodKind.DEMAND and (
            not ends or (starts and ends < starts)
        ):
            self.add_error("ends_date", _("Hãy chọn ngày cuối, không trước ngày đầu."))
        if not any(found.get(name) for name in ("indicators", "numbers", "texts")):
            self.add_error(
                "indicators", _("Hãy chọn ít nhất một chỉ tiêu, hoặc ghi một dòng thêm.")
            )
        return found

    def facts(self) -> RequestFacts:
        """Return what was filled in."""
        told = self.cleaned_data
        kind = PeriodKind(told["period_kind"])
        period = (
            periods.Period(kind, told["starts_date"], told["ends_date"])
            if kind == PeriodKind.DEMAND
            else periods.containing(told["starts_date"], kind)
        )
        return RequestFacts(
            title=told["title"],
            period=period,
            due=told["due_date"],
            recipients=list(told["recipients"]),
            indicators=list(told["indicators"]),
            lines=[
                *_lines(told["numbers"], CellType.DECIMAL),
                *_lines(told["texts"], CellType.TEXT),
            ],
            note=told["note"],
        )


def _lines(text: str, kind: CellType) -> list[Line]:
    found = []
    for line in text.splitlines():
        label, _bar, unit = line.partition("|")
        if label.strip():
            found.append(Line(label.strip()[:300], kind, unit.strip()[:40]))
    return found


class GiveReason(forms.Form):
    """Why something is locked, unlocked or returned."""

    reason = forms.CharField(
        label=_("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class SaveGroup(forms.Form):
    """A group of communes under a name."""

    name = forms.CharField(label=_("Tên nhóm"), max_length=120)
    units = forms.ModelMultipleChoiceField(
        label=_("Các xã, phường"),
        queryset=AdministrativeUnit.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, area_id: int | None, **options: Any) -> None:
        """Offer the communes of the officer's area."""
        super().__init__(*args, **options)
        found = communes()
        if area_id is not None:
            found = found.filter(parent=area_id)
        self.fields["units"].queryset = found  # type: ignore[attr-defined]


class PlainNumber(forms.DecimalField):
    """A number as people type it: full-width digits, blanks inside, dots as group marks."""

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # a Decimal it is
        """Bring the digits into ordinary form, then read them as the page's language writes."""
        text = unicodedata.normalize("NFKC", str(value or "")).replace(" ", "")
        return super().to_python(text.strip())


class EnterFigures(forms.Form):
    """One box for each line of a request's form, named `o-<line>`."""

    def __init__(
        self,
        *args: Any,
        lines: Sequence[RequestField],
        cells: dict[int, Cell] | None = None,
        **options: Any,
    ) -> None:
        """Make the boxes; filled ones show what is kept."""
        kept = cells or {}
        options.setdefault(
            "initial",
            {name_of(line): _kept(line, kept.get(line.pk)) for line in lines},
        )
        super().__init__(*args, **options)
        self.lines = list(lines)
        for line in self.lines:
            self.fields[name_of(line)] = _box(line)

    def values(self) -> dict[int, Decimal | str | None]:
        """Return what may be kept: every line whose box is right."""
        self.is_valid()
        return {
            line.pk: self.cleaned_data[name_of(line)]
            for line in self.lines
            if name_of(line) in self.cleaned_data
        }


def name_of(line: RequestField) -> str:
    """Return the name of a line's box."""
    return f"o-{line.pk}"


def _kept(line: RequestField, cell: Cell | None) -> Decimal | str | None:
    if cell is None:
        return None
    if line.is_number and cell.number is not None:
        return cell.number.normalize() + 0
    return cell.text


_WHOLE = {CellType.WHOLE: 0, CellType.MONEY: 0}


def _box(line: RequestField) -> forms.Field:
    """Return the box of a line; none is required by the form: a draft may have gaps."""
    label = str(line)
    if line.type == CellType.TEXT:
        return forms.CharField(
            label=label, required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
        )
    return PlainNumber(
        label=label,
        required=False,
        min_value=0,
        max_digits=20,
        decimal_places=_WHOLE.get(CellType(line.type), 3),
        localize=True,
        widget=Figure(line.unit),
    )


class SendSheet(forms.Form):
    """A filled workbook."""

    file = forms.FileField(label=_("Tệp Excel đã điền (.xlsx)"))


class WriteReport(forms.Form):
    """A report to begin."""

    kind = forms.ChoiceField(label=_("Loại báo cáo"), choices=ReportKind.choices)
    period_kind = forms.ChoiceField(
        label=_("Loại kỳ"), choices=PeriodKind.choices, initial=PeriodKind.YEAR
    )
    starts_date = forms.DateField(
        label=_("Số liệu từ ngày"),
        widget=Day(),
        help_text=_("Kỳ tháng, quý, nửa năm, năm: ngày nào trong kỳ cũng được."),
    )
    ends_date = forms.DateField(
        label=_("Đến ngày"), widget=Day(), required=False, help_text=_("Chỉ cần cho kỳ đột xuất.")
    )

    def clean(self) -> dict[str, Any]:
        """A period on demand needs both days, in order."""
        found: dict[str, Any] = super().clean() or {}
        starts, ends = found.get("starts_date"), found.get("ends_date")
        is_free = found.get("period_kind") == PeriodKind.DEMAND
        if is_free and (not ends or (starts and ends < starts)):
            self.add_error("ends_date", _("Hãy chọn ngày cuối, không trước ngày đầu."))
        return found

    def facts(self) -> ReportFacts:
        """Return what was filled in."""
        told = self.cleaned_data
        kind = PeriodKind(told["period_kind"])
        period = (
            periods.Period(kind, told["starts_date"], told["ends_date"])
            if kind == PeriodKind.DEMAND
            else periods.containing(told["starts_date"], kind)
        )
        return ReportFacts(kind=ReportKind(told["kind"]), period=period)


class EditReport(forms.Form):
    """A report's head, and one box for the words of each section, named `m-<code>`."""

    title = forms.CharField(label=_("Trích yếu"), max_length=300)
    superior = forms.CharField(label=_("Cơ quan chủ quản"), max_length=200, required=False)
    number = forms.CharField(
        label=_("Số, ký hiệu"), max_length=40, required=False, help_text=_("Ví dụ: 12/BC-SKHCN")
    )
    place = forms.CharField(label=_("Địa danh"), max_length=80, required=False)
    issued_date = forms.DateField(label=_("Ngày ban hành"), widget=Day(), required=False)
    sign_for = forms.CharField(
        label=_("Ký thay, ký thừa lệnh"),
        max_length=80,
        required=False,
        help_text=_("Ví dụ: KT. GIÁM ĐỐC; để trống nếu người đứng đầu ký."),
    )
    signer_title = forms.CharField(label=_("Chức vụ người ký"), max_length=80, required=False)
    signer_name = forms.CharField(label=_("Họ tên người ký"), max_length=120, required=False)
    recipients = forms.CharField(
        label=_("Nơi nhận"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Mỗi dòng một nơi nhận."),
    )

    def __init__(self, *args: Any, sections: Sequence[Section], **options: Any) -> None:
        """Make a box for each section."""
        super().__init__(*args, **options)
        self.sections = list(sections)
        for section in self.sections:
            self.fields[f"m-{section.code}"] = forms.CharField(
                label=section.heading,
                required=False,
                max_length=20_000,
                widget=forms.Textarea(attrs={"rows": 6}),
            )

    def head(self) -> ReportHead:
        """Return the head."""
        names = [f.name for f in fields(ReportHead)]
        return ReportHead(**{name: self.cleaned_data[name] for name in names})

    def texts(self) -> dict[str, str]:
        """Return the words of each section by its code."""
        return {s.code: self.cleaned_data[f"m-{s.code}"] for s in self.sections}


class AddReportForm(forms.Form):
    """An agency's own DOCX."""

    name = forms.CharField(label=_("Tên mẫu"), max_length=120)
    file = forms.FileField(label=_("Tệp Word (.docx)"))


class Confirm(forms.Form):
    """Nothing to fill in: only the act to confirm."""
