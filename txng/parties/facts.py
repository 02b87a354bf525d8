"""What is told about an organisation, a place or a person when it is registered."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from txng.gs1.keys import Gln
from txng.parties.models import AdministrativeUnit, Place
from txng.parties.vocab import ChainRole, OrganisationKind, PlaceKind


@dataclass(frozen=True, kw_only=True)
class OrganisationFacts:
    """An organisation as its papers have it; without a GLN it gets an identifier of our own."""

    kind: OrganisationKind
    name: str
    short_name: str = ""
    tax_code: str = ""
    gln: Gln | None = None
    address: str = ""
    unit: AdministrativeUnit | None = None
    phone: str = ""
    email: str = ""
    website: str = ""
    sector: str = ""
    roles: tuple[ChainRole, ...] = ()
    may_show_name: bool = False


@dataclass(frozen=True, kw_only=True)
class PlaceFacts:
    """A place; coordinates in degrees (WGS 84), area in square metres."""

    kind: PlaceKind
    name: str
    gln: Gln | None = None
    growing_area_code: str = ""
    packing_house_code: str = ""
    address: str = ""
    unit: AdministrativeUnit | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    area_m2: Decimal | None = None
    outline: dict[str, Any] | None = None
    parent: Place | None = None


@dataclass(frozen=True, kw_only=True)
class PersonFacts:
    """A person; `login` is an e-mail address or a phone number."""

    login: str
    full_name: str
    phone: str = ""
    email: str = ""
