"""Who may see what of scans."""

import rules

from txng.parties.rights import is_member

rules.add_perm("verify.panel_scans", is_member)
