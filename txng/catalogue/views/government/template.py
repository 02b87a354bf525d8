"""Pages of the lead agency about chain templates: versions, drafts, steps and their fields."""

import json
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from txng.catalogue import forms, queries, services
from txng.catalogue.definition import problems
from txng.catalogue.models import ChainTemplate
from txng.core import audit
from txng.core.clock import now
from txng.parties.rights import ActingRequest, may, may_do
from txng.ui.paging import page_of
from txng.ui.refusals import refusals_on

_SHOW = "government:catalogue:show_template"


@may("catalogue.list_templates")
def list_templates(request: ActingRequest) -> HttpResponse:
    """List the versions of all chains."""
    context = {
        "versions": queries.template_versions(),
        "today": timezone.localdate(),
        "may_edit": may_do("catalogue.edit_template", request.actor),
    }
    return render(request, "catalogue/list_templates.html", context)


@may("catalogue.list_templates")
def show_template(request: ActingRequest, template_id: int) -> HttpResponse:
    """Show one version: its steps, what is wrong in a draft, what may be done."""
    found = queries.template(template_id)
    others = queries.template_versions().filter(code=found.code).exclude(pk=found.pk)
    may_edit = may_do("catalogue.edit_template", request.actor)
    is_in_force = queries.is_in_force(found, on=timezone.localdate())
    context = {
        "found": found,
        "may_move": may_edit
        and is_in_force
        and queries.products_on_older(found, actor=request.actor).exists(),
        "steps": forms.named_steps(found.definition["steps"]),
        "problems": [one.in_words(found.definition) for one in problems(found.definition)],
        "is_draft": found.valid_from is None,
        "others": others,
        "history": audit.history(found)[:20],
        "may_edit": may_edit,
    }
    return render(request, "catalogue/show_template.html", context)


@may("catalogue.list_templates")
def compare_templates(request: ActingRequest, template_id: int, other_id: int) -> HttpResponse:
    """Show what changed from one version to another."""
    old, new = queries.template(other_id), queries.template(template_id)
    context = {"old": old, "new": new, "changes": queries.compare_templates(old, new)}
    return render(request, "catalogue/compare_templates.html", context)


@may("catalogue.list_templates")
def export_template(_request: ActingRequest, template_id: int) -> HttpResponse:
    """Send one version as a JSON file."""
    found = queries.template(template_id)
    body = json.dumps(found.definition, ensure_ascii=False, indent=1)
    name = f"{found.code}-{found.version}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type="application/json; charset=utf-8", headers=headers)


@may("catalogue.edit_template")
def import_template(request: ActingRequest) -> HttpResponse:
    """Open a draft from a JSON file."""
    form = forms.ImportTemplate(request.POST or None, request.FILES or None)
    if form.is_valid():
        with refusals_on(form):
            row = services.import_template(
                body=form.cleaned_data["file"].read(), actor=request.actor, now=now()
            )
            return redirect(_SHOW, template_id=row.pk)
    return render(request, "catalogue/import_template.html", {"form": form})


@require_POST
@may("catalogue.edit_template")
def start_template(request: ActingRequest, template_id: int) -> HttpResponse:
    """Open a draft of the next version."""
    row = services.start_template(
        template=queries.template(template_id), actor=request.actor, now=now()
    )
    return redirect(_SHOW, template_id=row.pk)


def _save(
    request: ActingRequest, found: ChainTemplate, change: Callable[[dict[str, Any]], None]
) -> HttpResponse:
    services.edit_template(template=found, change=change, actor=request.actor, now=now())
    messages.success(request, _("Đã lưu bản thảo."))
    return redirect(_SHOW, template_id=found.pk)


@may("catalogue.edit_template")
def edit_template(request: ActingRequest, template_id: int) -> HttpResponse:
    """Change names, standard and parties of a draft."""
    found = queries.template(template_id)
    form = forms.EditTemplate(request.POST or None, initial=found.definition)
    if form.is_valid():
        with refusals_on(form):
            return _save(request, found, form.change)
    context = {"form": form, "found": found, "title": _("Sửa thông tin chung")}
    return render(request, "catalogue/edit_template.html", context)


@may("catalogue.edit_template")
def edit_step(request: ActingRequest, template_id: int, position: int) -> HttpResponse:
    """Change a step of a draft, or add one after the last."""
    found = queries.template(template_id)
    is_new = position == len(found.definition["steps"])
    step = {"fields": []} if is_new else queries.step_at(found, position)
    form = forms.TellStep(request.POST or None, initial=step)
    if form.is_valid():
        told = {**form.step(), "fields": step["fields"]}

        def change(definition: dict[str, Any]) -> None:
            definition["steps"][position : position + 1] = [told]

        with refusals_on(form):
            return _save(request, found, change)
    title = _("Thêm bước") if is_new else step.get("name", "")
    context = {"form": form, "found": found, "title": title}
    return render(request, "catalogue/edit_template.html", context)


@may("catalogue.edit_template")
def edit_field(request: ActingRequest, template_id: int, position: int, place: int) -> HttpResponse:
    """Change a field of a step of a draft, or add one after the last."""
    found = queries.template(template_id)
    step = queries.step_at(found, position)
    is_new = place == len(step["fields"])
    field = {"public": True} if is_new else queries.field_at(found, position, place)
    form = forms.TellField(request.POST or None, initial=forms.TellField.told_of(field))
    if form.is_valid():
        told = form.field()

        def change(definition: dict[str, Any]) -> None:
            definition["steps"][position]["fields"][place : place + 1] = [told]

        with refusals_on(form):
            return _save(request, found, change)
    title = _("Thêm mục cho bước %s") % step.get("name") if is_new else field.get("label", "")
    context = {"form": form, "found": found, "title": title}
    return render(request, "catalogue/edit_template.html", context)


@require_POST
@may("catalogue.edit_template")
def move_step(request: ActingRequest, template_id: int, position: int) -> HttpResponse:
    """Put a step of a draft before the one above it."""
    found = queries.template(template_id)
    queries.step_at(found, position)

    def change(definition: dict[str, Any]) -> None:
        steps = definition["steps"]
        steps.insert(max(position - 1, 0), steps.pop(position))

    return _save(request, found, change)


@require_POST
@may("catalogue.edit_template")
def remove_step(request: ActingRequest, template_id: int, position: int) -> HttpResponse:
    """Take a step out of a draft."""
    found = queries.template(template_id)
    queries.step_at(found, position)
    return _save(request, found, lambda definition: definition["steps"].pop(position))


@require_POST
@may("catalogue.edit_template")
def remove_field(
    request: ActingRequest, template_id: int, position: int, place: int
) -> HttpResponse:
    """Take a field out of a step of a draft."""
    found = queries.template(template_id)
    queries.field_at(found, position, place)
    return _save(request, found, lambda told: told["steps"][position]["fields"].pop(place))


@may("catalogue.edit_template")
def publish_template(request: ActingRequest, template_id: int) -> HttpResponse:
    """Let a draft hold from a day."""
    found = queries.template(template_id)
    form = forms.PublishTemplate(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.publish_template(
                template=found,
                valid_from=form.cleaned_data["valid_from"],
                actor=request.actor,
                now=now(),
            )
            messages.success(request, _("Đã ban hành mẫu chuỗi."))
            return redirect(_SHOW, template_id=found.pk)
    context = {"form": form, "found": found, "title": _("Ban hành"), "act": _("Ban hành")}
    return render(request, "catalogue/edit_template.html", context)


@require_POST
@may("catalogue.edit_template")
def discard_template(request: ActingRequest, template_id: int) -> HttpResponse:
    """Throw a draft away."""
    services.discard_template(
        template=queries.template(template_id), actor=request.actor, now=now()
    )
    messages.success(request, _("Đã bỏ bản thảo."))
    return redirect("government:catalogue:list_templates")


@may("catalogue.edit_template")
def move_products(request: ActingRequest, template_id: int) -> HttpResponse:
    """Let products of older versions follow this one: those ticked, or all."""
    found = queries.template(template_id)
    form = forms.MoveProducts(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            numbers = form.numbers(request.POST.getlist("product"))
            moved = services.move_products(
                to=found, numbers=numbers, actor=request.actor, now=now()
            )
            messages.success(request, _("Đã chuyển %s sản phẩm sang bản này.") % moved)
            return redirect(_SHOW, template_id=found.pk)
    find = forms.FindMovable(request.GET)
    rows = queries.products_on_older(found, actor=request.actor, text=find.text())
    context = {
        "found": found,
        "form": form,
        "find": find,
        "page": page_of(rows, request.GET),
        "versions": queries.older_in_use(found, actor=request.actor),
    }
    return render(request, "catalogue/move_products.html", context)
