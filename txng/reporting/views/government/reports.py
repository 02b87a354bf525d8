"""Pages of reports: list, write, edit, look, finish, and send as PDF, DOCX, XLSX."""

from collections.abc import Callable
from typing import Final
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from txng.core import audit, files
from txng.core.clock import now
from txng.core.numbers import whole
from txng.core.papers.docx import to_docx
from txng.core.papers.paper import Paper
from txng.core.papers.pdf import to_pdf
from txng.core.papers.xlsx import to_xlsx
from txng.parties.rights import ActingRequest, may
from txng.reporting import forms, own_forms, papers, services
from txng.reporting.queries import reports, requests
from txng.reporting.vocab import ReportKind, ReportState
from txng.ui.paging import page_of
from txng.ui.refusals import refusals_on

_SHOW = "government:reporting:show_report"
_WRITERS: Final[dict[str, tuple[Callable[[Paper], bytes], str]]] = {
    "pdf": (to_pdf, "application/pdf"),
    "docx": (
        to_docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "xlsx": (to_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@may("reporting.list_reports")
def list_reports(request: ActingRequest) -> HttpResponse:
    """List the agency's reports, with the days before which they are due this year."""
    year = timezone.localdate().year
    due = {kind.label: requests.due_date(kind, year=year) for kind in ReportKind}
    context = {
        "page": page_of(reports.reports_for(request.actor), request.GET),
        "due": [(label, day) for label, day in due.items() if day],
        "forms": reports.forms_of(request.actor),
    }
    return render(request, "reporting/list_reports.html", context)


@may("reporting.write_report")
def write_report(request: ActingRequest) -> HttpResponse:
    """Begin a report."""
    today = timezone.localdate()
    initial = {"starts_date": today.replace(month=1, day=1), "kind": ReportKind.UNIT}
    form = forms.WriteReport(request.POST or None, initial=initial)
    if form.is_valid():
        made = services.write_report(facts=form.facts(), actor=request.actor, now=now())
        return redirect("government:reporting:edit_report", report_id=made.pk)
    return render(request, "reporting/write_report.html", {"form": form})


@may("reporting.write_report")
def edit_report(request: ActingRequest, report_id: int) -> HttpResponse:
    """Write a report's words beside what the figures suggest."""
    row = reports.own_report(actor=request.actor, report_id=report_id)
    if row.state != ReportState.DRAFT:
        return redirect(_SHOW, report_id=row.pk)
    sections = reports.sections_of(row)
    initial = {**vars(row), **{f"m-{s.code}": s.text for s in sections}}
    form = forms.EditReport(request.POST or None, sections=sections, initial=initial)
    if form.is_valid():
        with refusals_on(form):
            services.edit_report(
                report=row, head=form.head(), texts=form.texts(), actor=request.actor, now=now()
            )
            messages.success(request, _("Đã lưu báo cáo."))
            return redirect(_SHOW, report_id=row.pk)
    hints = reports.suggested(row, today=timezone.localdate())
    parts = [(form[f"m-{s.code}"], hints[s.code]) for s in sections]
    context = {"row": row, "form": form, "parts": parts, "heads": _heads(form)}
    return render(request, "reporting/edit_report.html", context)


def _heads(form: forms.EditReport) -> list[object]:
    return [bound for bound in form if not bound.name.startswith("m-")]


@may("reporting.list_reports")
def show_report(request: ActingRequest, report_id: int) -> HttpResponse:
    """Show a report as it would be printed, with its figures."""
    row = reports.report_for(actor=request.actor, report_id=report_id)
    context = {
        "row": row,
        "content": reports.content_for(row, today=timezone.localdate()),
        "is_own": row.organisation_id == request.actor.organisation_id,
        "forms": reports.forms_of(request.actor),
        "history": audit.history(row)[:20],
        "snapshot": row.snapshots.order_by("-number", "id").first(),
    }
    return render(request, "reporting/show_report.html", context)


@may("reporting.write_report")
def finish_report(request: ActingRequest, report_id: int) -> HttpResponse:
    """Ask, then finish a report: its words and figures are frozen."""
    row = reports.own_report(actor=request.actor, report_id=report_id)
    if request.method == "POST":
        services.finish_report(report=row, actor=request.actor, now=now())
        messages.success(request, _("Đã chốt báo cáo. Nội dung và số liệu không đổi nữa."))
        return redirect(_SHOW, report_id=row.pk)
    context = {
        "form": forms.Confirm(),
        "question": _("Chốt báo cáo này?"),
        "act": _("Chốt báo cáo"),
        "consequences": [
            _("Lời văn và số liệu được giữ đúng như lúc này, về sau không sửa được."),
            _("Cơ quan đầu mối trong địa bàn xem được báo cáo đã chốt."),
        ],
        "cancel_url": reverse(_SHOW, args=[report_id]),
    }
    return render(request, "ui/confirm.html", context)


@may("reporting.list_reports")
def export_report(request: ActingRequest, report_id: int, form: str) -> HttpResponse:
    """Send a report as PDF, DOCX or XLSX, or in the agency's own form (`?mau=`)."""
    row = reports.report_for(actor=request.actor, report_id=report_id)
    content = reports.content_for(row, today=timezone.localdate())
    own = whole(request.GET.get("mau", ""))
    write, media_type = _WRITERS[form]
    if form == "docx" and own is not None:
        given = reports.form_for(actor=request.actor, form_id=own)
        body = own_forms.fill(files.read(given.file), papers.words_for(content))
    else:
        body = write(papers.paper_of(content))
    return _file(body, f"bao-cao-{row.period.code}-{row.pk}.{form}", media_type)


def _file(body: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(body, content_type=media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@may("reporting.write_report")
def add_report_form(request: ActingRequest) -> HttpResponse:
    """Take an agency's own DOCX; unknown places are told with the list of known ones."""
    form = forms.AddReportForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data["file"]
        with refusals_on(form):
            services.add_report_form(
                name=form.cleaned_data["name"],
                body=given.read(),
                file_name=given.name,
                actor=request.actor,
                now=now(),
            )
            messages.success(request, _("Đã thêm mẫu."))
            return redirect("government:reporting:list_reports")
    context = {"form": form, "places": sorted(services.every_word())}
    return render(request, "reporting/add_report_form.html", context)


@may("reporting.write_report")
def sample_form(_request: ActingRequest) -> HttpResponse:
    """Send a form with every place of a report, to begin one's own from."""
    return _file(own_forms.sample(services.every_word()), "mau-bao-cao.docx", _WRITERS["docx"][1])
