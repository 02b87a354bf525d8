"""Pages of agencies about what was captured in their area."""

from django.http import HttpResponse
from django.shortcuts import render

from txng.capture import diary, queries, trading
from txng.parties.rights import ActingRequest, may
from txng.ui.paging import page_of


@may("capture.list_events")
def list_events(request: ActingRequest) -> HttpResponse:
    """List what was recorded in the officer's area, newest first."""
    page = page_of(queries.recent_events(actor=request.actor), request.GET)
    context = {"page": page, "arrivals": diary.arrivals_of(page.rows)}
    return render(request, "capture/list_events.html", context)


@may("capture.list_events")
def panel_recent(request: ActingRequest) -> HttpResponse:
    """Fill the home page's part on what has just been recorded."""
    newest = list(queries.recent_events(actor=request.actor)[:5])
    return render(request, "capture/panel_recent.html", {"arrivals": diary.arrivals_of(newest)})


@may("capture.show_partners")
def show_partners(request: ActingRequest, lot_id: int) -> HttpResponse:
    """Show one step back and one step forward of a lot, as everybody stated them."""
    lot = trading.held_lot_for(actor=request.actor, lot_id=lot_id)
    actor = request.actor
    context = {"lot": lot, "actor": actor, "around": trading.around(lot, actor)}
    return render(request, "capture/show_partners.html", context)
