"""Pages of agencies about what was captured in their area."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from txng.capture import chain, diary, previewing, queries, trading
from txng.capture.words import QUICK_WORDS
from txng.catalogue import queries as catalogue
from txng.core.errors import NotAllowed
from txng.parties.rights import ActingRequest, may
from txng.ui.paging import page_of


@may("capture.list_events")
def list_events(request: ActingRequest) -> HttpResponse:
    """List what was recorded in the officer's area, newest first."""
    page = page_of(queries.recent_events(actor=request.actor), request.GET)
    context = {"page": page, "arrivals": diary.arrivals_of(page.rows)}
    return render(request, "capture/list_events.html", context)


@may("capture.list_events")
def panel_recent(request: ActingRequest) -> HttpResponse:
    """Fill the home page's part on what has just been recorded."""
    newest = list(queries.recent_events(actor=request.actor)[:5])
    return render(request, "capture/panel_recent.html", {"arrivals": diary.arrivals_of(newest)})


@may("capture.show_partners")
def show_partners(request: ActingRequest, lot_id: int) -> HttpResponse:
    """Show one step back and one step forward of a lot, as everybody stated them."""
    lot = trading.held_lot_for(actor=request.actor, lot_id=lot_id)
    actor = request.actor
    context = {"lot": lot, "actor": actor, "around": trading.around(lot, actor)}
    return render(request, "capture/show_partners.html", context)


class NobodyLooks(NotAllowed):
    """Templates are the work of an agency."""

    reason = _("Hãy chọn cơ quan mà bạn làm việc cho.")


@may("catalogue.list_templates")
def preview_step(request: ActingRequest, template_id: int, position: int) -> HttpResponse:
    """Show the very form that whoever records a step will see, to be tried; nothing is stored."""
    if request.actor.organisation is None:
        raise NobodyLooks
    found = catalogue.template(template_id)
    step = chain.drafted_step(catalogue.step_at(found, position))
    reader = request.actor.organisation
    form = previewing.form_of(found, step, reader=reader, data=request.POST or None)
    context = {
        "found": found,
        "step": step,
        "form": form,
        "is_right": form.is_bound and form.is_valid(),
        "page": previewing.page_of(found, step),
        "words": QUICK_WORDS,
    }
    return render(request, "capture/preview_step.html", context)
