"""Pages of agencies about the lots of their area."""

from django.http import HttpResponse
from django.shortcuts import render

from txng.core import audit
from txng.identify import forms, queries
from txng.parties.rights import ActingRequest, may
from txng.ui.paging import page_of


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
