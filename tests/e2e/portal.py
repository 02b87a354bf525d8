"""A portal with the demonstration in it, for journeys: its own database, web server and worker.

The demonstration is loaded once into a database that is kept and copied for every run, so that
each run begins with the same rows and only the first one waits for them.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from config import prepare
from config.demo import LOADERS
from tests.config.portal import ROOT, Portal, environment, free_port, start, txng
from txng.core.postgres import layout
from txng.core.preparation import fingerprint_of

_KEPT = "txng_shown_"
_USED = "txng_journeys"
_VAR = ROOT / "var" / "e2e"
_DAYS = _VAR.with_name("e2e-days")
_LATER = str(Path(__file__).with_name("later"))
_KEYS = {"TXNG_SECRET_KEY": "1f" * 32, "TXNG_MASTER_KEY": "5e" * 32}
"""Fixed, so that what the kept database has encrypted stays readable."""


@contextmanager
def demonstration() -> Iterator[Portal]:
    """Give a running portal with fresh rows of the demonstration; nothing of it stays up."""
    kept = _kept_database()
    _copy(kept)
    pass_days(0)
    clock = {"PYTHONPATH": _LATER, "TXNG_JOURNEY_DAYS": str(_DAYS)}
    more = {"DATABASE_URL": _url(_USED), "TXNG_DEMO": "true", **_KEYS, **clock}
    running = start(_VAR, free_port(), **more)
    try:
        said = running.wait_until_welcome(120)
        if running.process.poll() is not None:
            raise AssertionError(said)
        yield running
    finally:
        running.process.terminate()
        running.process.wait(timeout=30)


def pass_days(days: int) -> None:
    """Let the portal believe that so many days have passed since the machine's own time."""
    _DAYS.parent.mkdir(parents=True, exist_ok=True)
    told = _DAYS.with_suffix(".new")
    told.write_text(str(days))
    told.replace(_DAYS)


def var() -> Path:
    """Return the folder in which the portal of the journeys writes."""
    return _VAR


def shown() -> dict[str, object]:
    """Return what the portal shows to whoever starts it: accounts, the API key, what to scan."""
    return prepare.shown(_url(_USED))


def run(*lines: str) -> None:
    """Run lines of Python in the portal's database: what the clock would start at another hour."""
    code = "; ".join(("import django", "django.setup()", "from txng.core.clock import now", *lines))
    more = {**_KEYS, "DATABASE_URL": _url(_USED), "DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={**environment(_VAR, 8000), **more},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise AssertionError(done.stderr)


def _server() -> str:
    return os.environ.get("DATABASE_URL") or layout(Path(os.environ["TXNG_VAR"])).url


def _url(database: str) -> str:
    return urlsplit(_server())._replace(path=f"/{database}").geturl()


def _kept_database() -> str:
    """Return the name of a database with the demonstration of today's code; make it if needed."""
    mark = fingerprint_of([], prepare.fingerprint_of_tables(), *(o.fingerprint() for o in LOADERS))
    name = f"{_KEPT}{mark[:12]}"
    with psycopg.connect(_server(), autocommit=True) as link:
        found = link.execute(
            "select datname from pg_database where starts_with(datname, %s)", [_KEPT]
        )
        for (old,) in found.fetchall():
            if old != name:
                link.execute(sql.SQL("drop database {}").format(sql.Identifier(old)))
        if not link.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
            link.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    more = {**_KEYS, "DATABASE_URL": _url(name)}
    made = txng("demo", var=_VAR, seconds=900, port=8000, stdin="", **more)
    if made.returncode != 0:
        raise AssertionError(f"txng demo failed:\n{made.stdout}{made.stderr}")
    return name


def _copy(kept: str) -> None:
    used, source = sql.Identifier(_USED), sql.Identifier(kept)
    with psycopg.connect(_server(), autocommit=True) as link:
        link.execute(sql.SQL("drop database if exists {} with (force)").format(used))
        link.execute(sql.SQL("create database {} template {}").format(used, source))
