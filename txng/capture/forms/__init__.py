"""What people fill in on the pages of the room."""

from txng.capture.forms.inputs import (
    AddInput,
    BuyInput,
    EditInput,
    FindInputs,
    SetWaiting,
    WriteOffInput,
)
from txng.capture.forms.money import TellMoney
from txng.capture.forms.shipments import (
    Confirm,
    FindShipments,
    PackUnit,
    Receive,
    ReceiveByHand,
    Ship,
)
from txng.capture.forms.steps import DeclareStepWrong, Offer, PreviewStep, RecordStep

__all__ = [
    "AddInput",
    "BuyInput",
    "Confirm",
    "DeclareStepWrong",
    "EditInput",
    "FindInputs",
    "FindShipments",
    "Offer",
    "PackUnit",
    "PreviewStep",
    "Receive",
    "ReceiveByHand",
    "RecordStep",
    "SetWaiting",
    "Ship",
    "TellMoney",
    "WriteOffInput",
]
