"""Pages of agencies about the lots and company prefixes of their area."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from txng.core import audit, files
from txng.core.clock import now
from txng.identify import forms, queries, services
from txng.parties.rights import ActingRequest, may, may_do
from txng.ui.paging import page_of
from txng.ui.refusals import refusals_on


@may("identify.list_lots")
def list_lots(request: ActingRequest) -> HttpResponse:
    """List the lots of the officer's area."""
    form = forms.FindLots(request.GET)
    found = queries.find_lots(actor=request.actor, by=form.filter())
    return render(
        request, "identify/inspect_lots.html", {"form": form, "page": page_of(found, request.GET)}
    )


@may("identify.show_lot")
def show_lot(request: ActingRequest, lot_id: int) -> HttpResponse:
    """Show a lot of the officer's area."""
    lot = queries.lot_for(actor=request.actor, lot_id=lot_id)
    return render(
        request, "identify/inspect_lot.html", {"lot": lot, "history": audit.history(lot)[:20]}
    )


@may("identify.inspect_prefixes")
def list_prefixes(request: ActingRequest) -> HttpResponse:
    """List the company prefixes of the officer's area, those that wait on top."""
    form = forms.FindPrefixes(request.GET)
    found = queries.find_prefixes(actor=request.actor, by=form.filter())
    context = {
        "form": form,
        "page": page_of(found, request.GET),
        "today": timezone.localdate(),
        "soon": timezone.localdate() + queries.EXPIRY_NOTICE,
        "may_check": may_do("identify.check_prefix", request.actor),
    }
    return render(request, "identify/inspect_prefixes.html", context)


@may("identify.inspect_prefixes")
def open_proof(request: ActingRequest, prefix_id: int) -> FileResponse:
    """Send the scan of a proof to an officer."""
    return files.open_file(queries.proof_for(actor=request.actor, prefix_id=prefix_id))


@require_POST
@may("identify.check_prefix")
def check_prefix(request: ActingRequest, prefix_id: int) -> HttpResponse:
    """Note that the agency has compared the proof."""
    prefix = queries.prefix_for(actor=request.actor, prefix_id=prefix_id)
    services.check_prefix(prefix=prefix, actor=request.actor, now=now())
    messages.success(request, _("Đã đối chiếu mã doanh nghiệp %s.") % prefix.prefix)
    return redirect("government:identify:list_prefixes")


@may("identify.check_prefix")
def refuse_prefix(request: ActingRequest, prefix_id: int) -> HttpResponse:
    """Say why the proof is not taken."""
    prefix = queries.prefix_for(actor=request.actor, prefix_id=prefix_id)
    form = forms.RefusePrefix(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.refuse_prefix(
                prefix=prefix,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                now=now(),
            )
            return redirect("government:identify:list_prefixes")
    context = {"form": form, "prefix": prefix, "history": audit.history(prefix)[:20]}
    return render(request, "identify/refuse_prefix.html", context)
