"""Tags that show forms: label above, help below, unit inside, errors on top and beside."""

from typing import Any

from django import forms, template
from django.forms import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from txng.ui.filters import chips

register = template.Library()

GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@register.inclusion_tag("ui/parts/form.html", takes_context=True)
def form(
    context: dict[str, Any],
    form: forms.BaseForm,
    *,
    submit: object = _("Lưu"),
    cancel: str = "",
    tone: str = "",
) -> dict[str, Any]:
    """Show a whole form with its buttons; `tone="danger"` for acts that cannot be undone."""
    return {
        "form": form,
        "submit": submit,
        "cancel": cancel,
        "tone": tone,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("ui/parts/fields.html")
def fields(form: forms.BaseForm) -> dict[str, Any]:
    """Show the summary of errors and every field; the page writes `<form>` and buttons itself."""
    return {"form": form}


@register.inclusion_tag("ui/parts/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """Show one field: label, what is wrong, the box with its unit, help."""
    if _kind(bound) == "group":
        bound.field.widget.attrs["class"] = "form-check-input"
    return {
        "bound": bound,
        "kind": _kind(bound),
        "unit": bound.field.widget.attrs.get("data-unit", ""),
        "described": _described(bound),
        "widget": "" if _kind(bound) == "group" else widget(bound),
    }


@register.simple_tag
def widget(bound: BoundField) -> SafeString:
    """Return the box of a field with the classes of the frame and its descriptions tied to it."""
    _say_what_to_choose(bound.field)
    own = bound.field.widget.attrs.get("class", "")
    attrs: dict[str, Any] = {"class": f"{_css(bound)} {own}".strip()}
    if described := _described(bound):
        attrs["aria-describedby"] = described
    return bound.as_widget(attrs=attrs)


def _say_what_to_choose(field: forms.Field) -> None:
    """Give the empty choice of a list words instead of Django's row of dashes."""
    words = gettext("Chọn…") if field.required else gettext("Để trống")
    if isinstance(field, forms.ModelChoiceField):
        if str(field.empty_label or "").startswith("---"):
            field.empty_label = words
    elif isinstance(field, forms.ChoiceField) and isinstance(field.widget, forms.Select):
        choices = list(field.widget.choices)
        if choices and str(choices[0][1]).startswith("---"):
            field.widget.choices = [(choices[0][0], words), *choices[1:]]


def _kind(bound: BoundField) -> str:
    if isinstance(bound.field.widget, GROUPS):
        return "group"
    return "check" if isinstance(bound.field.widget, forms.CheckboxInput) else "box"


def _css(bound: BoundField) -> str:
    if _kind(bound) != "box":
        return "form-check-input"
    return "form-select" if isinstance(bound.field.widget, forms.Select) else "form-control"


def _described(bound: BoundField) -> str:
    names = [f"{bound.auto_id}_wrong"] if bound.errors else []
    return " ".join([*names, *([f"{bound.auto_id}_help"] if bound.help_text else [])])


@register.inclusion_tag("ui/parts/filters.html", takes_context=True)
def filters(context: dict[str, Any], form: forms.BaseForm) -> dict[str, Any]:
    """Show the search line of a list and what it is filtered by, each removable, in the address."""
    return {"form": form, "chips": chips(form, context["request"].GET)}
