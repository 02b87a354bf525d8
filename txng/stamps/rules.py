"""Who may do what with stamps."""

import rules

from txng.parties.rights import is_manager, is_member, is_recorder

rules.add_perm("stamps.list_batches", is_member)
rules.add_perm("stamps.show_batch", is_member)
rules.add_perm("stamps.order_batch", is_manager)
rules.add_perm("stamps.print_batch", is_recorder)
rules.add_perm("stamps.activate_range", is_recorder)
rules.add_perm("stamps.void_range", is_manager)
