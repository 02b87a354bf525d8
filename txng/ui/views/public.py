"""The portal's front page, the way into one's workspace, and looking up a code."""

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

if TYPE_CHECKING:
    from txng.ui.acting import ActingRequest


def home(request: HttpRequest) -> HttpResponse:
    """Show what the portal is for and where to begin."""
    return render(request, "ui/home.html")


def workspace(request: HttpRequest) -> HttpResponse:
    """Send the signed-in person to the workspace of whom they act for; a stranger to the front."""
    if not request.user.is_authenticated:
        return redirect("public:ui:home")
    door = "government" if cast("ActingRequest", request).actor.is_agency else "enterprise"
    return redirect(reverse(f"{door}:ui:home"))


def look_up(request: HttpRequest) -> HttpResponse:
    """Open the page of a code typed or pasted."""
    return render(request, "ui/home.html")
