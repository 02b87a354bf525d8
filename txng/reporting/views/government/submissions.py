"""Pages on which the asking agency reads an answer and decides on it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from txng.core import audit
from txng.core.clock import now
from txng.parties.rights import ActingRequest, may, may_do
from txng.reporting import entry, forms, services
from txng.reporting.queries import requests
from txng.ui.refusals import refusals_on

_SHOW = "government:reporting:show_submission"


@may("reporting.list_requests")
def show_submission(request: ActingRequest, submission_id: int) -> HttpResponse:
    """Show one agency's answer beside what it gave last time."""
    row = requests.submission_for(actor=request.actor, submission_id=submission_id)
    only_filled = request.GET.get("o") == "da-dien"
    context = {
        "row": row,
        "lines": [line for line in entry.lines_of(row) if line.shown or not only_filled],
        "only_filled": only_filled,
        "history": audit.history(row)[:20],
        "may_decide": may_do("reporting.decide_submission", request.actor),
    }
    return render(request, "reporting/show_submission.html", context)


@require_POST
@may("reporting.decide_submission")
def approve_submission(request: ActingRequest, submission_id: int) -> HttpResponse:
    """Accept an answer."""
    row = requests.submission_for(actor=request.actor, submission_id=submission_id)
    services.approve_submission(submission=row, actor=request.actor, now=now())
    messages.success(request, _("Đã duyệt báo cáo của %(name)s.") % {"name": row.organisation.name})
    return redirect("government:reporting:show_request", request_id=row.request_id)


@may("reporting.decide_submission")
def return_submission(request: ActingRequest, submission_id: int) -> HttpResponse:
    """Ask why, then give an answer back."""
    row = requests.submission_for(actor=request.actor, submission_id=submission_id)
    form = forms.GiveReason(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.return_submission(
                submission=row, reason=form.cleaned_data["reason"], actor=request.actor, now=now()
            )
            messages.success(request, _("Đã trả lại, cơ quan nộp được báo kèm lý do."))
            return redirect("government:reporting:show_request", request_id=row.request_id)
    context = {
        "form": form,
        "question": _("Trả lại báo cáo của %(name)s?") % {"name": row.organisation.name},
        "act": _("Trả lại báo cáo"),
        "consequences": [
            _("Cơ quan nộp sửa được số liệu và nộp lại; số đã nhập còn nguyên."),
            _("Trong lúc đó số của cơ quan này không vào bảng tổng hợp."),
        ],
        "cancel_url": reverse(_SHOW, args=[submission_id]),
    }
    return render(request, "ui/confirm.html", context)
