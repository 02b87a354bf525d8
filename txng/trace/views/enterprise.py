"""Pages of the room for organisations: trace a code, follow a lot."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from txng.capture import trading
from txng.core.clock import now
from txng.core.errors import NotFound
from txng.parties.rights import ActingRequest, may, may_do
from txng.trace import answers, forms, notes, pages
from txng.trace.stocktaking import take_stock
from txng.ui.refusals import refusals_on


@may("trace.find")
def find(request: ActingRequest) -> HttpResponse:
    """Trace any code that is the actor's business."""
    form = forms.Find(request.GET or None)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        with refusals_on(form):
            code = form.cleaned_data["code"]
            context |= answers.traced(code, actor=request.actor, door="enterprise")
    return render(request, "trace/find.html", context)


@may("trace.show_lot")
def show_lot(request: ActingRequest, lot_id: int) -> HttpResponse:
    """Show where a lot comes from and where it went."""
    context = answers.lot_way(lot_id, actor=request.actor, door="enterprise")
    return render(request, "trace/show_lot.html", context)


@may("trace.show_lot")
def panel_grade(request: ActingRequest, lot_id: int) -> HttpResponse:
    """Fill a lot page's part on what the lot still lacks."""
    return render(request, "trace/panel_grade.html", answers.graded(lot_id, actor=request.actor))


@may("trace.print_delivery_note")
def print_delivery_note(request: ActingRequest, shipment_id: int) -> HttpResponse:
    """Print the note that goes with a shipment."""
    shipment = trading.shipment_for(actor=request.actor, shipment_id=shipment_id)
    return _paper(notes.delivery_note(shipment, now=now()), f"phieu-giao-{shipment.pk}.pdf")


@may("trace.print_origin")
def print_origin(request: ActingRequest, lot_id: int) -> HttpResponse:
    """Print the statement of a lot's origin."""
    lot = trading.held_lot_for(actor=request.actor, lot_id=lot_id)
    body = notes.origin_statement(lot, actor=request.actor, now=now())
    return _paper(body, f"nguon-goc-{lot.pk}.pdf")


def _paper(body: bytes, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


@may("trace.show_stock")
def show_stock(request: ActingRequest) -> HttpResponse:
    """Show what is in lots and stores, inputs left, yields, costs."""
    organisation = request.actor.organisation
    if organisation is None:
        raise NotFound
    taken = take_stock(organisation, today=localdate(), given=request.GET)
    context = pages.stock_page(taken) | {"may_money": may_do("capture.tell_money", request.actor)}
    return render(request, "trace/show_stock.html", context)
