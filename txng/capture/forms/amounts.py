"""A box for an amount that a person may write with its unit, as "1,5 kg" or "20 ml"."""

import re
from decimal import Decimal
from typing import Any, Final, NamedTuple

from django import forms
from django.utils.formats import sanitize_separators
from django.utils.translation import gettext_lazy as _

from txng.catalogue.vocab import Unit
from txng.ui.widgets import Figure

_WORDS: Final = {
    "kg": Unit.KILOGRAM, "ký": Unit.KILOGRAM, "kí": Unit.KILOGRAM, "cân": Unit.KILOGRAM,
    "g": Unit.GRAM, "gam": Unit.GRAM, "gram": Unit.GRAM,
    "tấn": Unit.TONNE, "t": Unit.TONNE, "tonne": Unit.TONNE,
    "lít": Unit.LITRE, "lit": Unit.LITRE, "l": Unit.LITRE, "litre": Unit.LITRE,
    "ml": Unit.MILLILITRE, "cc": Unit.MILLILITRE,
    "đơn vị": Unit.PIECE, "cái": Unit.PIECE, "gói": Unit.PIECE, "chai": Unit.PIECE,
    "bao": Unit.PIECE, "hộp": Unit.PIECE, "liều": Unit.PIECE, "pcs": Unit.PIECE,
    "con": Unit.HEAD,
}  # fmt: skip
_SHAPE: Final = re.compile(r"([\d.,\s]+?)\s*([^\d.,\s].*)?")


class Amount(NamedTuple):
    """A number and its unit; an empty unit is that of the thing itself."""

    quantity: Decimal
    unit: str


class AmountField(forms.CharField):
    """A number, with or without a unit behind it."""

    default_error_messages = {
        "amount": _("Hãy ghi một số, có thể kèm đơn vị, ví dụ 20 hoặc 1,5 kg."),
        "unit": _("Chưa hiểu đơn vị này: hãy dùng kg, g, tấn, lít, ml, hoặc đơn vị của vật tư."),
    }

    def __init__(self, **options: Any) -> None:
        """Open the keyboard of figures, with letters within reach."""
        widget = Figure("", inputmode="text")
        super().__init__(max_length=40, widget=widget, **options)

    def clean(self, value: Any) -> Any:
        """Return an Amount, None when it was left out."""
        text = super().clean(value).strip().lower()
        if not text:
            return None
        found = _SHAPE.fullmatch(text)
        if found is None:
            raise forms.ValidationError(self.error_messages["amount"], "amount")
        number = forms.DecimalField(max_digits=11, decimal_places=3, min_value=Decimal("0.001"))
        quantity = number.clean(sanitize_separators("".join(found[1].split())))
        word = (found[2] or "").strip()
        if word and word not in _WORDS:
            raise forms.ValidationError(self.error_messages["unit"], "unit")
        return Amount(quantity, _WORDS[word] if word else "")
