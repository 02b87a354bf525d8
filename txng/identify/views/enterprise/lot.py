"""Pages of an organisation about its lots, cases and pallets."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from txng.core import audit
from txng.core.clock import now
from txng.identify import forms, queries, services
from txng.parties.models import Organisation
from txng.parties.queries import organisation_for
from txng.parties.rights import ActingRequest, may, may_do
from txng.ui.paging import page_of
from txng.ui.refusals import refusals_on


def _own(request: ActingRequest) -> Organisation:
    return organisation_for(actor=request.actor, organisation_id=request.actor.organisation_id or 0)


@may("identify.list_lots")
def list_lots(request: ActingRequest) -> HttpResponse:
    """List the organisation's lots."""
    form = forms.FindLots(request.GET)
    found = queries.find_lots(actor=request.actor, by=form.filter())
    context = {
        "form": form,
        "page": page_of(found, request.GET),
        "may_create": may_do("identify.create_lot", request.actor),
    }
    return render(request, "identify/list_lots.html", context)


@may("identify.show_lot")
def show_lot(request: ActingRequest, lot_id: int) -> HttpResponse:
    """Show a lot: facts, what is missing, history."""
    lot = queries.lot_for(actor=request.actor, lot_id=lot_id)
    context = {
        "lot": lot,
        "may_edit": may_do("identify.edit_lot", request.actor),
        "history": audit.history(lot)[:20],
    }
    return render(request, "identify/show_lot.html", context)


@may("identify.create_lot")
def create_lot(request: ActingRequest) -> HttpResponse:
    """Open a new lot."""
    form = forms.CreateLot(request.POST or None, organisation=_own(request), initial=request.GET)
    if form.is_valid():
        with refusals_on(form):
            lot = services.create_lot(
                product=form.cleaned_data["product"],
                code=form.cleaned_data["code"],
                facts=form.facts(),
                actor=request.actor,
                now=now(),
            )
            messages.success(request, _("Đã mở lô %(code)s.") % {"code": lot.code})
            return redirect("enterprise:identify:show_lot", lot_id=lot.pk)
    return render(request, "identify/create_lot.html", {"form": form})


@may("identify.edit_lot")
def edit_lot(request: ActingRequest, lot_id: int) -> HttpResponse:
    """Change what is told about a lot."""
    lot = queries.own_lot_for(actor=request.actor, lot_id=lot_id)
    form = forms.EditLot(
        request.POST or None,
        organisation=lot.product.organisation,
        initial=forms.EditLot.told_of(lot),
    )
    if form.is_valid():
        with refusals_on(form):
            services.edit_lot(lot=lot, facts=form.facts(), actor=request.actor, now=now())
            messages.success(request, _("Đã lưu lô."))
            return redirect("enterprise:identify:show_lot", lot_id=lot.pk)
    return render(request, "identify/edit_lot.html", {"form": form, "lot": lot})


@may("identify.list_lots")
def panel_open_lots(request: ActingRequest) -> HttpResponse:
    """Fill the home page's part on lots that are being made."""
    lots = queries.open_lots(actor=request.actor)[:5]
    return render(request, "identify/panel_open_lots.html", {"lots": lots})


@may("identify.list_logistic_units")
def list_logistic_units(request: ActingRequest) -> HttpResponse:
    """List cases and pallets."""
    found = queries.logistic_units_of(request.actor.organisation)
    context = {
        "page": page_of(found, request.GET),
        "may_draw": may_do("identify.draw_logistic_unit", request.actor),
    }
    return render(request, "identify/list_logistic_units.html", context)


@may("identify.draw_logistic_unit")
def draw_logistic_unit(request: ActingRequest) -> HttpResponse:
    """Name a new case or pallet."""
    form = forms.DrawLogisticUnit(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.draw_logistic_unit(
                organisation=_own(request),
                description=form.cleaned_data["description"],
                actor=request.actor,
                now=now(),
            )
            messages.success(request, _("Đã cấp mã cho kiện hàng."))
            return redirect("enterprise:identify:list_logistic_units")
    return render(request, "identify/draw_logistic_unit.html", {"form": form})
