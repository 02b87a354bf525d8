"""The portal's front page, the way into one's workspace, and looking up a code."""

from typing import TYPE_CHECKING, cast
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import is_valid_path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from txng.core.errors import NotFound
from txng.ui import example
from txng.ui.look_up import NotACode, path_of

if TYPE_CHECKING:
    from txng.ui.acting import ActingRequest


class NoSuchPage(NotFound):
    """The address leads nowhere here."""

    reason = _("Trang này chỉ có trên máy của người phát triển.")


def home(request: HttpRequest) -> HttpResponse:
    """Show what the portal is for and where to begin."""
    return render(request, "ui/home.html")


def workspace(request: HttpRequest) -> HttpResponse:
    """Send the signed-in person to the workspace of whom they act for; a stranger to the front.

    Who acts for nobody yet goes to where organisations are registered.
    """
    if not request.user.is_authenticated:
        return redirect("public:ui:home")
    if cast("ActingRequest", request).actor.organisation_id is None:
        return redirect("public:parties:start_application")
    door = "government" if cast("ActingRequest", request).actor.is_agency else "enterprise"
    return redirect(reverse(f"{door}:ui:home"))


def look_up(request: HttpRequest) -> HttpResponse:
    """Open the page of a code typed or pasted; say on the front page why it cannot be read."""
    given = request.GET.get("ma", "")
    try:
        path = path_of(given, own_hosts=_own_hosts(request))
        return redirect(_in_language(path))
    except NotACode as refusal:
        content = {"given": given, "problem": refusal.reason}
        return render(request, "ui/home.html", content, status=refusal.status)


class NoPageForKind(NotACode):
    """The code is right, but the portal shows nothing of its kind."""

    reason = _("Mã này đúng chuẩn, nhưng cổng chưa có trang cho loại mã này.")


def _in_language(path: str) -> str:
    """Return the path in the active language; refuse one that no room answers."""
    active = get_language()
    here = path if active in (None, settings.LANGUAGE_CODE) else f"/{active}{path}"
    if not is_valid_path(unquote(here)):
        raise NoPageForKind
    return here


def _own_hosts(request: HttpRequest) -> list[str]:
    addresses = (settings.TXNG_PUBLIC_URL, settings.TXNG_IDENTITY_URL)
    return [request.get_host(), *(urlsplit(address).netloc for address in addresses)]


def components(request: HttpRequest) -> HttpResponse:
    """Show every component of the frame at once; only on a developer's machine."""
    if not settings.DEBUG:
        raise NoSuchPage
    return render(request, "ui/components.html", example.content(request.GET))
