"""Who may do what in this room."""

import rules

from txng.parties.rights import is_department, is_manager, is_member, is_officer, is_recorder

rules.add_perm("identify.list_lots", is_member | is_officer)
rules.add_perm("identify.show_lot", is_member | is_officer)
rules.add_perm("identify.create_lot", is_recorder)
rules.add_perm("identify.edit_lot", is_recorder)
rules.add_perm("identify.list_logistic_units", is_member)
rules.add_perm("identify.draw_logistic_unit", is_recorder)
rules.add_perm("identify.list_prefixes", is_manager)
rules.add_perm("identify.add_prefix", is_manager)
rules.add_perm("identify.draw_number", is_manager)
rules.add_perm("identify.inspect_prefixes", is_officer)
rules.add_perm("identify.check_prefix", is_department)
