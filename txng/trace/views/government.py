"""Pages of the room for agencies: trace a code, follow a lot."""

from django.http import HttpResponse
from django.shortcuts import render

from txng.core.clock import now
from txng.parties.rights import ActingRequest, may
from txng.trace import answers, forms
from txng.trace.breaches import breaches_for, breaches_on
from txng.trace.vocab import BreachKind
from txng.ui.refusals import refusals_on


@may("trace.find")
def find(request: ActingRequest) -> HttpResponse:
    """Trace any code that is the actor's business."""
    form = forms.Find(request.GET or None)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        with refusals_on(form):
            code = form.cleaned_data["code"]
            context |= answers.traced(code, actor=request.actor, door="government")
    return render(request, "trace/find.html", context)


@may("trace.show_lot")
def show_lot(request: ActingRequest, lot_id: int) -> HttpResponse:
    """Show where a lot comes from and where it went."""
    context = answers.lot_way(lot_id, actor=request.actor, door="government")
    return render(request, "trace/show_lot.html", context)


@may("trace.list_breaches")
def list_breaches(request: ActingRequest) -> HttpResponse:
    """List where figures do not add up in the officer's area, one kind at a time."""
    asked = request.GET.get("loai", "")
    kind = BreachKind(asked) if asked in BreachKind.values else BreachKind.OVERDRAWN
    context = {
        "found": breaches_on(request.actor, kind, now=now(), given=request.GET),
        "kinds": BreachKind.choices,
        "kind": kind,
    }
    return render(request, "trace/list_breaches.html", context)


@may("trace.list_breaches")
def panel_breaches(request: ActingRequest) -> HttpResponse:
    """Fill the home page's part on figures that do not add up."""
    found = breaches_for(request.actor, now=now())
    return render(request, "trace/panel_breaches.html", {"breaches": found[:5]})
