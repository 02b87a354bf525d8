"""Acts of the room: on organisations, places, people, their rights and keys, and units."""

from txng.parties.services.api_key import (
    ApiKeyRefused,
    authenticate_api_key,
    issue_api_key,
    revoke_api_key,
)
from txng.parties.services.notice import (
    dismiss_notice,
    mail_notices,
    notify,
    settle_notice,
)
from txng.parties.services.officer import add_lead_officer
from txng.parties.services.organisation import (
    TaxCodeNotRight,
    approve_organisation,
    edit_organisation,
    register_organisation,
    resume_organisation,
    suspend_organisation,
)
from txng.parties.services.person import (
    add_member,
    add_person,
    end_membership,
    grant_membership,
    set_password,
)
from txng.parties.services.place import add_place, edit_place
from txng.parties.services.unit import load_units

__all__ = [
    "ApiKeyRefused",
    "TaxCodeNotRight",
    "add_lead_officer",
    "add_member",
    "add_person",
    "add_place",
    "approve_organisation",
    "authenticate_api_key",
    "dismiss_notice",
    "edit_organisation",
    "edit_place",
    "end_membership",
    "grant_membership",
    "issue_api_key",
    "load_units",
    "mail_notices",
    "notify",
    "register_organisation",
    "resume_organisation",
    "revoke_api_key",
    "set_password",
    "settle_notice",
    "suspend_organisation",
]
