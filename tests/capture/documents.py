"""EPCIS documents for the room's tests, made from a few facts."""

from copy import deepcopy
from typing import Any

import orjson

CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
LOT = "https://id.gs1.org/01/09506000134352/10/L1"
LOT_URN = "urn:epc:class:lgtin:9506000.013435.L1"
GLN = "https://id.gs1.org/414/9506000134369"


def event(**facts: Any) -> dict[str, Any]:
    """Return an object event about 10 kg of a lot, changed by `facts` (None removes a field)."""
    made: dict[str, Any] = {
        "type": "ObjectEvent",
        "eventTime": "2026-05-01T08:00:00.000+07:00",
        "eventTimeZoneOffset": "+07:00",
        "action": "OBSERVE",
        "quantityList": [{"epcClass": LOT, "quantity": 10, "uom": "KGM"}],
        "bizStep": "shipping",
        "disposition": "in_transit",
        "readPoint": {"id": GLN},
    }
    made.update(deepcopy(facts))
    return {name: value for name, value in made.items() if value is not None}


def document(*events: dict[str, Any], **facts: Any) -> bytes:
    """Return an EPCISDocument of the events as JSON-LD."""
    return orjson.dumps(
        {
            "@context": [CONTEXT, {"ex": "https://example.org/ns/"}],
            "type": "EPCISDocument",
            "schemaVersion": "2.0",
            "creationDate": "2026-05-01T08:00:00Z",
            "epcisBody": {"eventList": list(events)},
            **facts,
        }
    )


def alone(made: dict[str, Any]) -> bytes:
    """Return one event as it is sent alone, with its context."""
    return orjson.dumps({"@context": [CONTEXT, {"ex": "https://example.org/ns/"}], **made})
