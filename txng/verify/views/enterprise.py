"""What an organisation sees of the looks at its own goods."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render

from txng.core.clock import now
from txng.parties.rights import ActingRequest, may
from txng.verify import queries


@may("verify.panel_scans")
def panel_scans(request: ActingRequest) -> HttpResponse:
    """Answer the home page's part: the lots most looked at in seven days."""
    rows = queries.scans_of_lots(actor=request.actor, now=now(), within=timedelta(days=7))
    return render(request, "verify/panel_scans.html", {"rows": rows})
