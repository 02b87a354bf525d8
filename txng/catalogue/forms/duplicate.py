"""What an officer says of two rows that look like one."""

from django import forms
from django.utils.translation import gettext_lazy as _


class JudgePair(forms.Form):
    """Different, or one of the two kept; always with a reason."""

    verdict = forms.ChoiceField(
        label=_("Hai dòng này là"),
        choices=[
            ("different", _("Hai nơi, hai đơn vị hay hai sản phẩm khác nhau")),
            ("first", _("Một: giữ dòng cũ, ngừng dòng mới")),
            ("second", _("Một: giữ dòng mới, ngừng dòng cũ")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Vì sao"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Đã đối chiếu giấy tờ nào, hỏi ai. Lý do ở lại trong lịch sử của cả hai dòng."),
    )
