"""What officers fill in to change a draft of a chain template."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from txng.catalogue.chain_words import (
    ABOUT,
    ACTIONS,
    BIZ_STEPS,
    DISPOSITIONS,
    FIELD_TYPES,
    unit_in_words,
    value_in_words,
)
from txng.catalogue.definition import WHAT
from txng.catalogue.vocab import InputKind, Unit
from txng.core.collation import sort_key
from txng.gs1 import cbv
from txng.gs1.cbv import Vocabulary
from txng.parties.vocab import ChainRole, PlaceKind
from txng.ui.widgets import Day, Figure

_WHAT = list(ABOUT.items())
_ACTIONS = [*ACTIONS.items(), ("", _("Không có (chế biến)"))]
_TYPES = list(FIELD_TYPES.items())


def _words(vocabulary: Vocabulary, known: Mapping[str, str | Promise]) -> list[tuple[str, str]]:
    """Return the standard's words, each in Vietnamese first."""
    told = {word: f"{known.get(word, word)} ({word})" for word in cbv.WORDS[vocabulary]}
    return sorted(told.items(), key=lambda pair: sort_key(pair[1]))


def _biz_steps() -> list[tuple[str, str]]:
    return _words(Vocabulary.BIZ_STEP, BIZ_STEPS)


def _dispositions() -> list[tuple[str, str]]:
    return [("", "–"), *_words(Vocabulary.DISPOSITION, DISPOSITIONS)]


class EditTemplate(forms.Form):
    """The chain itself: its names, its standard, who takes part."""

    name = forms.CharField(label=_("Tên"), max_length=120)
    name_en = forms.CharField(label=_("Tên tiếng Anh"), max_length=120)
    standard = forms.CharField(label=_("Tiêu chuẩn"), max_length=120, required=False)
    parties = forms.MultipleChoiceField(
        label=_("Các bên"), choices=ChainRole.choices, widget=forms.CheckboxSelectMultiple()
    )

    def change(self, definition: dict[str, Any]) -> None:
        """Write what was filled in into a definition."""
        definition.update(self.cleaned_data)


class TellStep(forms.Form):
    """One step: names, the event it becomes, who and where, how often."""

    code = forms.SlugField(label=_("Mã bước"), max_length=60, help_text=_("Ví dụ harvest."))
    name = forms.CharField(label=_("Tên bước"), max_length=120)
    name_en = forms.CharField(label=_("Tên tiếng Anh"), max_length=120)
    what = forms.ChoiceField(label=_("Bước nói về"), choices=_WHAT)
    action = forms.ChoiceField(label=_("Bước làm gì với lô"), choices=_ACTIONS, required=False)
    biz_step = forms.ChoiceField(
        label=_("Việc, theo từ của tiêu chuẩn"),
        choices=_biz_steps,
        help_text=_("Từ trong ngoặc là từ của GS1 CBV 2.0, để hệ thống khác hiểu."),
    )
    disposition = forms.ChoiceField(
        label=_("Trạng thái của lô sau bước"), required=False, choices=_dispositions
    )
    actor_roles = forms.MultipleChoiceField(
        label=_("Bên thực hiện"), choices=ChainRole.choices, widget=forms.CheckboxSelectMultiple()
    )
    place_kinds = forms.MultipleChoiceField(
        label=_("Nơi thực hiện"), choices=PlaceKind.choices, widget=forms.CheckboxSelectMultiple()
    )
    required = forms.BooleanField(label=_("Bắt buộc"), required=False)
    repeatable = forms.BooleanField(label=_("Ghi được nhiều lần"), required=False)
    public = forms.BooleanField(label=_("Hiện cho mọi người"), required=False)

    def step(self) -> dict[str, Any]:
        """Return the step without its fields, the event following from what it is about."""
        told = dict(self.cleaned_data)
        return {
            **told,
            "event": WHAT[told["what"]][0],
            "action": told["action"] or None,
            "disposition": told["disposition"] or None,
        }


class TellField(forms.Form):
    """One key data element of a step."""

    code = forms.SlugField(label=_("Mã mục"), max_length=60, help_text=_("Ví dụ variety."))
    label = forms.CharField(label=_("Nhãn"), max_length=120)
    label_en = forms.CharField(label=_("Nhãn tiếng Anh"), max_length=120)
    type = forms.ChoiceField(label=_("Kiểu"), choices=_TYPES)
    unit = forms.CharField(
        label=_("Đơn vị tính"),
        max_length=20,
        required=False,
        help_text=_("Số: chữ hiện sau ô. Khối lượng: %s.") % ", ".join(Unit.values),
    )
    choices = forms.CharField(
        label=_("Các lựa chọn"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Mỗi dòng: mã | nhãn | nhãn tiếng Anh. Chỉ cho kiểu Chọn một."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Loại vật tư (kiểu Vật tư đã dùng)"),
        choices=InputKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(),
    )
    min = forms.FloatField(label=_("Nhỏ nhất"), required=False, localize=True, widget=Figure())
    max = forms.FloatField(label=_("Lớn nhất"), required=False, localize=True, widget=Figure())
    required = forms.BooleanField(label=_("Bắt buộc"), required=False)
    public = forms.BooleanField(label=_("Hiện cho mọi người"), required=False)
    ilmd = forms.BooleanField(label=_("Đặc tính của lô (chỉ ở bước tạo ra lô)"), required=False)
    many = forms.BooleanField(label=_("Nhiều giá trị (lô đầu vào)"), required=False)
    help = forms.CharField(label=_("Lời nhắc dưới ô"), max_length=300, required=False)
    help_en = forms.CharField(label=_("Lời nhắc tiếng Anh"), max_length=300, required=False)

    def clean_choices(self) -> list[dict[str, str]]:
        """Read a choice a line."""
        found = []
        for line in self.cleaned_data["choices"].splitlines():
            parts = [part.strip() for part in line.split("|")]
            if parts == [""]:
                continue
            if len(parts) != 3 or not all(parts):
                raise forms.ValidationError(
                    _("Dòng “%s” chưa đúng: cần mã | nhãn | nhãn tiếng Anh.") % line
                )
            found.append(dict(zip(("code", "label", "label_en"), parts, strict=True)))
        return found

    def field(self) -> dict[str, Any]:
        """Return the field as a definition has it: what was left empty is left out."""
        told = self.cleaned_data
        always = ("code", "label", "label_en", "type", "required", "ilmd", "public")
        some = ("unit", "choices", "kinds", "min", "max", "many", "help", "help_en")
        kept = {name: told[name] for name in always}
        return {**kept, **{n: _plain(told[n]) for n in some if _is_told(told[n])}}

    @classmethod
    def told_of(cls, field: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the form shows of a field."""
        parts = ("code", "label", "label_en")
        choices = [c for c in field.get("choices", []) if isinstance(c, dict)]
        lines = [" | ".join(str(c.get(part, "")) for part in parts) for c in choices]
        return {**field, "choices": "\n".join(lines)}


def _is_told(value: Any) -> bool:
    """Say whether anything was filled in; 0 is a figure, not nothing."""
    return value is not None and value is not False and value not in ("", [])


def _plain(value: Any) -> Any:
    """Write whole figures without a decimal point."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def named_steps(steps: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return steps for a page: what each is about and the types of its fields in words."""
    return [
        {
            **step,
            "about": value_in_words("what", step.get("what")),
            "work": value_in_words("biz_step", step.get("biz_step")),
            "after": value_in_words("disposition", step.get("disposition")),
            "standard_words": _standard_words(step),
            "fields": [
                {
                    **field,
                    "type_name": value_in_words("type", field.get("type")),
                    "unit": unit_in_words(field.get("unit", "")),
                }
                for field in step["fields"]
            ],
        }
        for step in steps
    ]


def _standard_words(step: Mapping[str, Any]) -> str:
    """Return how EPCIS says the step, for those who connect systems."""
    words = (step.get(key) for key in ("event", "action", "biz_step", "disposition"))
    return " · ".join(str(word) for word in words if word)


class PublishTemplate(forms.Form):
    """From which day a draft holds."""

    valid_from = forms.DateField(label=_("Áp dụng từ ngày"), widget=Day())


class MoveProducts(forms.Form):
    """Which products go over to a version: those ticked on the page, or all."""

    which = forms.ChoiceField(
        label=_("Chuyển những sản phẩm nào"),
        choices=[("chosen", _("Những sản phẩm đánh dấu dưới đây")), ("all", _("Tất cả"))],
        initial="chosen",
        widget=forms.RadioSelect(),
    )

    def numbers(self, ticked: Sequence[str]) -> list[int] | None:
        """Return the rows that were ticked, or None for all."""
        if self.cleaned_data["which"] == "all":
            return None
        return [int(one) for one in ticked if one.isascii() and one.isdecimal() and len(one) < 19]


class FindMovable(forms.Form):
    """The filter of products that may go over to a version."""

    q = forms.CharField(label=_("Tên, GTIN, đơn vị"), required=False, max_length=120)

    def text(self) -> str:
        """Return the words that the list is narrowed to."""
        self.is_valid()
        return str(self.cleaned_data.get("q", ""))


class ImportTemplate(forms.Form):
    """A file of a template."""

    file = forms.FileField(
        label=_("Tệp mẫu chuỗi (JSON)"),
        widget=forms.FileInput(attrs={"accept": "application/json,.json"}),
    )
