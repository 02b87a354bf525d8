"""What other rooms and pages read of units, organisations, places and people."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from txng.core.errors import NotFound
from txng.core.search import like
from txng.parties.actor import Actor
from txng.parties.models import (
    AdministrativeUnit,
    ApiKey,
    CompanyPrefix,
    Membership,
    Organisation,
    Place,
    UnitSuccession,
)
from txng.parties.queries.notice import (
    notice_for,
    notices_of,
    readers_of,
    unmailed_notices,
)
from txng.parties.vocab import OrganisationKind, State, UnitKind

__all__ = ["notice_for", "notices_of", "readers_of", "unmailed_notices"]

_PROVINCES = (UnitKind.PROVINCE, UnitKind.CITY)


def memberships_of(*, user_id: int, on: date | None = None) -> QuerySet[Membership]:
    """Memberships in force on a day (default: today), with their organisations."""
    return (
        Membership.objects.filter(_in_force(on), user_id=user_id)
        .exclude(organisation__state=State.CLOSED)
        .select_related("organisation", "user")
        .order_by("organisation__sort_key", "id")
    )


def acting_membership(*, user_id: int, organisation_id: int | None) -> Membership | None:
    """Return the membership chosen by the person if it is in force, else the oldest one.

    The oldest: whoever adds a person to another organisation does not thereby become the one
    for whom that person writes.
    """
    candidates = list(memberships_of(user_id=user_id))
    chosen = [m for m in candidates if m.organisation_id == organisation_id]
    return min(chosen or candidates, key=lambda m: (m.valid_from, m.pk), default=None)


def actor_again(user_id: int | None, organisation_id: int | None) -> Actor:
    """Return the actor whom work in the background serves, with the rights held at this moment."""
    mine = memberships_of(user_id=user_id or 0).filter(organisation_id=organisation_id or 0)
    membership = mine.first()
    return Actor.from_membership(membership) if membership else Actor()


def members_of(organisation: Organisation) -> QuerySet[Membership]:
    """People who may act for an organisation today."""
    return (
        Membership.objects.filter(_in_force(), organisation=organisation)
        .select_related("user", "area")
        .order_by("user__full_name", "id")
    )


class NoSuchMembership(NotFound):
    """There is none, or none in the actor's organisation."""

    reason = _("Không tìm thấy trang này, hoặc đơn vị bạn đang thay mặt không được xem.")


def membership_for(*, actor: Actor, membership_id: int) -> Membership:
    """Return a membership of the actor's own organisation that is in force."""
    found = Membership.objects.filter(
        _in_force(), pk=membership_id, organisation=actor.organisation
    ).first()
    if found is None:
        raise NoSuchMembership
    return found


def _in_force(on: date | None = None) -> Q:
    day = on or timezone.localdate()
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gt=day))


def provinces(*, on: date | None = None) -> QuerySet[AdministrativeUnit]:
    """Provinces and cities of a day (default: today), in Vietnamese order."""
    return units(on=on).filter(kind__in=_PROVINCES)


def communes(
    *, parent: AdministrativeUnit | None = None, on: date | None = None
) -> QuerySet[AdministrativeUnit]:
    """Communes, wards and special zones of a day, of one province or of all."""
    found = units(on=on).exclude(kind__in=_PROVINCES)
    return found.filter(parent=parent) if parent else found


def units(*, on: date | None = None) -> QuerySet[AdministrativeUnit]:
    """All units in force on a day (default: today)."""
    day = on or timezone.localdate()
    return (
        AdministrativeUnit.objects.filter(Q(valid_from=None) | Q(valid_from__lte=day))
        .filter(Q(valid_to=None) | Q(valid_to__gt=day))
        .select_related("parent")
        .order_by("sort_key", "id")
    )


def units_within(area_id: int) -> QuerySet[AdministrativeUnit]:
    """A unit, those below it, and those of earlier times that became part of any of them.

    Two changes back (before 01/07/2025, and before the changes of 2026).
    """
    here = AdministrativeUnit.objects.filter(Q(pk=area_id) | Q(parent=area_id)).values("pk")
    before = UnitSuccession.objects.filter(successor__in=here).values("predecessor")
    long_before = UnitSuccession.objects.filter(successor__in=before).values("predecessor")
    # A union is one set to look in; three sets joined by OR would be searched row by row.
    return AdministrativeUnit.objects.filter(pk__in=here.union(before, long_before))


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


class NoSuchPlace(NotFound):
    """There is none, or none of the actor's organisation."""

    reason = _("Không tìm thấy trang này, hoặc đơn vị bạn đang thay mặt không được xem.")


def place_for(*, actor: Actor, place_id: int) -> Place:
    """Return a place whose organisation the actor may read whole."""
    found = (
        Place.objects.select_related("organisation", "unit__parent")
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


def prefix_covering(*, organisation: Organisation, digits: str, on: date) -> CompanyPrefix | None:
    """Return the held prefix, in force on a day, with which `digits` begin."""
    held = prefixes_of(organisation).filter(valid_from__lte=on, expires_date__gte=on)
    return next((row for row in held if digits.startswith(row.prefix)), None)
