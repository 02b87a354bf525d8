"""`txng doctor`: looks at everything the portal needs, one line each, with what to do."""

import json
import os
import re
import shutil
import stat
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import django
import psycopg
from django.db import connection

from config import run
from config.commands.database import server
from config.commands.words import CouldNotRun
from config.env import BASE, PORT, VAR
from txng.core.waiting import missing_migrations

EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NO_BROWSER = "for the browser tests: apt-get install chromium; or leave them out: E2E=0"


@dataclass(frozen=True)
class Finding:
    """One line of the report; `remedy` is empty where all is well."""

    subject: str
    found: str
    remedy: str = ""


def main(asked: Namespace) -> int:  # noqa: ARG001  takes no options
    """Print one line for each thing looked at; 0 if all is well, else 1."""
    troubles = 0
    for check in CHECKS:
        for finding in check():
            sign = "!!" if finding.remedy else "ok"
            remedy = f"  →  {finding.remedy}" if finding.remedy else ""
            sys.stdout.write(f"{sign}  {finding.subject:<14} {finding.found}{remedy}\n")
            sys.stdout.flush()
            troubles += bool(finding.remedy)
    return 1 if troubles else 0


def python() -> Iterator[Finding]:
    """Python must be one that the portal is tested on."""
    found = ".".join(map(str, sys.version_info[:3]))
    good = (3, 11) <= sys.version_info[:2] < (3, 14)
    yield Finding("python", found, "" if good else "use 3.11, 3.12 or 3.13: make PYTHON=python3.13")


def packages() -> Iterator[Finding]:
    """Installed packages must be those of the lock."""
    lock = (BASE / "requirements" / "runtime.txt").read_text()
    wanted: dict[str, set[str]] = {}
    for name, number in re.findall(r"^([A-Za-z0-9_.-]+)==(\S+)", lock, flags=re.MULTILINE):
        wanted.setdefault(name, set()).add(number)
    wrong = [name for name, numbers in wanted.items() if _version(name) not in numbers]
    remedy = "rm -f .venv/*.ok && make install" if wrong else ""
    found = f"{len(wanted) - len(wrong)} of {len(wanted)} as locked"
    yield Finding("packages", f"{found} {' '.join(wrong)}".strip(), remedy)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def front_end() -> Iterator[Finding]:
    """Front-end packages must be those of the lock."""
    lock = json.loads((BASE / "package-lock.json").read_text())["packages"]
    wrong = [
        path
        for path, entry in lock.items()
        if path and not _has_version(BASE / path / "package.json", entry["version"])
    ]
    found = f"{len(lock) - 1 - len(wrong)} of {len(lock) - 1} as locked"
    yield Finding("front end", found, "rm -rf node_modules && make install" if wrong else "")


def _has_version(file: Path, number: str) -> bool:
    return file.exists() and json.loads(file.read_text())["version"] == number


def disk() -> Iterator[Finding]:
    """There must be room to write."""
    remedy = _remedy(run.check_disk)
    yield Finding("disk", f"{shutil.disk_usage(VAR).free // 2**20} MB free in {VAR}", remedy)


def port() -> Iterator[Finding]:
    """The port must be free, or be our own portal's."""
    if run.is_open():
        yield Finding("port", f"the portal answers on {PORT}")
    else:
        yield Finding("port", str(PORT), _remedy(run.check_port))


def _remedy(check: Callable[[], None]) -> str:
    try:
        check()
    except CouldNotRun as error:
        return str(error)
    return ""


def secrets() -> Iterator[Finding]:
    """Keys must be readable by their owner only."""
    for name in ("secret-key", "master-key"):
        file = VAR / name
        if not file.exists():
            yield Finding(name, "not made yet (or given from outside)")
            continue
        mode = stat.S_IMODE(file.stat().st_mode)
        yield Finding(name, oct(mode)[2:], "" if mode & 0o077 == 0 else f"chmod 600 {file}")


def database() -> Iterator[Finding]:
    """The database must be reachable, migrated, and have its extensions."""
    try:
        with server() as url, psycopg.connect(url) as link:
            number = link.info.server_version // 10000
            old = "PostgreSQL 15 or newer is needed" if number < 15 else ""
            yield Finding("database", f"PostgreSQL {number} at {link.info.host}", old)
            yield from _inside(link)
    except CouldNotRun as error:
        yield Finding("database", "unreachable", str(error))


def _inside(link: psycopg.Connection) -> Iterator[Finding]:
    django.setup()
    missing = missing_migrations(connection)
    connection.close()
    found = f"{len(missing)} missing" if missing else "all applied"
    yield Finding("migrations", found, "txng migrate" if missing else "")
    rows = link.execute("select extname from pg_extension").fetchall()
    absent = sorted(set(EXTENSIONS) - {name for (name,) in rows})
    yield Finding("extensions", ", ".join(EXTENSIONS), f"missing: {absent}" if absent else "")


def browser() -> Iterator[Finding]:
    """Only the browser tests need Chromium."""
    found = find_browser()
    yield Finding("browser", found or "none", "" if found else NO_BROWSER)


def find_browser() -> str | None:
    """Return the Chromium of TXNG_CHROMIUM or of the machine, if there is one."""
    return os.environ.get("TXNG_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    python,
    packages,
    front_end,
    disk,
    port,
    secrets,
    database,
    browser,
)
