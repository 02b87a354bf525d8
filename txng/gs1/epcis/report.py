"""What the command line says about a document: whether it is right, and the hashes of its
events."""

from __future__ import annotations

from typing import Any

import msgspec

from txng.gs1.epcis.hash import event_hash
from txng.gs1.epcis.read import read
from txng.gs1.epcis.rules import check
from txng.gs1.errors import Gs1Error


def validate(body: bytes) -> dict[str, Any]:
    """Say whether a document is right: `ok`, `events` (how many) and, if not, `error` and `faults`.

    Each fault is an object of `code`, `path`, `message`, `message_vi` and `expected`.
    """
    try:
        document = read(body)
        events, faults = len(document.events), check(document)
    except Gs1Error as error:
        events, faults = 0, list(error.faults)
    if not faults:
        return {"ok": True, "events": events}
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    where = f"{faults[0].path}: " if faults[0].path else ""
    return {
        "ok": False,
        "events": events,
        "error": f"{where}{faults[0].message}{more}",
        "faults": [msgspec.to_builtins(fault) for fault in faults],
    }


def hashes(body: bytes) -> list[str]:
    """Return the event hash of each event of a document, in order.

    Raises Gs1Error when the document, or one of its events, cannot be read.
    """
    return [event_hash(event) for event in read(body).events]
