"""Acts of the room: on lots, logistic units, single items, company prefixes and their numbers."""

from txng.identify.services.lot import (
    LotFacts,
    NewLot,
    create_lot,
    create_lots,
    edit_lot,
    put_in_trade,
)
from txng.identify.services.number import (
    NumberFacts,
    confirm_number,
    draw_number,
    release_number,
)
from txng.identify.services.prefix import (
    PrefixFacts,
    add_prefix,
    check_prefix,
    refuse_prefix,
    renew_proof,
)
from txng.identify.services.reminder import remind_prefixes
from txng.identify.services.unit import create_item, draw_logistic_unit

__all__ = [
    "LotFacts",
    "NewLot",
    "NumberFacts",
    "PrefixFacts",
    "add_prefix",
    "check_prefix",
    "confirm_number",
    "create_item",
    "create_lot",
    "create_lots",
    "draw_logistic_unit",
    "draw_number",
    "edit_lot",
    "put_in_trade",
    "refuse_prefix",
    "release_number",
    "remind_prefixes",
    "renew_proof",
]
