"""What pages, programs and other rooms ask of a trace, each with the right to ask it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from txng.capture import queries as capture
from txng.capture.queries import StoredEvent
from txng.catalogue.queries import products_named
from txng.core.errors import NotFound, Refused
from txng.gs1.digital_link import DigitalLink
from txng.gs1.element_strings import parse
from txng.gs1.epcis.values import MAX_IDENTIFIER
from txng.gs1.errors import Fault, Gs1Error
from txng.gs1.identifiers import Kind, canonical, classify
from txng.identify.models import LogisticUnit, Lot
from txng.identify.twins import twins
from txng.parties.actor import Actor
from txng.parties.models import Organisation, Place
from txng.parties.queries import organisations_seen_by, places_named
from txng.trace.aliases import behind
from txng.trace.events import events_at
from txng.trace.grades import Graded, grade_of
from txng.trace.lineage import Direction
from txng.trace.lineages import Amount, Edge, Lineage, lineage_of, through_hands_of
from txng.trace.names import Name, Site, names, organisations, public_name, sites
from txng.trace.stories import Stage, story_of

__all__ = [
    "BOTH",
    "Graded",
    "Stage",
    "as_data",
    "grade_of",
    "lineage_of",
    "missing_minimum_data",
    "named",
    "story_of",
    "trace",
]
BOTH = tuple(Direction)


class NothingKnown(NotFound):
    """No event names the code, or none that the actor may see: the two look the same."""

    reason = _(
        "Chưa có sự kiện nào về mã này, hoặc đơn vị của bạn không có liên quan. "
        "Hãy kiểm tra lại mã vừa nhập."
    )


class NotACode(Refused):
    """What was asked is no code that can be traced."""

    reason = _(
        "Không đọc được mã này. Hãy nhập địa chỉ trên tem, mã lô dạng (01)…(10)…, mã kiện (00)… "
        "hoặc mã địa điểm (414)…"
    )
    status = 400


class NotADirection(Refused):
    """One looks up, down or both ways."""

    reason = _("direction phải là up, down hoặc both.")
    status = 400


@dataclass(frozen=True)
class Fact:
    """One proving event as the actor may see it."""

    number: int
    event_id: str
    type: str
    biz_step: str | None
    happened_at: datetime
    recorded_at: datetime
    organisation: str
    site: Site | None


@dataclass(frozen=True)
class Trace:
    """A lineage with names, cut to what the actor may see.

    Amounts of passings that other parties stated are left out for those who have no right to them.
    """

    lineage: Lineage
    names: Mapping[str, Name]
    edges: tuple[Edge, ...]
    facts: Mapping[int, Fact]


def identifier_of(code: str) -> str:
    """Return the canonical identifier of a code however written: address, URN, element string.

    A stamped unit is followed as the lot it belongs to (`trace.aliases`); a serial typed alone too,
    if a room above knows it.

    Raises NotACode when it is none, or a GS1 key that breaks the rules: it says which.
    """
    text = code.strip()
    if len(text) > MAX_IDENTIFIER:
        raise NotACode
    if text.startswith("("):
        try:
            return twins().text(behind(canonical(DigitalLink.of(parse(text)).format())))
        except Gs1Error as error:
            raise NotACode(_sentence(error.faults[0])) from error
    found = canonical(text)
    if "/" not in found and ":" not in found and (meant := behind(found)) != found:
        return twins().text(meant)
    if "\0" in found or (classify(found).kind in {Kind.OTHER, Kind.PATTERN} and "://" not in found):
        raise NotACode
    return twins().text(behind(found))


def _sentence(fault: Fault) -> str:
    return fault.message if get_language() == "en" else fault.message_vi


def trace(*, code: str, actor: Actor, directions: Iterable[Direction] = BOTH) -> Trace:
    """Trace any code for an actor: an officer within the area, others what they took part in.

    Of a thing that is somebody else's a party sees where it came from, and where it went through
    the party's own hands: not the holder's other customers. Raises NothingKnown when the code is
    unknown or not the actor's business.
    """
    identifier = _own_lot(code, actor) or identifier_of(code)
    if not _may_see(identifier, actor):
        raise NothingKnown
    found = lineage_of(identifier, directions=directions)
    if not _holds(identifier, actor):
        found = through_hands_of(found, actor.organisation_id)
    return named(found, actor=actor)


class SeveralLots(Refused):
    """Two products of an organisation have lots of one code."""

    reason = _("Có nhiều lô mang mã này, của các sản phẩm khác nhau: hãy mở lô ở trang Lô hàng.")


def _own_lot(code: str, actor: Actor) -> str:
    """Return the identifier of the actor's own lot of a bare lot code; "" if it names none."""
    text = code.strip()
    if actor.is_agency or not 0 < len(text) <= LONGEST_LOT_CODE or not text.isprintable():
        return ""
    lots = Lot.objects.filter(code__iexact=text, product__organisation=actor.organisation)
    found = list(lots.order_by("id").values_list("identifier", flat=True)[:2])
    if len(found) > 1:
        raise SeveralLots
    return found[0] if found else ""


LONGEST_LOT_CODE = 20
"""AI (10)."""


def trace_for_operator(*, code: str, directions: Iterable[Direction] = BOTH) -> Trace:
    """Trace any code with the sight of whoever runs the installation (the command line).

    Raises NothingKnown when no event and no register knows the code.
    """
    identifier = identifier_of(code)
    found = lineage_of(identifier, directions=directions)
    is_known = found.edges or _events_about(identifier)
    if not is_known and not _is_registered(identifier, Organisation.objects.all()):
        raise NothingKnown
    return named(found, actor=None)


def named(found: Lineage, *, actor: Actor | None) -> Trace:
    """Give names to a lineage and leave out what the actor may not see (None: the operator)."""
    stated = organisations(e.organisation_id for e in found.events.values())
    places = sites(filter(None, (_place(e) for e in found.events.values())))
    facts = {
        number: _fact(stored, stated, places, actor) for number, stored in found.events.items()
    }
    edges = tuple(_cut(edge, found, actor) for edge in found.edges)
    return Trace(found, names(found.things), edges, facts)


def _may_see(identifier: str, actor: Actor) -> bool:
    """An officer sees what organisations of the area hold or stated; others what they did."""
    if actor.organisation is None:
        return False
    seen = organisations_seen_by(actor)
    events = _events_about(identifier)
    parties = {event.organisation_id for event in events}
    if actor.is_agency and actor.area_id is None:
        return bool(events) or _is_registered(identifier, Organisation.objects.all())
    return seen.filter(pk__in=parties).exists() or _is_registered(identifier, seen)


def _events_about(identifier: str) -> list[StoredEvent]:
    """Events that name a thing, or that happened at a place, registered here or not."""
    if classify(identifier).kind is Kind.LOCATION:
        return [*capture.events_of(twins().spellings(identifier)), *events_at(identifier)]
    return capture.events_of(twins().spellings(identifier))


def _holds(identifier: str, actor: Actor) -> bool:
    """Say whether a thing is the actor's: by the registers, else by who spoke of it first."""
    if actor.is_agency or _is_registered(identifier, organisations_seen_by(actor)):
        return True
    if _is_registered(identifier, Organisation.objects.all()):
        return False
    first = capture.events_of(twins().spellings(identifier))[:1]
    return [event.organisation_id for event in first] == [actor.organisation_id]


def _is_registered(identifier: str, holders: "Iterable[Organisation]") -> bool:
    product = products_named([identifier]).get(identifier)
    lots = Lot.objects.filter(Q(identifier=identifier) | Q(product=product, product__isnull=False))
    place = places_named([identifier]).get(identifier)
    places = Place.objects.filter(pk__in=[place.pk] if place else [], organisation__in=holders)
    units = LogisticUnit.objects.filter(identifier=identifier, organisation__in=holders)
    return (
        lots.filter(product__organisation__in=holders).exists() or places.exists() or units.exists()
    )


def _sees_all_of(stored: StoredEvent, actor: Actor | None) -> bool:
    if actor is None:
        return True
    return actor.is_agency or stored.organisation_id == actor.organisation_id


def _cut(edge: Edge, found: Lineage, actor: Actor | None) -> Edge:
    """Leave out amounts that only other parties stated."""
    if any(_sees_all_of(found.events[number], actor) for number in edge.events):
        return edge
    return Edge(
        edge.source, edge.target, edge.passing, edge.at, edge.until, edge.events, None, None
    )  # fmt: skip


def _fact(
    stored: StoredEvent,
    stated: Mapping[int, Organisation],
    places: Mapping[str, Site],
    actor: Actor | None,
) -> Fact:
    organisation = stated[stored.organisation_id]
    full = _sees_all_of(stored, actor)
    return Fact(
        number=stored.id,
        event_id=stored.event_id,
        type=stored.event.type,
        biz_step=getattr(stored.event, "biz_step", None),
        happened_at=stored.event_time,
        recorded_at=stored.record_time,
        organisation=organisation.name if full else public_name(organisation),
        site=places.get(_place(stored) or ""),
    )


def _place(stored: StoredEvent) -> str | None:
    for name in ("biz_location", "read_point"):
        location = getattr(stored.event, name, None)
        if location is not None:
            return canonical(location.id)
    return None


def missing_minimum_data(lot: Lot) -> list[str | Promise]:
    """Name the required minimum data that a lot lacks, in the order of the ten items.

    Item 7 is the code on the stamp itself, 8 and 9 are asked only "if any". An empty list means
    that stamps of the lot may be activated.
    """
    return [item.name for item in grade_of(lot).missing if item.number != _CODE]


_CODE = 7


def as_data(found: Trace) -> dict[str, object]:
    """Return a trace as plain data for programs: things, passings, proofs."""
    lineage = found.lineage
    return {
        "id": lineage.start,
        "kind": lineage.kind.value,
        "complete": lineage.is_complete,
        "starts": list(lineage.starts),
        "upstream": list(lineage.upstream),
        "downstream": list(lineage.downstream),
        "things": [_thing(found, text) for text in lineage.things],
        "links": [_link(found, edge) for edge in found.edges],
        "events": [_event(fact) for fact in found.facts.values()],
    }


def _thing(found: Trace, text: str) -> dict[str, object]:
    name = found.names[text]
    return {"id": text, "kind": name.kind.value, "name": name.title, "code": name.code}


def _link(found: Trace, edge: Edge) -> dict[str, object]:
    return {
        "source": edge.source,
        "target": edge.target,
        "passing": edge.passing.value,
        "at": edge.at.isoformat(),
        "until": edge.until.isoformat() if edge.until else None,
        "sourceQuantity": _amount(edge.source_amount),
        "targetQuantity": _amount(edge.target_amount),
        "events": [found.facts[number].event_id for number in edge.events],
    }


def _amount(amount: Amount | None) -> dict[str, object] | None:
    return {"quantity": amount.quantity, "uom": amount.uom} if amount else None


def _event(fact: Fact) -> dict[str, object]:
    return {
        "eventID": fact.event_id,
        "type": fact.type,
        "bizStep": fact.biz_step,
        "eventTime": fact.happened_at.isoformat(),
        "recordTime": fact.recorded_at.isoformat(),
        "organisation": fact.organisation,
        "place": fact.site.name if fact.site else None,
        "commune": fact.site.commune if fact.site else None,
    }
