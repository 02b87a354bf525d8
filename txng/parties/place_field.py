"""The select of a place: places of one name are told apart by commune and code."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Count, F, QuerySet, Window

from txng.parties.models import Place

if TYPE_CHECKING:
    _Choice = forms.ModelChoiceField[Place]
else:
    _Choice = forms.ModelChoiceField


class PlaceField(_Choice):
    """A place by its name; of several of one name also where it stands and its code."""

    def _get_queryset(self) -> Any:
        return super()._get_queryset()  # type: ignore[misc]

    def _set_queryset(self, queryset: "QuerySet[Place] | None") -> None:
        if queryset is not None:
            alike = Window(Count("id"), partition_by=[F("name")])
            queryset = queryset.select_related("unit").annotate(alike=alike)
        super()._set_queryset(queryset)  # type: ignore[misc]

    queryset = property(_get_queryset, _set_queryset)

    def label_from_instance(self, obj: Place) -> str:
        """Return the name, and what tells it from others of that name among those offered."""
        if getattr(obj, "alike", 1) < 2:
            return obj.name
        where = ", ".join(str(part) for part in (obj.address, obj.unit) if part)
        return " – ".join(part for part in (obj.name, where, obj.code_text) if part)
