"""Pages about support: policies, applications, scoring, award, hand-over, result."""

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from txng.core import audit
from txng.core.clock import now
from txng.parties.rights import ActingRequest, may, may_do
from txng.planning import forms, queries, services
from txng.planning.models import Application, Award
from txng.planning.vocab import ApplicationState
from txng.ui.paging import page_of
from txng.ui.refusals import refusals_on


@may("planning.show_policy")
def list_policies(request: ActingRequest) -> HttpResponse:
    """List support policies with what became of them."""
    context = {
        "page": page_of(queries.find_policies(), request.GET),
        "connected": queries.connected_organisations(),
        "may_add": may_do("planning.add_policy", request.actor),
        "today": timezone.localdate(),
    }
    return render(request, "planning/list_policies.html", context)


@may("planning.add_policy")
def add_policy(request: ActingRequest) -> HttpResponse:
    """Add a support policy."""
    today = timezone.localdate()
    initial = {"least_score": 50, "from_date": today, "to_date": today.replace(month=12, day=31)}
    form = forms.AddPolicy(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_on(form):
            policy = services.add_policy(words=form.words(), actor=request.actor, now=now())
            return redirect("government:planning:show_policy", policy_id=policy.pk)
    return render(request, "planning/add_policy.html", {"form": form})


@may("planning.show_policy")
def show_policy(request: ActingRequest, policy_id: int) -> HttpResponse:
    """Show a policy with its applications."""
    policy = queries.policy_for(actor=request.actor, policy_id=policy_id)
    found = queries.applications_of(actor=request.actor, policy=policy)
    context = {
        "policy": policy,
        "applications": found[:200],
        "awarded": queries.awarded_money(policy),
        "is_open": queries.is_open(policy, timezone.localdate()),
        "may_close": queries.is_in_charge(request.actor, policy),
        "history": audit.history(policy)[:20],
    }
    return render(request, "planning/show_policy.html", context)


@require_POST
@may("planning.close_policy")
def close_policy(request: ActingRequest, policy_id: int) -> HttpResponse:
    """Take no more applications."""
    policy = queries.policy_to_change(actor=request.actor, policy_id=policy_id)
    services.close_policy(policy=policy, actor=request.actor, now=now())
    return redirect("government:planning:show_policy", policy_id=policy.pk)


@may("planning.show_policy")
def show_application(request: ActingRequest, application_id: int) -> HttpResponse:
    """Show an application, and what is to be done with it."""
    application = queries.application_for(actor=request.actor, application_id=application_id)
    states = (ApplicationState.SENT, ApplicationState.SCORED)
    context = {
        "application": application,
        "award": _award_or_none(application),
        "criteria": [
            (criterion["name"], criterion["most"], points)
            for criterion, points in zip(
                application.policy.criteria,
                application.scores or [None] * len(application.policy.criteria),
                strict=False,
            )
        ],
        "is_waiting": application.state in states,
        "may_decide": queries.is_in_charge(request.actor, application.policy),
        "history": audit.history(application)[:20],
    }
    return render(request, "planning/show_application.html", context)


def _award_or_none(application: Application) -> Award | None:
    return Award.objects.filter(application=application).first()


def _form_page(
    request: ActingRequest, application: Application, form: Form, title: str
) -> HttpResponse:
    context = {"form": form, "application": application, "title": title}
    return render(request, "planning/decide_application.html", context)


@may("planning.score_application")
def score_application(request: ActingRequest, application_id: int) -> HttpResponse:
    """Score an application by the criteria of its policy."""
    application = queries.application_to_decide(actor=request.actor, application_id=application_id)
    form = forms.ScoreApplication(request.POST or None, policy=application.policy)
    if form.is_valid():
        with refusals_on(form):
            services.score_application(
                application=application,
                scores=form.scores(),
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                now=now(),
            )
            return _back(application)
    return _form_page(request, application, form, _("Chấm điểm"))


@may("planning.refuse_application")
def refuse_application(request: ActingRequest, application_id: int) -> HttpResponse:
    """Refuse an application with a reason."""
    application = queries.application_to_decide(actor=request.actor, application_id=application_id)
    form = forms.RefuseApplication(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.refuse_application(
                application=application, **form.cleaned_data, actor=request.actor, now=now()
            )
            return _back(application)
    return _form_page(request, application, form, _("Từ chối hỗ trợ"))


@may("planning.award_application")
def award_application(request: ActingRequest, application_id: int) -> HttpResponse:
    """Decide on support."""
    application = queries.application_to_decide(actor=request.actor, application_id=application_id)
    initial = {"kind": application.kind, "amount": application.asked,
               "on_date": timezone.localdate()}  # fmt: skip
    form = forms.AwardApplication(request.POST or None, initial=initial, policy=application.policy)
    if form.is_valid():
        with refusals_on(form):
            services.award_application(
                application=application, given=form.given(), actor=request.actor, now=now()
            )
            return _back(application)
    return _form_page(request, application, form, _("Quyết định hỗ trợ"))


def _award(application: Application) -> Award:
    award = _award_or_none(application)
    if award is None:
        raise queries.NoSuchSupport
    return award


@may("planning.pay_award")
def pay_award(request: ActingRequest, application_id: int) -> HttpResponse:
    """Note that support was handed over."""
    application = queries.application_to_decide(actor=request.actor, application_id=application_id)
    award = _award(application)
    form = forms.PayAward(request.POST or None, initial={"paid_date": timezone.localdate()})
    if form.is_valid():
        with refusals_on(form):
            services.pay_award(
                award=award,
                on_date=form.cleaned_data["paid_date"],
                actor=request.actor,
                now=now(),
            )
            return _back(application)
    return _form_page(request, application, form, _("Đã giao hỗ trợ"))


@may("planning.report_result")
def report_result(request: ActingRequest, application_id: int) -> HttpResponse:
    """Note what support came to."""
    application = queries.application_to_decide(actor=request.actor, application_id=application_id)
    award = _award(application)
    form = forms.ReportResult.of(award, request.POST or None)
    if form.is_valid():
        services.report_result(award=award, **form.cleaned_data, actor=request.actor, now=now())
        return _back(application)
    return _form_page(request, application, form, _("Kết quả hỗ trợ"))


def _back(application: Application) -> HttpResponse:
    return redirect("government:planning:show_application", application_id=application.pk)
