"""Boxes of forms that know what goes into them: days, moments, figures with a unit, photos."""

from decimal import Decimal
from typing import Any, cast

from django import forms

from txng.ui.templatetags.figures import plain


class Day(forms.DateInput):
    """A day, with the phone's own calendar."""

    input_type = "date"

    def __init__(self, **attrs: Any) -> None:
        """Keep the machine form of the day; browsers show it in the person's own."""
        super().__init__(attrs={"class": "w-short", **attrs}, format="%Y-%m-%d")


class Moment(forms.DateTimeInput):
    """A day and a time of day, with the phone's own picker."""

    input_type = "datetime-local"

    def __init__(self, **attrs: Any) -> None:
        """Keep the machine form of the moment, to the minute."""
        super().__init__(attrs={"class": "w-medium", **attrs}, format="%Y-%m-%dT%H:%M")


class Figure(forms.TextInput):
    """A number with its unit inside the box; "1.234,5" is understood (the field is localized)."""

    def __init__(self, unit: object = "", **attrs: Any) -> None:
        """Open the keyboard of figures on phones; `unit` stands after the figure."""
        marks = {
            "data-unit": unit,
            "inputmode": "decimal",
            "class": "figure",
            "autocomplete": "off",
        }
        super().__init__(attrs={**marks, **attrs})

    def format_value(self, value: Any) -> str | None:
        """Leave idle zeros away: 20.000 kept to the gram would read as twenty thousand."""
        shown = Decimal(plain(value)) if isinstance(value, Decimal) else value
        return cast("str | None", super().format_value(shown))
