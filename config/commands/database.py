"""The database for one command: the embedded server started if need be, and left as found."""

import errno
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from config import prepare
from config.commands.words import CouldNotRun
from config.env import DATABASE_URL, VAR, UnsafeConfiguration
from txng.core.postgres import Cluster, PostgresUnavailable
from txng.core.postgres_layout import DISK_FULL

_LEAST_WAL = 16 * 1024 * 1024
"""Bytes of one file of the write-ahead log: with less free, the server cannot go on."""


@contextmanager
def server() -> Iterator[str]:
    """Hold the database server for the length of a block and give its address.

    A request to end (SIGTERM) leaves the block like Ctrl-C does, so that the server is let go.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if DATABASE_URL:
        _reach(DATABASE_URL)
        yield DATABASE_URL
        return
    try:
        cluster = Cluster(VAR).__enter__()
    except (PostgresUnavailable, OSError) as error:
        raise CouldNotRun(str(error)) from error
    try:
        yield cluster.url
    except (psycopg.Error, DatabaseError, OSError) as error:
        if _is_full(cluster.layout.data, error):
            raise CouldNotRun(DISK_FULL) from error
        raise
    finally:
        cluster.__exit__(None, None, None)


@contextmanager
def django_ready() -> Iterator[str]:
    """Hold the server, load Django with all rooms, and give the server's address."""
    with server() as url:
        try:
            django.setup()
        except (ImproperlyConfigured, UnsafeConfiguration) as error:
            raise CouldNotRun(str(error)) from error
        yield url


def tables_ready(url: str) -> None:
    """Make the tables of the embedded server if need be; a server of others is never changed."""
    if not prepare.has_tables(url):
        if DATABASE_URL:
            raise CouldNotRun(
                "The database has not the present form: run `txng migrate` first."
                " / Cơ sở dữ liệu chưa được cập nhật: hãy chạy `txng migrate` trước."
            )
        prepare.make_tables(url)


def _is_full(folder: Path, error: Exception) -> bool:
    """Say whether a full disk explains an error; a server without room may just close the line."""
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return True
    said = f"{error} {error.__cause__}"
    return "No space left on device" in said or shutil.disk_usage(folder).free < _LEAST_WAL


def _reach(url: str) -> None:
    """Refuse in one sentence when a chosen server cannot be reached; passwords are not repeated."""
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[-1]
        raise CouldNotRun(
            f"The database of DATABASE_URL cannot be reached: {reason}"
            " / Không kết nối được cơ sở dữ liệu DATABASE_URL."
        ) from error
