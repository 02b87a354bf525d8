"""Who may do what in this room."""

import rules

from txng.parties.actor import Actor
from txng.parties.rights import is_manager, is_member, is_officer
from txng.parties.vocab import UnitKind


def _acts_for_department(actor: Actor) -> bool:
    """Say whether an officer acts for an agency of the whole province: no commune's."""
    unit = actor.organisation.unit if actor.organisation else None
    is_wide = unit is None or unit.kind in {UnitKind.PROVINCE, UnitKind.CITY}
    return bool(is_officer(actor)) and is_wide


is_department = rules.predicate(_acts_for_department, name="is_department")

rules.add_perm("catalogue.list_products", is_member | is_officer)
rules.add_perm("catalogue.show_product", is_member | is_officer)
rules.add_perm("catalogue.add_product", is_manager)
rules.add_perm("catalogue.edit_product", is_manager)
rules.add_perm("catalogue.add_image", is_manager)
rules.add_perm("catalogue.remove_image", is_manager)
rules.add_perm("catalogue.add_certificate", is_manager)
rules.add_perm("catalogue.lay_down_certificate", is_manager)
rules.add_perm("catalogue.withdraw_certificate", is_department)
rules.add_perm("catalogue.rate_product", is_department)
rules.add_perm("catalogue.inspect_products", is_officer)
rules.add_perm("catalogue.check_certificate", is_officer)
rules.add_perm("catalogue.own_products", is_member)
