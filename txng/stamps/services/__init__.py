"""Acts on stamps: order, print, activate, consume, void; each by range, each in the audit trail."""

from txng.stamps.services.life import (
    LotLacksMinimumData,
    LotNotForStamps,
    NotInTrade,
    NotYetPrinted,
    ReasonNeeded,
    StampsConsumed,
    activate_range,
    consume_range,
    void_range,
)
from txng.stamps.services.orders import (
    BadStampCount,
    LotOfAnotherProduct,
    NoKeyVersionLeft,
    UnitsExceeded,
    order_batch,
    rotate_key,
)
from txng.stamps.services.positions import (
    NothingLeftToDo,
    OutsideBatch,
    StampsAlreadyActive,
    numbers,
)
from txng.stamps.services.prints import NoSuchGrid, lay_out, mark_printed, print_batch

__all__ = [
    "BadStampCount",
    "LotLacksMinimumData",
    "LotNotForStamps",
    "LotOfAnotherProduct",
    "NoKeyVersionLeft",
    "NoSuchGrid",
    "NotInTrade",
    "NotYetPrinted",
    "NothingLeftToDo",
    "OutsideBatch",
    "ReasonNeeded",
    "StampsAlreadyActive",
    "StampsConsumed",
    "UnitsExceeded",
    "activate_range",
    "consume_range",
    "lay_out",
    "mark_printed",
    "numbers",
    "order_batch",
    "print_batch",
    "rotate_key",
    "void_range",
]
