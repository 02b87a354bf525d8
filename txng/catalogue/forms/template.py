"""What officers fill in to change a draft of a chain template, and the form it would give."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from txng.catalogue.definition import TYPES, WHAT
from txng.catalogue.vocab import InputKind, Unit
from txng.gs1 import cbv
from txng.gs1.cbv import Vocabulary
from txng.parties.vocab import ChainRole, PlaceKind
from txng.ui.widgets import Day, Figure

_WHAT = [
    ("lot", _("Việc làm với lô")),
    ("inputs_to_lot", _("Chế biến: lô khác thành lô này")),
    ("lot_into_unit", _("Đóng lô vào thùng, pa-lét")),
    ("lot_out_of_unit", _("Dỡ lô khỏi thùng, pa-lét")),
    ("lot_in_transaction", _("Gắn lô với chứng từ")),
]
_ACTIONS = [
    ("OBSERVE", _("Ghi nhận (OBSERVE)")),
    ("ADD", _("Tạo ra, cho vào (ADD)")),
    ("DELETE", _("Kết thúc, lấy ra (DELETE)")),
    ("", _("Không có (chế biến)")),
]
_TYPES = [
    ("text", _("Chữ")), ("number", _("Số")), ("date", _("Ngày")), ("choice", _("Chọn một")),
    ("quantity", _("Khối lượng, số lượng của lô")), ("photo", _("Ảnh")), ("party", _("Đơn vị")),
    ("lot", _("Lô")), ("place", _("Địa điểm")), ("bool", _("Có, không")),
    ("input", _("Vật tư đã dùng")),
]  # fmt: skip


def _words(vocabulary: Vocabulary) -> list[tuple[str, str]]:
    return [(word, word) for word in sorted(cbv.WORDS[vocabulary])]


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
    action = forms.ChoiceField(label=_("Hành động EPCIS"), choices=_ACTIONS, required=False)
    biz_step = forms.ChoiceField(
        label=_("Từ CBV của việc (bizStep)"), choices=_words(Vocabulary.BIZ_STEP)
    )
    disposition = forms.ChoiceField(
        label=_("Trạng thái sau bước (disposition)"),
        required=False,
        choices=[("", "–"), *_words(Vocabulary.DISPOSITION)],
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
    """Return steps for a page: each field with its type in words."""
    words = dict(_TYPES)
    return [
        {
            **step,
            "fields": [
                {**field, "type_name": words.get(field.get("type", ""), field.get("type"))}
                for field in step["fields"]
            ],
        }
        for step in steps
    ]


class PublishTemplate(forms.Form):
    """From which day a draft holds."""

    valid_from = forms.DateField(label=_("Áp dụng từ ngày"), widget=Day())


class ImportTemplate(forms.Form):
    """A file of a template."""

    file = forms.FileField(
        label=_("Tệp mẫu chuỗi (JSON)"),
        widget=forms.FileInput(attrs={"accept": "application/json,.json"}),
    )


class PreviewStep(forms.Form):
    """A step as the person who records it will see it; nothing is sent."""

    def __init__(self, step: Mapping[str, Any], *, is_english: bool) -> None:
        """Make a box for each field."""
        super().__init__()
        for one in step["fields"]:
            label = one.get("label_en" if is_english else "label") or one.get("code", "")
            hint = one.get("help_en" if is_english else "help", "")
            made = _box(one, is_english=is_english)
            made.label, made.help_text, made.required = label, hint, bool(one.get("required"))
            made.disabled = True
            self.fields[str(one.get("code"))] = made


def _box(one: Mapping[str, Any], *, is_english: bool) -> forms.Field:
    kind = one.get("type") if one.get("type") in TYPES else "text"
    if kind in {"number", "quantity"}:
        labels = dict(Unit.choices)
        unit = str(one.get("unit", ""))
        return forms.DecimalField(widget=Figure(labels.get(unit, unit)))
    if kind == "date":
        return forms.DateField(widget=Day())
    if kind in {"choice", "bool"}:
        name = "label_en" if is_english else "label"
        choices = [(c.get("code"), c.get(name)) for c in one.get("choices", [])]
        yes_no = [("yes", _("Có")), ("no", _("Không"))]
        return forms.ChoiceField(choices=choices or yes_no, widget=forms.RadioSelect())
    return forms.CharField()
