"""Pages on which goods change hands: ship by scanning, confirm what came, see who and when."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from txng.capture import basket, forms, services, trading
from txng.capture.models import Shipment
from txng.capture.views.enterprise.scanning import kept, press
from txng.capture.vocab import ShipmentState
from txng.core import audit
from txng.core.clock import now
from txng.core.errors import NotFound
from txng.parties.models import Organisation
from txng.parties.rights import ActingRequest, may, may_do
from txng.ui.paging import page_of
from txng.ui.refusals import refusals_on


def _own(request: ActingRequest) -> Organisation:
    if request.actor.organisation is None:
        raise NotFound
    return request.actor.organisation


@may("capture.list_shipments")
def list_shipments(request: ActingRequest) -> HttpResponse:
    """List what was sent and what came."""
    form = forms.FindShipments(request.GET)
    part, text = form.told()
    found = trading.shipments_of(request.actor, part=part, text=text)
    context = {
        "form": form,
        "page": page_of(found, request.GET),
        "own_id": request.actor.organisation_id,
        "may_ship": may_do("capture.ship", request.actor),
    }
    return render(request, "capture/list_shipments.html", context)


@may("capture.show_shipment")
def show_shipment(request: ActingRequest, shipment_id: int) -> HttpResponse:
    """Show a shipment: what was sent, what came, on whose word."""
    shipment = trading.shipment_for(actor=request.actor, shipment_id=shipment_id)
    is_sender = shipment.sender_id == request.actor.organisation_id
    waits = shipment.state == ShipmentState.SENT
    recorder = may_do("capture.ship", request.actor)
    context = {
        "shipment": shipment,
        "is_sender": is_sender,
        "history": audit.history(shipment)[:20],
        "may_receive": waits and not is_sender and recorder,
        "may_cancel": is_sender
        and recorder
        and shipment.state in {ShipmentState.SENT, ShipmentState.DELIVERED},
    }
    return render(request, "capture/show_shipment.html", context)


@may("capture.ship")
def ship(request: ActingRequest) -> HttpResponse:
    """Scan lots and cases one after another, then send them off."""
    own = _own(request)
    lines = basket.Basket.read(request.POST, own)
    act = request.POST.get("act", "")
    if request.method == "POST" and act == basket.DONE:
        form = forms.Ship(request.POST, organisation=own)
        carried = lines.carried()
        if form.is_valid() and carried is not None:
            with refusals_on(form):
                made = services.ship(
                    delivery=form.delivery(), carried=carried, actor=request.actor, now=now()
                )
                messages.success(request, _("Đã ghi giao hàng. Có thể in phiếu giao hàng ngay."))
                return redirect("enterprise:capture:show_shipment", shipment_id=made.pk)
    else:
        form = forms.Ship(initial=kept(request), organisation=own)
        press(request, lines)
    context = {"form": form, "basket": lines, "offered": basket.offered(own)}
    return render(request, "capture/ship.html", context)


@may("capture.receive")
def receive(request: ActingRequest, shipment_id: int) -> HttpResponse:
    """Confirm what came of a shipment."""
    shipment = trading.shipment_for(actor=request.actor, shipment_id=shipment_id)
    if shipment.receiver_id != request.actor.organisation_id:
        raise trading.NoSuchShipment
    if shipment.state != ShipmentState.SENT:
        return redirect("enterprise:capture:show_shipment", shipment_id=shipment.pk)
    lines = list(shipment.lines.all())
    form = forms.Receive(request.POST or None, organisation=_own(request), lines=lines)
    if form.is_valid():
        with refusals_on(form):
            services.receive(
                shipment=shipment,
                delivery=form.delivery(shipment),
                quantities=form.quantities(),
                note=form.cleaned_data["note"],
                actor=request.actor,
                now=now(),
            )
            messages.success(request, _("Đã xác nhận nhận hàng."))
            return redirect("enterprise:capture:show_shipment", shipment_id=shipment.pk)
    return render(request, "capture/receive.html", {"form": form, "shipment": shipment})


@may("capture.receive_by_hand")
def receive_by_hand(request: ActingRequest) -> HttpResponse:
    """State what came from somebody who has stated nothing."""
    form = forms.ReceiveByHand(request.POST or None, organisation=_own(request))
    if form.is_valid():
        with refusals_on(form):
            made = services.receive_by_hand(
                delivery=form.delivery(), brought=[form.brought()], actor=request.actor, now=now()
            )
            messages.success(request, _("Đã ghi nhận hàng."))
            return redirect("enterprise:capture:show_shipment", shipment_id=made.pk)
    return render(request, "capture/receive_by_hand.html", {"form": form})


@may("capture.cancel_shipment")
def cancel_shipment(request: ActingRequest, shipment_id: int) -> HttpResponse:
    """Ask, then take back a shipment that was stated in error."""
    shipment = _sent_by_me(request, shipment_id)
    if request.method == "POST":
        services.cancel_shipment(shipment=shipment, actor=request.actor, now=now())
        messages.success(request, _("Đã huỷ lần giao. Sự kiện cũ mang dấu đã khai là sai."))
        return redirect("enterprise:capture:show_shipment", shipment_id=shipment.pk)
    context = {
        "form": forms.Confirm(),
        "question": _("Huỷ lần giao này?"),
        "act": _("Huỷ lần giao"),
        "tone": "danger",
        "consequences": [
            _("Số hàng trở lại tồn kho của đơn vị."),
            _("Bên nhận không còn thấy lần giao này chờ xác nhận."),
        ],
        "cancel_url": reverse("enterprise:capture:show_shipment", args=[shipment.pk]),
    }
    return render(request, "ui/confirm.html", context)


def _sent_by_me(request: ActingRequest, shipment_id: int) -> Shipment:
    shipment = trading.shipment_for(actor=request.actor, shipment_id=shipment_id)
    if shipment.sender_id != request.actor.organisation_id:
        raise trading.NoSuchShipment
    return shipment


@may("capture.panel_shipments")
def panel_shipments(request: ActingRequest) -> HttpResponse:
    """Fill the home page's part on what waits to be confirmed."""
    waiting = trading.shipments_of(request.actor, part=trading.WAITING)[:5]
    return render(request, "capture/panel_shipments.html", {"shipments": waiting})


@may("capture.show_partners")
def show_partners(request: ActingRequest, lot_id: int) -> HttpResponse:
    """Show one step back and one step forward of a lot."""
    lot = trading.held_lot_for(actor=request.actor, lot_id=lot_id)
    actor = request.actor
    context = {"lot": lot, "actor": actor, "around": trading.around(lot, actor)}
    return render(request, "capture/show_partners.html", context)
