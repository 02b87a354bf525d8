"""What people fill in on the pages of the room."""

from txng.capture.forms.inputs import (
    AddInput,
    BuyInput,
    EditInput,
    FindInputs,
    SetWaiting,
    WriteOffInput,
)
from txng.capture.forms.steps import DeclareStepWrong, Offer, RecordStep

__all__ = [
    "AddInput",
    "BuyInput",
    "DeclareStepWrong",
    "EditInput",
    "FindInputs",
    "Offer",
    "RecordStep",
    "SetWaiting",
    "WriteOffInput",
]
