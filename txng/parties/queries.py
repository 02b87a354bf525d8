"""What other rooms and pages read of units, organisations and people."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from txng.parties.models import Membership


def memberships_of(*, user_id: int, on: date | None = None) -> QuerySet[Membership]:
    """Memberships that are in force on a day (default: today), with their organisations."""
    day = on or timezone.localdate()
    return (
        Membership.objects.filter(user_id=user_id, valid_from__lte=day)
        .filter(Q(valid_to=None) | Q(valid_to__gt=day))
        .select_related("organisation", "user")
        .order_by("organisation__name", "id")
    )


def acting_membership(*, user_id: int, organisation_id: int | None) -> Membership | None:
    """Return the membership chosen by the person if it is in force, else the first one."""
    candidates = list(memberships_of(user_id=user_id))
    chosen = [m for m in candidates if m.organisation_id == organisation_id]
    found = chosen or candidates
    return found[0] if found else None
