"""The page of one API key: what it may do, how much it is used, what went wrong."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from txng.core import audit
from txng.core.clock import now
from txng.parties import queries
from txng.parties.key_use import use_of
from txng.parties.rights import ActingRequest, may


@may("parties.show_api_key")
def show_api_key(request: ActingRequest, key_id: int) -> HttpResponse:
    """Show a key with its use in the last fortnight."""
    key = queries.api_key_for(actor=request.actor, key_id=key_id)
    use = use_of(key, today=localdate())
    history = audit.history(key)[:20]
    context = {"key": key, "use": use, "now": now(), "history": history}
    return render(request, "parties/show_api_key.html", context)
