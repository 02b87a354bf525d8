"""What people fill in on the pages of the room."""

from txng.identify.forms.lot import CreateLot, DrawLogisticUnit, EditLot, FindLots
from txng.identify.forms.prefix import (
    AddPrefix,
    ConfirmNumber,
    DrawNumber,
    FindPrefixes,
    RefusePrefix,
    RenewProof,
)

__all__ = [
    "AddPrefix",
    "ConfirmNumber",
    "CreateLot",
    "DrawLogisticUnit",
    "DrawNumber",
    "EditLot",
    "FindLots",
    "FindPrefixes",
    "RefusePrefix",
    "RenewProof",
]
