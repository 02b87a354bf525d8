"""Pages of agencies about the places of their area."""

from django.http import HttpResponse
from django.shortcuts import render

from txng.parties import forms, queries
from txng.parties.places_shown import shown
from txng.parties.rights import ActingRequest, may
from txng.ui.paging import page_of


@may("parties.inspect_places")
def list_places(request: ActingRequest) -> HttpResponse:
    """List the places of the officer's area."""
    form = forms.FindPlaces(request.GET)
    found = queries.find_places(actor=request.actor, text=form.text())
    context = {"form": form, "page": page_of(found, request.GET)}
    return render(request, "parties/inspect_places.html", context)


@may("parties.inspect_places")
def show_place(request: ActingRequest, place_id: int) -> HttpResponse:
    """Show a place of the officer's area, its exact outline too."""
    place = queries.place_for(actor=request.actor, place_id=place_id)
    return render(request, "parties/show_place.html", shown(place))
