"""Pages of figures: the dashboard, the indicators, and the rows that make each number."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from txng.core.clock import now
from txng.parties.models import Organisation
from txng.parties.rights import ActingRequest, may, may_do
from txng.reporting import forms, pages, periods, services, sheets
from txng.reporting.periods import Period
from txng.reporting.queries import desks, plan_targets
from txng.reporting.queries import indicators as queries
from txng.reporting.rows import Scope
from txng.reporting.vocab import SECTORS
from txng.ui.refusals import refusals_on


def _period(request: HttpRequest) -> Period:
    return periods.read(request.GET.get("ky") or str(timezone.localdate().year))


def _agency(request: ActingRequest) -> Organisation | None:
    """Return the agency from whose desk the address comes; none: the actor's own figures."""
    told = request.GET.get("co-quan", "")
    number = int(told) if told.isdecimal() and len(told) < 10 else 0
    return desks.desk_of(actor=request.actor, agency_id=number or -1) if told else None


def _scope(request: ActingRequest, period: Period) -> Scope:
    agency, today = _agency(request), timezone.localdate()
    if agency is None:
        found = queries.scope_for(request.actor, period, today=today)
    else:
        found = queries.scope_of(agency, period, today=today)
    return replace(found, sector=_sector(request))


def _sector(request: ActingRequest) -> str:
    """Return the sector to which a unit's report narrows its figures; none: all."""
    told = request.GET.get("nganh", "")
    return told if told in SECTORS else ""


@may("reporting.dashboard")
def dashboard(request: ActingRequest) -> HttpResponse:
    """Show the leading indicators against their targets, trends, the map, and one's own desk."""
    today, period = timezone.localdate(), _period(request)
    scope = queries.scope_for(request.actor, period, today=today)
    context = {
        "form": forms.ChoosePeriod({"ky": period.code}, today=today, chosen=period.code),
        "board": pages.dashboard(scope, request.GET),
        "due": pages.due(request.actor, today=today),
        "period": period,
        "today": today,
    }
    return render(request, "reporting/dashboard.html", context)


@may("reporting.list_indicators")
def list_indicators(request: ActingRequest) -> HttpResponse:
    """List all indicators by theme with their figures of one period."""
    today, period = timezone.localdate(), _period(request)
    scope = queries.scope_for(request.actor, period, today=today)
    context = {
        "form": forms.ChoosePeriod({"ky": period.code}, today=today, chosen=period.code),
        "themes": pages.themes(scope),
        "waiting": _waiting(request),
        "period": period,
    }
    return render(request, "reporting/list_indicators.html", context)


def _waiting(request: ActingRequest) -> int:
    """Return how many targets of plans may be taken by whoever looks."""
    may_take = may_do("reporting.take_plan_targets", request.actor)
    return len(plan_targets.waiting()) if may_take else 0


@may("reporting.list_indicators")
def show_figure(request: ActingRequest, code: str) -> HttpResponse:
    """Show one indicator: its figure, what it is made of, and exactly the rows behind it."""
    today, period = timezone.localdate(), _period(request)
    indicator = queries.indicator_called(code, on=today)
    scope = _scope(request, period)
    offered = plan_targets.offered().get(code, [])
    context = {
        "form": forms.ChoosePeriod({"ky": period.code}, today=today, chosen=period.code),
        "shown": pages.figure(indicator, scope, request.GET),
        "period": period,
        "of_agency": _agency(request),
        "of_sector": SECTORS[scope.sector] if scope.sector else "",
        "own_id": request.actor.organisation_id,
        "may_set_target": may_do("reporting.set_target", request.actor),
        "targets": queries.targets_of([indicator]).get(indicator.pk, []),
        "offered": offered,
        "is_waiting": not all(one.is_taken for one in offered),
    }
    return render(request, "reporting/show_figure.html", context)


@may("reporting.list_indicators")
def export_figure(request: ActingRequest, code: str) -> HttpResponse:
    """Send the rows behind a figure as a workbook: exactly those that the page lists."""
    today, period = timezone.localdate(), _period(request)
    indicator = queries.indicator_called(code, on=today)
    scope = _scope(request, period)
    body = sheets.rows_sheet(pages.chosen_rows(indicator, scope, request.GET), str(indicator))
    return sheets.answer(body, f"{code}-{period.code}")


@require_POST
@may("reporting.take_plan_targets")
def take_plan_targets(request: ActingRequest) -> HttpResponse:
    """Take the targets of approved plans, of one indicator (`chi-tieu`) or of all."""
    code = request.POST.get("chi-tieu", "")
    count = services.take_plan_targets(code=code, actor=request.actor, now=now())
    words = ngettext(
        "Đã lấy %(n)s mục tiêu từ kế hoạch.", "Đã lấy %(n)s mục tiêu từ kế hoạch.", count
    )
    messages.success(request, words % {"n": count})
    if code:
        return redirect("government:reporting:show_figure", code=code)
    return redirect("government:reporting:list_indicators")


@may("reporting.set_target")
def set_target(request: ActingRequest, code: str) -> HttpResponse:
    """Set a target of the province's own."""
    indicator = queries.indicator_called(code, on=timezone.localdate())
    form = forms.SetTarget(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.set_target(
                indicator=indicator, **form.cleaned_data, actor=request.actor, now=now()
            )
            messages.success(request, _("Đã đặt mục tiêu."))
            return redirect("government:reporting:show_figure", code=code)
    context = {"form": form, "indicator": indicator}
    return render(request, "reporting/set_target.html", context)
