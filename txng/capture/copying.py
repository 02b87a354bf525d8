"""Rows of the event store in PostgreSQL's binary COPY format.

The format (PostgreSQL manual, "COPY", binary format): a header, then for each row the number of
its fields and each field as a 32-bit length (-1 for null) and its bytes in network order.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from struct import Struct
from typing import Final

import numpy as np

from txng.capture.fields import FieldRow
from txng.capture.rows import EventRow

HEADER: Final = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
TRAILER: Final = b"\xff\xff"
_NULL: Final = b"\xff\xff\xff\xff"
_INT8_OID: Final = 20

COPY_EVENTS: Final = """copy capture_event (
    id, event_key, event_hash, event_time, record_time, type, body_format, organisation_id, job_id,
    context_id, event_id, error_declared_at, action, biz_step, disposition, read_point,
    biz_location, ins, outs, body) from stdin (format binary)"""
COPY_LINKS: Final = "copy capture_link (epc, event_id, role) from stdin (format binary)"
COPY_FIELDS: Final = """copy capture_field (
    event_id, kind, name_key, value_key, number, time) from stdin (format binary)"""

# The fields that no event lacks, each after its length.
_FIXED: Final = Struct(">h iq i16s i32s iq iq ih ih iq iq iq")
_LENGTH: Final = Struct(">i")
_INT8: Final = Struct(">iq")
_INT2: Final = Struct(">ih")
_FLOAT8: Final = Struct(">id")
_EMPTY_ARRAY: Final = Struct(">iiii").pack(12, 0, 0, _INT8_OID)
_FIELD: Final = Struct(">h iq ih iq")
_LINK: Final = np.dtype(
    [
        ("fields", ">i2"),
        ("a", ">i4"), ("epc", ">i8"),
        ("b", ">i4"), ("event", ">i8"),
        ("c", ">i4"), ("role", ">i2"),
    ]
)  # fmt: skip


def _text(value: str | None) -> bytes:
    if value is None:
        return _NULL
    data = value.encode()
    return _LENGTH.pack(len(data)) + data


@lru_cache(maxsize=4096)
def _word(value: str | None) -> bytes:
    return _text(value)


def _int8(value: int | None) -> bytes:
    return _NULL if value is None else _INT8.pack(8, value)


@lru_cache(maxsize=1024)
def _array_of(length: int) -> Struct:
    return Struct(">iiiiii" + "iq" * length)


def _array(keys: Sequence[int]) -> bytes:
    if not keys:
        return _EMPTY_ARRAY
    length = len(keys)
    parts = [8] * (2 * length)
    parts[1::2] = keys
    return _array_of(length).pack(20 + 12 * length, 1, 0, _INT8_OID, length, 1, *parts)


def event_bytes(
    rows: Iterable[tuple[int, EventRow]], *, organisation: int, job: int, record_time: int
) -> bytes:
    """Return all rows of `capture_event`; `record_time` in microseconds since 2000."""
    fixed, length = _FIXED.pack, _LENGTH.pack
    parts = [HEADER]
    for number, row in rows:
        parts += (
            fixed(
                20, 8, number, 16, row.key, 32, row.hash, 8, row.event_time, 8, record_time,
                2, row.type, 2, row.body_format, 8, organisation, 8, job, 8, row.context,
            ),
            _text(row.event_id),
            _int8(row.error_declared_at),
            _NULL if row.action is None else _INT2.pack(2, row.action),
            _word(row.biz_step),
            _word(row.disposition),
            _int8(row.read_point),
            _int8(row.biz_location),
            _array(row.ins),
            _array(row.outs),
            length(len(row.body)),
            row.body,
        )  # fmt: skip
    parts.append(TRAILER)
    return b"".join(parts)


def link_bytes(rows: Iterable[tuple[int, EventRow]]) -> bytes:
    """Return all rows of `capture_link`."""
    keys: list[int] = []
    roles: list[int] = []
    events: list[int] = []
    counts: list[int] = []
    for number, row in rows:
        events.append(number)
        counts.append(len(row.links))
        for key, role in row.links:
            keys.append(key)
            roles.append(role)
    made = np.empty(len(keys), _LINK)
    made["fields"], made["a"], made["b"], made["c"] = 3, 8, 8, 2
    made["epc"], made["role"] = keys, roles
    made["event"] = np.repeat(np.array(events, ">i8"), counts)
    return HEADER + made.tobytes() + TRAILER


def field_bytes(rows: Iterable[tuple[int, FieldRow]]) -> bytes:
    """Return all rows of `capture_field`."""
    parts = [HEADER]
    for number, row in rows:
        parts += (
            _FIELD.pack(6, 8, number, 2, row.kind, 8, row.name_key),
            _int8(row.value_key),
            _NULL if row.number is None else _FLOAT8.pack(8, row.number),
            _int8(row.time),
        )
    parts.append(TRAILER)
    return b"".join(parts)
