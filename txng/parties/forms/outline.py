"""The box for the outline of a place: corners pasted, walked with GPS, or a GeoJSON/KML file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from txng.parties.outlines import OutlineWrong, outline_of, text_of

_LARGEST = 1_000_000


class OutlineField(forms.CharField):
    """Corners, a line each, or a whole GeoJSON or KML."""

    def __init__(self, **options: Any) -> None:
        """Offer a box of some lines; the script beside it adds corners by GPS."""
        widget = forms.Textarea(
            attrs={"rows": 5, "class": "code", "data-walk": "", "spellcheck": "false"}
        )
        super().__init__(widget=widget, required=False, max_length=200_000, **options)

    def clean(self, value: Any) -> dict[str, Any] | None:
        """Return the GeoJSON polygon, or nothing."""
        try:
            return outline_of(super().clean(value))
        except OutlineWrong as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def prepare_value(self, value: Any) -> Any:
        """Show a kept outline as lines."""
        return text_of(value) if isinstance(value, dict) else value


class OutlineFileField(forms.FileField):
    """A GeoJSON or KML file with one outline."""

    def __init__(self, **options: Any) -> None:
        """Offer files of those kinds."""
        widget = forms.FileInput(attrs={"accept": ".geojson,.json,.kml"})
        super().__init__(widget=widget, required=False, **options)

    def clean(self, data: Any, initial: Any = None) -> dict[str, Any] | None:
        """Return the GeoJSON polygon of the file, or nothing."""
        file = super().clean(data, initial)
        if not file:
            return None
        if file.size > _LARGEST:
            raise forms.ValidationError(_("Tệp ranh giới quá lớn (nhiều nhất 1 MB)."))
        try:
            return outline_of(file.read().decode("utf-8-sig", errors="replace"))
        except OutlineWrong as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
