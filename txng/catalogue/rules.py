"""Who may do what in this room."""

import rules

from txng.parties.rights import is_manager, is_member, is_officer

rules.add_perm("catalogue.list_products", is_member | is_officer)
rules.add_perm("catalogue.show_product", is_member | is_officer)
rules.add_perm("catalogue.add_product", is_manager)
rules.add_perm("catalogue.edit_product", is_manager)
rules.add_perm("catalogue.add_image", is_manager)
rules.add_perm("catalogue.remove_image", is_manager)
rules.add_perm("catalogue.add_certificate", is_manager)
rules.add_perm("catalogue.withdraw_certificate", is_manager)
rules.add_perm("catalogue.inspect_products", is_officer)
rules.add_perm("catalogue.check_certificate", is_officer)
rules.add_perm("catalogue.own_products", is_member)
