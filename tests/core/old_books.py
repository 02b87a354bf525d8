"""Files of old Excel and locked ones, byte by byte: a compound file with its streams (MS-CFB)."""

import struct
from collections.abc import Sequence
from typing import Any

_SECTOR = 512
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound(streams: dict[str, bytes]) -> bytes:
    """Return a compound file (version 3) of streams, each padded past the small ones' limit."""
    chain: list[int] = []
    bodies, entries = b"", []
    for name, body in streams.items():
        padded = body.ljust(-(-max(len(body), 4096) // _SECTOR) * _SECTOR, b"\0")
        count = len(padded) // _SECTOR
        entries.append((name, len(chain), len(padded)))
        chain += [*range(len(chain) + 1, len(chain) + count), _END]
        bodies += padded
    directory = len(chain)
    chain += [_END]
    table = len(chain)
    chain += [_TABLE]
    rows = _entry("Root Entry", 5, child=1, start=_END, size=0)
    for number, (name, start, size) in enumerate(entries, start=1):
        right = number + 1 if number < len(entries) else _FREE
        rows += _entry(name, 2, right=right, start=start, size=size)
    rows = rows.ljust(_SECTOR, b"\0")
    links = struct.pack("<128I", *chain, *[_FREE] * (128 - len(chain)))
    return _head(directory, table) + bodies + rows + links


def _head(directory: int, table: int) -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
        + struct.pack("<IIIIIIIII", 0, 1, directory, 0, 4096, _END, 0, _END, 0)
        + struct.pack("<109I", table, *[_FREE] * 108)
    )  # fmt: skip


def _entry(
    name: str, kind: int, *, child: int = _FREE, right: int = _FREE, start: int, size: int
) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return (
        text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
        + struct.pack("<III", _FREE, right, child) + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )  # fmt: skip


def _record(number: int, body: bytes) -> bytes:
    return struct.pack("<HH", number, len(body)) + body


def xls(rows: Sequence[Sequence[Any]], *, is_locked: bool = False) -> bytes:
    """Return a workbook of Excel 97 of one page (MS-XLS, BIFF8); locked: it asks for a password."""
    begin = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    if is_locked:
        begin += _record(0x2F, struct.pack("<HHH", 1, 1, 1) + b"\1" * 48)
    begin += _record(0x42, struct.pack("<H", 1200))
    name = "DS".encode("utf-16-le")
    place = len(begin) + 4 + 8 + len(name) + 4
    begin += _record(0x85, struct.pack("<IBBBB", place, 0, 0, 2, 1) + name) + _record(0x0A, b"")
    page = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    page += _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, len(rows[0]), 0))
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            at = struct.pack("<HHH", number, column, 0)
            if isinstance(value, str):
                text = value.encode("utf-16-le")
                page += _record(0x204, at + struct.pack("<HB", len(value), 1) + text)
            elif value is not None:
                page += _record(0x203, at + struct.pack("<d", value))
    return compound({"Workbook": begin + page + _record(0x0A, b"")})


def locked_xlsx() -> bytes:
    """Return what Excel saves with a password: a compound file with the sealed package."""
    info = struct.pack("<HHI", 4, 4, 0x40) + b"<encryption/>"
    return compound({"EncryptionInfo": info, "EncryptedPackage": b"\x07" * 5000})
