"""Pages on mandates: which solution providers may act for an organisation, and how they did."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from txng.core import audit
from txng.core.clock import now
from txng.parties import forms, queries, services
from txng.parties.key_use import use_by_mandate
from txng.parties.models import Organisation
from txng.parties.rights import ActingRequest, may
from txng.parties.services.mandate import MandateFacts
from txng.parties.vocab import OrganisationKind, Scope
from txng.ui.paging import page_of
from txng.ui.refusals import refusals_on


def _own(request: ActingRequest) -> Organisation:
    return queries.organisation_for(
        actor=request.actor, organisation_id=request.actor.organisation_id or 0
    )


@may("parties.list_mandates")
def list_mandates(request: ActingRequest) -> HttpResponse:
    """List what the organisation gave, or holds as a provider."""
    own = _own(request)
    context = {
        "own": own,
        "page": page_of(queries.mandates_of(own), request.GET),
        "is_provider": own.kind == OrganisationKind.SOLUTION_PROVIDER,
        "today": localdate(),
        "header": services.ON_BEHALF,
    }
    return render(request, "parties/list_mandates.html", context)


@may("parties.give_mandate")
def give_mandate(request: ActingRequest) -> HttpResponse:
    """Let a solution provider act for the organisation."""
    form = forms.GiveMandate(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        facts = MandateFacts(tuple(Scope(one) for one in told["scopes"]), told["until_date"])
        with refusals_on(form):
            services.give_mandate(
                organisation=_own(request),
                provider=told["provider"],
                facts=facts,
                actor=request.actor,
                now=now(),
            )
            messages.success(request, _("Đã uỷ quyền. Rút lại lúc nào cũng được."))
            return redirect("enterprise:parties:list_mandates")
    return render(request, "parties/give_mandate.html", {"form": form})


@may("parties.show_mandate")
def show_mandate(request: ActingRequest, mandate_id: int) -> HttpResponse:
    """Show a mandate with what the provider asked by it, to either side."""
    row = queries.mandate_for(actor=request.actor, mandate_id=mandate_id)
    context = {
        "row": row,
        "use": use_by_mandate(row, today=localdate()),
        "today": localdate(),
        "is_held": row.provider_id == request.actor.organisation_id,
        "header": services.ON_BEHALF,
        "history": audit.history(row)[:20],
    }
    return render(request, "parties/show_mandate.html", context)


@may("parties.end_mandate")
def end_mandate(request: ActingRequest, mandate_id: int) -> HttpResponse:
    """Ask, then withdraw a mandate or give it back."""
    row = queries.mandate_for(actor=request.actor, mandate_id=mandate_id)
    form = forms.Confirm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            services.end_mandate(row=row, actor=request.actor, now=now())
            messages.success(request, _("Đã thôi uỷ quyền."))
            return redirect("enterprise:parties:list_mandates")
    told = {"provider": row.provider.name, "organisation": row.organisation.name}
    context = {
        "form": form,
        "question": _("Thôi để %(provider)s làm thay %(organisation)s?") % told,
        "act": _("Thôi uỷ quyền"),
        "tone": "danger",
        "consequences": [_("Phần mềm của nhà cung cấp bị từ chối ngay. Những gì đã ghi vẫn còn.")],
        "cancel_url": reverse("enterprise:parties:show_mandate", args=[row.pk]),
    }
    return render(request, "ui/confirm.html", context)
