"""Pages about plans: list, import, show, copy, derive, versions, approval, print."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from txng.core import audit
from txng.core.clock import now
from txng.core.errors import NotFound
from txng.core.papers.docx import to_docx
from txng.core.papers.paper import Paper
from txng.core.papers.pdf import to_pdf
from txng.core.papers.xlsx import to_xlsx
from txng.parties.rights import ActingRequest, may, may_do
from txng.planning import forms, queries, services
from txng.planning.calendar import calendar_of
from txng.planning.models import Plan
from txng.planning.printing import file_name, paper_of, total_of
from txng.ui.paging import page_of
from txng.ui.refusals import refusals_on

_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMS: dict[str, tuple[Callable[[Paper], bytes], str]] = {
    "pdf": (to_pdf, "application/pdf"),
    "docx": (to_docx, f"{_OFFICE}.wordprocessingml.document"),
    "xlsx": (to_xlsx, f"{_OFFICE}.spreadsheetml.sheet"),
}
"""Ways to print a plan, and the type of what comes out."""
AT_ONCE = 60
"""Tasks that stand open on the page of a plan; the others are unfolded."""


@may("planning.list_plans")
def list_plans(request: ActingRequest) -> HttpResponse:
    """List the plans that the officer may see."""
    form = forms.FindPlans(request.GET)
    found = queries.find_plans(actor=request.actor, by=form.filter())
    context = {
        "form": form,
        "page": page_of(found, request.GET),
        "may_import": may_do("planning.import_plan", request.actor),
    }
    return render(request, "planning/list_plans.html", context)


@may("planning.import_plan")
def import_plan(request: ActingRequest) -> HttpResponse:
    """Take a paper, keep it, and lead to what it would become."""
    form = forms.ImportPlan(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        with refusals_on(form):
            source = services.keep_source(
                body=file.read(), name=file.name, actor=request.actor, now=now()
            )
            return redirect("government:planning:preview_plan", source_id=source.pk)
    return render(request, "planning/import_plan.html", {"form": form})


@may("planning.import_plan")
def preview_plan(request: ActingRequest, source_id: int) -> HttpResponse:
    """Show what a kept paper would become, with its discrepancies; POST makes it a draft."""
    source = queries.source_for(actor=request.actor, source_id=source_id)
    if request.method == "POST":
        plan = services.import_plan(source=source, actor=request.actor, now=now())
        messages.success(request, _("Đã nhập kế hoạch thành dự thảo."))
        return redirect("government:planning:show_plan", plan_id=plan.pk)
    context = {
        "source": source,
        "found": services.preview(source),
        "known": source.plans.order_by("id").first(),
    }
    return render(request, "planning/preview_plan.html", context)


@may("planning.open_source")
def open_source(request: ActingRequest, source_id: int) -> HttpResponse:
    """Send the paper that a plan was read from, byte for byte."""
    source = queries.source_for(actor=request.actor, source_id=source_id)
    return _sent(bytes(source.body), "application/octet-stream", source.name)


@may("planning.show_plan")
def show_plan(request: ActingRequest, plan_id: int) -> HttpResponse:
    """Show a plan: tasks, money, targets, what disagrees in it, versions, history."""
    plan = queries.plan_for(actor=request.actor, plan_id=plan_id)
    tasks = queries.tasks_of(plan)
    today = timezone.localdate()
    is_ours = queries.is_in_charge(request.actor, plan)
    context = {
        "plan": plan,
        "tasks": tasks,
        "first": tasks[:AT_ONCE],
        "rest": tasks[AT_ONCE:],
        "today": today,
        "total": total_of(plan),
        "objectives": queries.objectives_of(plan),
        "targets": plan.targets.filter(objective=None).order_by("position", "id"),
        "duties": plan.duties.select_related("organisation").order_by("position", "id"),
        "deadlines": plan.deadlines.order_by("month", "day", "id"),
        "errors": [f for f in plan.findings if f["severity"] == "error"],
        "notices": [f for f in plan.findings if f["severity"] != "error"],
        "unmatched": queries.unmatched_names(plan),
        "calendar": calendar_of(plan, tasks, today),
        "versions": queries.versions_of(plan),
        "children": queries.children_of(actor=request.actor, plan=plan),
        "history": audit.history(plan)[:20],
        "may_edit": plan.is_draft and is_ours,
        "may_lead": is_ours,
    }
    return render(request, "planning/show_plan.html", context)


@may("planning.print_plan")
def print_plan(request: ActingRequest, plan_id: int, form: str) -> HttpResponse:
    """Send a plan as PDF, DOCX or XLSX."""
    plan = queries.plan_for(actor=request.actor, plan_id=plan_id)
    if form not in FORMS:
        raise NotFound(_("Không có dạng in này. Hãy chọn PDF, Word hoặc Excel."))
    write, media = FORMS[form]
    return _sent(write(paper_of(plan)), media, file_name(plan, form))


def _sent(body: bytes, media: str, name: str) -> HttpResponse:
    answer = HttpResponse(body, content_type=media)
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="{name.encode("ascii", "ignore").decode()}"'
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@may("planning.copy_plan")
def copy_plan(request: ActingRequest, plan_id: int) -> HttpResponse:
    """Copy a yearly plan to another year."""
    plan = queries.plan_for(actor=request.actor, plan_id=plan_id)
    return _made(request, plan, services.copy_plan, _("Chép sang năm khác"))


@may("planning.derive_plan")
def derive_plan(request: ActingRequest, plan_id: int) -> HttpResponse:
    """Make a yearly plan out of one of many years."""
    plan = queries.plan_for(actor=request.actor, plan_id=plan_id)
    return _made(request, plan, services.derive_plan, _("Lập kế hoạch năm"))


def _made(
    request: ActingRequest, plan: Plan, make: Callable[..., Plan], title: str
) -> HttpResponse:
    year = timezone.localdate().year
    first = (plan.from_year or year) + 1 if plan.is_of_one_year else year
    form = forms.ChooseYear(request.POST or None, initial={"year": first})
    if form.is_valid():
        with refusals_on(form):
            made = make(plan=plan, year=form.cleaned_data["year"], actor=request.actor, now=now())
            messages.success(request, _("Đã lập dự thảo. Hãy xem lại từng dòng."))
            return redirect("government:planning:show_plan", plan_id=made.pk)
    return render(request, "planning/make_plan.html", {"form": form, "plan": plan, "title": title})


@require_POST
@may("planning.start_version")
def start_version(request: ActingRequest, plan_id: int) -> HttpResponse:
    """Open a new version of an approved plan."""
    plan = queries.plan_to_change(actor=request.actor, plan_id=plan_id)
    made = services.start_version(plan=plan, actor=request.actor, now=now())
    return redirect("government:planning:show_plan", plan_id=made.pk)


@may("planning.approve_plan")
def approve_plan(request: ActingRequest, plan_id: int) -> HttpResponse:
    """Approve a draft by number and day."""
    plan = queries.plan_to_change(actor=request.actor, plan_id=plan_id)
    initial = {"number": plan.number, "on_date": plan.issued_date or timezone.localdate()}
    form = forms.ApprovePlan(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_on(form):
            services.approve_plan(
                plan=plan, approval=form.approval(), actor=request.actor, now=now()
            )
            messages.success(request, _("Đã phê duyệt. Bản này từ nay giữ nguyên."))
            return redirect("government:planning:show_plan", plan_id=plan.pk)
    return render(request, "planning/approve_plan.html", {"form": form, "plan": plan})


@may("planning.match_agency")
def match_agency(request: ActingRequest, plan_id: int) -> HttpResponse:
    """Say which registered agency a printed name is."""
    plan = queries.plan_to_change(actor=request.actor, plan_id=plan_id)
    form = forms.MatchAgency(request.POST or None, plan=plan)
    if form.is_valid():
        count = services.match_agency(
            plan=plan, **form.cleaned_data, actor=request.actor, now=now()
        )
        messages.success(request, _("Đã ghép ở %(n)s nhiệm vụ.") % {"n": count})
        return redirect("government:planning:show_plan", plan_id=plan.pk)
    context = {"form": form, "plan": plan, "unmatched": queries.unmatched_names(plan)}
    return render(request, "planning/match_agency.html", context)


@may("planning.compare_years")
def compare_years(request: ActingRequest) -> HttpResponse:
    """Lay plans of several years side by side."""
    offered = list(queries.yearly_plans(actor=request.actor)[:60])
    form = forms.CompareYears(request.GET or None, offered=offered)
    chosen = form.cleaned_data["plans"] if form.is_valid() else [p.pk for p in offered[:3]]
    plans = queries.plans_by_id(actor=request.actor, plan_ids=chosen[:6])
    context = {
        "form": form,
        "plans": plans,
        "rows": queries.side_by_side(plans),
        "totals": [(plan, total_of(plan)) for plan in plans],
        "today": timezone.localdate(),
    }
    return render(request, "planning/compare_years.html", context)
