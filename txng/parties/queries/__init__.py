"""What other rooms and pages read of units, organisations, places and people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from txng.core.errors import NotFound
from txng.core.search import like
from txng.parties.actor import Actor
from txng.parties.models import (
    ApiKey,
    CompanyPrefix,
    Organisation,
    Place,
    PlaceAlias,
)
from txng.parties.queries.application import (
    agencies_deciding,
    application_for,
    applications_of,
    applications_seen_by,
    find_applications,
    known_organisation,
    organisations_alike,
    others_application,
    own_application,
    proof_for,
)
from txng.parties.queries.household import (
    NoSuchHousehold,
    actor_again,
    clerk_for,
    cooperatives_of,
    household_for,
    households_of,
)
from txng.parties.queries.mandate import (
    NoSuchMandate,
    mandate_for,
    mandates_of,
    providers,
)
from txng.parties.queries.member import (
    acting_membership,
    has_account,
    has_owner,
    history_of_members,
    invitation_by,
    invitation_for,
    is_open,
    members_of,
    membership_for,
    memberships_of,
    open_invitations,
    own_membership,
)
from txng.parties.queries.notice import (
    agencies_told,
    notice_for,
    notices_of,
    readers_of,
    unmailed_notices,
)
from txng.parties.queries.security import (
    factor_for,
    factors_of,
    has_generator,
    is_officer,
    recovery_codes_left,
)
from txng.parties.queries.unit import (
    communes,
    find_communes,
    provinces,
    units,
    units_within,
)
from txng.parties.vocab import OrganisationKind, PlaceKind, State

__all__ = [
    "NoSuchHousehold",
    "NoSuchMandate",
    "acting_membership",
    "actor_again",
    "agencies_deciding",
    "agencies_told",
    "application_for",
    "applications_of",
    "applications_seen_by",
    "clerk_for",
    "communes",
    "cooperatives_of",
    "factor_for",
    "factors_of",
    "find_applications",
    "find_communes",
    "has_account",
    "has_generator",
    "has_owner",
    "history_of_members",
    "household_for",
    "households_of",
    "invitation_by",
    "invitation_for",
    "is_officer",
    "is_open",
    "known_organisation",
    "mandate_for",
    "mandates_of",
    "members_of",
    "membership_for",
    "memberships_of",
    "notice_for",
    "notices_of",
    "open_invitations",
    "organisations_alike",
    "others_application",
    "own_application",
    "own_membership",
    "proof_for",
    "providers",
    "provinces",
    "readers_of",
    "recovery_codes_left",
    "units",
    "units_within",
    "unmailed_notices",
]


def organisations_seen_by(actor: Actor) -> QuerySet[Organisation]:
    """Organisations whose record an actor may read whole.

    An officer sees those whose unit lies in the officer's area (all, when no area is set), a
    member their own; nobody else any.
    """
    if actor.organisation is None or actor.role is None:
        return Organisation.objects.none()
    if not actor.is_agency:
        return Organisation.objects.filter(pk=actor.organisation.pk)
    if actor.area_id is None:
        return Organisation.objects.all()
    inside = units_within(actor.area_id).values("pk")
    return Organisation.objects.filter(Q(unit__in=inside) | Q(pk=actor.organisation.pk))


@dataclass(frozen=True)
class OrganisationFilter:
    """What a list of organisations is narrowed to; an empty value narrows nothing."""

    text: str = ""
    kind: str = ""
    state: str = ""
    role: str = ""
    unit: int | None = None


def find_organisations(*, actor: Actor, by: OrganisationFilter) -> QuerySet[Organisation]:
    """Organisations that an actor may see, found by words of the name, tax code or phone."""
    found = organisations_seen_by(actor).select_related("unit__parent").prefetch_related("roles")
    if by.text:
        found = found.filter(like(by.text, "name", "short_name", "tax_code", "phone"))
    if by.kind:
        found = found.filter(kind=by.kind)
    if by.state:
        found = found.filter(state=by.state)
    if by.role:
        found = found.filter(roles__role=by.role)
    if by.unit:
        found = found.filter(unit__in=units_within(by.unit).values("pk"))
    return found.order_by("sort_key", "id")


class NoSuchOrganisation(NotFound):
    """There is none, or none that the actor may see."""

    reason = _("Không tìm thấy trang này, hoặc đơn vị bạn đang thay mặt không được xem.")


def organisation_for(*, actor: Actor, organisation_id: int) -> Organisation:
    """Return an organisation that the actor may read whole; fetching is the access check."""
    found = (
        organisations_seen_by(actor)
        .select_related("unit__parent")
        .prefetch_related("roles")
        .filter(pk=organisation_id)
        .first()
    )
    if found is None:
        raise NoSuchOrganisation
    return found


def places_of(*, organisation: Organisation, text: str = "") -> QuerySet[Place]:
    """Places of an organisation, those in use first."""
    found = Place.objects.filter(organisation=organisation).select_related("unit__parent")
    if text:
        found = found.filter(like(text, "name", "address", "gln", "growing_area_code"))
    return found.order_by("-is_active", "name", "id")


def farms_of(organisation: Organisation) -> QuerySet[Place]:
    """Farms in use of an organisation, in which plots may stand."""
    found = Place.objects.filter(organisation=organisation, is_active=True, kind=PlaceKind.FARM)
    return found.order_by("name", "id")


def find_places(*, actor: Actor, text: str = "") -> QuerySet[Place]:
    """Places of the organisations that an actor may see, by words of name, code or organisation."""
    found = Place.objects.filter(organisation__in=organisations_seen_by(actor)).select_related(
        "unit__parent", "organisation"
    )
    if text:
        found = found.filter(
            like(text, "name", "address", "gln", "growing_area_code", "organisation__name")
        )
    return found.order_by("name", "id")


def places_named(identifiers: Iterable[str]) -> dict[str, Place]:
    """Return places by identifier, the present one or one of before (canonical URIs)."""
    wanted = set(identifiers)
    rows = Place.objects.select_related("organisation", "unit__parent")
    found = {place.identifier: place for place in rows.filter(identifier__in=wanted)}
    lacking = wanted - found.keys()
    if not lacking:
        return found
    before = PlaceAlias.objects.filter(identifier__in=lacking)
    before = before.select_related("place__organisation", "place__unit__parent")
    return {**{alias.identifier: alias.place for alias in before}, **found}


def names_of_place(identifier: str) -> tuple[str, ...]:
    """Return every identifier of the place that one names: today's and those of before."""
    place = places_named([identifier]).get(identifier)
    if place is None:
        return (identifier,)
    before = place.aliases.order_by("id").values_list("identifier", flat=True)
    return (place.identifier, *before)


class NoSuchPlace(NotFound):
    """There is none, or none of the actor's organisation."""

    reason = _("Không tìm thấy trang này, hoặc đơn vị bạn đang thay mặt không được xem.")


def place_for(*, actor: Actor, place_id: int) -> Place:
    """Return a place whose organisation the actor may read whole."""
    found = (
        Place.objects.select_related("organisation", "unit__parent", "parent")
        .filter(pk=place_id, organisation__in=organisations_seen_by(actor))
        .first()
    )
    if found is None:
        raise NoSuchPlace
    return found


def api_keys_of(organisation: Organisation) -> QuerySet[ApiKey]:
    """Keys of an organisation's machines, newest first."""
    return (
        ApiKey.objects.filter(organisation=organisation)
        .select_related("created_by")
        .order_by("-id")
    )


class NoSuchApiKey(NotFound):
    """There is none, or none of the actor's organisation."""

    reason = _("Không tìm thấy trang này, hoặc đơn vị bạn đang thay mặt không được xem.")


def api_key_for(*, actor: Actor, key_id: int) -> ApiKey:
    """Return a key of the actor's own organisation."""
    found = ApiKey.objects.filter(pk=key_id, organisation=actor.organisation).first()
    if found is None:
        raise NoSuchApiKey
    return found


def agencies() -> QuerySet[Organisation]:
    """State agencies at work."""
    return Organisation.objects.filter(kind=OrganisationKind.AGENCY, state=State.ACTIVE).order_by(
        "sort_key", "id"
    )


def prefixes_of(organisation: Organisation) -> QuerySet[CompanyPrefix]:
    """Company prefixes of an organisation with their proofs, the first to end first."""
    return CompanyPrefix.objects.filter(organisation=organisation).order_by("expires_date", "id")


def prefixes_held(organisation: Organisation, *, on: date) -> QuerySet[CompanyPrefix]:
    """Company prefixes that an organisation has proven to hold on a day."""
    return prefixes_of(organisation).filter(valid_from__lte=on, expires_date__gte=on)


def prefix_covering(*, organisation: Organisation, digits: str, on: date) -> CompanyPrefix | None:
    """Return the held prefix, in force on a day, with which `digits` begin."""
    held = prefixes_held(organisation, on=on)
    return next((row for row in held if digits.startswith(row.prefix)), None)
