"""The one writer of the event store: job, contexts, events, links and fields in one transaction.

Plain SQL and binary COPY, never the ORM: this is the path that every captured event takes.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db import connection
from django.db.backends.utils import CursorWrapper

from txng.capture.contexts import digest
from txng.capture.copying import (
    COPY_EVENTS,
    COPY_FIELDS,
    COPY_LINKS,
    event_bytes,
    field_bytes,
    link_bytes,
)
from txng.capture.models import CaptureJob
from txng.capture.moments import microseconds
from txng.capture.rows import EventRow
from txng.capture.vocab import COMING

_BLOCK = 100  # increment of the sequence capture_event_id


@dataclass
class Stored:
    """What became of the rows: `numbers` in their order, None where an eventID was taken."""

    numbers: list[int | None] = field(default_factory=list)
    new: list[tuple[int, EventRow]] = field(default_factory=list)

    @property
    def taken(self) -> list[int]:
        """Places of the rows whose eventID the organisation has used for other content."""
        return [place for place, number in enumerate(self.numbers) if number is None]

    @property
    def known_count(self) -> int:
        """How many were in the store, or stood earlier in the same document."""
        return len(self.numbers) - len(self.taken) - len(self.new)


def sort_out(rows: Sequence[EventRow], *, organisation_id: int) -> Stored:
    """Tell new rows from known ones and from those whose eventID is taken; give numbers.

    An organisation states an eventID once, and once more for each time of error declaration: the
    same content again is known already, other content is refused. Nothing is written.
    """
    result = Stored()
    if not rows:
        return result
    with connection.cursor() as cursor:
        seen = _known(cursor, rows, organisation_id)
        fresh = _numbers(cursor, len(rows))
    for row in rows:
        before = seen.get(row.identity)
        if before is None:
            number = fresh[len(result.new)]
            seen[row.identity] = (row.hash, number)
            result.new.append((number, row))
            result.numbers.append(number)
        else:
            result.numbers.append(before[1] if before[0] == row.hash else None)
    return result


def _known(
    cursor: CursorWrapper, rows: Sequence[EventRow], organisation_id: int
) -> dict[tuple[bytes, int | None], tuple[bytes, int]]:
    cursor.execute(
        "select event_key, error_declared_at, event_hash, id from capture_event"
        " where event_key = any(%s::uuid[]) and organisation_id = %s",
        [[row.key.hex() for row in rows], organisation_id],
    )
    return {
        (key.bytes, None if declared is None else microseconds(declared)): (bytes(known), number)
        for key, declared, known, number in cursor.fetchall()
    }


def _numbers(cursor: CursorWrapper, count: int) -> list[int]:
    """Reserve event numbers: blocks of a sequence, so that numbers grow by arrival."""
    cursor.execute(
        "select nextval('capture_event_id') from generate_series(1, %s)", [-(-count // _BLOCK)]
    )
    return [first + place for (first,) in cursor.fetchall() for place in range(_BLOCK)][:count]


def context_ids(contents: Sequence[bytes]) -> dict[bytes, int]:
    """Return the row number of each context, adding those never seen before."""
    wanted = {digest(content): content for content in contents}
    find = "select digest, id from capture_context where digest = any(%s)"
    with connection.cursor() as cursor:
        cursor.execute(find, [list(wanted)])
        found = {bytes(name): number for name, number in cursor.fetchall()}
        missing = sorted(name for name in wanted if name not in found)
        if missing:
            cursor.execute(
                "insert into capture_context (digest, content)"
                " select * from unnest(%s::bytea[], %s::bytea[]) on conflict do nothing",
                [missing, [wanted[name] for name in missing]],
            )
            cursor.execute(find, [list(wanted)])
            found = {bytes(name): number for name, number in cursor.fetchall()}
    return {content: found[name] for name, content in wanted.items()}


def append(new: Sequence[tuple[int, EventRow]], *, job: CaptureJob) -> None:
    """Append new rows to the three tables; runs in the caller's transaction.

    In the order of their keys, as everybody does: who state the same things at once then wait for
    one another, and never each for the other.
    """
    if not new:
        return
    new = sorted(new, key=lambda numbered: numbered[1].key)
    fields = [(number, item) for number, row in new for item in row.fields]
    with connection.cursor() as cursor:
        _copy(
            cursor,
            COPY_EVENTS,
            event_bytes(
                new,
                organisation=job.organisation_id,
                job=job.number,
                record_time=microseconds(job.created_at),
            ),
        )
        _copy(cursor, COPY_LINKS, link_bytes(new))
        _note_lots(cursor, new, organisation_id=job.organisation_id)
        if fields:
            _copy(cursor, COPY_FIELDS, field_bytes(fields))


_LOT_ROLES: Final = frozenset({2, 5, 7, 9})
"""Classes: lots, as LinkRole has them."""
_UNIT_ROLES: Final = frozenset({1, 3})
_HOLD: Final = """
insert into capture_held (organisation_id, lot_key)
select %(of)s, key from unnest(%(lots)s::int8[]) key order by key
on conflict do nothing
"""
_HOLD_CONTENTS: Final = """
with recursive inside(key, depth) as (
    select unnest(%(units)s::int8[]), 0
    union
    select c.key, inside.depth + 1
    from inside
    join capture_link l on l.epc = inside.key and l.role = 3
    join capture_event e on e.id = l.event_id and e.type = 2
    cross join unnest(e.ins) as c(key)
    where inside.depth < 4
)
insert into capture_held (organisation_id, lot_key)
select distinct %(of)s::int8, i.key from inside i
where depth > 0
  and exists (select from capture_link l where l.epc = i.key and l.role in (2, 5, 7, 9))
order by 2
on conflict do nothing
"""


def _note_lots(
    cursor: CursorWrapper, new: Sequence[tuple[int, EventRow]], *, organisation_id: int
) -> None:
    """Note which lots the organisation stated something of, and those in cases that came to it."""
    lots = {key for _number, row in new for key, role in row.links if role in _LOT_ROLES}
    units = {
        key
        for _number, row in new
        if row.biz_step in COMING
        for key, role in row.links
        if role in _UNIT_ROLES
    }
    if lots:
        cursor.execute(_HOLD, {"of": organisation_id, "lots": sorted(lots)})
    if units:
        cursor.execute(_HOLD_CONTENTS, {"of": organisation_id, "units": sorted(units)})


def _copy(cursor: CursorWrapper, statement: str, data: bytes) -> None:
    # Django does not know `copy`: without this a taken eventID would be a psycopg error of its own.
    with connection.wrap_database_errors, cursor.copy(statement) as copy:
        copy.write(data)


def append_job(job: CaptureJob) -> None:
    """Append a finished job with its number from the sequence."""
    with connection.cursor() as cursor:
        cursor.execute(
            """insert into capture_job (
                   id, number, organisation_id, user_id, api_key_id, error_behaviour, created_at,
                   finished_at, is_running, is_success, event_count, stored_count, known_count,
                   errors, master_data)
               values (%s, nextval('capture_job_number'), %s, %s, %s, %s, %s, %s, %s, %s, %s, %s,
                   %s, %s, %s)
               returning number""",
            [
                job.id, job.organisation_id, job.user_id, job.api_key_id, job.error_behaviour,
                job.created_at, job.finished_at, job.is_running, job.is_success, job.event_count,
                job.stored_count, job.known_count, json.dumps(job.errors),
                None if job.master_data is None else json.dumps(job.master_data),
            ],
        )  # fmt: skip
        (job.number,) = cursor.fetchone()
