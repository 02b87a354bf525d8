"""Printing: marking a range as printed, and laying its labels out on sheets."""

import secrets
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app
from psycopg.types.range import Range

from txng.core import audit
from txng.core.errors import Refused
from txng.parties.actor import Actor
from txng.stamps import queries, sheets
from txng.stamps.addresses import unit_address
from txng.stamps.codes import grouped
from txng.stamps.grids import GRIDS
from txng.stamps.models import Batch, PrintJob
from txng.stamps.ranges import Pair, Ranges
from txng.stamps.services.positions import StampsAlreadyActive, living_of, numbers
from txng.stamps.vocab import OrderState, PrintState

AT_ONCE: Final = 2_000
"""So many labels are laid out while the person waits (about a second); more in the background."""

PART: Final = 5_000
"""Labels in one PDF; a larger job is a ZIP of such parts."""

TASK: Final = "stamps.lay_out"


def print_batch(
    *, batch: Batch, positions: Pair, grid: str, actor: Actor, now: datetime, skip: int = 0
) -> PrintJob:
    """Mark a range as printed and make its sheets: small ones at once, large ones by a task."""
    job = mark_printed(batch=batch, positions=positions, grid=grid, actor=actor, now=now, skip=skip)
    if positions[1] - positions[0] <= AT_ONCE:
        return lay_out(job_id=job.pk, now=now)
    app.configure_task(TASK).defer(job_id=job.pk)
    return job


class NoSuchGrid(Refused):
    """A label sheet that is not in the list, or a skip that leaves no label on the first sheet."""

    status = 400
    reason = _("Hãy chọn một khổ tờ tem trong danh sách, và số nhãn bỏ qua ít hơn một tờ.")


@transaction.atomic
def mark_printed(
    *, batch: Batch, positions: Pair, grid: str, actor: Actor, now: datetime, skip: int = 0
) -> PrintJob:
    """Mark a range as printed and open the job that lays it out; voided stamps are left out.

    What is printed but not active may be printed again (a jammed sheet); what is active may not,
    for its twin would be on another unit. `lay_out` makes the sheets of the job.
    """
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    wanted = living_of(batch, positions)
    if grid not in GRIDS or not 0 <= skip < GRIDS[grid].count:
        raise NoSuchGrid
    if taken := wanted & batch.activated:
        raise StampsAlreadyActive(taken)
    again = len(wanted & batch.printed)
    batch.printed, batch.state = batch.printed | wanted, OrderState.PRINTED
    batch.save(update_fields=["printed", "state"])
    job = PrintJob.objects.create(
        batch=batch,
        positions=Range(*positions),
        grid=grid,
        skip=skip,
        requested_by=actor.user,
        requested_at=now,
    )
    details = {"range": numbers(Ranges.of(positions)), "again": again, "grid": grid}
    audit.record("stamps.print_batch", actor=actor, subject=batch, at=now, details=details)
    return job


def lay_out(*, job_id: int, now: datetime) -> PrintJob:
    """Make the sheets of a print job, counting as it goes; made once, asked again it is kept."""
    job = PrintJob.objects.select_related("batch__product__organisation", "batch__planned_lot").get(
        pk=job_id
    )
    if job.state == PrintState.DONE:
        return job
    _note(job, state=PrintState.RUNNING, done_count=0)
    labels = list(_living_positions(job))
    try:
        name = _write(job, labels)
    except BaseException:
        _note(job, state=PrintState.FAILED)
        raise
    _note(job, state=PrintState.DONE, file=name, finished_at=now)
    return job


def _note(job: PrintJob, **facts: object) -> None:
    for name, value in facts.items():
        setattr(job, name, value)
    job.save(update_fields=list(facts))


def _living_positions(job: PrintJob) -> Iterator[int]:
    """Walk the positions of a job that are not void now."""
    wanted = Ranges.of((job.positions.lower, job.positions.upper)) - job.batch.voided
    for start, stop in wanted:
        yield from range(start, stop)


def _write(job: PrintJob, positions: list[int]) -> str:
    """Write the job's file into the private folder and return its name: a PDF, or a ZIP of them."""
    folder = Path(settings.TXNG_PRIVATE_ROOT) / "stamps"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stem = f"{job.pk}-{secrets.token_hex(8)}"
    if len(positions) <= PART:
        (folder / f"{stem}.pdf").write_bytes(_part(job, positions, job.skip))
        _note(job, done_count=len(positions))
        return f"{stem}.pdf"
    with zipfile.ZipFile(folder / f"{stem}.zip", "w") as archive:
        for low in range(0, len(positions), PART):
            part = positions[low : low + PART]
            drawn = _part(job, part, job.skip if low == 0 else 0)
            archive.writestr(f"tem-{part[0] + 1:08d}-{part[-1] + 1:08d}.pdf", drawn)
            _note(job, done_count=low + len(part))
    return f"{stem}.zip"


def _part(job: PrintJob, positions: list[int], skip: int) -> bytes:
    first = positions[0]
    codes = queries.codes_of(job.batch, first, positions[-1] + 1)
    labels = [_label(job.batch.scope, codes[position - first]) for position in positions]
    return sheets.pdf(labels, face=queries.face_of(job.batch), grid=GRIDS[job.grid], skip=skip)


def _label(scope: str, code: str) -> sheets.Label:
    words = grouped(code)
    return sheets.Label(unit_address(scope, code), (words[:14], words[15:]))
