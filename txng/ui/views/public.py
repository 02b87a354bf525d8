"""The way into one's workspace, and the page that shows every component."""

from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from txng.core.errors import NotFound
from txng.ui import example

if TYPE_CHECKING:
    from txng.ui.acting import ActingRequest


class NoSuchPage(NotFound):
    """The address leads nowhere here."""

    reason = _("Trang này chỉ có trên máy của người phát triển.")


def workspace(request: HttpRequest) -> HttpResponse:
    """Send the signed-in person to the workspace of whom they act for; a stranger to the front.

    Who acts for nobody yet goes to where organisations are registered.
    """
    if not request.user.is_authenticated:
        return redirect("public:verify:home")
    if cast("ActingRequest", request).actor.organisation_id is None:
        return redirect("public:parties:start_application")
    door = "government" if cast("ActingRequest", request).actor.is_agency else "enterprise"
    return redirect(reverse(f"{door}:ui:home"))


def components(request: HttpRequest) -> HttpResponse:
    """Show every component of the frame at once; only on a developer's machine."""
    if not settings.DEBUG:
        raise NoSuchPage
    return render(request, "ui/components.html", example.content(request.GET))
