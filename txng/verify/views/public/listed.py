"""How far the products of a priority list are traced, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from txng.catalogue.queries import approved_list
from txng.verify import coverage


def panel_coverage(request: HttpRequest, number: int) -> HttpResponse:
    """Answer the list page's part; a page of its own where there is no script."""
    row = approved_list(number)
    is_part = "HX-Request" in request.headers
    template = "verify/parts/coverage.html" if is_part else "verify/show_coverage.html"
    answer = render(request, template, {"list": row, "found": coverage.coverage_of(row)})
    answer["Vary"] = "HX-Request"
    return answer
