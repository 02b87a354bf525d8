"""The government home: today."""

from typing import TYPE_CHECKING, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from txng.ui.views.public import components
from txng.ui.views.sheets import download_template, export_rows, import_rows
from txng.ui.views.works import (
    cancel_work,
    confirm_work,
    download_work,
    list_works,
    resume_work,
    show_work,
)

if TYPE_CHECKING:
    from txng.ui.acting import ActingRequest

__all__ = [
    "cancel_work",
    "components",
    "confirm_work",
    "download_template",
    "download_work",
    "export_rows",
    "home",
    "import_rows",
    "list_works",
    "resume_work",
    "show_work",
]


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for me today; who acts for the other side is sent to their own workspace."""
    if not cast("ActingRequest", request).actor.is_agency:
        return redirect("public:ui:workspace")
    return render(request, "ui/today.html")
