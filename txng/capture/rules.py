"""Who may do what in this room."""

import rules

from txng.parties.rights import is_manager, is_member, is_officer, is_recorder

rules.add_perm("capture.capture_document", is_recorder | is_officer)
rules.add_perm("capture.list_events", is_officer)
rules.add_perm("capture.list_steps", is_member | is_officer)
rules.add_perm("capture.open_attachment", is_member | is_officer)
rules.add_perm("capture.print_diary", is_recorder)
rules.add_perm("capture.choose_step", is_recorder)
rules.add_perm("capture.record_step", is_recorder)
rules.add_perm("capture.declare_step_wrong", is_recorder)
rules.add_perm("capture.harvest_early", is_manager)
rules.add_perm("capture.list_shipments", is_member)
rules.add_perm("capture.show_shipment", is_member)
rules.add_perm("capture.panel_shipments", is_member)
rules.add_perm("capture.ship", is_recorder)
rules.add_perm("capture.receive", is_recorder)
rules.add_perm("capture.receive_by_hand", is_recorder)
rules.add_perm("capture.cancel_shipment", is_recorder)
rules.add_perm("capture.show_unit", is_member)
rules.add_perm("capture.pack_unit", is_recorder)
rules.add_perm("capture.unpack_unit", is_recorder)
rules.add_perm("capture.show_partners", is_member | is_officer)
rules.add_perm("capture.list_inputs", is_member)
rules.add_perm("capture.show_input", is_member)
rules.add_perm("capture.add_input", is_recorder)
rules.add_perm("capture.edit_input", is_recorder)
rules.add_perm("capture.set_waiting", is_recorder)
rules.add_perm("capture.buy_input", is_recorder)
rules.add_perm("capture.write_off_input", is_recorder)
rules.add_perm("capture.open_invoice", is_member)
rules.add_perm("capture.panel_inputs", is_member)
rules.add_perm("capture.panel_harvests", is_member)
for act in ("list_plots", "show_book", "show_session", "sync_steps", "put_file", "attach_file"):
    rules.add_perm(f"capture.{act}", is_recorder)
