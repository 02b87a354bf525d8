"""Registers of many rows: their list pages, and 100,000 rows in from Excel and out again."""

import io
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from django.conf import settings
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.figures import Figure, Goal, pairs, seconds
from benchmarks.ground import Ground
from tests import factories
from txng.core.services import sheets
from txng.core.sheets.reading import table_of
from txng.core.sheets.register import register_for
from txng.parties.actor import Actor
from txng.parties.models import Membership, Place

_HEADINGS = ("Tên địa điểm", "Loại địa điểm", "Địa chỉ", "Diện tích (m²)")
_COPY = (
    "copy parties_place (organisation_id, kind, name, identifier, key, gln, growing_area_code,"
    " packing_house_code, address, area_m2, is_active) from stdin"
)
_NEVER = datetime(2026, 11, 1, tzinfo=UTC)


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield reading, storing, listing and writing of as many places as the store has events."""
    count = ground.events
    with tempfile.TemporaryDirectory() as folder:
        settings.TXNG_PRIVATE_ROOT = Path(folder)
        actor = factories.actor()
        body = _book(count)
        register = register_for(actor=actor, door="enterprise", kind="dia-diem")
        yield _reading(body, register, count, ground.rounds)
        yield _storing(body, actor, count)
        yield from _lists(actor, count)
        yield _writing(register, count)


def _book(count: int) -> bytes:
    body = io.BytesIO()
    book = xlsxwriter.Workbook(body, {"constant_memory": True})
    page = book.add_worksheet()
    page.write_row(0, 0, _HEADINGS)
    for number in range(count):
        row = (f"Vườn số {number}", "Trang trại, vùng trồng", f"Thôn {number % 97}", number % 9_000)
        page.write_row(number + 1, 0, row)
    book.close()
    return body.getvalue()


def _reading(body: bytes, register: Any, count: int, rounds: int) -> Figure:
    def read(_number: int) -> float:
        table = table_of(body, register.columns())
        return count / seconds(lambda: sum(1 for _row in table.rows()))

    def bare(_number: int) -> float:
        table = table_of(body, register.columns())
        return count / seconds(lambda: sum(1 for _cells in table.grid.rows))

    own, other = pairs(rounds, read, bare)
    return Figure(f"read {count:,} rows of Excel, cells examined", "rows/s", own, other, "cells")


def _storing(body: bytes, actor: Actor, count: int) -> Figure:
    """Check the file, then store it, as the worker does; the check is told by itself."""
    register = register_for(actor=actor, door="enterprise", kind="dia-diem")
    sheets.AT_ONCE = 10**9  # type: ignore[misc]
    work: Any = None

    def check() -> None:
        nonlocal work
        work = sheets.start_import(register=register, body=body, name="a.xlsx", now=_NEVER)

    check_seconds = seconds(check)
    took = seconds(sheets.confirm_import, work=work)
    if Place.objects.filter(organisation=actor.organisation).count() != count:
        raise ValueError("not every row was stored")
    print(f"| the check before it, rolled back | {count / check_seconds:,.0f} rows/s | | | – |")
    copied = count / _copy(count)
    name = f"import of {count:,} places, each by the service with its trail"
    return Figure(name, "rows/s", [count / took], [copied], "COPY of the same rows")


def _copy(count: int) -> float:
    """Return the seconds that bare COPY of the same rows takes, indexes and all."""
    owner = factories.organisation()

    def copy() -> None:
        with connection.cursor() as cursor, cursor.copy(_COPY) as target:
            for number in range(count):
                identifier = f"https://bench.example/loc/{number}"
                named = (owner.pk, "farm", f"Vườn số {number}", identifier, -number - 1)
                rest = ("", "", "", f"Thôn {number % 97}", number % 9_000, True)
                target.write_row(named + rest)

    return seconds(copy)


def _lists(actor: Actor, count: int) -> Iterator[Figure]:
    """Yield the statements and the time of list pages with so many rows."""
    member = Membership.objects.get(user=actor.user)
    officer = factories.officer(lead=True)
    lead = Membership.objects.get(user=officer.user)
    for person, address in (
        (member.user, "/doanh-nghiep/dia-diem/"),
        (lead.user, "/quan-ly/dia-diem/"),
    ):
        client: Client = factories.signed_in(person)
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            client.get(address)
        own = [sql for sql in caught.captured_queries if "session" not in sql["sql"]]
        took = [1_000 * seconds(client.get, address) for _round in range(5)]
        hello = [1_000 * seconds(client.get, "/healthz") for _round in range(5)]
        many = f"{address} with {count:,} rows"
        goal = Goal(5, is_least=False, of_ours=True)
        yield Figure(f"{many}: statements", "", [len(own)], [1], "one", goal)
        yield Figure(f"{many}: time", "ms", took, hello, "/healthz")


def _writing(register: Any, count: int) -> Figure:
    def export() -> None:
        sheets.export_now(register=register, given=QueryDict(), target=io.BytesIO())

    took = count / seconds(export)
    bare = count / seconds(_book, count)
    return Figure(f"export of {count:,} places to Excel", "rows/s", [took], [bare],
                  "xlsxwriter, four bare cells a row")  # fmt: skip
