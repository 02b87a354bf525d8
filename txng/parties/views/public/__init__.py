"""Pages for everybody: sign in, sign out, choose for whom one acts."""

import json
from typing import Any

from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from txng.core.clock import now
from txng.core.errors import NotFound
from txng.parties import forms, queries, services
from txng.parties.login import normal_login
from txng.parties.middleware import SESSION_KEY
from txng.parties.models import User
from txng.parties.views.public.applying import (
    fill_application,
    find_communes,
    open_proof,
    remove_proof,
    show_application,
    start_application,
    withdraw_application,
)
from txng.parties.views.public.joining import (
    accept_invitation,
    confirm_account,
    forgot_password,
    let_in,
    open_account,
    reset_password,
    show_invitation,
)
from txng.parties.views.public.security import (
    add_passkey,
    add_totp,
    change_password,
    end_sessions,
    remove_factor,
    renew_recovery_codes,
    show_security,
)
from txng.ui.refusals import refusals_on

__all__ = [
    "accept_invitation",
    "add_passkey",
    "add_totp",
    "change_password",
    "confirm_account",
    "end_sessions",
    "fill_application",
    "find_communes",
    "forgot_password",
    "open_account",
    "open_proof",
    "remove_factor",
    "remove_proof",
    "renew_recovery_codes",
    "reset_password",
    "show_application",
    "show_invitation",
    "show_security",
    "start_application",
    "withdraw_application",
]
_HALF = "half_sign_in"


@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Let a person in; an unknown name and a wrong password get the same answer."""
    form = forms.SignIn(request.POST or None)
    status = 200
    if form.is_valid():
        user = authenticate(
            request,
            username=normal_login(form.cleaned_data["login"]),
            password=form.cleaned_data["password"],
        )
        if user is not None:
            return _after_password(request, user)
        status = _say_why_not(request, form)
    context = {"form": form, "next": request.GET.get("next") or request.POST.get("next", "")}
    return render(request, "parties/sign_in.html", context, status=status)


def _after_password(request: HttpRequest, user: User) -> HttpResponse:
    """Let a person in, or ask for the second step that they have chosen."""
    half = services.begin_sign_in(user=user, now=now())
    if half is None:
        let_in(request, user)
        return redirect(_next(request))
    request.session[_HALF] = [half.token, _next(request)]
    return redirect("public:parties:second_step")


def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for the second step; a code works without script, a passkey needs the page's script."""
    token, wanted = request.session.get(_HALF) or ("", "")
    half = services.half_sign_in(token=token, now=now())
    form = forms.SecondStep(request.POST if "code" in request.POST else None)
    key = forms.UsePasskey(request.POST if "answer" in request.POST else None)
    for given, finish in ((form, services.finish_by_code), (key, services.finish_by_passkey)):
        if given.is_valid():
            with refusals_on(given):
                user = finish(token=token, **given.cleaned_data, now=now())
                let_in(request, user, second_step=True)
                return redirect(wanted)
    asked = services.ask_passkey(half=half)
    context = {
        "form": form,
        "key": key,
        "options": json.dumps(asked) if asked else "",
        "has_codes": queries.has_generator(half.user),
    }
    return render(request, "parties/second_step.html", context)


def _say_why_not(request: HttpRequest, form: forms.SignIn) -> int:
    if getattr(request, "axes_locked_out", False):
        form.add_error(
            None,
            _(
                "Đã nhập sai quá nhiều lần nên tạm khoá đăng nhập trong 1 giờ. "
                "Hãy thử lại sau, hoặc chọn Quên mật khẩu để đặt mật khẩu mới."
            ),
        )
        return 429
    form.add_error(
        None, _("Thư điện tử, số điện thoại hoặc mật khẩu chưa đúng. Hãy kiểm tra và thử lại.")
    )
    return 200


def locked_out(
    request: HttpRequest,  # noqa: ARG001  the signature that django-axes calls
    response: HttpResponse,
    credentials: dict[str, Any] | None = None,  # noqa: ARG001
) -> HttpResponse:
    """Keep the answer that the sign-in page has already given."""
    return response


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("public:verify:home")


class NotYourOrganisation(NotFound):
    """A person acts only for organisations that let them."""


def _may_act_for(user: User, chosen: str) -> bool:
    """Say whether an organisation lets a person act, or a household the person's co-operative."""
    if not chosen.isdecimal():
        return False
    number = int(chosen[:18])
    mine = queries.memberships_of(user_id=user.pk).filter(organisation=number)
    return mine.exists() or queries.clerk_for(user_id=user.pk, household_id=number) is not None


@require_POST
def act_for(request: HttpRequest) -> HttpResponse:
    """Choose for which of one's organisations to act from now on."""
    chosen = request.POST.get("organisation", "")
    if not request.user.is_authenticated or not _may_act_for(request.user, chosen):
        raise NotYourOrganisation(_("Bạn chưa được hành động thay cho đơn vị này."))
    request.session[SESSION_KEY] = int(chosen)
    return redirect(_next(request))


def _next(request: HttpRequest) -> str:
    """Return where to go afterwards: an address of this portal only, from its root."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else reverse("public:ui:workspace")
