"""The one writer of the event store: job, contexts, events, links and fields in one transaction.

Plain SQL and binary COPY, never the ORM: this is the path that every captured event takes.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

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
        if fields:
            _copy(cursor, COPY_FIELDS, field_bytes(fields))


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
