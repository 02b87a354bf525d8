"""Registers in and out: check a file against a register, store it in batches, give it back."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from txng.core.clock import now as clock_now
from txng.core.errors import NotAllowed, Refused
from txng.core.models import Work, WorkState
from txng.core.services.work import Stopped, end, folder, new_file, note, proceed, run, run_later
from txng.core.services.work import start_work as start
from txng.core.sheets.cells import text_of
from txng.core.sheets.reading import Row, RowState, Table, table_of
from txng.core.sheets.register import Register, register_for, told
from txng.core.sheets.writing import write_annotated, write_export
from txng.core.statements import count_anew

IMPORT: Final = "sheets.import"
EXPORT: Final = "sheets.export"
CHECK: Final = "check"
APPLY: Final = "apply"
AT_ONCE: Final = 1_000
"""So many rows are checked, or written out, while the person waits (about two seconds)."""
BATCH: Final = 1_000
_SHOWN_ROWS: Final = 20
_SHOWN_ERRORS: Final = 100
_OUTCOMES: Final = {
    (RowState.NEW, True): gettext_lazy("Sẽ thêm"),
    (RowState.CHANGED, True): gettext_lazy("Sẽ sửa"),
    (RowState.NEW, False): gettext_lazy("Đã thêm"),
    (RowState.CHANGED, False): gettext_lazy("Đã sửa"),
}
_ALWAYS: Final = {
    RowState.SAME: gettext_lazy("Không đổi"),
    RowState.SKIPPED: gettext_lazy("Lặp lại, bỏ qua"),
    RowState.WRONG: gettext_lazy("Sai, không ghi"),
}


class MayNotImport(NotAllowed):
    """Bringing rows in needs the right to write them."""

    reason = gettext_lazy(
        "Vai trò của bạn chưa được nhập sổ này bằng Excel. "
        "Hãy nhờ chủ tài khoản của đơn vị cấp quyền, hoặc chọn đơn vị khác."
    )


class MayNotExport(NotAllowed):
    """Taking rows away needs the right to read them."""

    reason = gettext_lazy("Vai trò của bạn chưa được tải sổ này. Hãy nhờ chủ tài khoản cấp quyền.")


def start_import(*, register: Register, body: bytes, name: str, now: datetime) -> Work:
    """Keep an uploaded file and check it: a small one at once, a large one in the background.

    Refuses at once what is no sheet of this register (NotASheet). Nothing is stored in the
    register before `confirm_import`.
    """
    if not register.may_write():
        raise MayNotImport
    table = table_of(body, register.columns())
    path = new_file(".upload")
    path.write_bytes(body)
    work = start(
        kind=IMPORT,
        title=_("Nhập từ Excel: %s") % register.name,
        door=register.door,
        actor=register.actor,
        now=now,
        given={"register": register.kind},
        source=path,
        source_name=name,
        stage=CHECK,
    )
    if table.total <= AT_ONCE:
        return run(work.pk)
    note(work, total=table.total)
    run_later(work)
    return work


class NothingToStore(Refused):
    """A file was checked, and nothing of it is new, changed and right."""

    reason = gettext_lazy("Tệp không có dòng nào cần ghi.")


def confirm_import(*, work: Work) -> Work:
    """Store the rows that were found right; asked twice, it is done once."""
    with transaction.atomic():
        row = Work.objects.select_for_update().get(pk=work.pk)
        if row.kind != IMPORT or row.state != WorkState.REVIEW:
            return row
        if not row.summary.get("to_store"):
            raise NothingToStore
        note(row, stage=APPLY, state=WorkState.WAITING, done=0)
    if row.total <= AT_ONCE:
        return run(row.pk)
    run_later(row)
    return row


def run_import(work: Work, actor: Any) -> None:
    """Check or store a file, as far as the work has come; rights are those of this moment."""
    register = register_for(actor=actor, door=work.door, kind=str(work.given["register"]))
    if not register.may_write():
        raise MayNotImport
    body, columns = (folder() / work.source).read_bytes(), register.columns()
    register.look_ahead(lambda: table_of(body, columns))
    table = table_of(body, columns)
    table.hide = register.hide
    note(work, total=table.total)
    if work.stage == CHECK:
        _check(work, table, register)
    else:
        _store(work, table, register)


def _check(work: Work, table: Table, register: Register) -> None:
    seen = _Seen(table)
    target = new_file(".xlsx")
    write_annotated(target, table=table, rows=seen.watch(_pass(work, table, register, dry=True)))
    facts: dict[str, Any] = {"summary": seen.summary(), "total": seen.total}
    if seen.counts[RowState.WRONG]:
        facts |= _result(work, target, _("có ghi lỗi"))
    else:
        target.unlink()
    if not seen.total:
        end(work, WorkState.DONE, _("Tệp không có dòng dữ liệu nào sau dòng tiêu đề."), **facts)
        return
    note(work, state=WorkState.REVIEW, done=seen.total, **facts)


def _store(work: Work, table: Table, register: Register) -> None:
    seen = _Seen(table)
    target = new_file(".xlsx")
    try:
        rows = seen.watch(_pass(work, table, register, dry=False))
        write_annotated(target, table=table, rows=rows)
    except BaseException:
        stored = seen.counts[RowState.NEW] + seen.counts[RowState.CHANGED]
        sentence = _(
            "Đã ghi %s dòng trước khi dừng; các dòng sau chưa ghi. "
            "Gửi lại đúng tệp này thì phần còn lại được ghi tiếp, không dòng nào bị ghi hai lần."
        )
        note(work, message=sentence % stored)
        target.unlink(missing_ok=True)
        raise
    if work.result:
        (folder() / work.result).unlink(missing_ok=True)
    facts = _result(work, target, _("kết quả"))
    summary = {**seen.summary(), "checked": work.summary.get("counts", {})}
    end(work, WorkState.DONE, done=seen.total, total=seen.total, summary=summary, **facts)


def _result(work: Work, path: Path, word: str) -> dict[str, str]:
    stem = work.source_name.rpartition(".")[0] or work.source_name
    return {"result": path.name, "result_name": f"{stem[:200]} – {word}.xlsx"}


def _pass(work: Work, table: Table, register: Register, *, dry: bool) -> Iterator[tuple[Row, str]]:
    """Judge and write the rows in batches, each batch whole; a dry pass takes everything back.

    So that a check says exactly what storing would: the same services refuse the same rows.
    """
    rows = table.distinct(table.rows(), register.key)
    register.is_trial = dry
    done, many = 0, 5 * BATCH
    while batch := list(islice(rows, BATCH)):
        with transaction.atomic():
            register.judge(table, batch)
            register.apply(table, batch, clock_now())
            if dry:
                transaction.set_rollback(True)
        for row in batch:
            yield row, str(_OUTCOMES.get((row.state, dry)) or _ALWAYS[row.state])
        done += len(batch)
        proceed(work, done)
        if (
            done >= many and register.models and not dry
        ):  # lest the database read all of it for every batch
            count_anew(*(model._meta.db_table for model in register.models))
            many *= 2


class _Seen:
    """What a pass has seen: counts, the first rows, the first faults."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.counts: Counter[RowState] = Counter()
        self.rows: list[dict[str, Any]] = []
        self.errors: list[dict[str, Any]] = []

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def watch(self, rows: Iterable[tuple[Row, str]]) -> Iterator[tuple[Row, str]]:
        """Pass the rows on, keeping what the page will show."""
        for row, outcome in rows:
            self.counts[row.state] += 1
            if len(self.rows) < _SHOWN_ROWS:
                self.rows.append(self._shown(row, outcome))
            for error in row.errors[: max(0, _SHOWN_ERRORS - len(self.errors))]:
                self.errors.append({"row": row.number, **asdict(error)})
            yield row, outcome

    def _shown(self, row: Row, outcome: str) -> dict[str, Any]:
        wrong = {error.address for error in row.errors}
        cells = []
        for number, column in self.table.known.items():
            cell = self.table.kept(row, number)
            is_wrong = self.table.address(row, number) in wrong
            cells.append([text_of(cell)[:120], is_wrong, str(column.name)])
        return {
            "number": row.number,
            "cells": cells,
            "state": row.state,
            "outcome": outcome,
            "changes": [
                [name, *(self.table.hide(None, one) for one in pair)]
                for name, pair in row.changes.items()
            ],
        }

    def summary(self) -> dict[str, Any]:
        """Return everything as plain JSON."""
        table = self.table
        return {
            "counts": {state.value: self.counts[state] for state in RowState},
            "to_store": self.counts[RowState.NEW] + self.counts[RowState.CHANGED],
            "page": table.name,
            "columns": [[table.headings[n], str(c.name)] for n, c in table.known.items()],
            "ignored": table.ignored,
            "absent": [str(column.name) for column in table.absent],
            "notes": [str(sentence) for sentence in table.grid.notes],
            "rows": self.rows,
            "errors": self.errors,
        }


def export_now(*, register: Register, given: QueryDict, target: Any) -> int:
    """Write the rows of a list page, exactly those of its filters; return how many."""
    if not register.may_read():
        raise MayNotExport
    rows = told(register, _walked(register.exported(given)))
    columns = register.columns()
    return write_export(target, name=str(register.name), columns=columns, rows=rows)


def is_long_export(*, register: Register, given: QueryDict) -> bool:
    """Say whether a list has more rows than are written while a person waits."""
    if not register.may_read():
        raise MayNotExport
    found = register.exported(given)
    if isinstance(found, QuerySet):
        return bool(found.order_by()[: 5 * AT_ONCE + 1].count() > 5 * AT_ONCE)
    return len(found) > 5 * AT_ONCE


def start_export(*, register: Register, given: QueryDict, now: datetime) -> Work:
    """Write a long list in the background."""
    work = start(
        kind=EXPORT,
        title=_("Tải Excel: %s") % register.name,
        door=register.door,
        actor=register.actor,
        now=now,
        given={"register": register.kind, "filters": given.urlencode()},
    )
    run_later(work)
    return work


def run_export(work: Work, actor: Any) -> None:
    """Write the rows of a list page into a private file, counting."""
    register = register_for(actor=actor, door=work.door, kind=str(work.given["register"]))
    if not register.may_read():
        raise MayNotExport
    found = register.exported(QueryDict(str(work.given["filters"])))
    total = found.order_by().count() if isinstance(found, QuerySet) else len(found)
    note(work, total=total)
    target = new_file(".xlsx")
    try:
        rows = told(register, _counted(work, _walked(found)))
        columns = register.columns()
        count = write_export(target, name=str(register.name), columns=columns, rows=rows)
    except Stopped:
        target.unlink(missing_ok=True)
        raise
    name = f"{register.kind}-{timezone.localdate():%Y-%m-%d}.xlsx"
    end(work, WorkState.DONE, done=count, total=count, result=target.name, result_name=name)


def _walked(found: Any) -> Iterator[Any]:
    return found.iterator(chunk_size=2_000) if isinstance(found, QuerySet) else iter(found)


def _counted(work: Work, rows: Iterator[Any]) -> Iterator[Any]:
    for count, row in enumerate(rows, start=1):
        yield row
        if count % 2_000 == 0:
            proceed(work, count)
