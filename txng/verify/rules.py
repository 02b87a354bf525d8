"""Who may see what of scans."""

import rules

from txng.parties.rights import is_member, is_officer

rules.add_perm("verify.panel_scans", is_member)
rules.add_perm("verify.list_scans", is_member)
rules.add_perm("verify.panel_coverage", is_officer)
rules.add_perm("verify.list_suspicions", is_officer)
