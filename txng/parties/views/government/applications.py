"""Pages of officers on applications: the queue, one application, the decision."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from txng.core import audit, files
from txng.core.clock import now
from txng.parties import forms, queries, services
from txng.parties.rights import ActingRequest, may, may_do
from txng.parties.vocab import ApplicationState
from txng.ui.paging import page_of
from txng.ui.refusals import refusals_on


@may("parties.list_applications")
def list_applications(request: ActingRequest) -> HttpResponse:
    """List applications of the officer's area; those that wait, unless another state is asked."""
    given = request.GET if request.GET else {"state": ApplicationState.SENT.value}
    form = forms.FindApplications(given)
    found = queries.find_applications(actor=request.actor, **form.told())
    context = {"form": form, "page": page_of(found, request.GET)}
    return render(request, "parties/list_applications.html", context)


@may("parties.list_applications")
def show_application(request: ActingRequest, application_id: int) -> HttpResponse:
    """Show one application: facts, papers, what was said."""
    row = queries.application_for(actor=request.actor, application_id=application_id)
    context = {
        "application": row,
        "proofs": row.proofs.select_related("file").order_by("id"),
        "words": row.words.select_related("by").order_by("id"),
        "history": audit.history(row)[:20],
        "alike": queries.organisations_alike(row),
        "may_decide": may_do("parties.approve_application", request.actor)
        and row.state == ApplicationState.SENT,
    }
    return render(request, "parties/inspect_application.html", context)


@require_POST
@may("parties.approve_application")
def approve_application(request: ActingRequest, application_id: int) -> HttpResponse:
    """Register what the application asks for."""
    row = queries.application_for(actor=request.actor, application_id=application_id)
    organisation = services.approve_application(application=row, actor=request.actor, now=now())
    messages.success(request, _("Đã duyệt. Người nộp được báo và là chủ tài khoản của đơn vị."))
    return redirect("government:parties:show_organisation", organisation_id=organisation.pk)


@may("parties.approve_application")
def ask_more(request: ActingRequest, application_id: int) -> HttpResponse:
    """Give an application back with what is wanted."""
    return _say_why(request, application_id, services.ask_more, {
        "question": _("Yêu cầu bổ sung"),
        "act": _("Gửi yêu cầu"),
        "done": _("Đã gửi yêu cầu bổ sung cho người nộp."),
    })  # fmt: skip


@may("parties.approve_application")
def reject_application(request: ActingRequest, application_id: int) -> HttpResponse:
    """Refuse an application with the reason."""
    return _say_why(request, application_id, services.reject_application, {
        "question": _("Không duyệt hồ sơ"),
        "act": _("Không duyệt"),
        "done": _("Đã báo cho người nộp là hồ sơ không được duyệt."),
        "tone": "danger",
    })  # fmt: skip


def _say_why(
    request: ActingRequest, application_id: int, decide: Any, words: dict[str, str]
) -> HttpResponse:
    row = queries.application_for(actor=request.actor, application_id=application_id)
    back = reverse("government:parties:show_application", args=[row.pk])
    form = forms.SayWhy(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            decide(
                application=row,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                now=now(),
            )
            messages.success(request, words["done"])
            return redirect(back)
    context = {"form": form, "application": row, "back": back, "words": words}
    return render(request, "parties/say_why.html", context)


@may("parties.list_applications")
def open_proof(request: ActingRequest, proof_id: int) -> HttpResponseBase:
    """Send a paper to an officer of the area."""
    proof = queries.proof_for(actor=request.actor, proof_id=proof_id)
    return files.open_file(proof.file)
