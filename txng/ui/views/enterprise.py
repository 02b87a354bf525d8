"""The enterprise's home: today."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from txng.ui.views.public import components

__all__ = ["components", "home"]


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for me today; each room fills its own panel."""
    return render(request, "ui/today.html")
