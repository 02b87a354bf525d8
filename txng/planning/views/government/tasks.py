"""Pages about tasks: what was given to whom, how far it is, the words of a row."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from txng.core import files
from txng.core.clock import now
from txng.parties.rights import ActingRequest, may
from txng.planning import forms, queries, services
from txng.planning.vocab import PlanState
from txng.ui.paging import page_of
from txng.ui.refusals import refusals_on


@may("planning.list_tasks")
def list_tasks(request: ActingRequest) -> HttpResponse:
    """List the tasks given to the officer's agency; lead officers see those of all."""
    form = forms.FindTasks(request.GET)
    found = queries.find_tasks(actor=request.actor, by=form.filter())
    context = {"form": form, "page": page_of(found, request.GET), "today": timezone.localdate()}
    return render(request, "planning/list_tasks.html", context)


@may("planning.list_tasks")
def panel_tasks(request: ActingRequest) -> HttpResponse:
    """Show the tasks that wait for the officer's agency, for the home page."""
    context = {"tasks": queries.waiting_tasks(request.actor)[:5], "today": timezone.localdate()}
    return render(request, "planning/panel_tasks.html", context)


@may("planning.show_task")
def show_task(request: ActingRequest, task_id: int) -> HttpResponse:
    """Show a task and, to whom it is given, the form that tells how far it is."""
    task = queries.task_for(actor=request.actor, task_id=task_id)
    in_force = task.plan.state == PlanState.APPROVED
    may_update = in_force and queries.may_update(request.actor, task)
    form = forms.UpdateTask.of(task, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.update_task(
                task=task,
                version=form.cleaned_data["version"],
                progress=form.told(),
                actor=request.actor,
                now=now(),
            )
            messages.success(request, _("Đã lưu tiến độ."))
            return redirect("government:planning:show_task", task_id=task.pk)
    context = {
        "task": task,
        "form": form if may_update else None,
        "today": timezone.localdate(),
        "history": queries.history_of_task(task),
        "may_edit": task.plan.is_draft and queries.is_in_charge(request.actor, task.plan),
    }
    return render(request, "planning/show_task.html", context)


@may("planning.show_task")
def open_evidence(request: ActingRequest, task_id: int) -> HttpResponse:
    """Send the evidence of a task."""
    task = queries.task_for(actor=request.actor, task_id=task_id)
    if task.evidence is None:
        raise queries.NoSuchPlan
    return files.open_file(task.evidence)  # type: ignore[return-value]


@may("planning.add_task")
def add_task(request: ActingRequest, plan_id: int) -> HttpResponse:
    """Add a row to a draft."""
    plan = queries.plan_to_change(actor=request.actor, plan_id=plan_id)
    form = forms.TellTask(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.add_task(plan=plan, words=form.words(), actor=request.actor, now=now())
            return redirect("government:planning:show_plan", plan_id=plan.pk)
    return render(request, "planning/add_task.html", {"form": form, "plan": plan})


@may("planning.edit_task")
def edit_task(request: ActingRequest, task_id: int) -> HttpResponse:
    """Change a row of a draft; when somebody else was faster, both are shown."""
    task = queries.task_to_change(actor=request.actor, task_id=task_id)
    form = forms.TellTask.of(task, request.POST or None)
    theirs = None
    if form.is_valid():
        try:
            services.edit_task(
                task=task,
                version=form.cleaned_data["version"] or 0,
                words=form.words(),
                actor=request.actor,
                now=now(),
            )
            return redirect("government:planning:show_plan", plan_id=task.plan_id)
        except services.ChangedMeanwhile as refusal:
            theirs = refusal.theirs
            form.add_error(None, str(refusal))
    context = {"form": form, "task": task, "theirs": both(form, theirs)}
    return render(request, "planning/edit_task.html", context, status=409 if theirs else 200)


def both(form: "forms.TellTask | forms.TellLine", theirs: object) -> list[tuple[str, str, str]]:
    """Return label, mine and theirs of what differs, and let the next save be of their version."""
    if theirs is None:
        return []
    form.data = {**form.data.dict(), "version": str(getattr(theirs, "version", 0))}  # type: ignore[attr-defined]
    rows = []
    for bound in form.visible_fields():
        mine = form.cleaned_data.get(bound.name)
        stands = getattr(theirs, bound.name)
        if (mine or "") != (stands or ""):
            shown = [bound.field.prepare_value(value) or "" for value in (mine, stands)]
            rows.append((str(bound.label), str(shown[0]), str(shown[1])))
    return rows
