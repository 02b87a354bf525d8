"""Acts of the room: on organisations, places, people, their rights and keys, and units."""

from txng.parties.services.api_key import (
    ApiKeyRefused,
    authenticate_api_key,
    issue_api_key,
    revoke_api_key,
)
from txng.parties.services.application import (
    add_proof,
    begin_application,
    remove_proof,
    send_application,
    tell_application,
    tell_kind,
    withdraw_application,
)
from txng.parties.services.confirmation import (
    CodeRefused,
    TooManyCodes,
    ask_reset,
    confirm_account,
    forget_codes,
    open_account,
    reset_password,
)
from txng.parties.services.decision import (
    approve_application,
    ask_more,
    reject_application,
)
from txng.parties.services.invitation import (
    accept_invitation,
    invite,
    join_by_invitation,
    revoke_invitation,
)
from txng.parties.services.notice import (
    dismiss_notice,
    mail_notices,
    notify,
    settle_notice,
)
from txng.parties.services.officer import add_lead_officer
from txng.parties.services.organisation import (
    approve_organisation,
    edit_organisation,
    register_organisation,
    resume_organisation,
    suspend_organisation,
)
from txng.parties.services.passkey import (
    add_passkey,
    ask_passkey,
    finish_by_passkey,
    offer_passkey,
)
from txng.parties.services.person import (
    add_person,
    change_password,
    change_role,
    end_membership,
    end_sessions,
    grant_membership,
    set_password,
)
from txng.parties.services.place import add_place, edit_place, move_to_gln
from txng.parties.services.second import (
    add_totp,
    address_of,
    begin_sign_in,
    finish_by_code,
    half_sign_in,
    new_recovery_codes,
    new_secret,
    remove_factor,
)
from txng.parties.services.unit import load_units

__all__ = [
    "ApiKeyRefused",
    "CodeRefused",
    "TooManyCodes",
    "accept_invitation",
    "add_lead_officer",
    "add_passkey",
    "add_person",
    "add_place",
    "add_proof",
    "add_totp",
    "address_of",
    "approve_application",
    "approve_organisation",
    "ask_more",
    "ask_passkey",
    "ask_reset",
    "authenticate_api_key",
    "begin_application",
    "begin_sign_in",
    "change_password",
    "change_role",
    "confirm_account",
    "dismiss_notice",
    "edit_organisation",
    "edit_place",
    "end_membership",
    "end_sessions",
    "finish_by_code",
    "finish_by_passkey",
    "forget_codes",
    "grant_membership",
    "half_sign_in",
    "invite",
    "issue_api_key",
    "join_by_invitation",
    "load_units",
    "mail_notices",
    "move_to_gln",
    "new_recovery_codes",
    "new_secret",
    "notify",
    "offer_passkey",
    "open_account",
    "register_organisation",
    "reject_application",
    "remove_factor",
    "remove_proof",
    "reset_password",
    "resume_organisation",
    "revoke_api_key",
    "revoke_invitation",
    "send_application",
    "set_password",
    "settle_notice",
    "suspend_organisation",
    "tell_application",
    "tell_kind",
    "withdraw_application",
]
