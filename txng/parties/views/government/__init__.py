"""Pages of agencies about the organisations in their area."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from txng.core import audit
from txng.core.clock import now
from txng.parties import forms, queries, sending, services
from txng.parties.rights import ActingRequest, may, may_do
from txng.parties.views.government.applications import (
    approve_application,
    ask_more,
    list_applications,
    open_proof,
    reject_application,
    show_application,
)
from txng.parties.views.government.place import list_places, show_place
from txng.parties.views.members import (
    change_role,
    end_membership,
    invite_member,
    leave,
    list_members,
    revoke_invitation,
)
from txng.parties.views.notices import dismiss_notice, list_notices, panel_notices
from txng.parties.vocab import ApplicationState, State
from txng.ui.paging import page_of
from txng.ui.refusals import refusals_on

__all__ = [
    "approve_application",
    "ask_more",
    "change_role",
    "dismiss_notice",
    "end_membership",
    "invite_member",
    "leave",
    "list_applications",
    "list_members",
    "list_notices",
    "list_places",
    "open_proof",
    "panel_notices",
    "reject_application",
    "revoke_invitation",
    "show_application",
    "show_place",
]


@may("parties.list_organisations")
def list_organisations(request: ActingRequest) -> HttpResponse:
    """List the organisations of the officer's area."""
    form = forms.FindOrganisations(request.GET)
    found = queries.find_organisations(actor=request.actor, by=form.filter())
    context = {"form": form, "page": page_of(found, request.GET)}
    return render(request, "parties/list_organisations.html", context)


@may("parties.list_organisations")
def show_organisation(request: ActingRequest, organisation_id: int) -> HttpResponse:
    """Show one organisation: facts, places, people, history."""
    organisation = queries.organisation_for(actor=request.actor, organisation_id=organisation_id)
    context = {
        "organisation": organisation,
        "members": queries.members_of(organisation),
        "places": queries.places_of(organisation=organisation),
        "may_decide": may_do("parties.approve_organisation", request.actor),
        "may_invite": may_do("parties.invite_owner", request.actor)
        and not queries.has_owner(organisation),
        "history": audit.history(organisation)[:20],
    }
    return render(request, "parties/inspect_organisation.html", context)


@may("parties.register_organisation")
def register_organisation(request: ActingRequest) -> HttpResponse:
    """Register an organisation of the officer's area."""
    form = forms.RegisterOrganisation(request.POST or None, area_id=request.actor.area_id)
    if form.is_valid():
        with refusals_on(form):
            organisation = services.register_organisation(
                facts=form.facts(), actor=request.actor, now=now()
            )
            messages.success(request, _("Đã đăng ký đơn vị."))
            return redirect("government:parties:show_organisation", organisation_id=organisation.pk)
    return render(request, "parties/register_organisation.html", {"form": form})


@may("parties.invite_owner")
def invite_owner(request: ActingRequest, organisation_id: int) -> HttpResponse:
    """Invite the first owner of an organisation that has none."""
    organisation = queries.organisation_for(actor=request.actor, organisation_id=organisation_id)
    back = reverse("government:parties:show_organisation", args=[organisation_id])
    form = forms.InviteOwner(request.POST or None)
    if form.is_valid():
        address = form.cleaned_data["address"]
        with refusals_on(form):
            services.invite_owner(
                organisation=organisation, address=address, actor=request.actor, now=now()
            )
            sent = _("Đã gửi lời mời tới %(address)s.") % {"address": address}
            messages.success(request, f"{sent} {sending.where(address)}".strip())
            return redirect(back)
    return render(request, "parties/invite_member.html", {"form": form, "back": back})


@may("parties.list_organisations")
def panel_pending(request: ActingRequest) -> HttpResponse:
    """Fill the home page's part on registrations that wait."""
    waiting = queries.OrganisationFilter(state=State.PENDING)
    found = queries.find_organisations(actor=request.actor, by=waiting)
    applications = queries.find_applications(actor=request.actor, state=ApplicationState.SENT)
    context = {"organisations": found[:3], "applications": applications[:4]}
    return render(request, "parties/panel_pending.html", context)


@require_POST
@may("parties.approve_organisation")
def approve_organisation(request: ActingRequest, organisation_id: int) -> HttpResponse:
    """Approve a waiting registration."""
    organisation = queries.organisation_for(actor=request.actor, organisation_id=organisation_id)
    services.approve_organisation(organisation=organisation, actor=request.actor, now=now())
    return redirect("government:parties:show_organisation", organisation_id=organisation_id)


@may("parties.suspend_organisation")
def suspend_organisation(request: ActingRequest, organisation_id: int) -> HttpResponse:
    """Ask, then suspend an active organisation."""
    organisation = queries.organisation_for(actor=request.actor, organisation_id=organisation_id)
    back = reverse("government:parties:show_organisation", args=[organisation_id])
    if request.method == "POST":
        services.suspend_organisation(organisation=organisation, actor=request.actor, now=now())
        return redirect(back)
    context = {
        "form": forms.Confirm(),
        "question": _("Tạm dừng %(name)s?") % {"name": organisation.name},
        "act": _("Tạm dừng đơn vị"),
        "tone": "danger",
        "consequences": [
            _("Người của đơn vị chỉ còn xem được, không ghi và không kích hoạt tem được."),
            _("Phần mềm dùng khoá API của đơn vị bị từ chối ngay."),
        ],
        "cancel_url": back,
    }
    return render(request, "ui/confirm.html", context)


@require_POST
@may("parties.resume_organisation")
def resume_organisation(request: ActingRequest, organisation_id: int) -> HttpResponse:
    """Let a suspended organisation work again."""
    organisation = queries.organisation_for(actor=request.actor, organisation_id=organisation_id)
    services.resume_organisation(organisation=organisation, actor=request.actor, now=now())
    return redirect("government:parties:show_organisation", organisation_id=organisation_id)
