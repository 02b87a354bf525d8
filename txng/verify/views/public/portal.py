"""The front page, the search, the map, and looking up a code."""

from urllib.parse import unquote, urlsplit

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import is_valid_path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from txng.ui.look_up import NotACode, WrongCode, path_of
from txng.ui.paging import page_of
from txng.ui.share import Share
from txng.verify import cells, finding, forms, front, lists, shown

PAGE = 15
MOST_COMMUNES = 25
"""The table beside the map names so many; all stand on the map and among the filters."""


def home(request: HttpRequest) -> HttpResponse:
    """Show the search first, then news, rated products and the map."""
    return render(request, "verify/home.html", front.content(request.path))


def look_up(request: HttpRequest) -> HttpResponse:
    """Open the page of a code typed or pasted; say on the front page why it cannot be read."""
    given = request.GET.get("ma", "")
    try:
        return redirect(_path(request, given))
    except NotACode as refusal:
        content = {**front.content(request.path), "given": given, "problem": refusal.reason}
        return render(request, "verify/home.html", content, status=refusal.status)


class NoPageForKind(NotACode):
    """The code is right, but the portal shows nothing of its kind."""

    reason = gettext_lazy("Mã này đúng chuẩn, nhưng cổng chưa có trang cho loại mã này.")


def _path(request: HttpRequest, given: str) -> str:
    """Return the path of a code in the active language; refuse one that no room answers."""
    addresses = (settings.TXNG_PUBLIC_URL, settings.TXNG_IDENTITY_URL)
    hosts = [request.get_host(), *(urlsplit(address).netloc for address in addresses)]
    path = path_of(given, own_hosts=hosts)
    active = get_language()
    here = path if active in (None, settings.LANGUAGE_CODE) else f"/{active}{path}"
    if not is_valid_path(unquote(here)):
        raise NoPageForKind
    return here


def search(request: HttpRequest) -> HttpResponse:
    """Find products, producers and places; a whole code opens its page, a wrong one is told."""
    given, problem = request.GET.get("q", "").strip(), ""
    try:
        if given:
            return redirect(_path(request, given))
    except WrongCode as refusal:
        problem = str(refusal.reason)
    except NotACode:
        pass  # words to look for
    form, today = forms.FindThings(request.GET), timezone.localdate()
    found = finding.find(form.asked(), on=today)
    page = page_of(found.rows, request.GET, size=PAGE, count=False)
    lead = _("Tìm sản phẩm, đơn vị, nơi sản xuất có truy xuất nguồn gốc, có dấu hoặc không dấu.")
    context = {
        "form": form,
        "chips": front.narrowing(request.GET),
        "found": found,
        "page": page,
        "things": shown.shown(page.rows, on=today),
        "kinds": front.kinds(found, request.GET),
        "problem": problem,
        "share": Share(_("Tìm sản phẩm, đơn vị"), lead, request.path),
    }
    return render(request, "verify/search.html", context)


@csp_update({"script-src": "'wasm-unsafe-eval'"})
def scan(request: HttpRequest) -> HttpResponse:
    """Scan a code by the camera; only this page may run the reader that is not script."""
    lead = _("Đưa mã QR hoặc mã vạch vào khung hình.")
    context = {"share": Share(_("Quét mã"), lead, request.path)}
    return render(request, "verify/scan.html", context)


def show_map(request: HttpRequest) -> HttpResponse:
    """Show the communes of the province, darker where more products are found."""
    communes = lists.counted_communes()
    lead = _("Mỗi xã có bao nhiêu sản phẩm, đơn vị có truy xuất nguồn gốc.")
    context = {
        "drawing": cells.drawing(communes),
        "communes": sorted(communes, key=lambda row: -row.products)[:MOST_COMMUNES],
        "search_url": reverse("public:verify:search"),
        "share": Share(_("Bản đồ"), lead, request.path, reverse("public:verify:draw_map")),
    }
    return render(request, "verify/show_map.html", context)


def draw_map(request: HttpRequest) -> HttpResponse:
    """Send the map as a picture."""
    context = {"drawing": cells.drawing(lists.counted_communes()), "is_picture": True}
    answer = render(request, "verify/parts/cells.svg", context, content_type="image/svg+xml")
    answer["Cache-Control"] = "public, max-age=600"
    return answer
