"""Random histories as events in memory, and the same as an EPCIS document for the real store."""

import random
from typing import Any

from tests.capture.documents import document
from tests.trace.memory import Happening
from txng.capture.vocab import Action, EventType

_GTIN = "https://id.gs1.org/01/09506000134352"


def name(prefix: str, thing: int) -> str:
    """Return the identifier of a thing: things 1–4 are lots, others single items or runs."""
    if thing >= 90:
        return f"https://truyxuat.example/bt/{prefix}{thing}"
    return f"{_GTIN}/10/{prefix}{thing}" if thing <= 4 else f"{_GTIN}/21/{prefix}{thing}"


def history(seed: int) -> list[Happening]:
    """Return up to twenty events among eight things, reproducible from the seed."""
    dice = random.Random(seed)  # noqa: S311  a reproducible history
    events: list[Happening] = []
    for number in range(dice.randint(4, 20)):
        at = number if dice.random() < 0.8 else dice.randint(0, 20)
        things = dice.sample(range(1, 9), dice.randint(2, 5))
        kind = dice.choice(["make", "make", "pack", "pack", "pack", "trade", "commission"])
        if kind == "make":
            cut = dice.randint(1, len(things) - 1)
            run = dice.choice([None, None, 90])
            ins, outs = tuple(things[:cut]), tuple(things[cut:])
            events.append(Happening(number, at, EventType.TRANSFORMATION, None, ins, outs, run))
        elif kind == "commission":
            items = tuple(t for t in things if t > 4)
            lots = [t for t in things if t <= 4]
            if items and lots:
                events.append(
                    Happening(number, at, EventType.OBJECT, Action.ADD, (lots[0],), items)
                )
        else:
            events.append(_pack(dice, number, at, things, is_trade=kind == "trade"))
    return events


def _pack(
    dice: random.Random, number: int, at: int, things: list[int], *, is_trade: bool
) -> Happening:
    parents = [t for t in things if t > 4] or [8]
    parent = parents[0]
    children = tuple(t for t in things if t != parent)
    if is_trade:
        return Happening(number, at, EventType.TRANSACTION, Action.ADD, children, (parent,))
    action = dice.choice([Action.ADD, Action.ADD, Action.DELETE, Action.OBSERVE])
    if action == Action.DELETE and dice.random() < 0.4:
        children = ()
    amounts = {c: float(dice.randint(1, 3)) for c in children if c <= 4}
    kind = dice.choice([EventType.AGGREGATION, EventType.ASSOCIATION])
    return Happening(number, at, kind, action, children, (parent,), None, amounts)


def as_document(events: list[Happening], prefix: str) -> bytes:
    """Return the history as one EPCIS document; arrival is the order of the list."""
    return document(*(_event(e, prefix) for e in events))


def _event(e: Happening, prefix: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "eventTime": f"2026-05-01T{e.at:02}:00:00Z",
        "eventTimeZoneOffset": "+07:00",
        "eventID": f"https://truyxuat.example/obj/{prefix}e{e.number}",
    }
    lots_in = [k for k in e.ins if k <= 4]
    items_in = [name(prefix, k) for k in e.ins if k > 4]
    if e.type == EventType.TRANSFORMATION:
        made |= {
            "type": "TransformationEvent",
            "inputEPCList": items_in,
            "inputQuantityList": [{"epcClass": name(prefix, k)} for k in lots_in],
            "outputEPCList": [name(prefix, k) for k in e.outs if k > 4],
            "outputQuantityList": [{"epcClass": name(prefix, k)} for k in e.outs if k <= 4],
            "transformationID": None if e.run is None else name(prefix, e.run),
        }
    elif e.type == EventType.OBJECT:
        made |= {
            "type": "ObjectEvent",
            "action": "ADD",
            "epcList": [name(prefix, k) for k in e.outs],
            "ilmd": {"cbvmda:lotNumber": f"{prefix}{e.ins[0]}"},
        }
    else:
        made |= _with_parent(e, prefix, items_in, lots_in)
    return {key: value for key, value in made.items() if value not in (None, [])}


def _with_parent(e: Happening, prefix: str, items: list[str], lots: list[int]) -> dict[str, Any]:
    quantities = [
        {"epcClass": name(prefix, k), **({"quantity": e.amounts[k]} if k in e.amounts else {})}
        for k in lots
    ]
    made: dict[str, Any] = {
        "parentID": name(prefix, e.outs[0]),
        "action": e.action.label if e.action else None,
    }
    if e.type == EventType.TRANSACTION:
        made |= {
            "type": "TransactionEvent",
            "epcList": items,
            "quantityList": quantities,
            "bizTransactionList": [
                {"type": "po", "bizTransaction": "https://truyxuat.example/bt/1"}
            ],
        }
    else:
        kind = "AggregationEvent" if e.type == EventType.AGGREGATION else "AssociationEvent"
        made |= {"type": kind, "childEPCs": items, "childQuantityList": quantities}
    return made
