"""Registers of many rows: in from Excel through the pages and the job worker, listed, out again.

A file is sent as a person sends it, checked and stored by a worker in a process of its own, whose
memory is told. `--events` says how many rows each file has.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Final

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.figures import Figure, Goal, seconds
from benchmarks.ground import Ground
from benchmarks.sheet_files import KINDS, Kind, book, people
from tests import factories
from txng.core.clock import now
from txng.core.models import Work
from txng.core.services import sheets
from txng.core.sheets.reading import table_of
from txng.core.sheets.register import register_for
from txng.parties.actor import Actor

_ROOT: Final = Path(__file__).resolve().parent.parent
_DOORS: Final = {"doanh-nghiep": "enterprise", "quan-ly": "government"}


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield, of each register, its file in, its list pages, and its file out."""
    owner, officer = people()
    for kind in KINDS:
        count = min(ground.events, kind.most)
        actor = officer if kind.door == "quan-ly" else owner
        yield from _in(kind, actor, count)
        _analyze()
        for door, person in (("doanh-nghiep", owner), ("quan-ly", officer)):
            if kind.page and (door, kind.name) not in {
                ("doanh-nghiep", "don-vi"), ("quan-ly", "nguoi-dung"),
            }:  # fmt: skip
                yield from _list(kind, f"/{door}/{kind.page}", person, count)
        yield _out(kind, actor, count)


def _in(kind: Kind, actor: Actor, count: int) -> Iterator[Figure]:
    """Send a file, let the worker check it, confirm, let the worker store it."""
    body = book(kind, count)
    client = _client(actor)
    file = SimpleUploadedFile("ds.xlsx", body)
    sent = seconds(client.post, f"/{kind.door}/nhap/{kind.name}/", {"file": file})
    memory = [_worked()]
    work = Work.objects.latest("id")
    checked = _took(work)
    client.post(f"/{kind.door}/cong-viec/{work.pk}/ghi/")
    memory.append(_worked())
    work = Work.objects.get(pk=work.pk)
    counts = {name: number for name, number in work.summary["counts"].items() if number}
    print(f"| {kind.title}: {counts}, {work.state} {work.message}, sent in {sent:.1f} s, "
          f"{len(body) / 1e6:.1f} MB; the worker had {_megabytes(memory)} | | | | – |")  # fmt: skip
    bare = count / seconds(_read_only, kind, body, actor)
    name = f"{count:,} {kind.title}"
    yield Figure(f"{name}: checked", "rows/s", [count / checked], [bare], "cells read only")
    yield Figure(f"{name}: stored", "rows/s", [count / _took(work)], [bare], "cells read only")


def _client(actor: Actor) -> Client:
    if actor.user is None:
        raise ValueError("nobody")
    return factories.signed_in(actor.user)


def _worked() -> tuple[int, int]:
    """Let a worker do what waits; return its memory before and at most, in kB."""
    command = (sys.executable, "-m", "benchmarks.sheet_worker")
    done = subprocess.run(command, cwd=_ROOT, check=True, capture_output=True, text=True)
    before, most = map(int, done.stdout.split())
    return before, most


def _megabytes(memory: list[tuple[int, int]]) -> str:
    return " and ".join(f"{before // 1024}–{most // 1024} MB" for before, most in memory)


def _took(work: Work) -> float:
    ended = work.finished_at or work.touched_at
    if ended is None or work.started_at is None:
        raise ValueError("the work was not done")
    return (ended - work.started_at).total_seconds()


def _read_only(kind: Kind, body: bytes, actor: Actor) -> int:
    register = register_for(actor=actor, door=_DOORS[kind.door], kind=kind.name)
    return len(list(table_of(body, register.columns()).rows()))


def _analyze() -> None:
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")


def _list(kind: Kind, address: str, person: Actor, count: int) -> Iterator[Figure]:
    """Yield the statements and the time of a list, whole and searched."""
    client = _client(person)
    for what, asked in (("", {}), (f"?q={kind.word}", {"q": kind.word})):
        name = f"{address}{what} with {count:,} {kind.title}"
        client.get(address, asked)
        with CaptureQueriesContext(connection) as caught:
            answer = client.get(address, asked)
            said = list(caught.captured_queries)
        if answer.status_code != 200:
            print(f"| {name}: {answer.status_code} | | | | – |")
            return
        own = [one for one in said if "session" not in one["sql"]]
        took = [1_000 * seconds(client.get, address, asked) for _round in range(7)]
        goal = Goal(5, is_least=False, of_ours=True)
        yield Figure(f"{name}: statements", "", [len(own)], [1], "one", goal)
        hello = [1_000 * seconds(client.get, "/healthz") for _round in took]
        yield Figure(f"{name}: time", "ms", [median(took)], [median(hello)], "/healthz")


def _out(kind: Kind, actor: Actor, count: int) -> Figure:
    """Yield the export in the background, by the worker."""
    register = register_for(actor=actor, door=_DOORS[kind.door], kind=kind.name)
    work = sheets.start_export(register=register, given=QueryDict(), now=now())
    _before, most = _worked()
    work = Work.objects.get(pk=work.pk)
    print(f"| {kind.title} out: {work.state}, {work.done} rows, {most // 1024} MB | | | | – |")
    bare = seconds(book, kind, count)
    rows = max(work.done, 1)
    return Figure(f"export of {rows:,} {kind.title}", "rows/s", [rows / _took(work)],
                  [count / bare], "xlsxwriter, bare cells of the same file")  # fmt: skip
