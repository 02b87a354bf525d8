"""Pages of agencies about the priority list: propose, compile, approve, compare."""

from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from txng.catalogue import forms, papers, queries, services
from txng.catalogue.vocab import ListState
from txng.catalogue.workbooks import send_priority_list
from txng.core import audit
from txng.core.clock import now
from txng.core.papers.docx import to_docx
from txng.core.papers.pdf import to_pdf
from txng.parties.rights import ActingRequest, may, may_do
from txng.ui.paging import page_of
from txng.ui.refusals import refusals_on

_LISTS = "government:catalogue:list_priority_lists"
_SHOW = "government:catalogue:show_priority_list"


def _sector(request: ActingRequest) -> str:
    return request.actor.organisation.sector if request.actor.organisation else ""


@may("catalogue.list_priority_lists")
def list_priority_lists(request: ActingRequest) -> HttpResponse:
    """Show the version in force, the draft, all versions, and the agency's proposals."""
    proposals = queries.proposals_seen_by(request.actor)
    context = {
        "lists": queries.priority_lists(),
        "in_force": queries.list_in_force(),
        "draft": queries.draft_list(),
        "page": page_of(proposals, request.GET),
        "may_propose": may_do("catalogue.propose_product", request.actor),
        "may_compile": may_do("catalogue.compile_priority_list", request.actor),
        "own": request.actor.organisation_id,
    }
    return render(request, "catalogue/list_priority_lists.html", context)


@may("catalogue.list_priority_lists")
def show_priority_list(request: ActingRequest, list_id: int) -> HttpResponse:
    """Show one version with how far each row is reached."""
    found = queries.priority_list(list_id)
    form = forms.FindEntries(request.GET)
    entries = list(queries.entries_of(found, form.filter()))
    context = {
        "found": found,
        "form": form,
        "rows": list(zip(entries, queries.coverage_of(entries), strict=True)),
        "total": queries.total_coverage(entries),
        "is_draft": found.state == ListState.DRAFT,
        "may_compile": may_do("catalogue.compile_priority_list", request.actor),
        "waiting": queries.waiting_proposals().count(),
        "history": audit.history(found)[:20],
        "others": [row for row in queries.priority_lists() if row.pk != found.pk],
    }
    return render(request, "catalogue/inspect_priority_list.html", context)


@may("catalogue.list_priority_lists")
def export_priority_list(request: ActingRequest, list_id: int) -> HttpResponse:  # noqa: ARG001  the guard reads it
    """Send one version as an Excel workbook."""
    return send_priority_list(queries.priority_list(list_id))


_PAPERS: Final = {
    "pdf": (to_pdf, "application/pdf"),
    "docx": (
        to_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
}  # fmt: skip


@may("catalogue.list_priority_lists")
def print_priority_list(request: ActingRequest, list_id: int, form: str) -> HttpResponse:  # noqa: ARG001  the guard reads it
    """Send one version as the decision that approves it, with the list as its annex."""
    if form not in _PAPERS:
        raise Http404
    found = queries.priority_list(list_id)
    write, media_type = _PAPERS[form]
    with override("vi"):
        body = write(papers.decision_of(found, place=settings.TXNG_PROVINCE_NAME))
    answer = HttpResponse(body, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="danh-muc-{found.number}.{form}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@may("catalogue.list_priority_lists")
def compare_priority_lists(request: ActingRequest, list_id: int, other_id: int) -> HttpResponse:
    """Show what came in, went out and changed from one version to another."""
    old, new = queries.priority_list(other_id), queries.priority_list(list_id)
    context = {"old": old, "new": new, "found": queries.compare_lists(old, new)}
    return render(request, "catalogue/compare_priority_lists.html", context)


@may("catalogue.propose_product")
def propose_product(request: ActingRequest) -> HttpResponse:
    """Propose a product for the next version."""
    form = forms.ProposeProduct(request.POST or None, sector=_sector(request))
    if form.is_valid():
        with refusals_on(form):
            services.propose_product(facts=form.facts(), actor=request.actor, now=now())
            messages.success(request, _("Đã gửi đề xuất. Cơ quan đầu mối sẽ tổng hợp."))
            return redirect(_LISTS)
    return render(request, "catalogue/propose_product.html", {"form": form})


@require_POST
@may("catalogue.propose_product")
def withdraw_proposal(request: ActingRequest, proposal_id: int) -> HttpResponse:
    """Take one's own agency's proposal back."""
    proposal = queries.own_proposal_for(actor=request.actor, proposal_id=proposal_id)
    services.withdraw_proposal(proposal=proposal, actor=request.actor, now=now())
    messages.success(request, _("Đã rút đề xuất."))
    return redirect(_LISTS)


@may("catalogue.compile_priority_list")
def start_priority_list(request: ActingRequest) -> HttpResponse:
    """Open a draft."""
    form = forms.StartPriorityList(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            row = services.start_priority_list(
                title=form.cleaned_data["title"], actor=request.actor, now=now()
            )
            return redirect(_SHOW, list_id=row.pk)
    return render(request, "catalogue/start_priority_list.html", {"form": form})


@may("catalogue.compile_priority_list")
def compile_priority_list(request: ActingRequest) -> HttpResponse:
    """Show the waiting proposals with their conflicts, to take or to refuse."""
    draft = queries.draft_list()
    context = {"draft": draft, "rows": queries.weighed_proposals(draft)}
    return render(request, "catalogue/compile_priority_list.html", context)


@require_POST
@may("catalogue.compile_priority_list")
def take_proposal(request: ActingRequest, proposal_id: int) -> HttpResponse:
    """Take a proposal into the draft."""
    proposal = queries.proposal_for(actor=request.actor, proposal_id=proposal_id)
    services.take_proposal(proposal=proposal, actor=request.actor, now=now())
    messages.success(request, _("Đã đưa “%s” vào dự thảo.") % proposal.name)
    return redirect("government:catalogue:compile_priority_list")


@may("catalogue.compile_priority_list")
def refuse_proposal(request: ActingRequest, proposal_id: int) -> HttpResponse:
    """Leave a proposal out, with the reason."""
    proposal = queries.proposal_for(actor=request.actor, proposal_id=proposal_id)
    form = forms.RefuseProposal(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.refuse_proposal(
                proposal=proposal,
                answer=form.cleaned_data["answer"],
                actor=request.actor,
                now=now(),
            )
            return redirect("government:catalogue:compile_priority_list")
    return render(request, "catalogue/refuse_proposal.html", {"form": form, "proposal": proposal})


@may("catalogue.compile_priority_list")
def add_entry(request: ActingRequest) -> HttpResponse:
    """Put a row on the draft."""
    form = forms.AddEntry(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            row = services.add_entry(facts=form.facts(), actor=request.actor, now=now())
            return redirect(_SHOW, list_id=row.version_id)
    return render(request, "catalogue/add_entry.html", {"form": form})


@may("catalogue.compile_priority_list")
def edit_entry(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Change a row of the draft."""
    entry = queries.draft_entry(entry_id)
    form = forms.EditEntry(request.POST or None, initial=forms.EditEntry.told_of(entry))
    if form.is_valid():
        with refusals_on(form):
            services.edit_entry(entry=entry, facts=form.facts(), actor=request.actor, now=now())
            return redirect(_SHOW, list_id=entry.version_id)
    return render(request, "catalogue/edit_entry.html", {"form": form, "entry": entry})


@require_POST
@may("catalogue.compile_priority_list")
def remove_entry(request: ActingRequest, entry_id: int) -> HttpResponse:
    """Take a row off the draft."""
    entry = queries.draft_entry(entry_id)
    services.remove_entry(entry=entry, actor=request.actor, now=now())
    messages.success(request, _("Đã bỏ “%s” khỏi dự thảo.") % entry.name)
    return redirect(_SHOW, list_id=entry.version_id)


@may("catalogue.compile_priority_list")
def approve_priority_list(request: ActingRequest) -> HttpResponse:
    """Enter the committee's decision on the draft."""
    form = forms.ApprovePriorityList(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            row = services.approve_priority_list(facts=form.facts(), actor=request.actor, now=now())
            messages.success(request, _("Đã ghi quyết định. Danh mục hiện trên trang công khai."))
            return redirect(_SHOW, list_id=row.pk)
    context = {"form": form, "draft": queries.draft_list()}
    return render(request, "catalogue/approve_priority_list.html", context)
