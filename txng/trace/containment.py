"""Which child was in which parent from when until when, as ADD, OBSERVE and DELETE events tell."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import msgspec

from txng.capture.vocab import Action, EventType
from txng.trace.store import Row, Store
from txng.trace.windows import END

Pair = tuple[int, int]
CONTAINING = frozenset({EventType.AGGREGATION, EventType.ASSOCIATION, EventType.TRANSACTION})
_ENOUGH = 1e-9
_ADD, _DELETE, _TRANSACTION = (
    int(word) for word in (Action.ADD, Action.DELETE, EventType.TRANSACTION)
)
"""As plain numbers: enumerations are slow where every row passes."""


class Containment(msgspec.Struct, frozen=True, gc=False):
    """A child in a parent during the half-open span; `row` is the event that shows it."""

    child: int
    parent: int
    start: int
    end: int
    row: Row


def held(store: Store, rows: Iterable[Row]) -> list[Containment]:
    """Return the containments told by the rows of children."""
    own: dict[Pair, list[Row]] = defaultdict(list)
    for row in rows:
        if row.type in CONTAINING and row.outs:
            own[row.key, row.outs[0]].append(row)
    if not own:
        return []
    emptied = _by_parent(store.emptyings(sorted({parent for _, parent in own})))
    return _told(store, own, emptied)


def holding(store: Store, rows: Iterable[Row]) -> list[Containment]:
    """Return the containments told by the rows of parents."""
    own: dict[Pair, list[Row]] = defaultdict(list)
    emptied: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        if row.type not in CONTAINING:
            continue
        if row.action == _DELETE and not row.ins:
            emptied[row.key].append(row)
        for child in row.ins:
            own[child, row.key].append(row)
    return _told(store, own, emptied)


def _by_parent(rows: Iterable[Row]) -> dict[int, list[Row]]:
    grouped: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row.key].append(row)
    return grouped


def _told(
    store: Store, own: Mapping[Pair, list[Row]], emptied: Mapping[int, list[Row]]
) -> list[Containment]:
    amounts = _amounts_in_doubt(store, own)
    told: list[Containment] = []
    for (child, parent), rows in own.items():
        first, is_all = rows[0], len(rows) == 1 and parent not in emptied
        if is_all and first.action == _ADD and first.type != _TRANSACTION:
            told.append(Containment(child, parent, first.at, END, first))  # most are so
        else:
            told.extend(_spans((child, parent), [*rows, *emptied.get(parent, [])], amounts))
    return told


def _amounts_in_doubt(
    store: Store, own: Mapping[Pair, list[Row]]
) -> Mapping[tuple[int, int], float]:
    """Return the amounts that decide whether a DELETE took all or only part."""
    events: set[int] = set()
    children: set[int] = set()
    for (child, _), rows in own.items():
        if len(rows) > 1 and any(row.action == _DELETE for row in rows):
            children.add(child)
            events.update(row.event for row in rows)
    return store.amounts(sorted(events), sorted(children)) if events else {}


def _spans(
    pair: Pair, rows: Sequence[Row], amounts: Mapping[tuple[int, int], float]
) -> list[Containment]:
    """Play the events of one child and one parent in order of time, then of arrival."""
    child, parent = pair
    inside: list[Row] = []
    balance: float | None = 0.0
    told: list[Containment] = []
    ordered = sorted(rows, key=lambda r: (r.at, r.event))
    for event, same in groupby(ordered, key=lambda r: r.event):
        row = next(same)
        amount = amounts.get((event, child))
        if row.type == _TRANSACTION:
            told.append(Containment(child, parent, row.at, row.at + 1, row))
        elif row.action == _DELETE:
            balance = _less(balance, amount) if row.ins else 0.0
            if inside and (balance is None or balance <= _ENOUGH):
                told.extend(_closed(pair, inside, row.at))
                inside, balance = [], 0.0
        elif row.action == _ADD or not inside:
            balance = _more(balance, amount, is_first=not inside)
            inside.append(row)
        else:
            inside.append(row)
    return [*told, *_closed(pair, inside, END)]


def _more(balance: float | None, amount: float | None, *, is_first: bool) -> float | None:
    """Add to what is inside; None once an amount was not stated."""
    if amount is None or (balance is None and not is_first):
        return None
    return amount if is_first else (balance or 0.0) + amount


def _less(balance: float | None, amount: float | None) -> float | None:
    """Take from what is inside; without amounts a DELETE takes all."""
    return None if balance is None or amount is None else balance - amount


def _closed(pair: Pair, inside: Sequence[Row], end: int) -> list[Containment]:
    """One containment for each event that shows it, all ending together."""
    child, parent = pair
    return [Containment(child, parent, row.at, end, row) for row in inside if row.at < end]
