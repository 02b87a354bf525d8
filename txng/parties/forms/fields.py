"""Boxes of the room's forms: a commune, and where a person can be reached."""

from typing import Any

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from txng.parties.login import is_phone, normal_login
from txng.parties.models import AdministrativeUnit

_reachable = EmailValidator(_("Hãy nhập thư điện tử, hoặc số điện thoại 10 chữ số bắt đầu bằng 0."))


class LoginField(forms.CharField):
    """An e-mail address or a phone number, in the one form in which people sign in."""

    def __init__(self, **options: Any) -> None:
        """Take only what a person can be reached at; a slip would lock somebody out unnoticed."""
        options.setdefault("label", _("Thư điện tử hoặc số điện thoại"))
        options.setdefault("widget", forms.TextInput(attrs={"autocomplete": "username"}))
        super().__init__(max_length=120, **options)

    def clean(self, value: Any) -> str:
        """Return the login in its one form."""
        login = normal_login(super().clean(value))
        if login and not is_phone(login):
            _reachable(login)
        return login


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """A commune in force today, shown with its province."""

    def __init__(self, **options: Any) -> None:
        """Offer what `queries.communes` gives; the list is read when the form is used."""
        options.setdefault("label", _("Xã, phường, đặc khu"))
        super().__init__(queryset=AdministrativeUnit.objects.none(), **options)

    def label_from_instance(self, obj: AdministrativeUnit) -> str:
        """Name first, then the province."""
        return f"{obj}, {obj.parent}" if obj.parent else str(obj)
