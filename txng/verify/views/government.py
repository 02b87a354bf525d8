"""What agencies see of lots and stamps over the priority list, and of looks that raise doubt."""

from django.http import HttpResponse
from django.shortcuts import render

from txng.catalogue.queries import priority_list
from txng.core.clock import now
from txng.parties.rights import ActingRequest, may
from txng.trace.names import public_name
from txng.verify import coverage, looked
from txng.verify.vocab import Verdict


@may("verify.panel_coverage")
def panel_coverage(request: ActingRequest, list_id: int) -> HttpResponse:
    """Answer the list page's part: lots, full traces and active stamps of the list's products."""
    found = priority_list(list_id)
    counted = coverage.coverage_of(found)
    lacking = [(product, public_name(product.organisation)) for product in counted.lacking]
    context = {"found": counted, "lacking": lacking}
    return render(request, "verify/panel_coverage.html", context)


@may("verify.list_suspicions")
def list_suspicions(request: ActingRequest) -> HttpResponse:
    """List stamps of the officer's area whose looks raise doubt, the latest first."""
    days, kind = looked.span_of(request.GET.get("ngay", "")), request.GET.get("loai", "")
    verdict = Verdict(kind) if kind in looked.ODD else None
    asked = looked.Asked(request.actor, now(), days, verdict)
    page = looked.suspicions_on(asked, request.GET)
    context = {
        "spans": looked.SPANS,
        "span": days,
        "kinds": looked.kinds(),
        "kind": kind,
        "page": page,
        "rows": page.rows,
        "advised": looked.advised(page.rows),
    }
    return render(request, "verify/list_suspicions.html", context)
