"""What pages with a list of scanned things share: what is filled in stays, buttons do work."""

from django.contrib import messages

from txng.capture import basket, things
from txng.parties.rights import ActingRequest


def kept(request: ActingRequest) -> dict[str, object]:
    """Return what is filled in, to stand in the form while lines are added."""
    return {name: value for name, value in request.POST.items() if value}


def press(request: ActingRequest, lines: basket.Basket) -> None:
    """Add or remove a line as the pressed button says; a refusal is told above the list."""
    act = request.POST.get("act", "")
    picked = request.POST.get("pick", "")
    code = request.POST.get("code", "") or picked or request.GET.get("ma", "")
    try:
        lines.press(act, code)
    except (things.NotACode, basket.ScannedTwice) as refusal:
        messages.error(request, str(refusal))
