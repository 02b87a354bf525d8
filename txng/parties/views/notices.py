"""Pages on notices, alike in both workspaces: the part of the home page, the list, putting away."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from txng.core.clock import now
from txng.parties import queries, services
from txng.parties.rights import ActingRequest, may
from txng.ui.paging import page_of


@may("parties.list_notices")
def panel_notices(request: ActingRequest) -> HttpResponse:
    """Fill the home page's part on what to know and to do."""
    context = _context(request)
    context["notices"] = list(queries.notices_of(request.actor)[:6])
    return render(request, "parties/panel_notices.html", context)


@may("parties.list_notices")
def list_notices(request: ActingRequest) -> HttpResponse:
    """List what to know and to do."""
    context = _context(request)
    context["page"] = page_of(queries.notices_of(request.actor), request.GET)
    return render(request, "parties/list_notices.html", context)


@require_POST
@may("parties.list_notices")
def dismiss_notice(request: ActingRequest, notice_id: int) -> HttpResponse:
    """Put a notice away."""
    notice = queries.notice_for(actor=request.actor, notice_id=notice_id)
    services.dismiss_notice(notice=notice, now=now())
    return redirect(f"{_door(request)}:parties:list_notices")


def _context(request: ActingRequest) -> dict[str, object]:
    return {
        "door": _door(request),
        "today": timezone.localdate(),
        "list_url": reverse(f"{_door(request)}:parties:list_notices"),
    }


def _door(request: ActingRequest) -> str:
    match = request.resolver_match
    return match.namespaces[0] if match else "enterprise"
