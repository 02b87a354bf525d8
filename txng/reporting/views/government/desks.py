"""Page of one agency's desk: what is due, late, its figures, its tasks of plans."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from txng.parties.rights import ActingRequest, may
from txng.reporting import forms, pages
from txng.reporting.queries import desks


@may("reporting.show_desk")
def show_desk(request: ActingRequest, agency_id: int | None = None) -> HttpResponse:
    """Show the own desk; a lead officer may look at another agency's, and only look."""
    seen = desks.desks_for(request.actor)
    asked = forms.ChooseDesk(request.GET, desks=seen)
    agency = desks.desk_of(actor=request.actor, agency_id=asked.chosen or agency_id)
    context = {
        "form": forms.ChooseDesk({"co-quan": agency.pk}, desks=seen),
        "may_choose": seen.exclude(pk=request.actor.organisation_id or 0).exists(),
        "desk": pages.desk(agency, request.GET, today=timezone.localdate()),
        "is_own": agency.pk == request.actor.organisation_id,
        "today": timezone.localdate(),
    }
    return render(request, "reporting/show_desk.html", context)
