"""Who may do what in this room."""

import rules

from txng.parties.rights import is_member, is_officer, is_recorder

rules.add_perm("capture.capture_document", is_recorder | is_officer)
rules.add_perm("capture.list_events", is_officer)
rules.add_perm("capture.list_steps", is_member | is_officer)
rules.add_perm("capture.choose_step", is_recorder)
rules.add_perm("capture.record_step", is_recorder)
rules.add_perm("capture.declare_step_wrong", is_recorder)
