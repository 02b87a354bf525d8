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
from txng.capture.services.money import MoneyFacts, strike_money, tell_money
from txng.capture.services.packing import Packing, pack_unit, unpack_unit
from txng.capture.services.receipts import Brought, receive, receive_by_hand
from txng.capture.services.recording import record_step, record_steps
from txng.capture.services.reminding import remind_diaries
from txng.capture.services.shipments import Carried, cancel_shipment, ship
from txng.capture.services.steps import Entry
from txng.capture.services.syncing import sync_steps

__all__ = [
    "CAPTURE_LIMIT",
    "Brought",
    "Carried",
    "Entry",
    "EventIdTaken",
    "EventKnown",
    "MaterialFacts",
    "MoneyFacts",
    "NotUnderstood",
    "NothingStored",
    "Packing",
    "PurchaseFacts",
    "TooManyEvents",
    "add_input",
    "attach_file",
    "buy_input",
    "cancel_shipment",
    "capture_document",
    "capture_event",
    "capture_events",
    "declare_step_wrong",
    "edit_input",
    "pack_unit",
    "receive",
    "receive_by_hand",
    "record_step",
    "record_steps",
    "record_with_photo",
    "remind_diaries",
    "set_waiting",
    "ship",
    "strike_money",
    "sync_steps",
    "tell_money",
    "unpack_unit",
    "write_off_input",
]
