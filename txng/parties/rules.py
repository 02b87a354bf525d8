"""Who may do what in this room."""

import rules

from txng.parties.rights import (
    is_cooperative,
    is_household,
    is_lead_officer,
    is_manager,
    is_member,
    is_officer,
    is_own,
    is_owner,
    is_recorder,
)

rules.add_perm("parties.list_notices", is_member | is_officer)
rules.add_perm("parties.show_organisation", is_member | is_officer)
rules.add_perm("parties.edit_organisation", is_manager)
rules.add_perm("parties.list_places", is_member)
rules.add_perm("parties.add_place", is_manager)
rules.add_perm("parties.edit_place", is_manager)
rules.add_perm("parties.list_api_keys", is_manager)
rules.add_perm("parties.issue_api_key", is_manager)
rules.add_perm("parties.revoke_api_key", is_manager)
rules.add_perm("parties.list_members", (is_member & is_own) | is_officer)
rules.add_perm("parties.leave", (is_member & is_own) | is_officer)
rules.add_perm("parties.invite_member", is_owner | is_lead_officer)
rules.add_perm("parties.revoke_invitation", is_owner | is_lead_officer)
rules.add_perm("parties.change_role", is_owner | is_lead_officer)
rules.add_perm("parties.end_membership", is_owner | is_lead_officer)
rules.add_perm("parties.list_organisations", is_officer)
rules.add_perm("parties.list_applications", is_officer)
rules.add_perm("parties.approve_application", is_lead_officer)
rules.add_perm("parties.register_organisation", is_officer)
rules.add_perm("parties.approve_organisation", is_lead_officer)
rules.add_perm("parties.suspend_organisation", is_lead_officer)
rules.add_perm("parties.resume_organisation", is_lead_officer)
rules.add_perm("parties.inspect_places", is_officer)
rules.add_perm("parties.list_households", is_member & is_cooperative)
rules.add_perm("parties.write_for_household", is_recorder & is_cooperative)
rules.add_perm("parties.add_household", is_manager & is_cooperative)
rules.add_perm("parties.list_cooperatives", is_member & is_own & is_household)
rules.add_perm("parties.agree_household", is_owner & is_household)
rules.add_perm("parties.end_household", (is_manager & is_cooperative) | (is_owner & is_household))
rules.add_perm("parties.invite_owner", is_lead_officer)
rules.add_perm("parties.show_api_key", is_manager)
rules.add_perm("parties.list_mandates", is_manager)
rules.add_perm("parties.show_mandate", is_manager)
rules.add_perm("parties.give_mandate", is_manager)
rules.add_perm("parties.end_mandate", is_manager)
