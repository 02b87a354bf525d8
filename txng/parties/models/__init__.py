"""Rows of the room: units, organisations, places, people, memberships, notices, API keys."""

from txng.parties.models.notice import Notice
from txng.parties.models.organisation import Organisation, OrganisationRole, Place
from txng.parties.models.person import ApiKey, Membership, User
from txng.parties.models.prefix import CompanyPrefix
from txng.parties.models.unit import AdministrativeUnit, UnitSuccession

__all__ = [
    "AdministrativeUnit",
    "ApiKey",
    "CompanyPrefix",
    "Membership",
    "Notice",
    "Organisation",
    "OrganisationRole",
    "Place",
    "UnitSuccession",
    "User",
]
