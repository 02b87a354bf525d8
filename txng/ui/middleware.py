"""Turns a refusal into a page in plain words, or into problem+json for machines."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render

from txng.core.errors import Refused


class RefusalMiddleware:
    """Answers `Refused` raised by a view; any other exception stays a bug."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """Answer a refusal with its own status."""
        if not isinstance(error, Refused):
            return None
        if request.path.startswith(("/api/", "/epcis/")):
            return JsonResponse(
                {
                    "type": f"urn:txng:problem:{error.code}",
                    "title": error.code,
                    "status": error.status,
                    "detail": str(error),
                    **({"missing": [str(m) for m in error.missing]} if error.missing else {}),
                },
                status=error.status,
                content_type="application/problem+json",
            )
        return render(request, "ui/refused.html", {"refusal": error}, status=error.status)
