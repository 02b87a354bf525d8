"""Pages about money: the estimate beside what became of it, and the lines of a draft."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from txng.core.clock import now
from txng.core.money import dong_in_words
from txng.parties.rights import ActingRequest, may
from txng.planning import forms, queries, services
from txng.planning.printing import total_of
from txng.planning.views.government.tasks import both
from txng.ui.refusals import refusals_on


@may("planning.show_budget")
def show_budget(request: ActingRequest, plan_id: int) -> HttpResponse:
    """Show the estimate of a plan beside what was committed, paid and settled."""
    plan = queries.plan_for(actor=request.actor, plan_id=plan_id)
    budget = getattr(plan, "budget", None)
    total, computed = total_of(plan), queries.computed_total(budget) if budget else None
    lines = queries.money_of(budget) if budget else []
    is_ours = queries.is_in_charge(request.actor, plan)
    context = {
        "plan": plan,
        "budget": budget,
        "lines": lines,
        "sums": queries.sums_of(lines),
        "total": total,
        "computed": computed,
        "words": dong_in_words(total) if total is not None else "",
        "expenses": queries.expenses_of(plan),
        "history": queries.history_of_money(plan),
        "may_edit": plan.is_draft and is_ours,
        "may_spend": not plan.is_draft and is_ours,
    }
    return render(request, "planning/show_budget.html", context)


@require_POST
@may("planning.edit_line")
def take_computed_total(request: ActingRequest, plan_id: int) -> HttpResponse:
    """Let the sum of the lines be the total of a draft."""
    plan = queries.plan_to_change(actor=request.actor, plan_id=plan_id)
    services.take_computed_total(plan=plan, actor=request.actor, now=now())
    return redirect("government:planning:show_budget", plan_id=plan.pk)


@may("planning.add_line")
def add_line(request: ActingRequest, plan_id: int) -> HttpResponse:
    """Add a line to a draft's estimate."""
    plan = queries.plan_to_change(actor=request.actor, plan_id=plan_id)
    form = forms.TellLine(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.add_line(plan=plan, words=form.words(), actor=request.actor, now=now())
            return redirect("government:planning:show_budget", plan_id=plan.pk)
    return render(request, "planning/add_line.html", {"form": form, "plan": plan})


@may("planning.edit_line")
def edit_line(request: ActingRequest, line_id: int) -> HttpResponse:
    """Change a line of a draft; when somebody else was faster, both are shown."""
    line = queries.line_to_change(actor=request.actor, line_id=line_id)
    plan = line.budget.plan
    form = forms.TellLine.of(line, request.POST or None)
    theirs = None
    if form.is_valid():
        try:
            services.edit_line(
                line=line,
                version=form.cleaned_data["version"] or 0,
                words=form.words(),
                actor=request.actor,
                now=now(),
            )
            return redirect("government:planning:show_budget", plan_id=plan.pk)
        except services.ChangedMeanwhile as refusal:
            theirs = refusal.theirs
            form.add_error(None, str(refusal))
    context = {"form": form, "line": line, "plan": plan, "theirs": both(form, theirs)}
    return render(request, "planning/edit_line.html", context, status=409 if theirs else 200)


@may("planning.add_expense")
def add_expense(request: ActingRequest, line_id: int) -> HttpResponse:
    """Note money of a line committed, paid or settled."""
    line = queries.line_to_change(actor=request.actor, line_id=line_id)
    plan = line.budget.plan
    form = forms.AddExpense(request.POST or None, initial={"on_date": timezone.localdate()})
    if form.is_valid():
        with refusals_on(form):
            services.add_expense(line=line, spent=form.spent(), actor=request.actor, now=now())
            messages.success(request, _("Đã ghi."))
            return redirect("government:planning:show_budget", plan_id=plan.pk)
    context = {"form": form, "line": line, "plan": plan, "estimate": queries.amount_of(line)}
    return render(request, "planning/add_expense.html", context)
