"""Pages of agencies about rows that may be one thing registered twice."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from txng.catalogue import services
from txng.catalogue.forms.duplicate import JudgePair
from txng.catalogue.queries.duplicates import find_duplicates, pair_for
from txng.catalogue.vocab import Subject
from txng.core.clock import now
from txng.parties.rights import ActingRequest, may, may_do
from txng.ui.refusals import refusals_on


@may("catalogue.list_duplicates")
def list_duplicates(request: ActingRequest) -> HttpResponse:
    """List pairs that look alike, of one register at a time."""
    asked = request.GET.get("so", "")
    subject = Subject(asked) if asked in Subject.values else Subject.ORGANISATION
    mark = request.GET.get("sau", "")
    before = int(mark) if mark.isdecimal() and len(mark) < 19 else None
    found = find_duplicates(actor=request.actor, subject=subject, before=before)
    context = {
        "subject": subject,
        "subjects": Subject.choices,
        "found": found,
        "may_judge": may_do("catalogue.judge_pair", request.actor),
    }
    return render(request, "catalogue/list_duplicates.html", context)


@may("catalogue.judge_pair")
def judge_pair(request: ActingRequest, subject: str, first_id: int, second_id: int) -> HttpResponse:
    """Show two rows side by side, and keep what the officer finds."""
    pair = pair_for(actor=request.actor, subject=subject, first_id=first_id, second_id=second_id)
    kind = Subject(subject)
    form = JudgePair(request.POST or None)
    back = f"{reverse('government:catalogue:list_duplicates')}?so={kind}"
    if form.is_valid():
        verdict, reason = form.cleaned_data["verdict"], form.cleaned_data["reason"]
        told = {"pair": pair, "subject": kind, "reason": reason}
        with refusals_on(form):
            if verdict == "different":
                services.judge_different(**told, actor=request.actor, now=now())
            else:
                services.merge_pair(**told, keep=verdict, actor=request.actor, now=now())
            messages.success(request, _("Đã lưu. Lý do nằm trong lịch sử của cả hai dòng."))
            return redirect(back)
    context = {"form": form, "pair": pair, "subject": kind, "back": back}
    return render(request, "catalogue/judge_pair.html", context)
