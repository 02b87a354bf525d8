"""The portal's front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """Show what the portal is for and where to begin."""
    return render(request, "ui/home.html")
