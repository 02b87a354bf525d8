"""The walk follows the rules of lineage, judged by a slow walk that ticks through every moment."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.trace.memory import Happening, Memory, Slow
from txng.capture.vocab import Action, EventType
from txng.trace.lineage import Direction, downstream_starts, walk
from txng.trace.windows import ALWAYS

THINGS = st.integers(1, 8)
FEW = st.lists(THINGS, max_size=3, unique=True).map(tuple)
SOME = st.lists(THINGS, min_size=1, max_size=3, unique=True).map(tuple)


@st.composite
def happenings(draw: st.DrawFn) -> list[Happening]:
    """A short history of up to eight things in any order, with cycles, re-packing and runs."""
    events = []
    for number in range(draw(st.integers(1, 12))):
        at = draw(st.integers(0, 9))
        kind = draw(st.sampled_from(["make", "pack", "pack", "pack", "commission", "trade"]))
        if kind == "make":
            ins, outs = draw(FEW), draw(FEW)
            run = draw(st.sampled_from([None, None, 90, 91]))
            event = Happening(number, at, EventType.TRANSFORMATION, None, ins, outs, run)
        elif kind == "commission":
            lot, items = draw(THINGS), draw(SOME)
            event = Happening(number, at, EventType.OBJECT, Action.ADD, (lot,), items)
        elif kind == "trade":
            event = Happening(
                number, at, EventType.TRANSACTION, Action.ADD, draw(SOME), (draw(THINGS),)
            )
        else:
            action = draw(st.sampled_from(list(Action)))
            children = draw(FEW if action == Action.DELETE else SOME)
            amounts = {}
            if draw(st.booleans()):
                amounts = {c: float(draw(st.integers(1, 3))) for c in children}
            event = Happening(
                number, at, EventType.AGGREGATION, action, children, (draw(THINGS),), None, amounts
            )
        if event.type != EventType.TRANSFORMATION and set(event.ins) & set(event.outs):
            continue
        events.append(event)
    return events


def _quick(events: list[Happening], start: int, direction: Direction) -> set[int]:
    store = Memory(events)
    starts = {start: [ALWAYS]}
    if direction is Direction.DOWN:
        starts = downstream_starts(store, starts)
    return set(walk(store, starts, direction=direction).level)


@given(happenings(), THINGS)
@settings(max_examples=500, deadline=None)
def test_downstream_reaches_exactly_what_the_slow_walk_reaches(
    events: list[Happening], start: int
) -> None:
    assert _quick(events, start, Direction.DOWN) == Slow(events).down(start)


@given(happenings(), THINGS)
@settings(max_examples=500, deadline=None)
def test_upstream_reaches_exactly_what_the_slow_walk_reaches(
    events: list[Happening], start: int
) -> None:
    assert _quick(events, start, Direction.UP) == Slow(events).up(start)


def _pack(number: int, at: int, action: Action, *children: int, case: int) -> Happening:
    return Happening(number, at, EventType.AGGREGATION, action, children, (case,))


def test_a_case_emptied_and_refilled_does_not_link_old_and_new_content() -> None:
    old, new, case, made_of_case = 1, 2, 10, 20
    events = [
        _pack(0, 0, Action.ADD, old, case=case),
        _pack(1, 1, Action.DELETE, case=case),
        _pack(2, 2, Action.ADD, new, case=case),
        Happening(3, 3, EventType.TRANSFORMATION, None, (case,), (made_of_case,)),
    ]
    assert _quick(events, old, Direction.DOWN) == {old, case}
    assert _quick(events, new, Direction.DOWN) == {new, case, made_of_case}
    assert _quick(events, made_of_case, Direction.UP) == {made_of_case, case, new}


def test_a_partial_delete_leaves_the_rest_inside() -> None:
    lot, case, outcome = 1, 10, 20
    events = [
        Happening(0, 0, EventType.AGGREGATION, Action.ADD, (lot,), (case,), None, {lot: 10.0}),
        Happening(1, 1, EventType.AGGREGATION, Action.DELETE, (lot,), (case,), None, {lot: 4.0}),
        Happening(2, 2, EventType.TRANSFORMATION, None, (case,), (outcome,)),
    ]
    assert _quick(events, lot, Direction.DOWN) == {lot, case, outcome}
    emptied = [*events[:1], _pack(1, 1, Action.DELETE, lot, case=case), events[2]]
    assert _quick(emptied, lot, Direction.DOWN) == {lot, case}


def test_downstream_of_an_item_does_not_reach_its_neighbours_in_the_case() -> None:
    events = [_pack(0, 0, Action.ADD, 1, 2, case=10)]
    assert _quick(events, 1, Direction.DOWN) == {1, 10}
    assert _quick(events, 10, Direction.DOWN) == {10, 1, 2}


def test_a_circle_ends() -> None:
    events = [
        Happening(0, 0, EventType.TRANSFORMATION, None, (1,), (2,)),
        Happening(1, 1, EventType.TRANSFORMATION, None, (2,), (1,)),
    ]
    assert _quick(events, 1, Direction.DOWN) == {1, 2}


def test_events_of_one_transformation_id_pass_all_inputs_to_all_outputs() -> None:
    events = [
        Happening(0, 0, EventType.TRANSFORMATION, None, (1,), (), 90),
        Happening(1, 1, EventType.TRANSFORMATION, None, (2,), (), 90),
        Happening(2, 2, EventType.TRANSFORMATION, None, (), (3,), 90),
    ]
    assert _quick(events, 3, Direction.UP) == {3, 90, 1, 2}
    assert _quick(events, 1, Direction.DOWN) == {1, 90, 3}
