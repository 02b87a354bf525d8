"""Addresses for tests of the frame: the portal's, a page of a code, and a refusal."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from config.urls import urlpatterns as portal
from txng.core.errors import Refused


def code(_request: HttpRequest, gtin: str) -> HttpResponse:
    """Show a code."""
    return HttpResponse(gtin)


def refuse(_request: HttpRequest) -> HttpResponse:
    """Refuse with what is missing."""
    raise Refused(_("Chưa có quyền"), missing=[_("Hình ảnh sản phẩm"), "<b>"])


urlpatterns = [
    *i18n_patterns(
        path("01/<path:gtin>", code),
        path("doanh-nghiep/tu-choi/", refuse),
        prefix_default_language=False,
    ),
    *portal,
]
