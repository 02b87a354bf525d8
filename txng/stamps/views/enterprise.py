"""Pages on which an organisation orders, prints, activates and voids its stamps."""

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from txng.core.clock import now
from txng.core.symbols import qr_svg
from txng.identify.models import Lot
from txng.identify.queries import own_lot_for
from txng.parties.rights import ActingRequest, may, may_do
from txng.stamps import forms, queries, services, sheets, spans
from txng.stamps.addresses import lot_address
from txng.stamps.first_steps import first_steps
from txng.stamps.grids import GRIDS
from txng.stamps.ranges import Ranges
from txng.stamps.services import LotLacksMinimumData
from txng.stamps.vocab import PrintState
from txng.ui.paging import page_of
from txng.ui.refusals import refusals_on


def _lot(request: ActingRequest, lot_id: int | None) -> Lot | None:
    return own_lot_for(actor=request.actor, lot_id=lot_id) if lot_id else None


@may("stamps.list_batches")
def list_batches(request: ActingRequest, lot_id: int | None = None) -> HttpResponse:
    """List the stamp orders of the organisation, or of one lot as its tab."""
    lot = _lot(request, lot_id)
    page = page_of(queries.batches_for(actor=request.actor, lot=lot), request.GET)
    rows = [(batch, spans.counts_of(spans.spans_of(batch))) for batch in page]
    may_order = may_do("stamps.order_batch", request.actor)
    address = lot_address(lot) if lot else ""
    context = {
        "lot": lot,
        "page": page,
        "rows": rows,
        "may_order": may_order,
        "address": address,
        "symbol": qr_svg(address) if address else "",
    }
    return render(request, "stamps/list_batches.html", context)


@may("stamps.order_batch")
def order_batch(request: ActingRequest, lot_id: int | None = None) -> HttpResponse:
    """Order stamps, for a lot when one comes from its page."""
    lot = _lot(request, lot_id)
    products = queries.products_for(actor=request.actor)
    left = queries.stamps_left_for(lot) if lot else None
    form = forms.OrderBatch(
        request.POST or None, products=products, lot=lot, initial={"size": left or None}
    )
    if form.is_valid():
        product = lot.product if lot else form.cleaned_data["product"]
        with refusals_on(form):
            batch = services.order_batch(
                product=product,
                lot=lot,
                size=form.cleaned_data["size"],
                actor=request.actor,
                now=now(),
            )
            return redirect("enterprise:stamps:print_batch", batch.pk)
    return render(request, "stamps/order_batch.html", {"form": form, "lot": lot, "left": left})


@may("stamps.show_batch")
def show_batch(request: ActingRequest, batch_id: int) -> HttpResponse:
    """Show one order: what its stamps are doing, what comes next, what was done."""
    batch = queries.batch_for(actor=request.actor, batch_id=batch_id)
    line = spans.spans_of(batch)
    context = {
        "batch": batch,
        "spans": line[:200],
        "counts": spans.counts_of(line),
        "waiting": spans.waiting(batch),
        "unprinted": len(Ranges.of((0, batch.size)) - batch.printed - batch.voided),
        "activations": queries.activations_of(batch)[:100],
        "jobs": queries.print_jobs_of(batch)[:20],
        "history": queries.history_of(batch)[:50],
        "may_print": may_do("stamps.print_batch", request.actor),
        "may_activate": may_do("stamps.activate_range", request.actor),
        "may_void": may_do("stamps.void_range", request.actor),
    }
    return render(request, "stamps/show_batch.html", context)


@may("stamps.print_batch")
def print_batch(request: ActingRequest, batch_id: int) -> HttpResponse:
    """Choose stamps and a label sheet; small files come at once, large ones by a job."""
    batch = queries.batch_for(actor=request.actor, batch_id=batch_id)
    unprinted = Ranges.of((0, batch.size)) - batch.printed - batch.voided
    first, last = spans.first_free(unprinted) or (1, batch.size)
    form = forms.PrintBatch(request.POST or None, initial={"first": first, "last": last})
    if form.is_valid():
        with refusals_on(form):
            job = services.print_batch(
                batch=batch,
                positions=form.positions,
                grid=form.cleaned_data["grid"],
                skip=form.cleaned_data["skip"],
                actor=request.actor,
                now=now(),
            )
            return redirect("enterprise:stamps:show_print", job.pk)
    return render(request, "stamps/print_batch.html", {"form": form, "batch": batch})


@may("stamps.print_batch")
def show_print(request: ActingRequest, job_id: int) -> HttpResponse:
    """Show how far a print job is, and its file when it is done."""
    job = queries.print_job_for(actor=request.actor, job_id=job_id)
    is_open = job.state in {PrintState.WAITING, PrintState.RUNNING}
    total = job.positions.upper - job.positions.lower
    context = {"job": job, "total": total, "is_open": is_open, "first": job.positions.lower + 1}
    return render(request, "stamps/show_print.html", context)


@may("stamps.print_batch")
def download_print(request: ActingRequest, job_id: int) -> FileResponse:
    """Hand out the file of a print job."""
    job = queries.print_job_for(actor=request.actor, job_id=job_id)
    path = queries.print_file_of(job, Path(settings.TXNG_PRIVATE_ROOT))
    name = f"tem-{job.batch_id}-{job.positions.lower + 1}-{job.positions.upper}{path.suffix}"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name)


@may("stamps.activate_range")
def activate_range(request: ActingRequest, batch_id: int) -> HttpResponse:
    """Put printed stamps on a lot; shows at once what the lot still lacks, and where to mend it."""
    batch = queries.batch_for(actor=request.actor, batch_id=batch_id)
    lots = queries.lots_for(batch)
    idle = batch.printed - batch.activated - batch.voided
    first, last = spans.first_free(idle) or (None, None)
    initial = {"first": first, "last": last, "lot": batch.planned_lot_id}
    form = forms.ActivateRange(request.POST or None, lots=lots, initial=initial)
    lot = form.cleaned_data.get("lot") if form.is_valid() else batch.planned_lot
    if form.is_valid():
        with refusals_on(form):
            try:
                services.activate_range(
                    batch=batch,
                    positions=form.positions,
                    lot=form.cleaned_data["lot"],
                    actor=request.actor,
                    now=now(),
                )
            except LotLacksMinimumData as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Tem đã kích hoạt. Người mua quét được ngay."))
                return redirect("enterprise:stamps:show_batch", batch.pk)
    context = {"form": form, "batch": batch, "lot": lot, "idle": len(idle)}
    context["missing"] = queries.missing_of(lot) if lot else ()
    return render(request, "stamps/activate_range.html", context)


@may("stamps.void_range")
def void_range(request: ActingRequest, batch_id: int) -> HttpResponse:
    """Void stamps for good; says what will happen first."""
    batch = queries.batch_for(actor=request.actor, batch_id=batch_id)
    form = forms.VoidRange(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.void_range(
                batch=batch,
                positions=form.positions,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                now=now(),
            )
            messages.success(request, _("Tem đã hủy."))
            return redirect("enterprise:stamps:show_batch", batch.pk)
    return render(request, "stamps/void_range.html", {"form": form, "batch": batch})


@may("stamps.print_batch")
def print_lot_code(request: ActingRequest, lot_id: int) -> HttpResponse:
    """Print a sheet of the lot's own code, the same on every label: it costs no stamp."""
    lot = own_lot_for(actor=request.actor, lot_id=lot_id)
    form = forms.PrintLotCode(request.POST or None)
    if not form.is_valid():
        return render(request, "stamps/print_lot_code.html", {"form": form, "lot": lot})
    grid = GRIDS[form.cleaned_data["grid"]]
    labels = [sheets.Label(lot_address(lot))] * grid.count
    drawn = sheets.pdf(labels, face=queries.face_of_lot(lot), grid=grid)
    name = f'attachment; filename="lo-{lot.pk}.pdf"'
    return HttpResponse(
        drawn, content_type="application/pdf", headers={"Content-Disposition": name}
    )


@may("stamps.list_batches")
def panel_first_steps(request: ActingRequest) -> HttpResponse:
    """Answer the home page's part: the way to the first stamp, until it has been walked."""
    steps = first_steps(actor=request.actor)
    following = next((step for step in steps if not step.is_done), None)
    done = sum(step.is_done for step in steps)
    context = {"steps": steps, "following": following, "done": done}
    return render(request, "stamps/panel_first_steps.html", context)


@may("stamps.list_batches")
def panel_waiting(request: ActingRequest) -> HttpResponse:
    """Answer the home page's part: orders with stamps printed but not active."""
    batches = queries.batches_for(actor=request.actor)[:50]
    rows = [(batch, count) for batch in batches if (count := spans.waiting(batch))][:5]
    return render(request, "stamps/panel_waiting.html", {"rows": rows})
