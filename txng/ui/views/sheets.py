"""Registers in and out of Excel, the same in both workspaces: template, upload, download."""

import io

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from txng.core.clock import now
from txng.core.services import sheets as services
from txng.core.sheets.register import Register, register_for
from txng.core.sheets.writing import MIME, write_template
from txng.ui.forms import UploadSheet
from txng.ui.refusals import refusals_on
from txng.ui.views.works import actor_of, door_of


def _register(request: HttpRequest, kind: str) -> Register:
    return register_for(actor=actor_of(request), door=door_of(request), kind=kind)


def _page_of(register: Register) -> str:
    return reverse(f"{register.door}:{register.page}")


@login_required
def import_rows(request: HttpRequest, kind: str) -> HttpResponse:
    """Take a file of a register and check it; nothing is stored before the person confirms."""
    register = _register(request, kind)
    if not register.may_write():
        raise services.MayNotImport
    form = UploadSheet(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        with refusals_on(form):
            work = services.start_import(
                register=register, body=file.read(), name=file.name, now=now()
            )
            return redirect(f"{register.door}:ui:show_work", work.pk)
    context = {
        "form": form,
        "register": register,
        "columns": [column for column in register.columns() if not column.read_only],
        "page_url": _page_of(register),
    }
    return render(request, "ui/import_rows.html", context)


@login_required
def download_template(request: HttpRequest, kind: str) -> HttpResponse:
    """Hand out the workbook to fill in."""
    register = _register(request, kind)
    if not register.may_write():
        raise services.MayNotImport
    body = io.BytesIO()
    write_template(
        body, name=str(register.name), columns=register.columns(), lead=str(register.lead)
    )
    return _workbook(body, f"mau-{register.kind}.xlsx")


@login_required
def export_rows(request: HttpRequest, kind: str) -> HttpResponse:
    """Hand out exactly the rows of a list under its filters; a long list is made as long work."""
    register = _register(request, kind)
    if services.is_long_export(register=register, given=request.GET):
        work = services.start_export(register=register, given=request.GET, now=now())
        return redirect(f"{register.door}:ui:show_work", work.pk)
    body = io.BytesIO()
    services.export_now(register=register, given=request.GET, target=body)
    return _workbook(body, f"{register.kind}-{timezone.localdate():%Y-%m-%d}.xlsx")


def _workbook(body: io.BytesIO, name: str) -> HttpResponse:
    return HttpResponse(
        body.getvalue(),
        content_type=MIME,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
