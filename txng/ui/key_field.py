"""A form field that reads a GS1 key and says in the reader's language what is wrong with it."""

import re
from typing import Any

from django import forms
from django.utils.translation import get_language

from txng.gs1.errors import Fault, Gs1Error
from txng.gs1.keys import Key


class KeyField(forms.CharField):
    """Text that becomes a GTIN, GLN, …; blanks, dots and hyphens between digits are forgiven."""

    def __init__(self, key: type[Key], **options: Any) -> None:
        """Read keys of one type; None when left empty and not required."""
        self.key = key
        options.setdefault("max_length", 40)
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric"}))
        super().__init__(**options)

    def clean(self, value: Any) -> Key | None:
        """Return the key; raises ValidationError with the fault's own sentence."""
        text = re.sub(r"[\s.-]", "", super().clean(value))
        if not text:
            return None
        try:
            return self.key.parse(text)
        except Gs1Error as error:
            raise forms.ValidationError([sentence(fault) for fault in error.faults]) from error

    def prepare_value(self, value: Any) -> Any:
        """Show a key as its digits."""
        return str(value) if isinstance(value, Key) else value


def sentence(fault: Fault) -> str:
    """Return what a fault says in the active language."""
    return fault.message_vi if (get_language() or "vi").startswith("vi") else fault.message
