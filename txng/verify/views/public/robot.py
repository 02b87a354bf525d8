"""What robots are told: robots.txt and the site map."""

from django.http import HttpRequest, HttpResponse

from txng.verify import sitemap

_XML = "application/xml; charset=utf-8"


def show_robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django's signature
    """Say what robots may read."""
    return HttpResponse(sitemap.robots(), content_type="text/plain; charset=utf-8")


def list_parts(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django's signature
    """List the parts of the site map."""
    return HttpResponse(sitemap.index(), content_type=_XML)


def list_addresses(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001  Django's
    """List the addresses of one part."""
    return HttpResponse(sitemap.part(number), content_type=_XML)
