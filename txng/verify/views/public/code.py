"""The public page behind a printed code."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from txng.core.errors import Refused
from txng.verify import addresses, answers, devices, guesses, queries, scan_log


@require_http_methods(["GET", "HEAD", "OPTIONS"])
def show_code(request: HttpRequest, path: str) -> HttpResponse:
    """Show the verdict of a code and what is known behind it; count the look."""
    if request.method == "OPTIONS":
        return answers.options()
    device = devices.seen(request)
    try:
        guesses.refuse_when_many(device)
        address = addresses.read(path)
    except Refused as refusal:
        return answers.refused(refusal, path=request.path)
    look = queries.look(address, today=answers.today())
    if not look.is_known:
        guesses.count(device)
    elif devices.is_person(request):
        scan_log.add(answers.seen(look, device))
    return answers.page(look, path=request.path)
