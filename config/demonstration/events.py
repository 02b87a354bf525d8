"""EPCIS events of the steps of a chain template, in the same form as people's steps get.

See capture/step_events.py: key data elements by field code under `kde`, those of the lot itself in
the ILMD; parties before and after as sources and destinations; pieces without a unit of measure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from random import Random
from typing import Any

from django.conf import settings

from config.demonstration.journal import Body
from config.demonstration.words import number_for, text_for
from txng.catalogue.vocab import Unit
from txng.identify.models import Lot
from txng.parties.models import Organisation, Place

Definition = Mapping[str, Any]
_STANDARD = {"quantity", "inputs", "receiver", "sender", "container"}


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What one step says: about what, how much, where, when, from and to whom."""

    at: datetime
    place: Place
    lot: Lot | None = None
    amount: Decimal | None = None
    unit: str = ""
    inputs: Sequence[tuple[Lot, Decimal]] = ()
    container: str = ""
    things: Sequence[str] = ()
    giver: Organisation | None = None
    taker: Organisation | None = None
    paper: str = ""
    told: Mapping[str, Any] = field(default_factory=dict)

    @property
    def subject(self) -> Lot:
        """Return the lot of a story that has one."""
        if self.lot is None:
            raise ValueError("this step is about no lot")
        return self.lot


def event_of(step: Definition, facts: Facts, draw: Random) -> Body:
    """Return the event that states a step."""
    body: Body = {
        "type": step["event"],
        **_when_where_why(facts),
        "bizStep": step["biz_step"],
        **_what(step, facts),
    }
    if step["action"]:
        body["action"] = step["action"]
    if step["disposition"]:
        body["disposition"] = step["disposition"]
    elements = _elements(step, facts, draw)
    if step["what"] == "inputs_to_lot" or (step["what"], step["action"]) == ("lot", "ADD"):
        body["ilmd"] = _ilmd(step, facts, elements)
    public = {f["code"] for f in step["fields"] if not f["ilmd"]}
    body.update({f"kde:{code}": v for code, v in elements.items() if code in public})
    return {**body, **_between(facts), **_sensed(step, facts, elements)}


def kept(step: Definition, facts: Facts, body: Body) -> dict[str, Any]:
    """Return what a step told by field code, as capture keeps it beside the event."""
    made: dict[str, Any] = {}
    for one in step["fields"]:
        code = one["code"]
        value = _standard(code, facts) if code in _STANDARD else _told(code, body)
        if value is None:
            continue
        made[code] = _party(value, facts) if one["type"] == "party" else value
    return made


def _told(code: str, body: Body) -> Any:
    return body.get(f"kde:{code}", body.get("ilmd", {}).get(f"kde:{code}"))


def _standard(code: str, facts: Facts) -> Any:
    """Return what stands in a place of its own in the event."""
    match code:
        case "quantity":
            return amount_of(facts.subject, facts.amount).get("quantity")
        case "inputs":
            return [
                {"identifier": lot.identifier, "name": lot.code, "quantity": float(amount),
                 "unit": lot.unit}
                for lot, amount in facts.inputs
            ] or None  # fmt: skip
        case "container":
            return facts.container or None
        case _:
            party = facts.taker if code == "receiver" else facts.giver
            return party.identifier if party else None


def _party(identifier: str, facts: Facts) -> dict[str, str]:
    for one in (facts.giver, facts.taker, facts.place.organisation):
        if one and one.identifier == identifier:
            return {"name": one.name, "identifier": identifier}
    return {"name": identifier, "identifier": identifier}


def plain_event(kind: str, biz_step: str, facts: Facts, **rest: Any) -> Body:
    """Return an event outside a template: unpacking, repacking, a supplier's own commissioning."""
    return {
        "type": kind,
        **_when_where_why(facts),
        "bizStep": biz_step,
        **rest,
        **_between(facts),
    }


def amount_of(lot: Lot, amount: Decimal | None, unit: str = "") -> Body:
    """Return an amount of a lot; pieces have no unit of measure."""
    uom = unit or lot.unit
    made: Body = {"epcClass": lot.identifier}
    if amount is not None:
        made["quantity"] = int(amount) if amount == int(amount) else float(amount)
        if uom != Unit.PIECE:
            made["uom"] = uom
    return made


def _when_where_why(facts: Facts) -> Body:
    return {
        "eventTime": facts.at.isoformat(timespec="milliseconds"),
        "eventTimeZoneOffset": "+07:00",
        "readPoint": {"id": facts.place.identifier},
        "bizLocation": {"id": facts.place.identifier},
    }


def _what(step: Definition, facts: Facts) -> Body:
    what = step["what"]
    if facts.things:
        name = "childEPCs" if what == "lot_into_unit" else "epcList"
        parent = {"parentID": facts.container} if what == "lot_into_unit" else {}
        return {**parent, name: list(facts.things)}
    own = [amount_of(facts.subject, facts.amount, facts.unit)]
    if what == "inputs_to_lot":
        inputs = [amount_of(lot, amount) for lot, amount in facts.inputs]
        return {"inputQuantityList": inputs, "outputQuantityList": own}
    if what == "lot_into_unit":
        return {"parentID": facts.container, "childQuantityList": own}
    return {"quantityList": own}


def _elements(step: Definition, facts: Facts, draw: Random) -> dict[str, Any]:
    """Every field that a careful person fills in: the required ones, and what the story tells."""
    made: dict[str, Any] = {}
    for one in step["fields"]:
        code = one["code"]
        if code in facts.told:
            made[code] = facts.told[code]
        elif code not in _STANDARD and one["type"] != "photo":
            value = _likely(one, facts, draw)
            if one["required"] or (value is not None and draw.random() < 0.6):
                made[code] = value
    return made


def _likely(one: Definition, facts: Facts, draw: Random) -> Any:
    match one["type"]:
        case "text" | "input":
            return text_for(one["code"], draw)
        case "number":
            return number_for(one["code"], draw)
        case "date":
            return facts.at.date().isoformat()
        case "choice":
            return one["choices"][0]["code"]
        case "bool":
            return True
        case "party":
            party = facts.giver or facts.taker
            return party.identifier if party else facts.place.organisation.identifier
        case _:
            return None


def _ilmd(step: Definition, facts: Facts, elements: Mapping[str, Any]) -> Body:
    lot = facts.subject
    made: Body = {"cbvmda:lotNumber": lot.code}
    if lot.expires_date:
        made["cbvmda:itemExpirationDate"] = lot.expires_date.isoformat()
    own = {f["code"] for f in step["fields"] if f["ilmd"]}
    return made | {f"kde:{code}": value for code, value in elements.items() if code in own}


def _between(facts: Facts) -> Body:
    if not (facts.giver and facts.taker):
        return {}
    kinds = ("owning_party", "possessing_party")
    made: Body = {
        "sourceList": [{"type": k, "source": facts.giver.identifier} for k in kinds],
        "destinationList": [{"type": k, "destination": facts.taker.identifier} for k in kinds],
    }
    if facts.paper:
        paper = f"{settings.TXNG_IDENTITY_URL}/bt/{facts.paper}"
        made["bizTransactionList"] = [{"type": "desadv", "bizTransaction": paper}]
    return made


def _sensed(step: Definition, facts: Facts, elements: Mapping[str, Any]) -> Body:
    """A thermometer's report beside the element, where a step measured a temperature."""
    if "temperature" not in elements or step["biz_step"] not in {"storing", "sensor_reporting"}:
        return {}
    report = {"type": "Temperature", "value": elements["temperature"], "uom": "CEL"}
    moment = facts.at.isoformat(timespec="milliseconds")
    return {"sensorElementList": [{"sensorMetadata": {"time": moment}, "sensorReport": [report]}]}
