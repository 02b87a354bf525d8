"""A store of events in memory, and a slow walk straight from the rules to judge the quick one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from txng.capture.vocab import Action, EventType, LinkRole
from txng.trace.store import Row


@dataclass(frozen=True)
class Happening:
    """One event: what goes in, what comes out, when, and amounts of classes."""

    number: int
    at: int
    type: EventType
    action: Action | None = None
    ins: tuple[int, ...] = ()
    outs: tuple[int, ...] = ()
    run: int | None = None
    amounts: Mapping[int, float] = field(default_factory=dict)

    def rows(self) -> Iterable[Row]:
        """Return the link rows of the event, as capture writes them."""
        ins, outs = list(self.ins), list(self.outs)
        roles: list[tuple[int, LinkRole]] = []
        if self.type == EventType.TRANSFORMATION:
            if self.run is not None:
                ins, outs = [*ins, self.run], [*outs, self.run]
                roles.append((self.run, LinkRole.TRANSFORMATION))
            roles += [(k, LinkRole.INPUT) for k in self.ins]
            roles += [(k, LinkRole.OUTPUT) for k in self.outs]
        elif self.type == EventType.OBJECT:
            roles += [(k, LinkRole.LOT_OF) for k in self.ins]
            roles += [(k, LinkRole.EPC) for k in self.outs]
        elif self.type == EventType.TRANSACTION:
            roles += [(k, LinkRole.EPC) for k in self.ins]
            roles += [(k, LinkRole.PARENT) for k in self.outs]
        else:
            kind = LinkRole.CHILD_CLASS if self.amounts else LinkRole.CHILD
            roles += [(k, kind) for k in self.ins]
            roles += [(k, LinkRole.PARENT) for k in self.outs]
        for key, role in roles:
            yield Row(
                key, role, self.number, self.at, self.type,
                None if self.action is None else int(self.action), ins, outs,
            )  # fmt: skip


class Memory:
    """The store protocol over a list of events."""

    def __init__(self, events: Sequence[Happening]) -> None:
        """Index the links by key."""
        self.events = events
        self.by_key: dict[int, list[Row]] = defaultdict(list)
        for event in events:
            for row in event.rows():
                self.by_key[row.key].append(row)

    def rows(self, keys: Sequence[int], roles: Sequence[int]) -> Iterable[Row]:
        """Return links of the keys in the roles."""
        return [r for k in keys for r in self.by_key.get(k, []) if r.role in roles]

    def emptyings(self, parents: Sequence[int]) -> Iterable[Row]:
        """Return DELETE events without children."""
        rows = self.rows(parents, [int(LinkRole.PARENT)])
        return [r for r in rows if r.action == Action.DELETE and not r.ins]

    def amounts(
        self, events: Sequence[int], children: Sequence[int]
    ) -> Mapping[tuple[int, int], float]:
        """Return stated amounts."""
        return {
            (e.number, k): v for e in self.events if e.number in set(events)
            for k, v in e.amounts.items() if k in set(children)
        }  # fmt: skip


class Slow:
    """Judges by ticking through every moment: nothing of the quick walk is used here."""

    def __init__(self, events: Sequence[Happening]) -> None:
        """Cut time into the slices between neighbouring events."""
        self.events = sorted(events, key=lambda e: (e.at, e.number))
        self.times = sorted({e.at for e in events})
        self.inside = self._inside()

    def _inside(self) -> dict[int, set[tuple[int, int]]]:
        """For each moment the (child, parent) pairs that hold from it to the next."""
        holds: dict[int, set[tuple[int, int]]] = {}
        balance: dict[tuple[int, int], float | None] = {}
        for now in self.times:
            moment: set[tuple[int, int]] = set()
            for e in (e for e in self.events if e.at == now):
                if e.type == EventType.TRANSACTION:
                    moment |= set(product(e.ins, e.outs))
                elif e.type in {EventType.AGGREGATION, EventType.ASSOCIATION}:
                    self._play(e, balance)
            holds[now] = moment | set(balance)
        return holds

    @staticmethod
    def _play(e: Happening, balance: dict[tuple[int, int], float | None]) -> None:
        (parent,) = e.outs
        if e.action == Action.DELETE and not e.ins:
            for pair in [p for p in balance if p[1] == parent]:
                del balance[pair]
            return
        for child in e.ins:
            pair = (child, parent)
            amount = e.amounts.get(child)
            if e.action == Action.DELETE:
                left = balance.get(pair)
                if pair in balance and left is not None and amount is not None:
                    balance[pair] = left - amount
                    if left - amount > 1e-9:
                        continue
                balance.pop(pair, None)
            elif e.action == Action.ADD and pair in balance:
                left = balance[pair]
                balance[pair] = None if left is None or amount is None else left + amount
            elif pair not in balance:
                balance[pair] = amount

    def down(self, start: int) -> set[int]:
        """All things that hold matter of `start` or of what was in it."""
        all_times = set(self.times)
        carries: dict[int, set[int]] = {start: set(all_times)}
        for thing, first in self._contents(start).items():
            if thing != start:
                carries[thing] = {t for t in self.times if t >= first}
        changed = True
        while changed:
            before = {k: len(v) for k, v in carries.items()}
            for e in self.events:
                if e.type == EventType.TRANSFORMATION:
                    self._pass_down(e, carries, all_times)
                elif e.type == EventType.OBJECT and any(e.at in carries.get(k, ()) for k in e.ins):
                    for k in e.outs:
                        carries.setdefault(k, set()).update(all_times)
            for now, pairs in self.inside.items():
                for child, parent in pairs:
                    if now in carries.get(child, ()):
                        carries.setdefault(parent, set()).add(now)
            changed = before != {k: len(v) for k, v in carries.items()}
        return set(carries)

    @staticmethod
    def _pass_down(e: Happening, carries: dict[int, set[int]], all_times: set[int]) -> None:
        entered = {k for k in e.ins if e.at in carries.get(k, ())}
        if e.run is not None and (entered or e.run in carries):
            entered.add(e.run)
            carries.setdefault(e.run, set()).update(all_times)
        for k in e.outs:
            if entered - {k}:
                carries.setdefault(k, set()).update(all_times)
            elif k in entered:
                carries[k].update(t for t in all_times if t >= e.at)

    def _contents(self, start: int) -> dict[int, int]:
        held: dict[int, set[int]] = {start: set(self.times)}
        changed = True
        while changed:
            changed = False
            for now, pairs in self.inside.items():
                for child, parent in pairs:
                    if now in held.get(parent, ()) and now not in held.get(child, set()):
                        held.setdefault(child, set()).add(now)
                        changed = True
        return {k: min(v) for k, v in held.items() if v}

    def up(self, start: int) -> set[int]:
        """All things of whose matter `start` is made, or that were in it."""
        holds: dict[int, set[int]] = {start: set(self.times)}
        reached = {start}
        changed = True
        while changed:
            before = (len(reached), sum(map(len, holds.values())))
            for e in self.events:
                mine = e.outs if e.run is None else (*e.outs, e.run)
                if e.type == EventType.TRANSFORMATION and reached & set(mine):
                    for k in [*e.ins, *([] if e.run is None else [e.run])]:
                        reached.add(k)
                        holds.setdefault(k, set()).add(e.at)
                elif e.type == EventType.OBJECT and reached & set(e.outs):
                    for k in e.ins:
                        reached.add(k)
                        holds.setdefault(k, set()).update(self.times)
            for now, pairs in self.inside.items():
                for child, parent in pairs:
                    if now in holds.get(parent, ()):
                        reached.add(child)
                        holds.setdefault(child, set()).add(now)
            changed = before != (len(reached), sum(map(len, holds.values())))
        return reached
