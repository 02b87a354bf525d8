"""Pages on which an organisation's people keep the diary of a lot."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from txng.capture import chain, diary, forms, paper, queries, services, supplies, trading
from txng.capture.models import Step
from txng.capture.vocab import ErrorReason
from txng.core.clock import now
from txng.core.files import open_file
from txng.identify.models import Lot
from txng.identify.vocab import LotState
from txng.parties.actor import Actor
from txng.parties.rights import ActingRequest, may, may_do
from txng.ui.refusals import refusals_on

_RECORDED = (LotState.OPEN, LotState.IN_TRADE)


@may("capture.list_steps")
def list_steps(request: ActingRequest, lot_id: int) -> HttpResponse:
    """Show the diary of a lot."""
    lot = trading.held_lot_for(actor=request.actor, lot_id=lot_id)
    is_holder = not request.actor.is_agency
    context = {
        "lot": lot,
        "entries": diary.entries_of(lot, request.actor),
        "waits": queries.safe_harvest(lot),
        "today": localdate(),
        "may_record": is_holder
        and lot.state in _RECORDED
        and may_do("capture.record_step", request.actor),
        "own_id": request.actor.organisation_id,
        "next": next(
            (c for c in diary.choices_for(lot, request.actor.organisation) if c.is_next), None
        ),
    }
    return render(request, "capture/list_steps.html", context)


@may("capture.choose_step")
def choose_step(request: ActingRequest, lot_id: int) -> HttpResponse:
    """Ask which step was done."""
    lot = trading.recordable_lot_for(actor=request.actor, lot_id=lot_id)
    choices = diary.choices_for(lot, request.actor.organisation)
    context = {
        "lot": lot,
        "is_closed": lot.state not in _RECORDED,
        "open": [choice for choice in choices if choice.is_open],
        "done": [choice for choice in choices if not choice.is_open],
    }
    return render(request, "capture/choose_step.html", context)


@may("capture.print_diary")
def print_diary(request: ActingRequest, lot_id: int) -> HttpResponse:
    """Give the paper diary of a lot: pages of all steps that happen again, or of one (`buoc`)."""
    lot = trading.recordable_lot_for(actor=request.actor, lot_id=lot_id)
    steps = paper.printed_steps(lot, request.GET.get("buoc", ""))
    answer = HttpResponse(paper.diary_pdf(lot, steps), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="so-giay-{lot.pk}.pdf"'
    return answer


@may("capture.record_step")
def record_step(request: ActingRequest, lot_id: int, step_code: str) -> HttpResponse:
    """Record one step of a lot."""
    lot = trading.recordable_lot_for(actor=request.actor, lot_id=lot_id)
    step = chain.step_of(lot.product.template.definition, step_code)
    last = diary.last_told(lot, step, request.actor.organisation)
    offer = _offer(lot, step, last, actor=request.actor)
    form = forms.RecordStep(request.POST or None, request.FILES or None, offer=offer)
    if form.is_valid():
        with refusals_on(form):
            entry = services.record_with_photo(
                photo=form.cleaned_data["photo"],
                lot=lot,
                step_code=step.code,
                values=form.values(),
                happened_at=form.cleaned_data["happened_at"],
                place=form.cleaned_data["place"],
                actor=request.actor,
                now=now(),
                early_reason=form.cleaned_data.get("early_reason", ""),
            )
            messages.success(request, _("Đã ghi bước “%(step)s”.") % {"step": step.name})
            for sentence in supplies.lacking_after(entry, today=localdate()):
                messages.warning(request, sentence)
            return redirect("enterprise:capture:list_steps", lot_id=lot.pk)
    context = {"lot": lot, "step": step, "form": form, "last": diary.repeated(step, last) and last}
    return render(request, "capture/record_step.html", context)


@may("capture.open_attachment")
def open_attachment(request: ActingRequest, lot_id: int, attachment_id: int) -> HttpResponseBase:
    """Open a photo or a voice note of the diary of a lot."""
    lot = trading.held_lot_for(actor=request.actor, lot_id=lot_id)
    found = queries.attachment_for(lot=lot, attachment_id=attachment_id)
    if not trading.may_read_step(found.step, request.actor):
        raise queries.NoSuchStep
    return open_file(found.file, asked=request.headers.get("Range", ""))


@may("capture.declare_step_wrong")
def declare_step_wrong(request: ActingRequest, lot_id: int, step_id: int) -> HttpResponse:
    """Declare a recorded step wrong; it stays in the diary, marked."""
    lot = trading.recordable_lot_for(actor=request.actor, lot_id=lot_id)
    step = queries.step_for(lot=lot, step_id=step_id)
    form = forms.DeclareStepWrong(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.declare_step_wrong(
                step=step,
                reason=ErrorReason(form.cleaned_data["reason"]),
                actor=request.actor,
                now=now(),
            )
            messages.success(request, _("Đã khai bước này là sai. Hãy ghi lại bước đúng nếu cần."))
            return redirect("enterprise:capture:list_steps", lot_id=lot.pk)
    named = chain.step_of(step.template.definition, step.code)
    context = {"lot": lot, "entry": step, "step": named, "form": form}
    return render(request, "capture/declare_step_wrong.html", context)


def _offer(lot: Lot, step: chain.Step, last: Step | None, *, actor: Actor) -> forms.Offer:
    """Gather what the form offers; it opens with the last place, and the present moment."""
    organisation = actor.organisation or lot.product.organisation
    places = list(diary.places_for(step, organisation))
    before = diary.last_place(last)
    chosen = next((p for p in places if p.identifier == before), None) or next(
        (p for p in places if p.pk == lot.place_id), None
    )
    parties = [field.code for field in step.fields if field.type == "party"]
    return forms.Offer(
        step=step,
        lot=lot,
        places=places,
        inputs=diary.inputs_for(lot) if step.what == "inputs_to_lot" else (),
        waits=queries.still_waits(lot, step, on=localdate()),
        may_early=may_do("capture.harvest_early", actor),
        organisation=organisation,
        partners=diary.partners_of(organisation, parties) if parties else (),
        initial={
            **diary.repeated_blind(step, last),
            "happened_at": localtime(now()),
            **({"place": chosen.pk} if chosen else {}),
        },
    )
