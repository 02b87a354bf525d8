"""What others read of stamps: batches of an organisation or a lot, and the one behind a code."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from txng.catalogue.models import Product
from txng.core import audit
from txng.core.errors import NotFound
from txng.core.models import AuditEntry
from txng.core.statements import prepared_rows
from txng.identify.models import Lot
from txng.identify.vocab import LotState
from txng.parties.actor import Actor
from txng.stamps import codes, keys
from txng.stamps.models import Activation, Batch, PrintJob
from txng.stamps.ranges import Ranges
from txng.stamps.sheets import Face
from txng.stamps.vocab import StampState
from txng.trace.grades import Item, grade_of

_STAMP: Final = (Path(__file__).parent / "sql" / "stamp.sql").read_text()


@dataclass(frozen=True)
class StampView:
    """One stamp as it stands: whose, which, in what state, on which lot."""

    code: str
    batch_id: int
    position: int
    state: StampState
    product_id: int
    organisation_id: int
    planned_lot_id: int | None
    lot_id: int | None
    activated_at: datetime | None


class NoSuchBatch(NotFound):
    """There is no such order for this actor."""

    reason = _("Không tìm thấy đợt tem này trong đơn vị của bạn.")


def scope_of(product: Product) -> str:
    """Return what new codes of a product are bound to: its GTIN's URI, or the own scheme."""
    return product.identifier if product.gtin else codes.OWN_SCHEME


def resolve(*, product_identifier: str | None, serial: str) -> StampView | None:
    """Return the stamp behind an address; None, without any SQL, for a serial that is none.

    `product_identifier` is the canonical URI of the GTIN in the address; None for the own scheme
    (/obj/…), whose address names no product. Any case of letters is read.
    """
    code, scope = serial.upper(), product_identifier or codes.OWN_SCHEME
    found = keys.decode(code, scope)
    if found is None:
        return None
    batch, position = found
    rows = prepared_rows(_STAMP, {"batch": batch, "position": position, "scope": scope})
    if not rows:
        return None
    batch_id, product_id, organisation_id, planned_lot_id, lot_id, activated_at, *flags = rows[0]
    return StampView(
        code=code,
        batch_id=batch_id,
        position=position,
        state=state_of(*flags),
        product_id=product_id,
        organisation_id=organisation_id,
        planned_lot_id=planned_lot_id,
        lot_id=lot_id,
        activated_at=activated_at,
    )


def lot_behind(identifier: str) -> str | None:
    """Return the identifier of the lot that an activated stamp stands on; None for anything else.

    Costs no SQL for what is no stamp. Takes the addresses of GTINs (01/21) and of the own scheme,
    and a serial alone as people type it off a label.
    """
    if _is_bare(identifier):
        return _lot_of_serial(identifier)
    product, found, serial = identifier.partition("/21/")
    if not found:
        product, found, serial = "", *identifier.lower().partition("/obj/")[1:]
    if not found or "/" in serial:
        return None
    view = resolve(product_identifier=product or None, serial=serial)
    if view is None or view.lot_id is None:
        return None
    return Lot.objects.values_list("identifier", flat=True).get(pk=view.lot_id)


def _is_bare(text: str) -> bool:
    return "/" not in text and ":" not in text


_MOST_SCOPES: Final = 5_000
"""Products of so many newest orders are tried: a tenth of a millisecond each."""


def _lot_of_serial(text: str) -> str | None:
    """Find the lot of a serial typed without its product: tried under every scope in use.

    A true code proves itself under its own scope only. One statement for the scopes, one for each
    that opens the code: one in practice.
    """
    try:
        serial = codes.read_typed(text)
    except codes.UnreadableCode:
        return None
    used = Batch.objects.filter(code_key=codes.version_of(serial)).values("scope")
    newest = used.annotate(last=Max("id")).order_by("-last").values_list("scope", flat=True)
    for scope in newest[:_MOST_SCOPES]:
        named = None if scope == codes.OWN_SCHEME else scope
        view = resolve(product_identifier=named, serial=serial)
        if view is not None and view.lot_id is not None:
            return Lot.objects.values_list("identifier", flat=True).get(pk=view.lot_id)
    return None


def stamp_state(batch: Batch, position: int) -> StampState:
    """Return the state of one position of a batch; voided wins over all else."""
    ranges = (batch.printed, batch.activated, batch.consumed, batch.voided)
    return state_of(*(position in positions for positions in ranges))


def state_of(*flags: bool) -> StampState:
    """Return the state that four flags mean: printed, activated, consumed, voided."""
    is_printed, is_activated, is_consumed, is_voided = flags
    if is_voided:
        return StampState.VOID
    if is_consumed:
        return StampState.CONSUMED
    if is_activated:
        return StampState.ACTIVE
    return StampState.PRINTED if is_printed else StampState.UNPRINTED


def _own(actor: Actor) -> int:
    return actor.organisation_id or 0


def batches_for(*, actor: Actor, lot: Lot | None = None) -> QuerySet[Batch]:
    """Batches of the actor's organisation, newest first; of one lot: planned for or used on it."""
    batches = (
        Batch.objects.filter(organisation_id=_own(actor))
        .select_related("product", "planned_lot")
        .order_by("-id")
    )
    if lot is None:
        return batches
    used = Activation.objects.filter(lot=lot).values("batch_id")
    return batches.filter(Q(planned_lot=lot) | Q(id__in=used))


def batch_for(*, actor: Actor, batch_id: int) -> Batch:
    """Return a batch of the actor's organisation; raises NoSuchBatch for anybody else's."""
    batch = (
        Batch.objects.filter(organisation_id=_own(actor), pk=batch_id)
        .select_related("product__organisation", "planned_lot")
        .first()
    )
    if batch is None:
        raise NoSuchBatch
    return batch


def print_job_for(*, actor: Actor, job_id: int) -> PrintJob:
    """Return a print job of the actor's organisation; raises NoSuchBatch otherwise."""
    job = (
        PrintJob.objects.filter(batch__organisation_id=_own(actor), pk=job_id)
        .select_related("batch__product__organisation", "batch__planned_lot")
        .first()
    )
    if job is None:
        raise NoSuchBatch
    return job


def print_jobs_of(batch: Batch) -> QuerySet[PrintJob]:
    """Print jobs of a batch, newest first."""
    return batch.print_jobs.select_related("requested_by").order_by("-id")


def activations_of(batch: Batch) -> QuerySet[Activation]:
    """Activations of a batch in order of position."""
    return batch.activations.select_related("lot", "activated_by").order_by("positions", "id")


def history_of(batch: Batch) -> QuerySet[AuditEntry]:
    """What was done with a batch, newest first."""
    return audit.history(batch)


def stamps_on(lot: Lot) -> int:
    """Count the stamps that stand on units of a lot: activated for it and not voided."""
    rows = Activation.objects.filter(lot=lot).select_related("batch")
    return sum(
        len(Ranges.of((row.positions.lower, row.positions.upper)) - row.batch.voided)
        for row in rows
    )


def stamps_planned_for(lot: Lot) -> int:
    """Count the stamps ordered for a lot and not voided."""
    return sum(batch.size - len(batch.voided) for batch in Batch.objects.filter(planned_lot=lot))


def code_at(batch: Batch, position: int) -> str:
    """Return the code of one position."""
    return codes_of(batch, position, position + 1)[0]


def codes_of(batch: Batch, start: int, stop: int) -> list[str]:
    """Return the codes of positions start…stop−1, made anew each time: they are stored nowhere."""
    coder = keys.coder(batch.code_key_id, batch.scope)
    if coder is None:
        raise LookupError(f"code key {batch.code_key_id} of batch {batch.pk} is gone")
    minted = coder.mint(batch=batch.pk, start=start, count=stop - start)
    return [code.decode() for code in minted]


def face_of(batch: Batch) -> Face:
    """Return what all labels of a batch say besides their codes."""
    return _face(batch.product, batch.planned_lot)


def face_of_lot(lot: Lot) -> Face:
    """Return what the lot's own labels say."""
    return _face(lot.product, lot)


def _face(product: Product, lot: Lot | None) -> Face:
    owner = product.organisation
    return Face(
        name=product.name,
        lot=f"Lô {lot.code}" if lot else "",
        mark="TRÌNH DIỄN" if owner.is_demonstration else "",
        author=owner.name,
    )


class FileGone(NotFound):
    """The sheets are not made yet, or were cleared."""

    reason = _("Tập tin tem chưa làm xong hoặc đã được dọn đi. Hãy in lại.")


def print_file_of(job: PrintJob, folder: Path) -> Path:
    """Return where the file of a print job stands below the private folder; raises FileGone."""
    path = folder / "stamps" / job.file
    if not job.file or not path.is_file():
        raise FileGone
    return path


def products_for(*, actor: Actor) -> QuerySet[Product]:
    """Products of the actor's organisation that may get stamps, by name."""
    return Product.objects.filter(organisation_id=_own(actor), is_active=True).order_by(
        "name", "id"
    )


def lots_for(batch: Batch) -> QuerySet[Lot]:
    """Lots that stamps of a batch may stand on, newest first."""
    return (
        Lot.objects.filter(product=batch.product, state__in=(LotState.OPEN, LotState.IN_TRADE))
        .select_related("product__organisation")
        .order_by("-id")
    )


def stamps_left_for(lot: Lot) -> int | None:
    """Return how many stamps may still be ordered for a lot; None when its units are not stated."""
    if lot.unit_count is None:
        return None
    return max(lot.unit_count - stamps_planned_for(lot), 0)


def missing_of(lot: Lot) -> tuple[Item, ...]:
    """Items of the minimum data that a lot lacks for stamps, each with how to mend it."""
    return tuple(item for item in grade_of(lot).missing if item.number != _CODE)


_CODE: Final = 7
"""The trace code itself is what the stamp brings."""
