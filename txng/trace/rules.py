"""Who may do what in this room; which codes one may trace, the queries decide."""

import rules

from txng.parties.rights import is_member, is_officer

rules.add_perm("trace.find", is_member | is_officer)
rules.add_perm("trace.show_lot", is_member | is_officer)
rules.add_perm("trace.print_delivery_note", is_member)
rules.add_perm("trace.print_origin", is_member | is_officer)
rules.add_perm("trace.show_stock", is_member)
rules.add_perm("trace.list_breaches", is_officer)
rules.add_perm("trace.panel_breaches", is_officer)
