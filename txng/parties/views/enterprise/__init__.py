"""Pages of an organisation about itself: facts, people, places, keys of machines."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from txng.core import audit
from txng.core.clock import now
from txng.parties import forms, queries, services
from txng.parties.models import Organisation
from txng.parties.rights import ActingRequest, may, may_do
from txng.parties.views.enterprise.households import (
    add_household,
    agree_household,
    ask_household,
    end_household,
    list_cooperatives,
    list_households,
)
from txng.parties.views.enterprise.keys import show_api_key
from txng.parties.views.enterprise.mandates import (
    end_mandate,
    give_mandate,
    list_mandates,
    show_mandate,
)
from txng.parties.views.enterprise.place import show_place
from txng.parties.views.members import (
    change_role,
    end_membership,
    invite_member,
    leave,
    list_members,
    revoke_invitation,
)
from txng.parties.views.notices import dismiss_notice, list_notices, panel_notices
from txng.parties.vocab import Scope
from txng.ui.paging import page_of
from txng.ui.refusals import refusals_on

__all__ = [
    "add_household",
    "agree_household",
    "ask_household",
    "change_role",
    "dismiss_notice",
    "end_household",
    "end_mandate",
    "end_membership",
    "give_mandate",
    "invite_member",
    "leave",
    "list_cooperatives",
    "list_households",
    "list_mandates",
    "list_members",
    "list_notices",
    "panel_notices",
    "revoke_invitation",
    "show_api_key",
    "show_mandate",
    "show_place",
]


def _own(request: ActingRequest) -> Organisation:
    return queries.organisation_for(
        actor=request.actor, organisation_id=request.actor.organisation_id or 0
    )


@may("parties.show_organisation")
def show_organisation(request: ActingRequest) -> HttpResponse:
    """Show the organisation acted for, and who may act for it."""
    organisation = _own(request)
    sees_people = may_do("parties.list_members", request.actor)
    context = {
        "organisation": organisation,
        "members": queries.members_of(organisation) if sees_people else None,
        "may_edit": may_do("parties.edit_organisation", request.actor),
        "history": audit.history(organisation)[:20],
        "may_keys": may_do("parties.list_api_keys", request.actor),
    }
    return render(request, "parties/show_organisation.html", context)


@may("parties.edit_organisation")
def edit_organisation(request: ActingRequest) -> HttpResponse:
    """Change what is told about the organisation acted for."""
    organisation = _own(request)
    form = forms.EditOrganisation(
        request.POST or None, initial=forms.EditOrganisation.told_of(organisation)
    )
    if form.is_valid():
        with refusals_on(form):
            services.edit_organisation(
                organisation=organisation,
                facts=form.facts(organisation),
                actor=request.actor,
                now=now(),
            )
            messages.success(request, _("Đã lưu thông tin đơn vị."))
            return redirect("enterprise:parties:show_organisation")
    return render(request, "parties/edit_organisation.html", {"form": form})


@may("parties.list_places")
def list_places(request: ActingRequest) -> HttpResponse:
    """List the organisation's places."""
    form = forms.FindPlaces(request.GET)
    places = queries.places_of(organisation=_own(request), text=form.text())
    context = {
        "form": form,
        "page": page_of(places, request.GET),
        "may_edit": may_do("parties.edit_place", request.actor),
    }
    return render(request, "parties/list_places.html", context)


@may("parties.add_place")
def add_place(request: ActingRequest) -> HttpResponse:
    """Add a place."""
    organisation = _own(request)
    form = forms.AddPlace(request.POST or None, request.FILES or None, organisation=organisation)
    if form.is_valid():
        with refusals_on(form):
            services.add_place(
                organisation=organisation, facts=form.facts(), actor=request.actor, now=now()
            )
            messages.success(request, _("Đã thêm địa điểm."))
            return redirect("enterprise:parties:list_places")
    return render(request, "parties/add_place.html", {"form": form})


@may("parties.edit_place")
def edit_place(request: ActingRequest, place_id: int) -> HttpResponse:
    """Change what is told about a place."""
    place = queries.place_for(actor=request.actor, place_id=place_id)
    form = forms.EditPlace(
        request.POST or None,
        request.FILES or None,
        organisation=place.organisation,
        initial=forms.EditPlace.told_of(place),
    )
    if form.is_valid():
        with refusals_on(form):
            services.edit_place(
                place=place,
                facts=form.facts(),
                is_active=form.cleaned_data["is_active"],
                actor=request.actor,
                now=now(),
            )
            messages.success(request, _("Đã lưu địa điểm."))
            return redirect("enterprise:parties:show_place", place_id=place.pk)
    return render(request, "parties/edit_place.html", {"form": form, "place": place})


@may("parties.list_api_keys")
def list_api_keys(request: ActingRequest) -> HttpResponse:
    """List the keys of the organisation's machines."""
    keys = queries.api_keys_of(_own(request))
    return render(request, "parties/list_api_keys.html", {"keys": keys, "now": now()})


@may("parties.issue_api_key")
def issue_api_key(request: ActingRequest) -> HttpResponse:
    """Issue a key and show its secret this once."""
    form = forms.IssueApiKey(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        with refusals_on(form):
            key, text = services.issue_api_key(
                organisation=_own(request),
                name=told["name"],
                scopes=tuple(Scope(scope) for scope in told["scopes"]),
                expires_at=now() + timedelta(days=told["days"]),
                rate_limit=told["rate_limit"],
                actor=request.actor,
                now=now(),
            )
            response = render(request, "parties/issued_api_key.html", {"key": key, "text": text})
            response["Cache-Control"] = "no-store"
            return response
    return render(request, "parties/issue_api_key.html", {"form": form})


@may("parties.revoke_api_key")
def revoke_api_key(request: ActingRequest, key_id: int) -> HttpResponse:
    """Ask, then end a key at once."""
    key = queries.api_key_for(actor=request.actor, key_id=key_id)
    if request.method == "POST":
        services.revoke_api_key(key=key, actor=request.actor, now=now())
        messages.success(request, _("Đã thu hồi khoá."))
        return redirect("enterprise:parties:list_api_keys")
    context = {
        "form": forms.Confirm(),
        "question": _("Thu hồi khoá %(name)s?") % {"name": key.name},
        "act": _("Thu hồi khoá"),
        "tone": "danger",
        "consequences": [_("Phần mềm dùng khoá này bị từ chối ngay. Không lấy lại khoá được.")],
        "cancel_url": reverse("enterprise:parties:list_api_keys"),
    }
    return render(request, "ui/confirm.html", context)
