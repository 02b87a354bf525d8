"""Acts of the room: on lots, on logistic units and single items, on company prefixes."""

from txng.identify.services.lot import LotFacts, create_lot, edit_lot, put_in_trade
from txng.identify.services.prefix import PrefixFacts, add_prefix
from txng.identify.services.unit import create_item, draw_logistic_unit

__all__ = [
    "LotFacts",
    "PrefixFacts",
    "add_prefix",
    "create_item",
    "create_lot",
    "draw_logistic_unit",
    "edit_lot",
    "put_in_trade",
]
