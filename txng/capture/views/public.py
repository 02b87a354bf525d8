"""What makes the portal an app on a phone: its manifest, its worker, the page without a network."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from txng.capture.words import QUICK_WORDS

_FONTS: Final = [
    f"vendor/be-vietnam-pro/be-vietnam-pro-{part}-{weight}-normal.woff2"
    for part in ("vietnamese", "latin-ext", "latin")
    for weight in (400, 600)
]
_MODULES: Final = (
    "clock", "figures", "fields", "form", "outbox", "pictures", "quick", "records", "sending",
    "shelf", "show", "voice",
)  # fmt: skip
KEPT: Final = [
    "ui/mark.svg",
    "vendor/bootstrap/bootstrap.min.css",
    "ui/frame.css",
    "vendor/htmx/htmx.min.js",
    "ui/frame.js",
    "capture/steps.css",
    "capture/quick.css",
    "vendor/idb/index.js",
    *[f"capture/{name}.js" for name in _MODULES],
    *_FONTS,
]
"""Static files that the page without a network is made of."""


@cache_control(no_cache=True)
def show_worker(_request: HttpRequest) -> HttpResponse:
    """Give the worker that keeps the page for quick entry within reach; it may act everywhere."""
    told = json.dumps(_worker_facts(), ensure_ascii=False)
    modules = _text("capture/worker.js").replace('from "./', f'from "{static("capture/")}')
    text = f"self.TXNG = {told};\n{modules}"
    answer = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    answer["Service-Worker-Allowed"] = "/"
    return answer


def _worker_facts() -> dict[str, object]:
    """Where things are; the version changes with any file that is kept."""
    shells = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            shells.append(reverse("public:capture:show_shell"))
    signs = [reverse(f"public:parties:{name}") for name in ("sign_out", "act_for")]
    return {
        "version": _version(),
        "shells": shells,
        "files": [static(name) for name in KEPT],
        "enterprise": reverse("enterprise:ui:home"),
        "leaving": signs,
    }


@cache
def _version() -> str:
    digest = hashlib.sha256()
    for name in ("capture/worker.js", *KEPT):
        digest.update(_text(name).encode("latin-1", "replace"))
    return digest.hexdigest()[:16]


def _text(name: str) -> str:
    """Return a static file; bytes of fonts count for the version only."""
    path = finders.find(name)
    if not isinstance(path, str):
        raise FileNotFoundError(name)
    return Path(path).read_bytes().decode("utf-8", "replace")


@cache_control(max_age=3600)
def show_manifest(_request: HttpRequest) -> HttpResponse:
    """Say how the portal stands among the apps of a phone."""
    icons = [
        {"src": static(f"capture/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png",
         "purpose": purpose}
        for size, purpose in ((192, "any"), (512, "any"), (512, "maskable"))
    ]  # fmt: skip
    told = {
        "id": "/",
        "name": _("Truy xuất nguồn gốc") + f" – {settings.TXNG_PROVINCE_NAME}",
        "short_name": _("Nhật ký"),
        "lang": translation.get_language(),
        "start_url": reverse("enterprise:capture:list_plots"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#f6f4ee",
        "theme_color": "#14532d",
        "icons": icons,
    }
    return JsonResponse(told, content_type="application/manifest+json")


def show_shell(request: HttpRequest) -> HttpResponse:
    """Show the page for quick entry without anything of anybody: phones keep it."""
    return render(request, "capture/show_shell.html", {"words": QUICK_WORDS})
