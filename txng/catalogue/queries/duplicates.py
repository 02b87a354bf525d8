"""Rows that may be the same thing registered twice, and why it seems so."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Model, Q, QuerySet
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
"""So many rows are compared with all of their neighbourhood for one page, the newest first."""
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
    """Compare the 100 newest rows (older than `before`) with those that could be the same.

    Four statements, however many rows there are.
    """
    seen = rows_seen_by(actor, subject)
    examined = list((seen.filter(pk__lt=before) if before else seen).order_by("-pk")[:EXAMINED])
    if not examined:
        return Found([], None)
    around = list(seen.filter(_AROUND[subject](examined)).order_by("-pk"))
    numbers = {row.pk for row in examined}
    judged = _judged(subject, numbers)
    pairs = []
    for one, other in _couples(examined, around, subject):
        first, second = sorted((one, other), key=lambda row: row.pk)
        if second.pk not in numbers or (first.pk, second.pk) in judged:
            continue
        if reasons := _REASONS[subject](first, second):
            pairs.append(Pair(first, second, reasons))
    full = len(examined) == EXAMINED
    return Found(pairs, examined[-1].pk if full else None)


def _judged(subject: Subject, numbers: set[int]) -> set[tuple[int, int]]:
    rows = Judgement.objects.filter(subject=subject, second_id__in=numbers)
    return set(rows.values_list("first_id", "second_id"))


def _couples(
    examined: Sequence[Any], around: Sequence[Any], subject: Subject
) -> Iterator[tuple[Any, Any]]:
    """Yield each pair of rows that share a neighbourhood, once."""
    groups: dict[object, list[Any]] = defaultdict(list)
    for row in around:
        for mark in _MARKS[subject](row):
            groups[mark].append(row)
    told = set()
    for row in examined:
        for mark in _MARKS[subject](row):
            for other in groups[mark]:
                couple = frozenset((row.pk, other.pk))
                if len(couple) == 2 and couple not in told:
                    told.add(couple)
                    yield row, other


def _values(rows: Iterable[Any], name: str) -> set[Any]:
    return {value for row in rows if (value := getattr(row, name))}


def _around_organisations(rows: Sequence[Organisation]) -> Q:
    return (
        Q(unit__in=_values(rows, "unit_id"))
        | Q(phone__in=_values(rows, "phone"))
        | Q(email__in=_values(rows, "email"))
    )


def _marks_of_organisation(row: Organisation) -> list[object]:
    marks = (("unit", row.unit_id), ("phone", row.phone), ("email", row.email))
    return [mark for mark in marks if mark[1]]


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


def _around_places(rows: Sequence[Place]) -> Q:
    return (
        Q(unit__in=_values(rows, "unit_id"))
        | Q(organisation__in=_values(rows, "organisation_id"))
        | Q(growing_area_code__in=_values(rows, "growing_area_code"))
        | Q(packing_house_code__in=_values(rows, "packing_house_code"))
    )


def _marks_of_place(row: Place) -> list[object]:
    marks = (
        ("unit", row.unit_id),
        ("of", row.organisation_id),
        ("area", row.growing_area_code),
        ("house", row.packing_house_code),
    )
    return [mark for mark in marks if mark[1]]


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


def _around_products(rows: Sequence[Product]) -> Q:
    return Q(organisation__in=_values(rows, "organisation_id"))


def _marks_of_product(row: Product) -> list[object]:
    return [row.organisation_id]


def _reasons_of_products(one: Product, other: Product) -> list[str | Promise]:
    is_alike = likeness(one.name, other.name) >= ALIKE and one.unit == other.unit
    return [_("tên gần giống, cùng đơn vị")] if is_alike else []


_AROUND: Final[dict[Subject, Any]] = {
    Subject.ORGANISATION: _around_organisations,
    Subject.PLACE: _around_places,
    Subject.PRODUCT: _around_products,
}
_MARKS: Final[dict[Subject, Any]] = {
    Subject.ORGANISATION: _marks_of_organisation,
    Subject.PLACE: _marks_of_place,
    Subject.PRODUCT: _marks_of_product,
}
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
