"""What the public pages offer to choose from, kept for a minute: communes, groups, counts."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q
from django.utils.translation import get_language

from txng.catalogue.models import ProductGroup
from txng.parties.models import AdministrativeUnit, UnitSuccession
from txng.verify.kept import Kept
from txng.verify.models import Entry
from txng.verify.vocab import EntryKind

_LIFE: Final = 60
_MOST_CHANGES: Final = 3
"""Units changed on 01/07/2025 and 30/04/2026; one change more is foreseen."""
Choice = tuple[int, str]
_choices: Kept[list[Choice]] = Kept(life=_LIFE, most=8)
_communes: Kept[list["Commune"]] = Kept(life=_LIFE, most=1)


def forget() -> None:
    """Drop what this process keeps (between tests)."""
    _choices.clear()
    _communes.clear()


@dataclass(frozen=True)
class Commune:
    """A commune with what can be found there."""

    unit: AdministrativeUnit
    products: int
    producers: int


def counted_communes() -> list[Commune]:
    """Return the communes of which something can be found, by name."""
    return _communes.get("", _count)


def _count() -> list[Commune]:
    rows = (
        Entry.objects.exclude(unit=None)
        .values_list("unit")
        .annotate(
            products=Count("id", filter=Q(kind=EntryKind.PRODUCT)),
            producers=Count("id", filter=Q(kind=EntryKind.PRODUCER)),
        )
    )
    found = list(rows)
    today_of = _today_of({unit for unit, *_numbers in found})
    counts: dict[int, tuple[int, int]] = {}
    for unit, products, producers in found:
        now = today_of.get(unit, unit)
        before = counts.get(now, (0, 0))
        counts[now] = (before[0] + products, before[1] + producers)
    units = AdministrativeUnit.objects.filter(pk__in=counts).select_related("parent")
    return [Commune(unit, *counts[unit.pk]) for unit in units.order_by("sort_key", "id")]


def _today_of(units: set[int]) -> dict[int, int]:
    """Return the unit of today for units that ended; of several successors the first.

    An address keeps the unit as recorded; the map and the choices know today's communes, and
    `units_within` finds what stands in what came before them.
    """
    now = {unit: unit for unit in units}
    for _step in range(_MOST_CHANGES):
        ended = UnitSuccession.objects.filter(
            predecessor__in=set(now.values()), predecessor__valid_to__isnull=False
        ).order_by("-successor_id")
        following = dict(ended.values_list("predecessor", "successor"))
        if not following:
            break
        now = {unit: following.get(to, to) for unit, to in now.items()}
    return now


def communes() -> list[Choice]:
    """Return communes as a form offers them."""
    return [(row.unit.pk, str(row.unit)) for row in counted_communes()]


def groups() -> list[Choice]:
    """Return the groups of which there are products, as a form offers them."""

    def made() -> list[Choice]:
        used = Entry.objects.exclude(group=None).values("group").distinct()
        found = ProductGroup.objects.filter(pk__in=used).order_by("name", "id")
        return [(group.pk, str(group)) for group in found]

    return _choices.get(("groups", get_language()), made)
