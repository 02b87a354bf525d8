"""What an organisation fills in about the money of a lot."""

from decimal import Decimal

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from txng.capture.services.money import MoneyFacts
from txng.capture.vocab import MoneyKind
from txng.ui.widgets import Day, Figure


class TellMoney(forms.Form):
    """A cost, or a sale told as a sum or as a price with an amount."""

    kind = forms.ChoiceField(label=_("Khoản"), choices=MoneyKind.choices, widget=forms.RadioSelect)
    amount = forms.DecimalField(
        label=_("Số tiền, hoặc giá một đơn vị"),
        min_value=1,
        max_digits=12,
        decimal_places=0,
        localize=True,
        widget=Figure("đ", inputmode="numeric"),
    )
    quantity = forms.DecimalField(
        label=_("Bán bao nhiêu"),
        required=False,
        min_value=Decimal("0.001"),
        max_digits=9,
        decimal_places=3,
        localize=True,
        widget=Figure("", inputmode="decimal"),
        help_text=_("Chỉ khi số tiền trên là giá một đơn vị; để trống nếu đó là cả khoản."),
    )
    on_date = forms.DateField(label=_("Ngày"), widget=Day(), initial=localdate)
    note = forms.CharField(
        label=_("Ghi chú"),
        max_length=200,
        required=False,
        help_text=_("Ví dụ: công làm cỏ, thuê xe. Chỉ đơn vị bạn xem được."),
    )

    def facts(self) -> MoneyFacts:
        """Return what was filled in; a price becomes the sum."""
        told = self.cleaned_data
        return MoneyFacts(
            kind=MoneyKind(told["kind"]),
            amount=told["amount"] * (told["quantity"] or 1),
            on_date=told["on_date"],
            note=told["note"],
        )
