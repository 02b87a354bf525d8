"""Pages on who may act for an organisation, alike in both workspaces."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from txng.core.clock import now
from txng.parties import forms, queries, sending, services
from txng.parties.models import Organisation
from txng.parties.rights import ActingRequest, may, may_do
from txng.parties.vocab import MemberRole
from txng.ui.paging import page_of
from txng.ui.refusals import refusals_on


def _own(request: ActingRequest) -> Organisation:
    return queries.organisation_for(
        actor=request.actor, organisation_id=request.actor.organisation_id or 0
    )


def _to(request: ActingRequest, act: str) -> str:
    match = request.resolver_match
    return f"{match.namespaces[0] if match else 'enterprise'}:parties:{act}"


@may("parties.list_members")
def list_members(request: ActingRequest) -> HttpResponse:
    """List who may act for the organisation, and who is invited."""
    organisation = _own(request)
    may_invite = may_do("parties.invite_member", request.actor)
    invitations = queries.open_invitations(organisation, now=now())
    context = {
        "organisation": organisation,
        "page": page_of(queries.members_of(organisation), request.GET),
        "me": request.actor.actor_id,
        "invitations": invitations if may_invite else [],
        "may_invite": may_invite,
        "history": queries.history_of_members(organisation) if may_invite else None,
        "to": {
            act: _to(request, act)
            for act in ("invite_member", "leave", "change_role", "end_membership",
                        "revoke_invitation")
        },
    }  # fmt: skip
    return render(request, "parties/list_members.html", context)


@may("parties.invite_member")
def invite_member(request: ActingRequest) -> HttpResponse:
    """Send somebody a link with which they join."""
    organisation = _own(request)
    form = forms.Invite(
        request.POST or None, organisation=organisation, initial={"role": _usual(organisation)}
    )
    back = reverse(_to(request, "list_members"))
    if form.is_valid():
        told = form.cleaned_data
        with refusals_on(form):
            services.invite(
                organisation=organisation,
                address=told["address"],
                role=MemberRole(told["role"]),
                area=told.get("area"),
                actor=request.actor,
                now=now(),
            )
            sent = _("Đã gửi lời mời tới %(address)s.") % {"address": told["address"]}
            messages.success(request, f"{sent} {sending.where(told['address'])}".strip())
            return redirect(back)
    return render(request, "parties/invite_member.html", {"form": form, "back": back})


def _usual(organisation: Organisation) -> MemberRole:
    return MemberRole.OFFICER if organisation.kind == "agency" else MemberRole.RECORDER


@may("parties.revoke_invitation")
def revoke_invitation(request: ActingRequest, invitation_id: int) -> HttpResponse:
    """Ask, then take an invitation back."""
    invitation = queries.invitation_for(actor=request.actor, invitation_id=invitation_id)
    back = reverse(_to(request, "list_members"))
    if request.method == "POST":
        services.revoke_invitation(invitation=invitation, actor=request.actor, now=now())
        messages.success(request, _("Đã thu hồi lời mời."))
        return redirect(back)
    context = {
        "form": forms.Confirm(),
        "question": _("Thu hồi lời mời gửi %(address)s?") % {"address": invitation.address},
        "act": _("Thu hồi lời mời"),
        "consequences": [_("Đường dẫn đã gửi không mở được nữa. Có thể mời lại sau.")],
        "cancel_url": back,
    }
    return render(request, "ui/confirm.html", context)


@may("parties.change_role")
def change_role(request: ActingRequest, membership_id: int) -> HttpResponse:
    """Give a member another role."""
    membership = queries.membership_for(actor=request.actor, membership_id=membership_id)
    back = reverse(_to(request, "list_members"))
    form = forms.ChangeRole(
        request.POST or None,
        organisation=_own(request),
        initial=forms.ChangeRole.told_of(membership),
    )
    if form.is_valid():
        with refusals_on(form):
            services.change_role(
                membership=membership,
                role=MemberRole(form.cleaned_data["role"]),
                area=form.cleaned_data.get("area"),
                actor=request.actor,
                now=now(),
            )
            messages.success(request, _("Đã đổi vai trò."))
            return redirect(back)
    context = {"form": form, "membership": membership, "back": back}
    return render(request, "parties/change_role.html", context)


@may("parties.end_membership")
def end_membership(request: ActingRequest, membership_id: int) -> HttpResponse:
    """Ask, then let a person act for the organisation no more."""
    membership = queries.membership_for(actor=request.actor, membership_id=membership_id)
    back = reverse(_to(request, "list_members"))
    form = forms.Confirm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            services.end_membership(membership=membership, actor=request.actor, now=now())
            return redirect(back)
    context = {
        "form": form,
        "question": _("Thôi quyền của %(name)s?") % {"name": membership.user.full_name},
        "act": _("Thôi quyền"),
        "consequences": [_("Người này không còn xem và ghi được gì cho đơn vị từ hôm nay.")],
        "cancel_url": back,
    }
    return render(request, "ui/confirm.html", context)


@may("parties.leave")
def leave(request: ActingRequest) -> HttpResponse:
    """Ask, then let the person themself act for the organisation no more."""
    mine = queries.own_membership(request.actor)
    form = forms.Confirm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            services.end_membership(membership=mine, actor=request.actor, now=now())
            messages.success(request, _("Bạn đã rời đơn vị."))
            return redirect("public:ui:workspace")
    context = {
        "form": form,
        "question": _("Rời %(name)s?") % {"name": request.actor.organisation},
        "act": _("Rời đơn vị"),
        "consequences": [
            _("Bạn không còn xem và ghi được gì cho đơn vị này từ hôm nay."),
            _("Muốn trở lại thì đơn vị phải mời lại."),
        ],
        "cancel_url": reverse(_to(request, "list_members")),
    }
    return render(request, "ui/confirm.html", context)
