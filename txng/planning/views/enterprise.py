"""Pages of an organisation about support: policies, its applications, what became of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from txng.core.clock import now
from txng.parties import queries as parties
from txng.parties.rights import ActingRequest, may, may_do
from txng.planning import forms, queries, services
from txng.planning.vocab import ApplicationState
from txng.ui.paging import page_of
from txng.ui.refusals import refusals_on


@may("planning.own_applications")
def list_policies(request: ActingRequest) -> HttpResponse:
    """List support policies, and the organisation's own applications."""
    context = {
        "page": page_of(queries.find_policies(), request.GET),
        "applications": queries.own_applications(request.actor)[:20],
        "today": timezone.localdate(),
    }
    return render(request, "planning/choose_policies.html", context)


@may("planning.own_applications")
def show_policy(request: ActingRequest, policy_id: int) -> HttpResponse:
    """Show a policy and the organisation's application under it."""
    policy = queries.policy_for(actor=request.actor, policy_id=policy_id)
    applications = list(queries.own_applications(request.actor).filter(policy=policy))
    stands = any(one.state != ApplicationState.WITHDRAWN for one in applications)
    context = {
        "policy": policy,
        "applications": applications,
        "may_apply": queries.is_open(policy, timezone.localdate()) and not stands,
        "may_manage": may_do("planning.apply_for", request.actor),
    }
    return render(request, "planning/read_policy.html", context)


@may("planning.apply_for")
def apply_for(request: ActingRequest, policy_id: int) -> HttpResponse:
    """Ask for support under a policy."""
    policy = queries.policy_for(actor=request.actor, policy_id=policy_id)
    organisation = parties.organisation_for(
        actor=request.actor, organisation_id=request.actor.organisation_id or 0
    )
    form = forms.ApplyFor(request.POST or None, policy=policy)
    if form.is_valid():
        with refusals_on(form):
            services.apply_for(
                policy=policy,
                wish=form.wish(),
                organisation=organisation,
                actor=request.actor,
                now=now(),
            )
            messages.success(request, _("Đã nộp đơn. Kết quả sẽ hiện ở trang này."))
            return redirect("enterprise:planning:show_policy", policy_id=policy.pk)
    return render(request, "planning/apply_for.html", {"form": form, "policy": policy})


@require_POST
@may("planning.withdraw_application")
def withdraw_application(request: ActingRequest, application_id: int) -> HttpResponse:
    """Take an application back."""
    application = queries.application_for(actor=request.actor, application_id=application_id)
    services.withdraw_application(application=application, actor=request.actor, now=now())
    messages.success(request, _("Đã rút đơn."))
    return redirect("enterprise:planning:show_policy", policy_id=application.policy_id)
