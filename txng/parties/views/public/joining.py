"""Pages with which people come in: open an account, forgotten password, invitations."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from txng.core.asker import address_of
from txng.core.clock import now
from txng.parties import forms, queries, sending, services, sessions
from txng.parties.middleware import SESSION_KEY
from txng.parties.models import User
from txng.ui.refusals import refusals_on

BACKEND = "django.contrib.auth.backends.ModelBackend"
_ASKED = "confirmation"


@sensitive_post_parameters("password")
def open_account(request: HttpRequest) -> HttpResponse:
    """Ask for name, address and password, and send a code; whoever is in goes on to register."""
    if request.user.is_authenticated:
        return redirect("public:parties:start_application")
    form = forms.OpenAccount(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            asked = services.open_account(
                **form.cleaned_data, sender=address_of(request), now=now()
            )
            request.session[_ASKED] = [asked.token, asked.address]
            return redirect("public:parties:confirm_account")
    return render(request, "parties/open_account.html", {"form": form})


def confirm_account(request: HttpRequest) -> HttpResponse:
    """Open the account whose code is right, and let its person in."""
    token, address = _asked(request)
    if not token:
        return redirect("public:parties:open_account")
    form = forms.ConfirmCode(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            user = services.confirm_account(token=token, code=form.cleaned_data["code"], now=now())
            let_in(request, user)
            return redirect("public:parties:start_application")
    context = {"form": form, "address": address, "where": sending.where(address)}
    return render(request, "parties/confirm_account.html", context)


def forgot_password(request: HttpRequest) -> HttpResponse:
    """Ask where to send a code; the answer is the same whether there is an account or not."""
    form = forms.ForgotPassword(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            asked = services.ask_reset(
                login=form.cleaned_data["login"], sender=address_of(request), now=now()
            )
            request.session[_ASKED] = [asked.token, asked.address]
            return redirect("public:parties:reset_password")
    return render(request, "parties/forgot_password.html", {"form": form})


@sensitive_post_parameters("password")
def reset_password(request: HttpRequest) -> HttpResponse:
    """Set a new password by the code; signing in with it comes after, with its second step."""
    token, address = _asked(request)
    if not token:
        return redirect("public:parties:forgot_password")
    form = forms.ResetPassword(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.reset_password(token=token, **form.cleaned_data, now=now())
            del request.session[_ASKED]
            messages.success(request, _("Đã đặt mật khẩu mới. Mời đăng nhập."))
            return redirect("public:parties:sign_in")
    context = {"form": form, "address": address, "where": sending.where(address)}
    return render(request, "parties/reset_password.html", context)


def _asked(request: HttpRequest) -> tuple[str, str]:
    token, address = request.session.get(_ASKED) or ("", "")
    return str(token), str(address)


def let_in(request: HttpRequest, user: User, *, second_step: bool = False) -> None:
    """Open a session: a working day for officers, a month for others."""
    login(request, user, backend=BACKEND)
    request.session["second_step"] = second_step
    sessions.begin(request, user)
    for done in (_ASKED, "half_sign_in"):
        request.session.pop(done, None)


@sensitive_post_parameters("password")
def show_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show who invites to what; whoever has no account opens one with a password of their own."""
    invitation = queries.invitation_by(token)
    form = forms.JoinAsNewPerson(request.POST or None)
    has_account = queries.has_account(invitation.address)
    is_new = not request.user.is_authenticated and not has_account
    if is_new and form.is_valid():
        with refusals_on(form):
            user = services.join_by_invitation(
                invitation=invitation, **form.cleaned_data, now=now()
            )
            let_in(request, user)
            return redirect("public:ui:workspace")
    context = {
        "invitation": invitation,
        "form": form,
        "token": token,
        "has_account": has_account,
        "is_open": queries.is_open(invitation, now=now()),
    }
    return render(request, "parties/show_invitation.html", context)


@require_POST
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Let the person who is signed in act for the organisation that invites."""
    invitation = queries.invitation_by(token)
    user = request.user
    if not user.is_authenticated:
        return redirect("public:parties:show_invitation", token=token)
    services.accept_invitation(invitation=invitation, user=user, now=now())
    request.session[SESSION_KEY] = invitation.organisation_id
    sessions.begin(request, user)
    messages.success(
        request, _("Từ nay bạn làm việc cho %(name)s.") % {"name": invitation.organisation}
    )
    return redirect("public:ui:workspace")
