"""Which identifiers stand in an event in which role, and between which keys it lets matter pass."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final
from urllib.parse import quote

from txng.capture.vocab import LinkRole
from txng.gs1.epcis.model import (
    AggregationEvent,
    AssociationEvent,
    Event,
    ObjectEvent,
    TransactionEvent,
    TransformationEvent,
)
from txng.gs1.identifiers import Kind, canonical, key64, kind_of

_PRODUCT: Final = "https://id.gs1.org/01/"
_PRODUCT_ALONE: Final = len(_PRODUCT) + 14

Mention = tuple[str, LinkRole]
"""An identifier as written, and its role."""

# For each event type: attribute with plain identifiers → role, attribute with quantities → role.
_LISTS: Final[dict[type[Event], tuple[tuple[str, LinkRole], ...]]] = {
    ObjectEvent: (("epc_list", LinkRole.EPC),),
    TransactionEvent: (("epc_list", LinkRole.EPC),),
    AggregationEvent: (("child_epcs", LinkRole.CHILD),),
    AssociationEvent: (("child_epcs", LinkRole.CHILD),),
    TransformationEvent: (
        ("input_epc_list", LinkRole.INPUT),
        ("output_epc_list", LinkRole.OUTPUT),
    ),
}
_QUANTITIES: Final[dict[type[Event], tuple[tuple[str, LinkRole], ...]]] = {
    ObjectEvent: (("quantity_list", LinkRole.EPC_CLASS),),
    TransactionEvent: (("quantity_list", LinkRole.EPC_CLASS),),
    AggregationEvent: (("child_quantity_list", LinkRole.CHILD_CLASS),),
    AssociationEvent: (("child_quantity_list", LinkRole.CHILD_CLASS),),
    TransformationEvent: (
        ("input_quantity_list", LinkRole.INPUT_CLASS),
        ("output_quantity_list", LinkRole.OUTPUT_CLASS),
    ),
}
_SINGLES: Final[dict[type[Event], tuple[tuple[str, LinkRole], ...]]] = {
    ObjectEvent: (),
    TransactionEvent: (("parent_id", LinkRole.PARENT),),
    AggregationEvent: (("parent_id", LinkRole.PARENT),),
    AssociationEvent: (("parent_id", LinkRole.PARENT),),
    TransformationEvent: (("transformation_id", LinkRole.TRANSFORMATION),),
}
_NOWHERE, _INTO, _OUT_OF = 0, 1, 2
_WAYS: Final = {
    LinkRole.CHILD: _INTO,
    LinkRole.CHILD_CLASS: _INTO,
    LinkRole.INPUT: _INTO,
    LinkRole.INPUT_CLASS: _INTO,
    LinkRole.PARENT: _OUT_OF,
    LinkRole.OUTPUT: _OUT_OF,
    LinkRole.OUTPUT_CLASS: _OUT_OF,
}
# A transaction that names a parent shows its objects in it.
_TRADED: Final = {LinkRole.EPC, LinkRole.EPC_CLASS}
_Plan = list[tuple[str, int, int]]


def _plan(parts: dict[type[Event], tuple[tuple[str, LinkRole], ...]]) -> dict[type[Event], _Plan]:
    """Attribute, role and way as plain numbers: enumerations are slow in the path of each event."""
    return {
        kind: [
            (name, role.value, _INTO if kind is TransactionEvent and role in _TRADED
             else _WAYS.get(role, _NOWHERE))
            for name, role in fields
        ]
        for kind, fields in parts.items()
    }  # fmt: skip


_SINGLE_PLANS: Final = _plan(_SINGLES)
_LIST_PLANS: Final = _plan(_LISTS)
_QUANTITY_PLANS: Final = _plan(_QUANTITIES)
_LOT_OF: Final[int] = LinkRole.LOT_OF.value


def mentions(event: Event) -> Iterator[Mention]:
    """Every identifier of the event's "what", as written, with its role."""
    kind = type(event)
    for name, role in _SINGLES.get(kind, ()):
        if single := getattr(event, name):
            yield single, role
    for name, role in _LISTS.get(kind, ()):
        yield from ((identifier, role) for identifier in getattr(event, name))
    for name, role in _QUANTITIES.get(kind, ()):
        yield from ((element.epc_class, role) for element in getattr(event, name))
    if lot := lot_of(event):
        yield lot, LinkRole.LOT_OF


def lot_of(event: Event) -> str | None:
    """Return the lot (01/10) that commissioned items (01/21) of one product belong to.

    A commissioning event states it as `lotNumber` in ILMD; items of several products, or of
    schemes in which an item does not name its product, give none.
    """
    if type(event) is not ObjectEvent or event.action != "ADD" or not event.ilmd:
        return None
    if not event.epc_list:
        return None
    number = next((v for k, v in event.ilmd.items() if k.endswith("}lotNumber")), None)
    if not isinstance(number, str):
        return None
    heads = {head for epc in event.epc_list for head, _, _ in [canonical(epc).partition("/21/")]}
    head = heads.pop()
    if heads or "/01/" not in head:
        return None
    return canonical(f"{head}/10/{quote(number, safe='')}")


@lru_cache(maxsize=32768)
def _known(identifier: str) -> tuple[int, bool]:
    """Return the key, and whether matter passes: not through a kind of product without a lot."""
    text = canonical(identifier)
    if text.startswith(_PRODUCT):
        return key64(text), len(text) > _PRODUCT_ALONE
    return key64(text), kind_of(text) not in {Kind.CLASS, Kind.PATTERN}


def _key(identifier: str) -> int:
    return _known(identifier)[0]


def links_and_passage(
    event: Event,
) -> tuple[set[tuple[int, int]], tuple[int, ...], tuple[int, ...]]:
    """Return (key, role) of every identifier, and the keys between which matter passes.

    Inputs pass to outputs, children to their parent, a lot to its commissioned items; what a
    transformationID joins passes through the id's own key. A transaction that names a parent shows
    its objects in it. Kinds of product without a lot and error declarations let nothing pass.
    """
    links: set[tuple[int, int]] = set()
    into: dict[int, None] = {}
    out_of: dict[int, None] = {}
    kind = type(event)
    ways = (None, into, out_of) if _passes(event) else (None, None, None)
    for name, role, way in _SINGLE_PLANS.get(kind, ()):
        single = getattr(event, name)
        if single:
            _add(links, (single,), role, ways[way])
    for name, role, way in _LIST_PLANS.get(kind, ()):
        _add(links, getattr(event, name), role, ways[way])
    for name, role, way in _QUANTITY_PLANS.get(kind, ()):
        elements = getattr(event, name)
        if elements:
            _add(links, [element.epc_class for element in elements], role, ways[way])
    if kind is ObjectEvent and (lot := lot_of(event)):
        _add(links, (lot,), _LOT_OF, ways[_INTO])
    if ways[_INTO] is not None:
        _join_by_id_or_lot(event, into, out_of)
    return links, tuple(into), tuple(out_of)


def _passes(event: Event) -> bool:
    """An error declaration, and a transaction without a parent, let nothing pass."""
    if isinstance(event, TransactionEvent) and not event.parent_id:
        return False
    return event.error_declaration is None


def _add(
    links: set[tuple[int, int]], identifiers: Iterable[str], role: int, way: dict[int, None] | None
) -> None:
    for identifier in identifiers:
        key, passes = _known(identifier)
        links.add((key, role))
        if passes and way is not None:
            way[key] = None


def _join_by_id_or_lot(event: Event, into: dict[int, None], out_of: dict[int, None]) -> None:
    """Let a transformationID stand between inputs and outputs, items follow their lot."""
    if type(event) is TransformationEvent and event.transformation_id:
        key = _key(event.transformation_id)
        had_inputs = bool(into)
        if out_of or not had_inputs:
            into[key] = None
        if had_inputs:
            out_of[key] = None
    elif type(event) is ObjectEvent and into:
        out_of.update((_key(epc), None) for epc in event.epc_list)


def place_key(event: Event, name: str) -> int | None:
    """Return the key of `read_point` or `biz_location`, if the event states it."""
    place = getattr(event, name, None)
    return _key(place.id) if place is not None else None


def canonicals(event: Event) -> frozenset[str]:
    """Return every canonical identifier of what and where: what a 64-bit key is checked against."""
    places = (getattr(event, name, None) for name in ("read_point", "biz_location"))
    return frozenset(
        [canonical(identifier) for identifier, _ in mentions(event)]
        + [canonical(place.id) for place in places if place is not None]
    )


def keys(identifiers: Iterable[str]) -> list[int]:
    """Return the 64-bit keys of identifiers, in order."""
    return [_key(identifier) for identifier in identifiers]
