"""Pages of the room for organisations."""

from txng.capture.views.enterprise.diary import (
    choose_step,
    declare_step_wrong,
    list_steps,
    open_attachment,
    print_diary,
    record_step,
)
from txng.capture.views.enterprise.inputs import (
    add_input,
    buy_input,
    edit_input,
    list_inputs,
    open_invoice,
    panel_harvests,
    panel_inputs,
    set_waiting,
    show_input,
    write_off_input,
)
from txng.capture.views.enterprise.money import strike_money, tell_money
from txng.capture.views.enterprise.packing import pack_unit, show_unit, unpack_unit
from txng.capture.views.enterprise.quick import (
    list_plots,
    put_file,
    show_book,
    show_session,
    sync_steps,
)
from txng.capture.views.enterprise.shipments import (
    cancel_shipment,
    list_shipments,
    panel_shipments,
    receive,
    receive_by_hand,
    ship,
    show_partners,
    show_shipment,
)

__all__ = [
    "add_input",
    "buy_input",
    "cancel_shipment",
    "choose_step",
    "declare_step_wrong",
    "edit_input",
    "list_inputs",
    "list_plots",
    "list_shipments",
    "list_steps",
    "open_attachment",
    "open_invoice",
    "pack_unit",
    "panel_harvests",
    "panel_inputs",
    "panel_shipments",
    "print_diary",
    "put_file",
    "receive",
    "receive_by_hand",
    "record_step",
    "set_waiting",
    "ship",
    "show_book",
    "show_input",
    "show_partners",
    "show_session",
    "show_shipment",
    "show_unit",
    "strike_money",
    "sync_steps",
    "tell_money",
    "unpack_unit",
    "write_off_input",
]
