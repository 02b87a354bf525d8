"""EPCIS events of goods that change hands, and of cases that are filled and emptied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final
from urllib.parse import quote

from django.conf import settings
from django.utils import timezone

from txng.capture.step_events import KDE_NAMESPACE, amount_of
from txng.capture.told import plain_number
from txng.gs1.epcis.json_writer import write_json_event
from txng.gs1.epcis.model import (
    AggregationEvent,
    BizTransaction,
    Destination,
    Document,
    Event,
    Location,
    ObjectEvent,
    Origin,
    QuantityElement,
    Source,
)
from txng.gs1.epcis.read import read
from txng.parties.models import Organisation, Place

_TYPES: Final = ("owning_party", "possessing_party")


@dataclass(frozen=True, kw_only=True)
class Party:
    """One side of a delivery: an organisation of the portal, or a name and a phone number."""

    organisation: Organisation | None = None
    name: str = ""
    phone: str = ""

    @property
    def shown(self) -> str:
        """Its name."""
        return self.organisation.name if self.organisation else self.name


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """Who hands over to whom, where and when, by which papers."""

    sender: Party
    receiver: Party
    place: Place
    at: datetime
    document: str = ""
    order_number: str = ""
    vehicle: str = ""


Amount = tuple[str, Decimal, str]
"""A lot's identifier, how much, in which unit."""


def handed_over(
    delivery: Delivery, *, units: Sequence[str], lots: Sequence[Amount], is_received: bool
) -> Document:
    """Return the event that goods left, or that they came (CBV 2.0: shipping, receiving).

    Cases stand by their own codes, loose lots with their amounts; the papers as despatch advice
    and purchase order; who is not on the portal stands by name, never with a phone number.
    """
    place = Location(id=delivery.place.identifier)
    told = {
        "vehicle": delivery.vehicle,
        "sender": "" if delivery.sender.organisation else delivery.sender.name,
        "receiver": "" if delivery.receiver.organisation else delivery.receiver.name,
    }
    event = ObjectEvent(
        action="OBSERVE",
        biz_step="receiving" if is_received else "shipping",
        disposition="in_progress" if is_received else "in_transit",
        read_point=place,
        biz_location=place if is_received else None,
        epc_list=list(units),
        quantity_list=[_element(amount) for amount in lots],
        biz_transaction_list=_papers(delivery),
        **_between(delivery),
        **_common(delivery.at, told),
    )
    return _document(event)


def packed(
    *, parent: str, units: Sequence[str], lots: Sequence[Amount], place: Place, at: datetime,
    is_out: bool = False,
) -> Document:  # fmt: skip
    """Return the event that a case or pallet was filled, or that something came out of it."""
    location = Location(id=place.identifier)
    event = AggregationEvent(
        action="DELETE" if is_out else "ADD",
        biz_step="unpacking" if is_out else "packing",
        disposition="in_progress",
        parent_id=parent,
        child_epcs=list(units),
        child_quantity_list=[_element(amount) for amount in lots],
        read_point=location,
        biz_location=location,
        **_common(at, {}),
    )
    return _document(event)


def _document(event: Event) -> Document:
    return read(write_json_event(event), media_type="application/ld+json")


def _common(at: datetime, told: Mapping[str, str]) -> dict[str, Any]:
    moment = timezone.localtime(at).isoformat(timespec="milliseconds")
    return {
        "event_time": moment,
        "event_time_zone_offset": moment[-6:],
        "extensions": {f"{{{KDE_NAMESPACE}}}{code}": text for code, text in told.items() if text},
        "origin": Origin(namespaces={"kde": KDE_NAMESPACE}),
    }


def _between(delivery: Delivery) -> dict[str, Any]:
    """Source and destination, each where it has an identifier."""
    made: dict[str, Any] = {}
    if source := delivery.sender.organisation:
        made["source_list"] = [Source(type=t, source=source.identifier) for t in _TYPES]
    if target := delivery.receiver.organisation:
        made["destination_list"] = [
            Destination(type=t, destination=target.identifier) for t in _TYPES
        ]
    return made


def _papers(delivery: Delivery) -> list[BizTransaction]:
    """Numbers of papers become addresses under the party that gave the number."""
    pairs = (
        ("desadv", delivery.document, delivery.sender),
        ("po", delivery.order_number, delivery.receiver),
    )
    return [
        BizTransaction(type=kind, biz_transaction=_paper(number, party))
        for kind, number, party in pairs
        if number
    ]


def _paper(number: str, party: Party) -> str:
    known = party.organisation
    owner = known.identifier.rpartition("/")[2] if known else "0"
    return f"{settings.TXNG_IDENTITY_URL}/bt/{owner}/{quote(number, safe='')}"


def _element(amount: Amount) -> QuantityElement:
    identifier, quantity, unit = amount
    return amount_of(identifier, plain_number(quantity), unit)
