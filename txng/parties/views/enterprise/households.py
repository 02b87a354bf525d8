"""Pages of co-operatives on their member households, and of households on their co-operatives."""

from typing import cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from txng.core.clock import now
from txng.parties import forms, queries, services
from txng.parties.models import Organisation, User
from txng.parties.rights import ActingRequest, may, may_do
from txng.ui.paging import page_of
from txng.ui.refusals import refusals_on


def _own(request: ActingRequest) -> Organisation:
    return queries.organisation_for(
        actor=request.actor, organisation_id=request.actor.organisation_id or 0
    )


@may("parties.list_households")
def list_households(request: ActingRequest) -> HttpResponse:
    """List the member households; writing for one is one tap."""
    form = forms.FindHouseholds(request.GET)
    context = {
        "form": form,
        "page": page_of(queries.households_of(_own(request), form.text()), request.GET),
        "may_add": may_do("parties.add_household", request.actor),
        "may_write": may_do("parties.write_for_household", request.actor),
    }
    return render(request, "parties/list_households.html", context)


@may("parties.add_household")
def add_household(request: ActingRequest) -> HttpResponse:
    """Register a household that has no account, with its consent on paper."""
    cooperative = _own(request)
    form = forms.AddHousehold(request.POST or None, request.FILES or None, cooperative=cooperative)
    if form.is_valid():
        with refusals_on(form):
            _count(request, form.facts().tax_code)
            services.add_household(
                cooperative=cooperative,
                facts=form.facts(),
                paper=form.cleaned_data["paper"],
                actor=request.actor,
                now=now(),
            )
            messages.success(
                request, _("Đã khai hộ. Cơ quan quản lý duyệt xong thì ghi thay được.")
            )
            return redirect("enterprise:parties:list_households")
    return render(request, "parties/add_household.html", {"form": form})


@may("parties.add_household")
def ask_household(request: ActingRequest) -> HttpResponse:
    """Ask a household that has an account of its own."""
    form = forms.AskHousehold(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            _count(request, form.cleaned_data["number"])
            services.ask_household(
                cooperative=_own(request),
                number=form.cleaned_data["number"],
                actor=request.actor,
                now=now(),
            )
            messages.success(request, _("Đã hỏi hộ. Hộ đồng ý thì ghi thay được."))
            return redirect("enterprise:parties:list_households")
    return render(request, "parties/ask_household.html", {"form": form})


def _count(request: ActingRequest, number: str) -> None:
    services.ask_about(
        user=cast("User", request.user), number=number, now=now(), most=services.COOPERATIVES
    )


@may("parties.list_cooperatives")
def list_cooperatives(request: ActingRequest) -> HttpResponse:
    """Show a household which co-operatives write for it, or ask to."""
    context = {
        "rows": queries.cooperatives_of(_own(request)),
        "may_agree": may_do("parties.agree_household", request.actor),
    }
    return render(request, "parties/list_cooperatives.html", context)


@require_POST
@may("parties.agree_household")
def agree_household(request: ActingRequest, row_id: int) -> HttpResponse:
    """Let a co-operative write for one's household."""
    row = queries.household_for(actor=request.actor, row_id=row_id)
    if row.household_id != request.actor.organisation_id:
        raise queries.NoSuchHousehold
    services.agree_household(row=row, actor=request.actor, now=now())
    messages.success(request, _("Đã đồng ý. Rút lại lúc nào cũng được."))
    return redirect("enterprise:parties:list_cooperatives")


@may("parties.end_household")
def end_household(request: ActingRequest, row_id: int) -> HttpResponse:
    """Ask, then let a co-operative write for a household no more."""
    row = queries.household_for(actor=request.actor, row_id=row_id)
    is_household = row.household_id == request.actor.organisation_id
    act = "list_cooperatives" if is_household else "list_households"
    back = reverse(f"enterprise:parties:{act}")
    form = forms.Confirm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            services.end_household(row=row, actor=request.actor, now=now())
            return redirect(back)
    told = {"cooperative": row.cooperative.name, "household": row.household.name}
    context = {
        "form": form,
        "question": _("Thôi để %(cooperative)s ghi thay %(household)s?") % told,
        "act": _("Thôi ghi thay"),
        "consequences": [
            _("Hợp tác xã không ghi thêm được cho hộ từ hôm nay. Những gì đã ghi vẫn còn.")
        ],
        "cancel_url": back,
    }
    return render(request, "ui/confirm.html", context)
