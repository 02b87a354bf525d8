"""What an organisation sees of the looks at its own goods."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from txng.core.clock import now
from txng.parties.rights import ActingRequest, may
from txng.verify import looked, queries


@may("verify.panel_scans")
def panel_scans(request: ActingRequest) -> HttpResponse:
    """Answer the home page's part: the lots most looked at in seven days."""
    rows = queries.scans_of_lots(actor=request.actor, now=now(), within=timedelta(days=7))
    return render(request, "verify/panel_scans.html", {"rows": rows})


@may("verify.list_scans")
def list_scans(request: ActingRequest) -> HttpResponse:
    """Count the looks at the organisation's goods: by day, by lot, by commune where known."""
    days = looked.span_of(request.GET.get("ngay", ""))
    looks = looked.looks_counted(actor=request.actor, now=now(), days=days)
    context = {
        "spans": looked.SPANS,
        "span": days,
        "looks": looks,
        "lots": looks.lots[: looked.SHOWN],
        "chart_title": _("Lượt quét mỗi ngày (14 ngày gần nhất có quét)"),
        "bars": [(date_format(row.day, "d/m/Y"), row.all) for row in looks.days[-14:] if row.day],
        "communes": [(row.commune, row.all) for row in looks.communes[:12]],
    }
    return render(request, "verify/list_scans.html", context)
