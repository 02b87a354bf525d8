"""Pages of the agency that answers: the entry page that saves itself, its workbook out and in."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from txng.core.clock import now
from txng.core.errors import Refused
from txng.parties.rights import ActingRequest, may
from txng.reporting import entry, forms, services, sheets
from txng.reporting.forms import EnterFigures
from txng.reporting.models import Submission
from txng.reporting.queries import requests
from txng.reporting.vocab import OPEN_STATES, RequestState


@may("reporting.enter_figures")
def enter_figures(request: ActingRequest, submission_id: int) -> HttpResponse:
    """Show the form of an answer; sent, it is kept first and then handed in."""
    row = requests.entry_for(actor=request.actor, submission_id=submission_id)
    form = _form(request, row)
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            _save(request, row, form)
            if form.is_valid() and "nop" in request.POST:
                services.submit_entry(submission=row, actor=request.actor, now=now())
                messages.success(request, _("Đã nộp. Cơ quan yêu cầu sẽ duyệt hoặc trả lại."))
                return redirect("government:reporting:enter_figures", submission_id=row.pk)
            if form.is_valid():
                messages.success(request, _("Đã lưu, chưa nộp."))
                return redirect("government:reporting:enter_figures", submission_id=row.pk)
        except Refused as error:
            refusal = error
        row = requests.entry_for(actor=request.actor, submission_id=submission_id)
    status = refusal.status if refusal else 200
    return render(
        request, "reporting/enter_figures.html", _context(row, form, refusal), status=status
    )


def _form(request: ActingRequest, row: Submission) -> EnterFigures:
    fields = entry.fields_of(row)
    return EnterFigures(request.POST or None, lines=fields, cells=requests.cells_by_field(row))


def _save(request: ActingRequest, row: Submission, form: EnterFigures) -> Submission:
    return services.save_entry(
        submission=row,
        values=form.values(),
        seen=request.POST.get("ban", ""),
        actor=request.actor,
        now=now(),
    )


def _context(row: Submission, form: EnterFigures, refusal: Refused | None) -> dict[str, Any]:
    return {
        "row": row,
        "form": form,
        "lines": entry.lines_of(row, form),
        "refusal": refusal,
        "is_open": row.state in OPEN_STATES,
        "is_locked": row.request.state == RequestState.LOCKED,
        "days_late": requests.days_late(row, row.request, timezone.localdate()),
        "version": services.version_of(row),
        "sheet_form": forms.SendSheet(),
    }


@require_POST
@may("reporting.enter_figures")
def save_entry(request: ActingRequest, submission_id: int) -> HttpResponse:
    """Keep what stands in the boxes while the person goes on writing; answer one line."""
    row = requests.entry_for(actor=request.actor, submission_id=submission_id)
    form = _form(request, row)
    try:
        row = _save(request, row, form)
        context: dict[str, Any] = {"saved_at": row.saved_at, "wrong": len(form.errors)}
    except Refused as refusal:
        context = {"refusal": refusal}
    context["version"] = services.version_of(row)
    return render(request, "reporting/_saved.html", context)


@may("reporting.enter_figures")
def export_form(request: ActingRequest, submission_id: int) -> HttpResponse:
    """Send the form as a workbook to fill in without a network."""
    row = requests.entry_for(actor=request.actor, submission_id=submission_id)
    fields = entry.fields_of(row)
    body = sheets.form_sheet(
        row.request.title, fields, requests.cells_by_field(row), entry.last_words(row, fields)
    )
    return sheets.answer(body, f"bieu-nhap-{row.request.period.code}")


@require_POST
@may("reporting.enter_figures")
def import_form(request: ActingRequest, submission_id: int) -> HttpResponse:
    """Keep what a filled workbook says; what cannot be read stays in its box with the reason."""
    row = requests.entry_for(actor=request.actor, submission_id=submission_id)
    fields = entry.fields_of(row)
    sent = forms.SendSheet(request.POST, request.FILES)
    form = EnterFigures(lines=fields, cells=requests.cells_by_field(row))
    refusal: Refused | None = None
    try:
        if not sent.is_valid():
            raise sheets.SheetNotRead
        given = sheets.read_form(sent.cleaned_data["file"].read(), fields)
        form = EnterFigures(given, lines=[f for f in fields if forms.name_of(f) in given])
        _save(request, row, form)
        if form.is_valid():
            messages.success(request, _("Đã đọc tệp và lưu. Hãy xem lại rồi nộp."))
            return redirect("government:reporting:enter_figures", submission_id=row.pk)
        form = EnterFigures(given, lines=fields)
    except Refused as error:
        refusal = error
    row = requests.entry_for(actor=request.actor, submission_id=submission_id)
    return render(request, "reporting/enter_figures.html", _context(row, form, refusal), status=422)
