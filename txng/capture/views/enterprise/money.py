"""Pages on the money of a lot: what it cost besides inputs, what it was sold for."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from txng.capture import forms, money, services, trading
from txng.core.clock import now
from txng.parties.rights import ActingRequest, may
from txng.ui.paging import page_of
from txng.ui.refusals import refusals_on


@may("capture.tell_money")
def tell_money(request: ActingRequest, lot_id: int) -> HttpResponse:
    """Show the organisation's own costs and sales of a lot, and take one more."""
    lot = trading.recordable_lot_for(actor=request.actor, lot_id=lot_id)
    form = forms.TellMoney(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.tell_money(lot=lot, facts=form.facts(), actor=request.actor, now=now())
            messages.success(request, _("Đã ghi khoản tiền."))
            return redirect("enterprise:capture:tell_money", lot_id=lot.pk)
    entries = money.entries_on(lot, request.actor.organisation)
    context = {"lot": lot, "form": form, "page": page_of(entries, request.GET)}
    return render(request, "capture/tell_money.html", context)


@may("capture.strike_money")
def strike_money(request: ActingRequest, money_id: int) -> HttpResponse:
    """Ask, then let an entry count no more."""
    row = money.money_for(actor=request.actor, money_id=money_id)
    back = reverse("enterprise:capture:tell_money", args=[row.lot_id])
    if request.method == "POST":
        services.strike_money(row=row, actor=request.actor, now=now())
        return redirect(back)
    context = {
        "form": forms.Confirm(),
        "question": _("Gạch khoản này?"),
        "act": _("Gạch khoản"),
        "consequences": [_("Khoản không còn được tính; dòng cũ vẫn hiện để tra lại.")],
        "cancel_url": back,
    }
    return render(request, "ui/confirm.html", context)
