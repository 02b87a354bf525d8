"""Turns a refusal into a page in plain words, or into problem+json for machines."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from txng.core.errors import Refused


class BodyLimitMiddleware:
    """Refuses a request by its stated length before a byte of it is read, whoever sends it.

    Forms with files are parsed, and their files written to the disk, before any view can look.
    A body without a length is not read by forms at all; machines' chunks are counted as they come.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer 413 to what is too long; machines are told their own limit by their own room."""
        stated = str(request.META.get("CONTENT_LENGTH") or "0")
        is_long = stated.isdecimal() and int(stated[:20]) > settings.TXNG_LARGEST_BODY
        if is_long and not request.path.startswith("/epcis/"):
            words = "Tệp gửi lên quá lớn. / What was sent is too large.\n"
            return HttpResponse(words, status=413, content_type="text/plain; charset=utf-8")
        return self.get_response(request)


class HasNul(Refused):
    """No text has a NUL, and no text field of the database takes one."""

    status = 400
    reason = _("Trong những gì gửi lên có ký tự không hợp lệ. Hãy gõ lại rồi gửi.")


class RefusalMiddleware:
    """Answers `Refused` raised by a view; any other exception stays a bug."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _named: object
    ) -> HttpResponseBase | None:
        """Refuse a NUL in what a form or an address says; machines' bodies are read elsewhere."""
        is_machine = request.path.startswith(("/api/", "/epcis/"))
        told = (request.GET,) if is_machine else (request.GET, request.POST)
        texts = (text for given in told for _name, every in given.lists() for text in every)
        has_nul = any("\0" in text for text in texts)
        return self.process_exception(request, HasNul()) if has_nul else None

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
