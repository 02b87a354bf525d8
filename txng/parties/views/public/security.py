"""Pages of a person about their own account: password, second steps, sessions."""

import base64
import json
from typing import cast

import zxingcpp
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from txng.core.clock import now
from txng.parties import forms, queries, services
from txng.parties.models import User
from txng.ui.refusals import refusals_on

_TOTP, _PASSKEY = "new_totp", "new_passkey"


def _me(request: HttpRequest) -> User:
    return cast("User", request.user)


@login_required
def show_security(request: HttpRequest) -> HttpResponse:
    """Show how one signs in, and what can be made safer."""
    user = _me(request)
    context = {
        "factors": queries.factors_of(user),
        "codes_left": queries.recovery_codes_left(user),
        "is_wanted": settings.TXNG_OFFICERS_NEED_MFA and queries.is_officer(user),
    }
    return render(request, "parties/show_security.html", context)


@sensitive_post_parameters("current", "password")
@login_required
def change_password(request: HttpRequest) -> HttpResponse:
    """Change the password; the other sessions end, this one stays."""
    form = forms.ChangePassword(request.POST or None)
    if form.is_valid():
        user = _me(request)
        told = form.cleaned_data
        if authenticate(request, username=user.login, password=told["current"]) is None:
            form.add_error("current", _("Mật khẩu hiện nay chưa đúng."))
        else:
            with refusals_on(form):
                services.change_password(user=user, password=told["password"], now=now())
                update_session_auth_hash(request, user)
                messages.success(request, _("Đã đổi mật khẩu. Các máy khác đã bị đăng xuất."))
                return redirect("public:parties:show_security")
    return render(request, "parties/change_password.html", {"form": form})


@require_POST
@login_required
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere else."""
    user = services.end_sessions(user=_me(request), now=now())
    update_session_auth_hash(request, user)
    messages.success(request, _("Đã đăng xuất khỏi mọi máy khác."))
    return redirect("public:parties:show_security")


@login_required
def add_totp(request: HttpRequest) -> HttpResponse:
    """Show the QR code for a generator of codes, and take its first code."""
    user = _me(request)
    secret = request.session.get(_TOTP) or services.new_secret()
    request.session[_TOTP] = secret
    form = forms.AddTotp(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            codes = services.add_totp(user=user, secret=secret, **form.cleaned_data, now=now())
            del request.session[_TOTP]
            return _added(request, codes)
    address = services.address_of(secret=secret, user=user, issuer=settings.TXNG_PROVINCE_NAME)
    context = {"form": form, "secret": secret, "picture": _picture(address)}
    return _untold(render(request, "parties/add_totp.html", context))


def _picture(address: str) -> str:
    """Return the QR code of an address as a picture that stands in the page itself."""
    code = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    drawn = code.to_svg(add_quiet_zones=True)
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode()}"


@login_required
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Let a device make a passkey; the page's script asks it."""
    user = _me(request)
    form = forms.AddPasskey(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            codes = services.add_passkey(
                user=user, state=request.session.pop(_PASSKEY, {}), **form.cleaned_data, now=now()
            )
            return _added(request, codes)
    options, request.session[_PASSKEY] = services.offer_passkey(user=user)
    return render(
        request, "parties/add_passkey.html", {"form": form, "options": json.dumps(options)}
    )


def _added(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """Show the recovery codes that came with the first factor, else the page it began on."""
    update_session_auth_hash(request, _me(request))
    request.session["second_step"] = True
    messages.success(request, _("Đã thêm. Từ lần sau, đăng nhập cần thêm bước này."))
    if codes:
        return _untold(render(request, "parties/show_recovery_codes.html", {"codes": codes}))
    return redirect("public:parties:show_security")


def _untold(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response


@sensitive_post_parameters("current")
@login_required
def renew_recovery_codes(request: HttpRequest) -> HttpResponse:
    """Ask for the password, then show ten new codes; the earlier ones open nothing more."""
    form = forms.PasswordAgain(request.POST or None)
    if form.is_valid() and _is_me(request, form):
        codes = services.new_recovery_codes(user=_me(request), now=now())
        return _untold(render(request, "parties/show_recovery_codes.html", {"codes": codes}))
    context = {
        "form": form,
        "question": _("Lấy mã dự phòng mới?"),
        "act": _("Lấy mã mới"),
        "consequences": [_("Các mã dự phòng cũ không dùng được nữa.")],
        "cancel_url": reverse("public:parties:show_security"),
    }
    return render(request, "ui/confirm.html", context)


@sensitive_post_parameters("current")
@login_required
def remove_factor(request: HttpRequest, factor_id: int) -> HttpResponse:
    """Ask for the password, then take a second step away."""
    factor = queries.factor_for(user=_me(request), factor_id=factor_id)
    form = forms.PasswordAgain(request.POST or None)
    if form.is_valid() and _is_me(request, form):
        services.remove_factor(factor=factor, now=now())
        messages.success(request, _("Đã bỏ bước xác nhận này."))
        return redirect("public:parties:show_security")
    context = {
        "form": form,
        "question": _("Bỏ %(name)s?") % {"name": factor.name},
        "act": _("Bỏ"),
        "tone": "danger",
        "consequences": [_("Đăng nhập không còn dùng được bước này.")],
        "cancel_url": reverse("public:parties:show_security"),
    }
    return render(request, "ui/confirm.html", context)


def _is_me(request: HttpRequest, form: forms.PasswordAgain) -> bool:
    """Say whether the password is right; wrong tries count as at the sign-in page."""
    given = form.cleaned_data["current"]
    if authenticate(request, username=_me(request).login, password=given) is None:
        form.add_error("current", _("Mật khẩu hiện nay chưa đúng."))
        return False
    return True
