"""What people fill in on the pages of the room."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Find(forms.Form):
    """A code to trace, and which way to look."""

    when_refused = _("Chưa truy vết được, mời xem lại")
    code = forms.CharField(
        label=_("Mã cần truy vết"),
        max_length=400,
        help_text=_(
            "Địa chỉ hoặc dãy 19 chữ trên tem, mã lô (01)…(10)…, mã kiện (00)… "
            "hoặc mã địa điểm (414)…"
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
