"""A trace as data for programs, by API key with the scope `trace`."""

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from txng.core.clock import now
from txng.core.errors import NotAllowed
from txng.parties.services import ON_BEHALF, authenticate_api_key
from txng.parties.vocab import Scope
from txng.trace import queries
from txng.trace.lineage import Direction


class KeyMayNotTrace(NotAllowed):
    """The key was issued for other things."""

    reason = _("Khoá này không có quyền truy vết. Hãy cấp khoá có quyền “Truy vết”.")


_DIRECTIONS = {"up": (Direction.UP,), "down": (Direction.DOWN,), "both": tuple(Direction)}


@csrf_exempt
@require_GET
def trace(request: HttpRequest) -> JsonResponse:
    """Answer `GET /api/v1/trace?code=…&direction=up|down|both` with things, links and events."""
    headers = request.headers
    actor = authenticate_api_key(
        headers.get("Authorization"), now=now(), on_behalf=headers.get(ON_BEHALF)
    )
    if not actor.has_scope(Scope.TRACE):
        raise KeyMayNotTrace
    directions = _DIRECTIONS.get(request.GET.get("direction", "both"))
    if directions is None:
        raise queries.NotADirection
    found = queries.trace(code=request.GET.get("code", ""), actor=actor, directions=directions)
    return JsonResponse(queries.as_data(found))
