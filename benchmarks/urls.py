"""Every address of the portal, and one that does nothing: what the server and Django alone cost."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import urlpatterns as portal


def hello(_request: HttpRequest) -> HttpResponse:
    """Say hello."""
    return HttpResponse("hello")


urlpatterns = [path("hello/", hello), *portal]
