"""Pages of the agency that asks: requests, the board of who has answered, consolidation, locks."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from txng.core import audit
from txng.core.clock import now
from txng.parties.rights import ActingRequest, may, may_do
from txng.reporting import forms, pages, services, sheets
from txng.reporting.models import AreaGroup
from txng.reporting.queries import consolidation, requests
from txng.reporting.queries.answers import combined
from txng.reporting.vocab import Place, ReportKind
from txng.ui.paging import page_of
from txng.ui.refusals import refusals_on

_SHOW = "government:reporting:show_request"


@may("reporting.list_requests")
def list_requests(request: ActingRequest) -> HttpResponse:
    """List what the agency has to hand in, and the requests that it asked itself."""
    context = {
        "mine": page_of(requests.submissions_due(request.actor), request.GET, size=20),
        "asked": requests.requests_for(request.actor)[:50],
        "may_ask": may_do("reporting.create_request", request.actor),
        "today": timezone.localdate(),
    }
    return render(request, "reporting/list_requests.html", context)


@may("reporting.create_request")
def create_request(request: ActingRequest) -> HttpResponse:
    """Write a request for figures."""
    today = timezone.localdate()
    due = requests.due_date(ReportKind.UNIT, year=today.year)
    form = forms.CreateRequest(
        request.POST or None,
        actor=request.actor,
        today=today,
        initial={"starts_date": today.replace(month=1, day=1), "due_date": due},
    )
    if form.is_valid():
        with refusals_on(form):
            made = services.create_request(facts=form.facts(), actor=request.actor, now=now())
            return redirect(_SHOW, request_id=made.pk)
    return render(request, "reporting/create_request.html", {"form": form})


@may("reporting.list_requests")
def show_request(request: ActingRequest, request_id: int) -> HttpResponse:
    """Show a request: who has answered, at whose desk the rest lies, for how long."""
    row = requests.request_for(actor=request.actor, request_id=request_id)
    groups = list(requests.groups())
    group = _group(groups, request.GET.get("nhom", ""))
    desks = requests.board(row, today=timezone.localdate(), group=group)
    place = Place.asked(request.GET.get("o", ""))
    context = {
        "row": row,
        "desks": [desk for desk in desks if desk.is_at(place)],
        "narrowed": place and place.label,
        "group": group,
        "late": sum(desk.is_late for desk in desks),
        "fields": row.fields.order_by("position", "id"),
        "snapshots": requests.snapshots_of(row),
        "history": audit.history(row)[:20],
        "may_ask": may_do("reporting.create_request", request.actor),
    }
    return render(request, "reporting/show_request.html", context)


@require_POST
@may("reporting.open_request")
def open_request(request: ActingRequest, request_id: int) -> HttpResponse:
    """Send a request to its recipients."""
    row = requests.request_for(actor=request.actor, request_id=request_id)
    services.open_request(request=row, actor=request.actor, now=now())
    messages.success(request, _("Đã gửi. Các cơ quan nhận thấy việc này ở trang Hôm nay."))
    return redirect(_SHOW, request_id=request_id)


@require_POST
@may("reporting.open_request")
def remind_request(request: ActingRequest, request_id: int) -> HttpResponse:
    """Remind those who have not answered."""
    row = requests.request_for(actor=request.actor, request_id=request_id)
    count = services.remind_request(request=row, actor=request.actor, now=now())
    words = ngettext("Đã nhắc %(count)s cơ quan.", "Đã nhắc %(count)s cơ quan.", count)
    messages.success(request, words % {"count": count})
    return redirect(_SHOW, request_id=request_id)


@may("reporting.lock_request")
def lock_request(request: ActingRequest, request_id: int) -> HttpResponse:
    """Ask why, then close a request and keep its figures as a snapshot."""
    row = requests.request_for(actor=request.actor, request_id=request_id)
    form = forms.GiveReason(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.lock_request(
                request=row, reason=form.cleaned_data["reason"], actor=request.actor, now=now()
            )
            messages.success(request, _("Đã khoá kỳ báo cáo và chốt số liệu."))
            return redirect(_SHOW, request_id=request_id)
    context = {
        "form": form,
        "question": _("Khoá %(name)s?") % {"name": row.title},
        "act": _("Khoá và chốt số liệu"),
        "consequences": [
            _("Báo cáo nộp sau lúc khoá bị từ chối; số liệu đã nhập vẫn được giữ."),
            _("Số tổng hợp lúc này được giữ lại, về sau không ai sửa được."),
        ],
        "cancel_url": reverse(_SHOW, args=[request_id]),
    }
    return render(request, "ui/confirm.html", context)


@may("reporting.lock_request")
def unlock_request(request: ActingRequest, request_id: int) -> HttpResponse:
    """Ask why, then open a locked request again."""
    row = requests.request_for(actor=request.actor, request_id=request_id)
    form = forms.GiveReason(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.unlock_request(
                request=row, reason=form.cleaned_data["reason"], actor=request.actor, now=now()
            )
            messages.success(request, _("Đã mở khoá. Bản chốt trước vẫn còn nguyên."))
            return redirect(_SHOW, request_id=request_id)
    context = {
        "form": form,
        "question": _("Mở khoá %(name)s?") % {"name": row.title},
        "act": _("Mở khoá"),
        "consequences": [_("Các cơ quan chưa nộp lại nộp được. Bản chốt cũ không đổi.")],
        "cancel_url": reverse(_SHOW, args=[request_id]),
    }
    return render(request, "ui/confirm.html", context)


@may("reporting.list_requests")
def consolidate_request(request: ActingRequest, request_id: int) -> HttpResponse:
    """Show all approved answers as one table, of all recipients or of a group of communes."""
    row = requests.request_for(actor=request.actor, request_id=request_id)
    groups = list(requests.groups())
    group = _group(groups, request.GET.get("nhom", ""))
    made = consolidation.consolidated(row, group=group)
    context = {"row": row, "made": made, "groups": groups, "group": group}
    return render(request, "reporting/consolidate_request.html", context)


def _group(groups: list[AreaGroup], chosen: str) -> AreaGroup | None:
    return next((group for group in groups if str(group.pk) == chosen), None)


@may("reporting.list_requests")
def export_consolidation(request: ActingRequest, request_id: int) -> HttpResponse:
    """Send the consolidation as a workbook."""
    row = requests.request_for(actor=request.actor, request_id=request_id)
    group = _group(list(requests.groups()), request.GET.get("nhom", ""))
    made = consolidation.consolidated(row, group=group)
    return sheets.answer(sheets.consolidation_sheet(made), f"tong-hop-{row.period.code}")


@may("reporting.list_requests")
def show_line(request: ActingRequest, request_id: int, field_id: int) -> HttpResponse:
    """Show which agencies' cells make one consolidated figure."""
    row = requests.request_for(actor=request.actor, request_id=request_id)
    field = consolidation.line_of(row, field_id)
    groups = list(requests.groups())
    group = _group(groups, request.GET.get("nhom", ""))
    cells = consolidation.cells_of_line(field, group=group)
    context = {
        "row": row,
        "field": field,
        "cells": cells,
        "group": group,
        "total": combined(cells) if field.is_number else None,
        "by_group": [] if group else consolidation.by_group(cells, groups),
    }
    return render(request, "reporting/show_line.html", context)


@may("reporting.list_requests")
def show_snapshot(request: ActingRequest, request_id: int, number: int) -> HttpResponse:
    """Show figures as they were fixed."""
    row = requests.request_for(actor=request.actor, request_id=request_id)
    snapshot = requests.snapshot_of(row, number)
    context = {"row": row, "snapshot": snapshot, "content": snapshot.content}
    return render(request, "reporting/show_snapshot.html", context)


@may("reporting.list_requests")
def panel_due(request: ActingRequest) -> HttpResponse:
    """Fill the home page's part on reports: what to hand in, what waits for a decision."""
    context = {
        "due": pages.due(request.actor, today=timezone.localdate())[:5],
        "waiting": requests.waiting_for(request.actor)[:5],
    }
    return render(request, "reporting/panel_due.html", context)
