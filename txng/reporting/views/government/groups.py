"""Pages of saved groups of communes, e.g. those of a former district."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from txng.core.clock import now
from txng.parties.rights import ActingRequest, may
from txng.reporting import forms, services
from txng.reporting.queries import requests
from txng.ui.refusals import refusals_on


@may("reporting.save_group")
def list_groups(request: ActingRequest) -> HttpResponse:
    """List the groups."""
    return render(request, "reporting/list_groups.html", {"groups": requests.groups()})


@may("reporting.save_group")
def save_group(request: ActingRequest) -> HttpResponse:
    """Save a new group, or the one whose number stands in the address."""
    group = requests.group_called(request.GET.get("nhom", ""))
    initial = {"name": group.name, "units": group.units.all()} if group else None
    form = forms.SaveGroup(request.POST or None, area_id=request.actor.area_id, initial=initial)
    if form.is_valid():
        with refusals_on(form):
            services.save_group(**form.cleaned_data, group=group, actor=request.actor, now=now())
            messages.success(request, _("Đã lưu nhóm xã."))
            return redirect("government:reporting:list_groups")
    return render(request, "reporting/save_group.html", {"form": form, "group": group})
