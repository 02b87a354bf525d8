"""Who may do what in this room."""

import rules

from txng.parties.rights import (
    is_department,
    is_lead_agency,
    is_lead_officer,
    is_manager,
    is_member,
    is_officer,
)

rules.add_perm("catalogue.list_products", is_member | is_officer)
rules.add_perm("catalogue.show_product", is_member | is_officer)
rules.add_perm("catalogue.add_product", is_manager)
rules.add_perm("catalogue.edit_product", is_manager)
rules.add_perm("catalogue.move_to_gtin", is_manager)
rules.add_perm("catalogue.add_image", is_manager)
rules.add_perm("catalogue.remove_image", is_manager)
rules.add_perm("catalogue.add_certificate", is_manager)
rules.add_perm("catalogue.lay_down_certificate", is_manager)
rules.add_perm("catalogue.withdraw_certificate", is_department)
rules.add_perm("catalogue.rate_product", is_department)
rules.add_perm("catalogue.inspect_products", is_officer)
rules.add_perm("catalogue.check_certificate", is_officer)
rules.add_perm("catalogue.own_products", is_member)
rules.add_perm("catalogue.list_priority_lists", is_officer)
rules.add_perm("catalogue.propose_product", is_department)
rules.add_perm("catalogue.compile_priority_list", is_lead_agency)
rules.add_perm("catalogue.list_duplicates", is_officer)
rules.add_perm("catalogue.judge_pair", is_lead_officer)
rules.add_perm("catalogue.list_templates", is_officer)
rules.add_perm("catalogue.edit_template", is_lead_agency)
rules.add_perm("catalogue.move_products", is_lead_agency | is_manager)
