"""A phone's outbox of 500 records stored at once, beside capture of the same 500 events."""

import json
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import msgspec

from benchmarks.figures import Figure, pairs, seconds
from benchmarks.ground import NOW, Ground
from tests import factories
from tests.capture.outboxes import record
from txng.capture import chain
from txng.capture.sent import read_outbox
from txng.capture.services import capture_events, sync_steps
from txng.capture.step_events import Facts, document_of_step
from txng.capture.told import examine
from txng.gs1.epcis.model import Document
from txng.identify.models import Lot

_RECORDS = 500
_LOTS = 10


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield what a phone waits for that comes back from a week without a network."""
    template = factories.template()
    product = factories.product(ground.actor.organisation, template=template)
    lots = [factories.lot(product) for _ in range(_LOTS)]

    def ours(number: int) -> float:
        body = _outbox(ground, lots, number)
        return _RECORDS / seconds(_sync, ground, body)

    def ceiling(number: int) -> float:
        document = _events(lots, number)
        return _RECORDS / seconds(_capture, ground, document)

    ours(-1)
    own, other = pairs(ground.rounds, ours, ceiling)
    name = f"diary sync of {_RECORDS} queued records of {_LOTS} lots, one request"
    yield Figure(name, "records/s", own, other, "capture of the same 500 events in one call")


def _outbox(ground: Ground, lots: list[Lot], number: int) -> bytes:
    user, organisation = ground.actor.user, ground.actor.organisation
    if user is None or organisation is None:
        raise ValueError("a person acts here")
    records = [_record(lots[i % _LOTS], number * _RECORDS + i) for i in range(_RECORDS)]
    box = {"user": user.pk, "organisation": organisation.pk, "now": NOW.isoformat(),
           "records": records}  # fmt: skip
    return json.dumps(box).encode()


def _record(lot: Lot, number: int) -> dict[str, Any]:
    at = (NOW - timedelta(days=200, seconds=-number)).isoformat()
    return record(lot, id=str(uuid.uuid4()), happened_at=at, made_at=NOW.isoformat(), is_now=False)


def _sync(ground: Ground, body: bytes) -> None:
    answers = sync_steps(outbox=read_outbox(body), actor=ground.actor, now=NOW)
    wrong = [answer for answer in answers if answer.outcome != "stored"]
    if wrong:
        raise ValueError(f"{len(wrong)} not stored: {wrong[0]}")


def _events(lots: list[Lot], number: int) -> Document:
    """Return the events of as many other entries, ready to be captured."""
    step = chain.step_of(lots[0].product.template.definition, "spraying")
    told = examine(step, {"pesticide": "Chế phẩm Bt", "interval_days": 0})
    documents = [
        document_of_step(
            Facts(
                lot=(lot := lots[i % _LOTS]),
                step=step,
                told=told,
                place=lot.place,
                happened_at=NOW - timedelta(days=400, seconds=-(number * _RECORDS + i)),
                organisation=lot.product.organisation,
            )
        )
        for i in range(_RECORDS)
    ]
    events = [event for document in documents for event in document.events]
    return msgspec.structs.replace(documents[0], events=events)


def _capture(ground: Ground, document: Document) -> None:
    capture_events(document=document, actor=ground.actor, now=NOW)
