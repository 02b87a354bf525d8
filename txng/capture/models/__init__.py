"""Rows of the room: the event store, the diary, inputs, shipments."""

from txng.capture.models.diary import Attachment
from txng.capture.models.inputs import InputUse, Material, MaterialWaiting, Purchase
from txng.capture.models.money import LotMoney
from txng.capture.models.shipments import Shipment, ShipmentLine
from txng.capture.models.store import CaptureContext, CaptureJob, Event, Field, Held, Link, Step

__all__ = [
    "Attachment",
    "CaptureContext",
    "CaptureJob",
    "Event",
    "Field",
    "Held",
    "InputUse",
    "Link",
    "LotMoney",
    "Material",
    "MaterialWaiting",
    "Purchase",
    "Shipment",
    "ShipmentLine",
    "Step",
]
