"""Rows that may be the same thing registered twice, and why it seems so."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from django.db import connection
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from txng.catalogue.likeness import ALIKE, likeness
from txng.catalogue.models import Judgement, Product
from txng.catalogue.queries.product import products_seen_by
from txng.catalogue.vocab import Subject
from txng.core.errors import NotFound
from txng.parties import outlines
from txng.parties import queries as parties
from txng.parties.actor import Actor
from txng.parties.models import Organisation, Place
from txng.parties.vocab import OrganisationKind, State

EXAMINED: Final = 100
"""So many rows are compared with their neighbours for one page, the newest first."""
NEIGHBOURS: Final = 12
"""So many rows of each mark are compared with a row, on each side of it in the order of names."""
NEAR: Final = 30.0
"""Metres within which two places of one kind may be one."""


@dataclass
class Pair:
    """Two rows that look alike: the older first, and what is the same about them."""

    first: Any
    second: Any
    reasons: list[str | Promise] = field(default_factory=list)


@dataclass
class Found:
    """The pairs among the rows examined, and where the next page begins (none: it was all)."""

    pairs: list[Pair]
    next_id: int | None


def rows_seen_by(actor: Actor, subject: Subject) -> "QuerySet[Any]":
    """Return the rows of a register that an actor may compare."""
    if subject == Subject.PRODUCT:
        return products_seen_by(actor).filter(is_active=True).select_related("organisation")
    organisations = parties.organisations_seen_by(actor)
    if subject == Subject.PLACE:
        found = Place.objects.filter(organisation__in=organisations, is_active=True)
        return found.select_related("organisation", "unit")
    found_organisations = organisations.exclude(state=State.CLOSED).select_related("unit")
    return found_organisations.exclude(kind=OrganisationKind.AGENCY)


def find_duplicates(*, actor: Actor, subject: Subject, before: int | None = None) -> Found:
    """Compare the 100 newest rows (older than `before`) with the few that could be the same.

    Four statements, and at most `NEIGHBOURS` rows of each mark, however many rows there are: names
    are compared with those that stand beside them when all are sorted from their beginnings and
    from their ends (the sorted-neighbourhood method, Hernández and Stolfo 1995).
    """
    seen = rows_seen_by(actor, subject)
    examined = list((seen.filter(pk__lt=before) if before else seen).order_by("-pk")[:EXAMINED])
    if not examined:
        return Found([], None)
    numbers = {row.pk for row in examined}
    judged = _judged(subject, numbers)
    couples = [
        couple for couple in _couples(subject, numbers)
        if couple[1] in numbers and couple not in judged
    ]  # fmt: skip
    rows = {row.pk: row for row in seen.filter(pk__in={pk for couple in couples for pk in couple})}
    pairs = []
    for first, second in couples:
        if first in rows and second in rows:
            reasons = _REASONS[subject](rows[first], rows[second])
            if reasons:
                pairs.append(Pair(rows[first], rows[second], reasons))
    full = len(examined) == EXAMINED
    return Found(pairs, examined[-1].pk if full else None)


def _couples(subject: Subject, numbers: set[int]) -> list[tuple[int, int]]:
    """Return each examined row with its neighbours: the older first, the newest pair first."""
    with connection.cursor() as cursor:
        cursor.execute(_AROUND[subject], {"examined": list(numbers), "most": NEIGHBOURS})
        couples = {(min(couple), max(couple)) for couple in cursor.fetchall()}
    return sorted(couples, key=lambda couple: (-couple[1], -couple[0]))


def _judged(subject: Subject, numbers: set[int]) -> set[tuple[int, int]]:
    rows = Judgement.objects.filter(subject=subject, second_id__in=numbers)
    return set(rows.values_list("first_id", "second_id"))


def _reasons_of_organisations(one: Organisation, other: Organisation) -> list[str | Promise]:
    reasons: list[str | Promise] = []
    if one.tax_code and one.tax_code[:10] == other.tax_code[:10]:
        reasons.append(_("cùng mã số thuế, khác chi nhánh"))
    if one.phone and one.phone == other.phone:
        reasons.append(_("cùng số điện thoại"))
    if one.email and one.email == other.email:
        reasons.append(_("cùng thư điện tử"))
    if one.unit_id == other.unit_id and likeness(one.name, other.name) >= ALIKE:
        reasons.append(_("tên gần giống, cùng xã"))
    return reasons


def _reasons_of_places(one: Place, other: Place) -> list[str | Promise]:
    if one.pk == other.parent_id or other.pk == one.parent_id:
        return []
    reasons: list[str | Promise] = []
    for name, words in (
        ("growing_area_code", _("cùng mã số vùng trồng")),
        ("packing_house_code", _("cùng mã số cơ sở đóng gói")),
    ):
        if getattr(one, name) and getattr(one, name) == getattr(other, name):
            reasons.append(words)
    is_same_kind = one.kind == other.kind
    if is_same_kind and one.outline and other.outline and _overlap(one, other):
        reasons.append(_("ranh giới chồng lên nhau"))
    if is_same_kind and _is_near(one, other):
        reasons.append(_("vị trí cách nhau chưa tới 30 m"))
    is_own = one.organisation_id == other.organisation_id
    if is_same_kind and is_own and likeness(one.name, other.name) >= ALIKE:
        reasons.append(_("tên gần giống, cùng đơn vị"))
    return reasons


def _overlap(one: Place, other: Place) -> bool:
    rings = [outlines.ring_of(row.outline) for row in (one, other) if row.outline]
    return outlines.overlap(*rings)


def _is_near(one: Place, other: Place) -> bool:
    points = [
        (float(row.longitude), float(row.latitude))
        for row in (one, other)
        if row.longitude is not None and row.latitude is not None
    ]
    return len(points) == 2 and outlines.distance_of(points[0], points[1]) < NEAR


def _reasons_of_products(one: Product, other: Product) -> list[str | Promise]:
    is_alike = likeness(one.name, other.name) >= ALIKE and one.unit == other.unit
    return [_("tên gần giống, cùng đơn vị")] if is_alike else []


_SQL: Final = Path(__file__).resolve().parent.parent / "sql"
_AROUND: Final = {one: (_SQL / f"around_{one.value}.sql").read_text() for one in Subject}
_REASONS: Final[dict[Subject, Any]] = {
    Subject.ORGANISATION: _reasons_of_organisations,
    Subject.PLACE: _reasons_of_places,
    Subject.PRODUCT: _reasons_of_products,
}


class NoSuchPair(NotFound):
    """There is none, or one that the actor may not see whole."""

    reason = _("Không tìm thấy trang này, hoặc đơn vị bạn đang thay mặt không được xem.")


def pair_for(*, actor: Actor, subject: str, first_id: int, second_id: int) -> Pair:
    """Return two rows that the actor may see, with what is alike about them."""
    if subject not in Subject.values or first_id >= second_id:
        raise NoSuchPair
    kind = Subject(subject)
    rows: list[Model] = list(
        rows_seen_by(actor, kind).filter(pk__in=(first_id, second_id)).order_by("pk")
    )
    if len(rows) != 2:
        raise NoSuchPair
    return Pair(rows[0], rows[1], _REASONS[kind](*rows))
