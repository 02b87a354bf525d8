"""What has been made ready in a database, by name and fingerprint, so that a start can skip it.

Read and written by plain SQL over a connection of its own: the question is asked before Django
is loaded, and before there are any tables.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import psycopg

Done = dict[str, tuple[str, dict[str, Any]]]
"""Fingerprint and details of each preparation that was finished."""


def done(url: str) -> Done:
    """Return what was finished in the database at `url`; an empty database has finished nothing."""
    with psycopg.connect(url) as connection:
        try:
            rows = connection.execute("select name, fingerprint, details from core_preparation")
        except psycopg.errors.UndefinedTable:
            return {}
        return {name: (fingerprint, details) for name, fingerprint, details in rows}


def finish(url: str, name: str, *, fingerprint: str, details: Mapping[str, Any]) -> None:
    """Keep that `name` was finished in the state that `fingerprint` stands for."""
    with psycopg.connect(url) as connection:
        connection.execute(
            "insert into core_preparation (name, fingerprint, details) values (%s, %s, %s)"
            " on conflict (name) do update set fingerprint = excluded.fingerprint,"
            " details = excluded.details, done_at = now()",
            (name, fingerprint, json.dumps(dict(details))),
        )


def fingerprint_of(files: Iterable[Path], *words: str) -> str:
    """Return a fingerprint of the files' contents and some words (e.g. versions)."""
    digest = hashlib.sha256("\0".join(words).encode())
    for file in sorted(files):
        digest.update(str(file).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:32]


def fingerprint_of_times(files: Iterable[Path]) -> str:
    """Return a fingerprint of the files' names, sizes and times: for many or large files."""
    digest = hashlib.sha256()
    for file in sorted(files):
        state = file.stat()
        digest.update(f"{file}\0{state.st_size}\0{state.st_mtime_ns}\0".encode())
    return digest.hexdigest()[:32]
