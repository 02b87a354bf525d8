"""Turns what a person told about a step into the EPCIS event that states it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import quote

from django.conf import settings
from django.utils import timezone

from txng.capture.chain import Step
from txng.capture.told import Told
from txng.capture.vocab import MARKED, Entered
from txng.catalogue.vocab import Unit
from txng.gs1.epcis.json_writer import write_json_event
from txng.gs1.epcis.model import (
    AggregationEvent,
    BizTransaction,
    Content,
    Destination,
    Document,
    Event,
    Location,
    ObjectEvent,
    Origin,
    QuantityElement,
    Source,
    TransactionEvent,
    TransformationEvent,
)
from txng.gs1.epcis.read import read
from txng.identify.models import Lot
from txng.parties.models import Organisation, Place

KDE_NAMESPACE: Final = f"{settings.TXNG_IDENTITY_URL}/ns/kde/"
"""Key data elements of chain templates stand in events under this namespace, by field code."""
EARLY_ELEMENT: Final = f"{{{KDE_NAMESPACE}}}safe_from"
"""Stands in a harvest that did not wait: the day from which it would have been safe."""
HELPER_ELEMENT: Final = f"{{{KDE_NAMESPACE}}}helper"
"""Names the co-operative whose clerk wrote an entry for its household; never a person."""
STEP_ELEMENT: Final = f"{{{KDE_NAMESPACE}}}step"
"""Names the step itself: `chain/version/step`, e.g. `fresh-produce/1/harvest`."""
ENTRY_ELEMENT: Final = f"{{{KDE_NAMESPACE}}}entry"
"""Says that the entry was not made one by one on the spot: a word of `vocab.MARKED`."""
_CBVMDA: Final = "urn:epcglobal:cbv:mda:"

# Fields that say something the standard has a place for are not repeated as extensions.
_STANDARD: Final = {"quantity", "inputs", "receiver", "sender", "container"}


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All that an event is made of: the lot, the step, what was told, where, when, by whom."""

    lot: Lot
    step: Step
    told: Mapping[str, Told]
    place: Place
    happened_at: datetime
    organisation: Organisation
    helper: Organisation | None = None
    container: str = ""
    early: date | None = None
    entered: str = Entered.FORM

    @property
    def name(self) -> str:
        """The step with the version of its chain, as the event carries it."""
        template = self.lot.product.template
        return f"{template.code}/{template.version}/{self.step.code}"


def document_of_step(facts: Facts) -> Document:
    """Return the event as a document read from its own bytes, ready for `capture_events`."""
    return read(write_json_event(_event(facts)), media_type="application/ld+json")


def _event(facts: Facts) -> Event:
    maker = _MAKERS[facts.step.what]
    common: dict[str, Any] = {
        **_when_where_why(facts),
        "extensions": _extensions(facts),
        "origin": Origin(namespaces={"kde": KDE_NAMESPACE}),
    }
    return maker(facts, common)


def _extensions(facts: Facts) -> Content:
    early: Content = {EARLY_ELEMENT: facts.early.isoformat()} if facts.early else {}
    mark: Content = {ENTRY_ELEMENT: str(facts.entered)} if facts.entered in MARKED else {}
    by: Content = {HELPER_ELEMENT: facts.helper.identifier} if facts.helper else {}
    return {STEP_ELEMENT: facts.name} | early | mark | by | _elements(facts, ilmd=False)


def _when_where_why(facts: Facts) -> dict[str, Any]:
    moment = timezone.localtime(facts.happened_at).isoformat(timespec="milliseconds")
    place = Location(id=facts.place.identifier)
    return {
        "event_time": moment,
        "event_time_zone_offset": moment[-6:],
        "biz_step": facts.step.biz_step,
        "disposition": facts.step.disposition,
        "read_point": place,
        "biz_location": place,
        **_between(facts),
    }


def _between(facts: Facts) -> dict[str, Any]:
    """Who gives and who gets, when a step tells the party before or after (CBV 2.0, 7.4).

    A party that is not on the portal has no identifier: its name stands as an element instead.
    """
    own = facts.organisation.identifier
    receiver, sender = (
        _identified(facts.told.get("receiver")),
        _identified(facts.told.get("sender")),
    )
    if receiver is None and sender is None:
        return {}
    source, destination = sender or own, receiver or own
    kinds = ("owning_party", "possessing_party")
    return {
        "source_list": [Source(type=kind, source=source) for kind in kinds],
        "destination_list": [Destination(type=kind, destination=destination) for kind in kinds],
    }


def _identified(party: Told | None) -> str | None:
    return party.kept.get("identifier") if party else None


def _object(facts: Facts, common: dict[str, Any]) -> Event:
    """The lot itself; a lot made of what the portal has not seen comes into being likewise."""
    action: Any = facts.step.action or "ADD"
    return ObjectEvent(
        action=action,
        quantity_list=[_lot(facts)],
        ilmd=_ilmd(facts) if action == "ADD" else None,
        **common,
    )


def _transformation(facts: Facts, common: dict[str, Any]) -> Event:
    inputs = facts.told.get("inputs")
    if inputs is None:
        return _object(facts, common)
    return TransformationEvent(
        input_quantity_list=[
            amount_of(one["identifier"], one.get("quantity"), one.get("unit", ""))
            for one in inputs.kept
        ],
        output_quantity_list=[_lot(facts)],
        ilmd=_ilmd(facts),
        **common,
    )


def _aggregation(facts: Facts, common: dict[str, Any]) -> Event:
    action: Any = facts.step.action
    return AggregationEvent(
        action=action,
        parent_id=facts.container,
        child_quantity_list=[_lot(facts)],
        **common,
    )


def _transaction(facts: Facts, common: dict[str, Any]) -> Event:
    number = facts.told["document"].text
    party = facts.organisation.identifier.rpartition("/")[2]
    name = f"{settings.TXNG_IDENTITY_URL}/bt/{party}/{quote(number, safe='')}"
    action: Any = facts.step.action
    return TransactionEvent(
        action=action,
        biz_transaction_list=[BizTransaction(biz_transaction=name)],
        quantity_list=[_lot(facts)],
        **common,
    )


_MAKERS: Final = {
    "lot": _object,
    "inputs_to_lot": _transformation,
    "lot_into_unit": _aggregation,
    "lot_out_of_unit": _aggregation,
    "lot_in_transaction": _transaction,
}


def _lot(facts: Facts) -> QuantityElement:
    told = facts.told.get("quantity")
    field = facts.step.field_of.get("quantity")
    return amount_of(
        facts.lot.identifier, told.stated if told else None, field.unit if field else ""
    )


def amount_of(identifier: str, quantity: float | None, unit: str) -> QuantityElement:
    """Return so much of a class; a whole count of pieces has no unit (EPCIS 2.0, 7.3.3.3)."""
    if quantity is None:
        return QuantityElement(epc_class=identifier)
    unit = unit or Unit.PIECE
    uom = None if unit == Unit.PIECE and quantity % 1 == 0 else str(unit)
    return QuantityElement(epc_class=identifier, quantity=quantity, uom=uom)


def _ilmd(facts: Facts) -> Content:
    made: Content = {f"{{{_CBVMDA}}}lotNumber": facts.lot.code}
    if facts.lot.expires_date:
        made[f"{{{_CBVMDA}}}itemExpirationDate"] = facts.lot.expires_date.isoformat()
    return made | _elements(facts, ilmd=True)


def _elements(facts: Facts, *, ilmd: bool) -> Content:
    """Key data elements: those that describe the lot itself stand in the ILMD, others beside."""
    made: Content = {}
    for code, told in facts.told.items():
        field = facts.step.field_of[code]
        is_nameless_party = field.type == "party" and _identified(told) is None
        if field.ilmd == ilmd and (code not in _STANDARD or is_nameless_party):
            made[f"{{{KDE_NAMESPACE}}}{code}"] = told.stated
            if field.type == "input" and "quantity" in told.kept:
                made[f"{{{KDE_NAMESPACE}}}{code}_quantity"] = told.kept["quantity"]
                made[f"{{{KDE_NAMESPACE}}}{code}_unit"] = told.kept["unit"]
    return made
