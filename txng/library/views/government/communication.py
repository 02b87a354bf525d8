"""Pages of agencies that count how often the public was told."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from txng.core.clock import now
from txng.library import forms, queries, services
from txng.parties.rights import ActingRequest, may, may_do
from txng.ui.paging import page_of
from txng.ui.refusals import refusals_on


@may("library.list_news")
def list_communication(request: ActingRequest) -> HttpResponse:
    """Show the totals by channel of a period (this year unless asked), and what they count."""
    form = forms.FindCommunications(request.GET)
    form.is_valid()
    told, today = form.cleaned_data, timezone.localdate()
    start, end = told.get("start") or today.replace(month=1, day=1), told.get("end") or today
    found = queries.communications(channel=told.get("channel", ""))
    context = {
        "form": form,
        "start": start,
        "end": end,
        "counts": queries.communication_counts(start=start, end=end),
        "page": page_of(found.filter(on_date__range=(start, end)), request.GET),
        "may_count": may_do("library.count_communication", request.actor),
        "organisation_id": request.actor.organisation_id,
    }
    return render(request, "library/list_communication.html", context)


@may("library.count_communication")
def count_communication(request: ActingRequest) -> HttpResponse:
    """Note how often something was told through one channel."""
    form = forms.CountCommunication(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.count_communication(facts=form.facts(), actor=request.actor, now=now())
            messages.success(request, _("Đã ghi."))
            return redirect("government:library:list_communication")
    return render(request, "library/count_communication.html", {"form": form})


@require_POST
@may("library.count_communication")
def remove_communication(request: ActingRequest, communication_id: int) -> HttpResponse:
    """Take a wrong count of one's own agency back."""
    row = queries.communication_for(
        communication_id=communication_id, organisation=request.actor.organisation
    )
    services.remove_communication(communication=row, actor=request.actor, now=now())
    return redirect("government:library:list_communication")
