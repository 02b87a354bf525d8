"""Pages of the room for organisations."""

from txng.capture.views.enterprise.diary import (
    choose_step,
    declare_step_wrong,
    list_steps,
    open_attachment,
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
from txng.capture.views.enterprise.quick import (
    list_plots,
    put_file,
    show_book,
    show_session,
    sync_steps,
)

__all__ = [
    "add_input",
    "buy_input",
    "choose_step",
    "declare_step_wrong",
    "edit_input",
    "list_inputs",
    "list_plots",
    "list_steps",
    "open_attachment",
    "open_invoice",
    "panel_harvests",
    "panel_inputs",
    "put_file",
    "record_step",
    "set_waiting",
    "show_book",
    "show_input",
    "show_session",
    "sync_steps",
    "write_off_input",
]
