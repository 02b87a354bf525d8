"""Pages on which an organisation keeps its inputs: what is left, bought, used, the waiting time."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from txng.capture import forms, queries, services, supplies
from txng.core import audit, files
from txng.core.clock import now
from txng.identify.queries import open_lots
from txng.parties.rights import ActingRequest, may, may_do
from txng.ui.paging import page_of
from txng.ui.refusals import refusals_on


@may("capture.list_inputs")
def list_inputs(request: ActingRequest) -> HttpResponse:
    """List the organisation's inputs with what is left of each."""
    form = forms.FindInputs(request.GET)
    text, kind = form.told()
    page = page_of(supplies.find_materials(actor=request.actor, text=text, kind=kind), request.GET)
    context = {
        "form": form,
        "page": page,
        "supplies": supplies.supplies_of(page.rows, today=localdate()),
        "may_add": may_do("capture.add_input", request.actor),
    }
    return render(request, "capture/list_inputs.html", context)


@may("capture.show_input")
def show_input(request: ActingRequest, material_id: int) -> HttpResponse:
    """Show one input: what is left, what came in, what went out, how long to wait."""
    material = supplies.material_for(actor=request.actor, material_id=material_id)
    [supply] = supplies.supplies_of([material], today=localdate())
    context = {
        "material": material,
        "supply": supply,
        "purchases": supplies.purchases_of(material)[:50],
        "uses": supplies.uses_told(material),
        "waitings": supplies.waitings_of(material),
        "may_edit": may_do("capture.edit_input", request.actor),
        "history": audit.history(material)[:20],
        "today": localdate(),
    }
    return render(request, "capture/show_input.html", context)


@may("capture.add_input")
def add_input(request: ActingRequest) -> HttpResponse:
    """Keep a new material."""
    form = forms.AddInput(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            made = services.add_input(facts=form.facts(), actor=request.actor, now=now())
            messages.success(request, _("Đã thêm vật tư. Hãy ghi số đang có hoặc vừa mua."))
            return redirect("enterprise:capture:buy_input", material_id=made.pk)
    return render(request, "capture/add_input.html", {"form": form})


@may("capture.edit_input")
def edit_input(request: ActingRequest, material_id: int) -> HttpResponse:
    """Change what is told of a material."""
    material = supplies.material_for(actor=request.actor, material_id=material_id)
    form = forms.EditInput(request.POST or None, initial=forms.EditInput.told_of(material))
    if form.is_valid():
        with refusals_on(form):
            services.edit_input(
                material=material, facts=form.facts(), actor=request.actor, now=now()
            )
            messages.success(request, _("Đã lưu vật tư."))
            return redirect("enterprise:capture:show_input", material_id=material.pk)
    return render(request, "capture/edit_input.html", {"form": form, "material": material})


@may("capture.set_waiting")
def set_waiting(request: ActingRequest, material_id: int) -> HttpResponse:
    """Tell the waiting time for one group of products."""
    material = supplies.material_for(actor=request.actor, material_id=material_id)
    form = forms.SetWaiting(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.set_waiting(
                material=material, **form.cleaned_data, actor=request.actor, now=now()
            )
            messages.success(request, _("Đã lưu thời gian cách ly."))
            return redirect("enterprise:capture:show_input", material_id=material.pk)
    return render(request, "capture/set_waiting.html", {"form": form, "material": material})


@may("capture.buy_input")
def buy_input(request: ActingRequest, material_id: int) -> HttpResponse:
    """Put what was bought into the store."""
    material = supplies.material_for(actor=request.actor, material_id=material_id)
    form = forms.BuyInput(request.POST or None, request.FILES or None, material=material)
    if form.is_valid():
        with refusals_on(form):
            services.buy_input(
                material=material, facts=form.facts(), actor=request.actor, now=now()
            )
            messages.success(request, _("Đã ghi vào kho."))
            return redirect("enterprise:capture:show_input", material_id=material.pk)
    return render(request, "capture/buy_input.html", {"form": form, "material": material})


@may("capture.write_off_input")
def write_off_input(request: ActingRequest, material_id: int) -> HttpResponse:
    """Take out of the store what was lost or spoilt."""
    material = supplies.material_for(actor=request.actor, material_id=material_id)
    form = forms.WriteOffInput(request.POST or None, material=material)
    if form.is_valid():
        with refusals_on(form):
            services.write_off_input(
                material=material, **form.cleaned_data, actor=request.actor, now=now()
            )
            messages.success(request, _("Đã ghi giảm."))
            return redirect("enterprise:capture:show_input", material_id=material.pk)
    return render(request, "capture/write_off_input.html", {"form": form, "material": material})


@may("capture.open_invoice")
def open_invoice(request: ActingRequest, purchase_id: int) -> HttpResponseBase:
    """Send the paper of a purchase."""
    return files.open_file(supplies.invoice_for(actor=request.actor, purchase_id=purchase_id))


@may("capture.panel_inputs")
def panel_inputs(request: ActingRequest) -> HttpResponse:
    """Fill the home page's part on inputs that run out."""
    organisation = request.actor.organisation
    low = supplies.low_supplies(organisation, today=localdate()) if organisation else []
    return render(request, "capture/panel_inputs.html", {"supplies": low[:5]})


@may("capture.panel_harvests")
def panel_harvests(request: ActingRequest) -> HttpResponse:
    """Fill the home page's part on lots that wait for their safe day."""
    lots = list(open_lots(actor=request.actor)[:50])
    waits = queries.safe_harvests([lot.pk for lot in lots])
    waiting = [(lot, waits[lot.pk]) for lot in lots if lot.pk in waits and lot.quantity is None]
    waiting = sorted(waiting, key=lambda pair: pair[1].day)[:5]
    context = {"waiting": waiting, "today": localdate()}
    return render(request, "capture/panel_harvests.html", context)
