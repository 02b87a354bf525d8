"""Small right documents that the tests change and break."""

from __future__ import annotations

import json
from typing import Any

CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"


def event(**changes: Any) -> dict[str, Any]:
    """A right ObjectEvent; a change to `...` takes the field away."""
    tree: dict[str, Any] = {
        "type": "ObjectEvent",
        "eventTime": "2026-11-21T08:30:00.000+07:00",
        "eventTimeZoneOffset": "+07:00",
        "epcList": ["https://id.gs1.org/01/08935000000014/21/1001"],
        "action": "ADD",
        "bizStep": "commissioning",
        "disposition": "active",
        "readPoint": {"id": "https://id.gs1.org/414/8935000000007"},
    }
    tree |= changes
    return {name: value for name, value in tree.items() if value is not ...}


def document(*events: Any, **changes: Any) -> dict[str, Any]:
    """A right EPCISDocument around the events."""
    tree: dict[str, Any] = {
        "@context": [CONTEXT, {"ex": "https://example.vn/ns/"}],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2026-11-21T09:00:00Z",
        "epcisBody": {"eventList": list(events)},
    }
    tree |= changes
    return {name: value for name, value in tree.items() if value is not ...}


def body(*events: Any, **changes: Any) -> bytes:
    """The same as JSON bytes."""
    return json.dumps(document(*events, **changes)).encode()
