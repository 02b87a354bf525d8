"""What people fill in about money: lines of the estimate, and what became of them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from txng.core.money import NotMoney, figures, parse_dong, parse_number
from txng.planning.models import BudgetLine
from txng.planning.services.budget import LineWords, Spent
from txng.planning.vocab import ExpenseKind
from txng.ui.widgets import Day, Figure


class Dong(forms.CharField):
    """An amount in đồng: "77.500.000", "77,5 triệu"."""

    widget = Figure("đồng", inputmode="text")

    def to_python(self, value: Any) -> int | None:  # type: ignore[override]
        """Return whole đồng; an empty box is no amount."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            amount = parse_dong(text.removeprefix("-").strip())
        except NotMoney as error:
            raise forms.ValidationError(
                _("Không đọc được số tiền này. Ví dụ: 77.500.000 hoặc 77,5 triệu.")
            ) from error
        if amount >= 10**15:
            raise forms.ValidationError(_("Số tiền quá lớn."))
        return -amount if text.startswith("-") else amount

    def prepare_value(self, value: Any) -> Any:
        """Show an amount with its thousands parted."""
        return figures(value) if isinstance(value, int) else value

    def run_validators(self, value: Any) -> None:
        """Leave the checks of texts alone."""


class Count(Dong):
    """A quantity: "1.000", "2,5"."""

    widget = Figure()

    def to_python(self, value: Any) -> Any:
        """Return a number; an empty box is none."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return parse_number(text)
        except NotMoney as error:
            raise forms.ValidationError(
                _("Không đọc được số này. Ví dụ: 1.000 hoặc 2,5.")
            ) from error

    def prepare_value(self, value: Any) -> Any:
        """Show a number the Vietnamese way."""
        return figures(value) if isinstance(value, Decimal) else value


class TellLine(forms.Form):
    """A line of the estimate; `version` is the one that was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, localize=False)
    number = forms.CharField(
        label=_("TT"), max_length=20, required=False,
        help_text=_("I, II cho nhóm; 1, 2 hoặc dấu - cho dòng trong nhóm."),
    )  # fmt: skip
    content = forms.CharField(
        label=_("Nội dung"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    unit = forms.CharField(label=_("Đơn vị tính"), max_length=80, required=False)
    quantity = Count(label=_("Số lượng"), required=False)
    price = Dong(label=_("Đơn giá"), required=False)
    amount = Dong(
        label=_("Thành tiền"), required=False,
        help_text=_("Để trống thì lấy số lượng nhân đơn giá."),
    )  # fmt: skip
    source = forms.CharField(label=_("Nguồn kinh phí"), max_length=200, required=False)
    note = forms.CharField(label=_("Ghi chú"), max_length=1000, required=False)

    def clean(self) -> dict[str, Any]:
        """Compute an amount left empty; a stated one is kept as it was said."""
        told = super().clean() or {}
        quantity, price = told.get("quantity"), told.get("price")
        if told.get("amount") is None and quantity is not None and price is not None:
            told["amount"] = int(quantity * price)
        if any((told.get(name) or 0) < 0 for name in ("amount", "price", "quantity")):
            raise forms.ValidationError(_("Số lượng, đơn giá và thành tiền không âm."))
        return told

    def words(self) -> LineWords:
        """Return what was filled in."""
        return LineWords(**{k: v for k, v in self.cleaned_data.items() if k != "version"})

    @classmethod
    def of(cls, line: BudgetLine, data: Any = None) -> "TellLine":
        """Return the form of a line as it stands."""
        return cls(data, initial={name: getattr(line, name) for name in cls.base_fields})


class AddExpense(forms.Form):
    """Money of a line committed, paid or settled."""

    kind = forms.ChoiceField(label=_("Ghi gì"), choices=ExpenseKind.choices)
    amount = Dong(label=_("Số tiền"), help_text=_("Ghi số âm để rút lại một khoản đã ghi."))
    on_date = forms.DateField(label=_("Ngày"), widget=Day())
    voucher = forms.CharField(label=_("Số hợp đồng, chứng từ"), max_length=80, required=False)
    note = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)

    def spent(self) -> Spent:
        """Return what was filled in."""
        told = self.cleaned_data
        return Spent(**{**told, "kind": ExpenseKind(told["kind"])})
