"""Rows of the room: units, organisations, places, people, their rights, notices, API keys."""

from txng.parties.models.application import Application, ApplicationProof, ApplicationWord
from txng.parties.models.confirmation import Confirmation, NumberTry
from txng.parties.models.household import Consent, Household
from txng.parties.models.invitation import Invitation
from txng.parties.models.mandate import Mandate
from txng.parties.models.notice import Notice
from txng.parties.models.organisation import Organisation, OrganisationRole, Place, PlaceAlias
from txng.parties.models.person import ApiKey, ApiUse, Membership, User
from txng.parties.models.prefix import CompanyPrefix
from txng.parties.models.second import HalfSignIn, RecoveryCode, SecondFactor
from txng.parties.models.unit import AdministrativeUnit, UnitSuccession

__all__ = [
    "AdministrativeUnit",
    "ApiKey",
    "ApiUse",
    "Application",
    "ApplicationProof",
    "ApplicationWord",
    "CompanyPrefix",
    "Confirmation",
    "Consent",
    "HalfSignIn",
    "Household",
    "Invitation",
    "Mandate",
    "Membership",
    "Notice",
    "NumberTry",
    "Organisation",
    "OrganisationRole",
    "Place",
    "PlaceAlias",
    "RecoveryCode",
    "SecondFactor",
    "UnitSuccession",
    "User",
]
