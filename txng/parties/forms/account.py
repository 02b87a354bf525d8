"""What a person fills in about their own account: opening, password, second steps."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from txng.parties.forms.fields import LoginField

RULES = _("Ít nhất 8 ký tự, không chỉ toàn chữ số. Một câu ngắn dễ nhớ là tốt nhất.")


def new_password(label: object = _("Mật khẩu"), name: str = "new-password") -> forms.CharField:
    """Return the box of a password that the person chooses."""
    return forms.CharField(
        label=label,  # type: ignore[arg-type]  # lazily translated
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": name}),
        help_text=RULES if name == "new-password" else "",
    )


def code_box(help_text: object = "", *, digits: bool = True) -> forms.CharField:
    """Return the box of a code, with the keyboard of figures when it is of digits alone."""
    attrs = {"autocomplete": "one-time-code", "class": "w-short"}
    if digits:
        attrs["inputmode"] = "numeric"
    return forms.CharField(
        label=_("Mã xác nhận"),
        max_length=20,
        help_text=help_text,  # type: ignore[arg-type]  # lazily translated
        widget=forms.TextInput(attrs=attrs),
    )


class OpenAccount(forms.Form):
    """A person who opens an account."""

    when_refused = _("Chưa mở được tài khoản, mời xem lại")
    full_name = forms.CharField(
        label=_("Họ và tên của bạn"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    login = LoginField(help_text=_("Cổng gửi một mã xác nhận tới đây."))
    password = new_password()


class ConfirmCode(forms.Form):
    """The code that a message carried."""

    when_refused = _("Chưa xác nhận được, mời xem lại")
    code = code_box(_("6 chữ số trong thư hoặc tin nhắn vừa gửi."))


class ForgotPassword(forms.Form):
    """Where a person who forgot the password can be reached."""

    login = LoginField(help_text=_("Thư điện tử hoặc số điện thoại bạn dùng để đăng nhập."))


class ResetPassword(ConfirmCode):
    """The code that a message carried, and a new password."""

    password = new_password(_("Mật khẩu mới"))


class ChangePassword(forms.Form):
    """The password of today and that of tomorrow."""

    current = new_password(_("Mật khẩu hiện nay"), "current-password")
    password = new_password(_("Mật khẩu mới"))


class SecondStep(forms.Form):
    """The code of a generator, or a recovery code."""

    when_refused = _("Chưa đăng nhập được, mời xem lại")
    code = code_box(
        _("Mã 6 số đang hiện trong ứng dụng, hoặc một mã dự phòng trên giấy."), digits=False
    )


class UsePasskey(forms.Form):
    """What a device answered; written by the page's script."""

    answer = forms.CharField(max_length=20_000, widget=forms.HiddenInput)


class AddTotp(forms.Form):
    """A generator of codes, proven by its present code."""

    name = forms.CharField(
        label=_("Tên gợi nhớ"),
        max_length=80,
        required=False,
        help_text=_("Ví dụ: Điện thoại của tôi"),
    )
    code = code_box(_("6 chữ số đang hiện trong ứng dụng."))


class AddPasskey(UsePasskey):
    """A passkey and the name to know it by."""

    name = forms.CharField(
        label=_("Tên gợi nhớ"),
        max_length=80,
        required=False,
        help_text=_("Ví dụ: Vân tay điện thoại"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        """Let the script say what is missing: the answer is its own."""
        super().__init__(*args, **options)
        self.fields["answer"].error_messages["required"] = _(
            "Trình duyệt chưa hỏi được thiết bị. Hãy bật JavaScript, hoặc dùng ứng dụng mã 6 số."
        )


class PasswordAgain(forms.Form):
    """The password once more, before something that a thief of an open browser would do."""

    current = new_password(_("Mật khẩu hiện nay"), "current-password")
