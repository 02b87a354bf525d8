"""Acts of the room: documents captured by machines, steps recorded by people."""

from txng.capture.services.attaching import attach_file, record_with_photo
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
from txng.capture.services.inputs import (
    MaterialFacts,
    PurchaseFacts,
    add_input,
    buy_input,
    edit_input,
    set_waiting,
    write_off_input,
)
from txng.capture.services.steps import record_step
from txng.capture.services.syncing import sync_steps

__all__ = [
    "CAPTURE_LIMIT",
    "EventIdTaken",
    "EventKnown",
    "MaterialFacts",
    "NotUnderstood",
    "NothingStored",
    "PurchaseFacts",
    "TooManyEvents",
    "add_input",
    "attach_file",
    "buy_input",
    "capture_document",
    "capture_event",
    "capture_events",
    "declare_step_wrong",
    "edit_input",
    "record_step",
    "record_with_photo",
    "set_waiting",
    "sync_steps",
    "write_off_input",
]
