"""What agencies see of lots and stamps over the priority list."""

from django.http import HttpResponse
from django.shortcuts import render

from txng.catalogue.queries import priority_list
from txng.parties.rights import ActingRequest, may
from txng.trace.names import public_name
from txng.verify import coverage


@may("verify.panel_coverage")
def panel_coverage(request: ActingRequest, list_id: int) -> HttpResponse:
    """Answer the list page's part: lots, full traces and active stamps of the list's products."""
    found = priority_list(list_id)
    counted = coverage.coverage_of(found)
    lacking = [(product, public_name(product.organisation)) for product in counted.lacking]
    context = {"found": counted, "lacking": lacking}
    return render(request, "verify/panel_coverage.html", context)
