"""Pages about pilots and what they taught."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from txng.core import audit
from txng.core.clock import now
from txng.parties.rights import ActingRequest, may, may_do
from txng.planning import forms, queries, services
from txng.ui.paging import page_of
from txng.ui.refusals import refusals_on


@may("planning.list_pilots")
def list_pilots(request: ActingRequest) -> HttpResponse:
    """List the pilots."""
    context = {
        "page": page_of(queries.find_pilots(), request.GET),
        "may_add": may_do("planning.add_pilot", request.actor),
    }
    return render(request, "planning/list_pilots.html", context)


@may("planning.show_pilot")
def show_pilot(request: ActingRequest, pilot_id: int) -> HttpResponse:
    """Show a pilot and what it taught."""
    pilot = queries.pilot_for(actor=request.actor, pilot_id=pilot_id)
    context = {
        "pilot": pilot,
        "may_edit": queries.is_in_charge(request.actor, pilot),
        "history": audit.history(pilot)[:20],
    }
    return render(request, "planning/show_pilot.html", context)


@may("planning.add_pilot")
def add_pilot(request: ActingRequest) -> HttpResponse:
    """Add a pilot."""
    form = forms.TellPilot(
        request.POST or None,
        offered=queries.enterprises_seen_by(request.actor),
        initial={"from_date": timezone.localdate()},
    )
    if form.is_valid():
        with refusals_on(form):
            pilot = services.add_pilot(
                words=form.words(),
                organisations=list(form.cleaned_data["organisations"]),
                actor=request.actor,
                now=now(),
            )
            return redirect("government:planning:show_pilot", pilot_id=pilot.pk)
    return render(request, "planning/add_pilot.html", {"form": form})


@may("planning.edit_pilot")
def edit_pilot(request: ActingRequest, pilot_id: int) -> HttpResponse:
    """Tell how a pilot goes and what it taught."""
    pilot = queries.pilot_to_change(actor=request.actor, pilot_id=pilot_id)
    form = forms.TellPilot(
        request.POST or None,
        offered=queries.enterprises_seen_by(request.actor),
        initial=forms.TellPilot.told_of(pilot),
    )
    if form.is_valid():
        with refusals_on(form):
            services.edit_pilot(
                pilot=pilot,
                words=form.words(),
                organisations=list(form.cleaned_data["organisations"]),
                actor=request.actor,
                now=now(),
            )
            return redirect("government:planning:show_pilot", pilot_id=pilot.pk)
    return render(request, "planning/edit_pilot.html", {"form": form, "pilot": pilot})
