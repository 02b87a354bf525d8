"""Pages of an organisation about its lots, cases, company prefixes and numbers."""

from txng.identify.views.enterprise.lot import (
    create_lot,
    draw_logistic_unit,
    edit_lot,
    list_logistic_units,
    list_lots,
    panel_open_lots,
    show_lot,
)
from txng.identify.views.enterprise.prefix import (
    add_prefix,
    confirm_number,
    draw_number,
    list_prefixes,
    open_proof,
    release_number,
    renew_proof,
)

__all__ = [
    "add_prefix",
    "confirm_number",
    "create_lot",
    "draw_logistic_unit",
    "draw_number",
    "edit_lot",
    "list_logistic_units",
    "list_lots",
    "list_prefixes",
    "open_proof",
    "panel_open_lots",
    "release_number",
    "renew_proof",
    "show_lot",
]
