"""Pages about a case or pallet: what is in it, put in by scanning, take out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from txng.capture import basket, forms, services, stock, trading
from txng.capture.views.enterprise.scanning import kept, press
from txng.core import audit
from txng.core.clock import now
from txng.core.errors import NotFound
from txng.parties.rights import ActingRequest, may, may_do
from txng.ui.refusals import refusals_on


@may("capture.show_unit")
def show_unit(request: ActingRequest, unit_id: int) -> HttpResponse:
    """Show a case or pallet: what is in it now, and what was done with it."""
    unit = trading.unit_for(actor=request.actor, unit_id=unit_id)
    holds = stock.holds_unit(unit, request.actor.organisation)
    context = {
        "unit": unit,
        "contents": stock.contents_of(unit),
        "may_pack": holds and may_do("capture.pack_unit", request.actor),
        "history": audit.history(unit)[:20],
    }
    return render(request, "capture/show_unit.html", context)


@may("capture.pack_unit")
def pack_unit(request: ActingRequest, unit_id: int) -> HttpResponse:
    """Scan lots and cases into a case or pallet."""
    unit = trading.unit_for(actor=request.actor, unit_id=unit_id)
    own = request.actor.organisation
    if own is None:
        raise NotFound
    lines, act = basket.Basket.read(request.POST, own), request.POST.get("act", "")
    if request.method == "POST" and act == basket.DONE:
        form = forms.PackUnit(request.POST, organisation=own)
        carried = lines.carried()
        if form.is_valid() and carried is not None:
            with refusals_on(form):
                packing = form.packing(unit)
                services.pack_unit(packing=packing, carried=carried, actor=request.actor, now=now())
                messages.success(request, _("Đã đóng vào kiện."))
                return redirect("enterprise:capture:show_unit", unit_id=unit.pk)
    else:
        form = forms.PackUnit(initial=kept(request), organisation=own)
        press(request, lines)
    context = {"form": form, "basket": lines, "unit": unit, "offered": basket.offered(own)}
    return render(request, "capture/pack_unit.html", context)


@may("capture.unpack_unit")
def unpack_unit(request: ActingRequest, unit_id: int) -> HttpResponse:
    """Take everything out of a case or pallet."""
    unit = trading.unit_for(actor=request.actor, unit_id=unit_id)
    own = request.actor.organisation
    if own is None:
        raise NotFound
    form = forms.PackUnit(request.POST or None, organisation=own)
    if form.is_valid():
        with refusals_on(form):
            services.unpack_unit(packing=form.packing(unit), actor=request.actor, now=now())
            messages.success(request, _("Đã lấy hết khỏi kiện."))
            return redirect("enterprise:capture:show_unit", unit_id=unit.pk)
    return render(request, "capture/unpack_unit.html", {"form": form, "unit": unit})
