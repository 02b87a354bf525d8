"""A register as sheets: what a room tells so that its rows go out to Excel and come in from it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from txng.core.errors import NotFound, Refused
from txng.core.sheets.cells import shown
from txng.core.sheets.columns import Column, Text
from txng.core.sheets.reading import Row, RowState, Table


class Told(NamedTuple):
    """A row of the file, and the values that it says by column code."""

    row: Row
    values: Mapping[str, Any]


class Register(ABC):
    """One register in one door; a room makes one subclass for each and calls `add` when ready.

    `actor` is whoever acts (parties.actor.Actor); the floor only hands it on. One instance serves
    one run, so that it may remember what it has looked up.
    """

    kind: ClassVar[str]
    """Name in addresses, e.g. `dia-diem`."""
    doors: ClassVar[tuple[str, ...]]
    name: ClassVar[Text]
    lead: ClassVar[Text]
    """How to fill the template in, one or two sentences."""
    page: ClassVar[str]
    """`room:act` of the list page, the same in each door."""
    models: ClassVar[tuple[type[Model], ...]] = ()
    """Tables in which rows are found again."""
    is_trial = False
    """Whether what is written now is taken back: nothing may leave the house."""

    def __init__(self, actor: Any, door: str) -> None:
        """Serve one actor at one door."""
        self.actor, self.door = actor, door

    @abstractmethod
    def may_read(self) -> bool:
        """Say whether the actor may take the rows away."""

    def may_write(self) -> bool:
        """Say whether the actor may bring rows in."""
        return False

    @abstractmethod
    def columns(self) -> Sequence[Column]:
        """Return the columns as this actor may fill and read them."""

    @abstractmethod
    def exported(self, given: Mapping[str, Any]) -> Any:
        """Return the ordered queryset (or sequence) of the list page under the filters `given`."""

    @abstractmethod
    def told_of(self, found: Any) -> Mapping[str, Any]:
        """Return a row of the register as values by column code."""

    def key(self, row: Row) -> Hashable | None:
        """Return what names the row in the register; None: it is always new."""
        raise NotImplementedError

    def known(self, rows: Sequence[Row]) -> Mapping[Any, Any]:
        """Return key → the register's row, for those of `rows` that are in it already."""
        raise NotImplementedError

    def add(self, told: Sequence[Told], now: datetime) -> Sequence[Any]:
        """Add new rows all at once by the room's own service; return each row made, or why not.

        What the service raises instead is found by halves, so that it is told at its own row.
        """
        raise NotImplementedError

    def change(self, row: Row, values: Mapping[str, Any], now: datetime) -> None:
        """Change one row by the room's own service; raises Refused."""
        raise NotImplementedError

    def hide(self, column: Column | None, text: str) -> str:  # noqa: ARG002
        """Return a text of the file as it may be kept and shown: secrets of a person masked."""
        return text

    def examine(self, row: Row, values: Mapping[str, Any]) -> Mapping[str, Text]:  # noqa: ARG002
        """Return what is wrong with a row beyond its cells: sentence by column code."""
        return {}

    def look_ahead(self, opened: Callable[[], Table]) -> None:  # noqa: B027  most need not
        """Read the file once before its rows are judged, where rows lean on others further down."""

    def judge(self, table: Table, rows: Sequence[Row]) -> None:
        """Compare rows with the register: new, changed (and what changes), or the same."""
        fit = [row for row in rows if not row.errors and row.state is not RowState.SKIPPED]
        known = self.known(fit)
        for row in fit:
            mark = self.key(row)
            row.found = known.get(mark) if mark is not None else None
            if row.found is not None:
                row.changes = _changes(table, row, self.told_of(row.found))
                row.state = RowState.CHANGED if row.changes else RowState.SAME
            for code, sentence in self.examine(row, self.whole(row)).items():
                table.tell(row, code, sentence)

    def whole(self, row: Row) -> dict[str, Any]:
        """Return what the row says over what the register knows: an empty cell changes nothing."""
        before = dict(self.told_of(row.found)) if row.found is not None else {}
        return before | {code: value for code, value in row.values.items() if value is not None}

    def apply(self, table: Table, rows: Sequence[Row], now: datetime) -> None:
        """Write what is new or changed, each row whole or not at all; refusals go to cells."""
        self.add_rows(table, [row for row in rows if row.state is RowState.NEW], now)
        for row in rows:
            if row.state is RowState.CHANGED:
                try:
                    with transaction.atomic():
                        self.change(row, self.whole(row), now)
                except Refused as refusal:
                    refuse(table, row, refusal)

    def add_rows(self, table: Table, rows: Sequence[Row], now: datetime) -> None:
        """Add new rows together; refusals go to cells."""
        found = self.added([Told(row, self.whole(row)) for row in rows], now)
        for row, one in zip(rows, found, strict=True):
            if isinstance(one, Refused):
                refuse(table, row, one)

    def added(self, told: Sequence[Told], now: datetime) -> list[Any]:
        """Add new rows together, or each half of them by itself where something is raised."""
        if not told:
            return []
        try:
            with transaction.atomic():
                return list(self.add(told, now))
        except (Refused, IntegrityError) as error:
            if len(told) > 1:
                middle = len(told) // 2
                return [*self.added(told[:middle], now), *self.added(told[middle:], now)]
            if isinstance(error, Refused):
                return [error]
            raise


def refuse(table: Table, row: Row, refusal: Refused) -> None:
    """Put a refusal at the cells that it names, else at the row."""
    codes = {column.code for column in table.known.values()}
    for code, sentence in refusal.fields.items():
        table.tell(row, code if code in codes else "", sentence)
    if not refusal.fields:
        table.tell(row, "", str(refusal))
    for item in refusal.missing:
        table.tell(row, "", item)


def _changes(table: Table, row: Row, before: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    changes = {}
    for column in table.known.values():
        new = row.values.get(column.code)
        old = before.get(column.code)
        if new is None or column.read_only or _alike(column, old, new):
            continue
        changes[str(column.name)] = (str(shown(column, old)), str(shown(column, new)))
    return changes


def _alike(column: Column, old: Any, new: Any) -> bool:
    if isinstance(new, tuple):
        return set(old or ()) == set(new)
    return bool(old == new or str(shown(column, old)) == str(shown(column, new)))


_registers: dict[tuple[str, str], type[Register]] = {}


def add(*registers: type[Register]) -> None:
    """Let a room offer its registers; called once when it is ready."""
    for register in registers:
        for door in register.doors:
            _registers[door, register.kind] = register


class NoSuchRegister(NotFound):
    """Nothing of that name goes in and out of Excel here."""

    reason = _("Không có sổ nào tên này để tải hoặc nhập bằng Excel.")


def register_for(*, actor: Any, door: str, kind: str) -> Register:
    """Return the register of a door for an actor."""
    found = _registers.get((door, kind))
    if found is None:
        raise NoSuchRegister
    return found(actor, door)


def told(register: Register, found: Iterable[Any]) -> Iterator[Mapping[str, Any]]:
    """Yield rows of the register as values by column code."""
    for row in found:
        yield register.told_of(row)


def page_of(*, door: str, kind: str) -> str:
    """Return `room:act` of the list page of a register; "" if there is none."""
    found = _registers.get((door, kind))
    return found.page if found else ""
