"""Whether the portal lives, and whether it is ready: for load balancers and the start-up."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from txng.core.waiting import missing_migrations


def show_health(request: HttpRequest) -> JsonResponse:  # noqa: ARG001  Django's signature
    """Answer 200 as long as the process can answer at all."""
    return JsonResponse({"ok": True})


def show_readiness(request: HttpRequest) -> JsonResponse:  # noqa: ARG001  Django's signature
    """Answer 200 when the database is reached and migrated, else 503."""
    try:
        missing = missing_migrations(connection)
    except DatabaseError:
        return JsonResponse({"ok": False, "error": "database unreachable"}, status=503)
    if missing:
        return JsonResponse({"ok": False, "error": "database not migrated"}, status=503)
    return JsonResponse({"ok": True})
