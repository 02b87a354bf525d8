"""Acts of the room: documents captured by machines, steps recorded by people."""

from txng.capture.services.corrections import declare_step_wrong
from txng.capture.services.documents import (
    CAPTURE_LIMIT,
    EventIdTaken,
    EventKnown,
    NothingStored,
    NotUnderstood,
    TooManyEvents,
    capture_document,
    capture_event,
    capture_events,
)
from txng.capture.services.steps import record_step

__all__ = [
    "CAPTURE_LIMIT",
    "EventIdTaken",
    "EventKnown",
    "NotUnderstood",
    "NothingStored",
    "TooManyEvents",
    "capture_document",
    "capture_event",
    "capture_events",
    "declare_step_wrong",
    "record_step",
]
