"""Acts of the room: storing scans, and forgetting them when their time is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from txng.verify.devices import hashed, salt_of
from txng.verify.vocab import Verdict

_RECORD: Final = (Path(__file__).parent / "sql" / "record.sql").read_text()


@dataclass(frozen=True)
class Seen:
    """One look as it waits in memory; `device` is hashed before anything is stored."""

    at: datetime
    batch_id: int | None
    position: int | None
    lot_id: int | None
    verdict: Verdict
    device: bytes


@transaction.atomic
def record_scans(*, seen: Sequence[Seen], now: datetime) -> int:
    """Store looks and count them to their stamps and lots, in one statement however many.

    Devices are hashed with today's salt. Makes the partitions of the months concerned, and of the
    month to come.
    """
    if not seen:
        return 0
    today = timezone.localdate(now)
    _make_months(
        {_month(timezone.localdate(one.at)) for one in seen} | {_month(today), _next(today)}
    )
    salt = salt_of(today)
    with connection.cursor() as cursor:
        cursor.execute(
            _RECORD,
            {
                "at": [one.at for one in seen],
                "batch": [one.batch_id for one in seen],
                "position": [one.position for one in seen],
                "lot": [one.lot_id for one in seen],
                "verdict": [one.verdict.value for one in seen],
                "device": [hashed(one.device, salt) for one in seen],
            },
        )
    return len(seen)


def _month(day: date) -> date:
    return day.replace(day=1)


def _next(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


_made: set[date] = set()


def _make_months(months: set[date]) -> None:
    """Make sure that these months have their partitions; a process asks once for each."""
    new = months - _made
    with connection.cursor() as cursor:
        for month in sorted(new):
            cursor.execute("select verify_make_month(%s)", [month])
    if new:
        transaction.on_commit(lambda: _made.update(new))


@transaction.atomic
def forget_scans(*, now: datetime) -> list[str]:
    """Drop the months of scans that are older than TXNG_SCAN_MONTHS; counts and firsts stay."""
    today = _month(timezone.localdate(now))
    months = today.year * 12 + today.month - 1 - settings.TXNG_SCAN_MONTHS
    oldest = f"verify_scan_{months // 12:04}_{months % 12 + 1:02}"
    with connection.cursor() as cursor:
        cursor.execute(
            "select inhrelid::regclass::text from pg_inherits "
            "where inhparent = 'verify_scan'::regclass order by 1"
        )
        gone = [name for (name,) in cursor.fetchall() if name < oldest]
        for name in gone:
            cursor.execute(f"drop table {connection.ops.quote_name(name)}")
    return gone


@transaction.atomic
def enter_all() -> None:
    """Bring all entries up to the registers, where communes or groups were renamed since.

    Triggers follow products, organisations and places; units and groups change rarely and touch
    many entries, so they wait for the night. Only entries that differ are written.
    """
    with connection.cursor() as cursor:
        cursor.execute("select verify_enter_all()")


@transaction.atomic
def learn_words() -> None:
    """Learn the words of all entries anew, by which words typed wrong are mended."""
    with connection.cursor() as cursor:
        cursor.execute("select verify_learn_words()")
