"""Pages of an organisation about its company prefixes and the numbers drawn under them."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from txng.core import audit, files
from txng.core.clock import now
from txng.identify import forms, queries, services
from txng.parties.models import Organisation
from txng.parties.queries import organisation_for
from txng.parties.rights import ActingRequest, may
from txng.ui.paging import page_of
from txng.ui.refusals import refusals_on

_LIST = "enterprise:identify:list_prefixes"


def _own(request: ActingRequest) -> Organisation:
    return organisation_for(actor=request.actor, organisation_id=request.actor.organisation_id or 0)


@may("identify.list_prefixes")
def list_prefixes(request: ActingRequest) -> HttpResponse:
    """List the organisation's company prefixes with their proofs, and the numbers drawn."""
    today = timezone.localdate()
    prefixes = list(queries.prefixes_of(request.actor.organisation))
    context = {
        "prefixes": prefixes,
        "page": page_of(queries.numbers_of(request.actor.organisation), request.GET),
        "may_draw": any(p.checked_at and p.expires_date >= today for p in prefixes),
        "today": today,
        "soon": today + queries.EXPIRY_NOTICE,
        "history": audit.histories({row: row.prefix for row in prefixes}),
    }
    return render(request, "identify/list_prefixes.html", context)


@may("identify.add_prefix")
def add_prefix(request: ActingRequest) -> HttpResponse:
    """Register a company prefix with its proof."""
    form = forms.AddPrefix(request.POST or None, request.FILES or None)
    if form.is_valid():
        with refusals_on(form):
            services.add_prefix(
                organisation=_own(request), facts=form.facts(), actor=request.actor, now=now()
            )
            messages.success(request, _("Đã lưu mã doanh nghiệp. Cơ quan quản lý sẽ đối chiếu."))
            return redirect(_LIST)
    return render(request, "identify/add_prefix.html", {"form": form})


@may("identify.add_prefix")
def renew_proof(request: ActingRequest, prefix_id: int) -> HttpResponse:
    """Keep the paper that prolongs the right of use."""
    prefix = queries.prefix_for(actor=request.actor, prefix_id=prefix_id)
    form = forms.RenewProof(request.POST or None, request.FILES or None, prefix=prefix)
    if form.is_valid():
        with refusals_on(form):
            services.renew_proof(prefix=prefix, facts=form.facts(), actor=request.actor, now=now())
            messages.success(request, _("Đã lưu giấy mới. Cơ quan quản lý sẽ đối chiếu."))
            return redirect(_LIST)
    return render(request, "identify/renew_proof.html", {"form": form, "prefix": prefix})


@may("identify.list_prefixes")
def open_proof(request: ActingRequest, prefix_id: int) -> FileResponse:
    """Send the scan of the own proof."""
    return files.open_file(queries.proof_for(actor=request.actor, prefix_id=prefix_id))


@may("identify.draw_number")
def draw_number(request: ActingRequest) -> HttpResponse:
    """Draw the next free GTIN or GLN."""
    own = _own(request)
    form = forms.DrawNumber(
        request.POST or None, organisation=own, initial={"kind": "gtin", **request.GET.dict()}
    )
    if form.is_valid():
        with refusals_on(form):
            row = services.draw_number(
                organisation=own, facts=form.facts(), actor=request.actor, now=now()
            )
            return redirect("enterprise:identify:confirm_number", number_id=row.pk)
    return render(request, "identify/draw_number.html", {"form": form})


@may("identify.draw_number")
def confirm_number(request: ActingRequest, number_id: int) -> HttpResponse:
    """Bind a drawn number to a product or place."""
    number = queries.number_for(actor=request.actor, number_id=number_id)
    form = forms.ConfirmNumber(request.POST if request.method == "POST" else None, number=number)
    if form.is_valid():
        with refusals_on(form):
            services.confirm_number(
                number=number, **form.cleaned_data, actor=request.actor, now=now()
            )
            messages.success(request, _("Đã gắn số %s.") % number.digits)
            return redirect(_LIST)
    context = {
        "form": form,
        "number": number,
        "nothing_fits": form.nothing_fits,
        "back": reverse(_LIST),
    }
    return render(request, "identify/confirm_number.html", context)


@require_POST
@may("identify.draw_number")
def release_number(request: ActingRequest, number_id: int) -> HttpResponse:
    """Give back a number that was never bound."""
    number = queries.number_for(actor=request.actor, number_id=number_id)
    services.release_number(number=number, actor=request.actor, now=now())
    messages.success(request, _("Đã trả lại số %s.") % number.digits)
    return redirect(_LIST)
