"""What an organisation fills in to let a solution provider act for it."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from txng.parties import queries
from txng.parties.models import Organisation
from txng.parties.vocab import Scope
from txng.ui.widgets import Day


class GiveMandate(forms.Form):
    """Which provider, for what, to which day."""

    provider = forms.ModelChoiceField(
        label=_("Đơn vị cung cấp giải pháp"),
        queryset=Organisation.objects.none(),
        help_text=_("Chỉ đơn vị đã đăng ký và được duyệt trên cổng."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("Được làm thay việc gì"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    until_date = forms.DateField(
        label=_("Đến hết ngày"),
        widget=Day(),
        help_text=_("Nhiều nhất 3 năm; rút lại lúc nào cũng được."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the providers at work, and a year."""
        super().__init__(*args, **options)
        chosen = self.fields["provider"]
        if isinstance(chosen, forms.ModelChoiceField):
            chosen.queryset = queries.providers()
        self.fields["until_date"].initial = localdate() + timedelta(days=365)
