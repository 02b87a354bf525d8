"""What is read of administrative units: provinces, communes, and what lies within an area."""

import re
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from txng.core.search import like, plain, tidy
from txng.parties.models import AdministrativeUnit, UnitSuccession
from txng.parties.vocab import UnitKind

_KIND = re.compile(r"^(xã|phường|đặc khu|thị trấn|xa|phuong|p\.|x\.)\s+", re.IGNORECASE)
_PROVINCES = (UnitKind.PROVINCE, UnitKind.CITY)


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


def find_communes(text: str, *, most: int = 12) -> list[AdministrativeUnit]:
    """Communes of today whose name, with or without its kind and province, holds the words.

    Accents may be left out. Those whose name begins with the words come first.
    """
    bare = _KIND.sub("", tidy(text))
    if not bare:
        return []
    found = list(communes().filter(like(bare, "name", "parent__name"))[:200])
    first = plain(bare)
    found.sort(key=lambda unit: (not plain(unit.name).startswith(first), unit.sort_key, unit.pk))
    return found[:most]
