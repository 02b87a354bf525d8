"""Public pages of the room: open data, its files and its dictionary."""

from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from txng.reporting import open_data, periods
from txng.reporting.rows import Scope

_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@require_safe
def list_data(request: HttpRequest) -> HttpResponse:
    """Show the open data: sets, periods, licence, dictionary."""
    today = timezone.localdate()
    context = {
        "sets": open_data.SETS.values(),
        "periods": periods.choices(today, years=3)[:5],
        "licence": open_data.LICENCE,
        "licence_url": open_data.LICENCE_URL,
        "formats": open_data.FORMATS,
        "fewest": open_data.FEWEST,
    }
    return render(request, "reporting/list_data.html", context)


@require_safe
def send_data(_request: HttpRequest, code: str, period: str, form: str) -> HttpResponse:
    """Send one set of one period as CSV or JSON."""
    one, chosen = open_data.data_set(code), periods.read(period)
    rows = open_data.rows_of(one, Scope(period=chosen, today=timezone.localdate()))
    if form == "csv":
        return _sent(open_data.as_csv(list(one.columns), rows), "csv", f"{code}-{period}")
    data = open_data.as_data(one, rows, chosen, settings.TXNG_PROVINCE_NAME)
    return _sent(orjson.dumps(data), "json", f"{code}-{period}")


@require_safe
def send_dictionary(_request: HttpRequest, form: str) -> HttpResponse:
    """Send what each column of each set means."""
    rows = open_data.dictionary()
    if form == "csv":
        return _sent(open_data.as_csv(["set", "column", "meaning"], rows), "csv", "tu-dien")
    told: dict[str, Any] = {"licence": open_data.LICENCE, "columns": rows}
    return _sent(orjson.dumps(told), "json", "tu-dien")


def _sent(body: bytes, form: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "public, max-age=3600"
    response["Access-Control-Allow-Origin"] = "*"
    return response
