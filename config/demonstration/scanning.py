"""Looks at the demonstration's stamps: usual ones, those at a copied stamp, and at false codes."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

from config.demonstration import accounts, naming
from config.demonstration.journal import moment
from config.demonstration.loaded import Loaded
from config.demonstration.stamping import SHOWN
from txng.stamps.models import Activation, Batch
from txng.stamps.queries import stamp_state
from txng.stamps.vocab import StampState
from txng.verify.services import Seen, record_scans
from txng.verify.verdict import DEVICES_SUSPICIOUS
from txng.verify.vocab import Verdict

COPIED = 7
"""Position of the stamp that was copied: more devices look at it than one pack can meet."""
_LOOKED_AT = 24
_FALSE = 18
_INACTIVE = {
    StampState.VOID: Verdict.VOID,
    StampState.PRINTED: Verdict.INACTIVE,
    StampState.UNPRINTED: Verdict.UNPRINTED,
}


def look(loaded: Loaded) -> None:
    """Record the looks of the last year in one go."""
    seen: list[Seen] = []
    rows = Activation.objects.select_related("batch", "lot").order_by("id")
    for row in rows:
        seen += _usual(row, loaded)
    own = rows.filter(batch__organisation=loaded.actors[accounts.OWNER].organisation)
    copied = own.filter(lot__expires_date__gt=loaded.today).last()
    if copied is not None:
        seen += _copied(copied, loaded.today)
    seen += _false(loaded.today)
    record_scans(seen=sorted(seen, key=lambda one: one.at), now=loaded.now)


def _usual(row: Activation, loaded: Loaded) -> Iterator[Seen]:
    """One to three looks at some stamps of a batch within the weeks after they were activated."""
    draw = naming.chance("looks", row.lot.identifier)
    for position in draw.sample(range(row.batch.size), min(_LOOKED_AT, row.batch.size)):
        if position in {SHOWN, COPIED}:
            continue
        for _ in range(draw.randint(1, 3)):
            at = row.activated_at + timedelta(hours=draw.randint(30, 24 * 40))
            if at < moment(loaded.today, 0):
                yield _seen(row, position, at, draw)


def _seen(row: Activation, position: int, at: datetime, draw: Random) -> Seen:
    return Seen(
        at=at,
        batch_id=row.batch_id,
        position=position,
        lot_id=row.lot_id,
        verdict=_verdict(row, row.batch, position, at),
        device=draw.randbytes(12),
    )


def _verdict(row: Activation, batch: Batch, position: int, at: datetime) -> Verdict:
    """Return what the page would have said then."""
    lot = row.lot
    if lot.recalled_at and lot.recalled_at <= at:
        return Verdict.RECALLED
    state = stamp_state(batch, position)
    if state in _INACTIVE:
        return _INACTIVE[state]
    if state == StampState.CONSUMED:
        return Verdict.CONSUMED
    is_over = lot.expires_date is not None and lot.expires_date < at.date()
    return Verdict.EXPIRED if is_over else Verdict.VALID


def _copied(row: Activation, today: date) -> Iterator[Seen]:
    draw = naming.chance("copied", row.lot.identifier)
    for number in range(DEVICES_SUSPICIOUS + 9):
        at = moment(today - timedelta(days=3), 7, 25 * number)
        is_known = number >= DEVICES_SUSPICIOUS
        yield Seen(
            at=at,
            batch_id=row.batch_id,
            position=COPIED,
            lot_id=row.lot_id,
            verdict=Verdict.SUSPICIOUS if is_known else Verdict.VALID,
            device=draw.randbytes(12),
        )


def _false(today: date) -> Iterator[Seen]:
    """Looks at codes that nobody ever made."""
    draw = naming.chance("false codes", today)
    for _ in range(_FALSE):
        at = moment(today - timedelta(days=draw.randint(1, 60)), 9, draw.randint(0, 600))
        yield Seen(
            at=at,
            batch_id=None,
            position=None,
            lot_id=None,
            verdict=Verdict.UNKNOWN,
            device=draw.randbytes(12),
        )
