"""Who may do what in this room."""

import rules

from txng.parties.rights import is_department, is_lead_officer, is_officer

rules.add_perm("library.list_documents", is_officer)
rules.add_perm("library.show_document", is_officer)
rules.add_perm("library.add_document", is_department)
rules.add_perm("library.edit_document", is_department)
rules.add_perm("library.publish_document", is_lead_officer & is_department)
rules.add_perm("library.list_news", is_officer)
rules.add_perm("library.add_news", is_officer)
rules.add_perm("library.edit_news", is_officer)
rules.add_perm("library.publish_news", is_lead_officer)
rules.add_perm("library.count_communication", is_officer)
