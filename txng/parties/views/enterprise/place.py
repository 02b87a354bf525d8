"""The page of one place of an organisation."""

from django.http import HttpResponse
from django.shortcuts import render

from txng.parties import queries
from txng.parties.places_shown import shown
from txng.parties.rights import ActingRequest, may, may_do


@may("parties.list_places")
def show_place(request: ActingRequest, place_id: int) -> HttpResponse:
    """Show a place: facts, outline, what stands in it, history."""
    place = queries.place_for(actor=request.actor, place_id=place_id)
    context = shown(place) | {"may_edit": may_do("parties.edit_place", request.actor)}
    return render(request, "parties/show_place.html", context)
