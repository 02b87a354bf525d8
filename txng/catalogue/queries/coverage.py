"""Which registered products the priority list means, and how far each entry is reached."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.lookups import Contains
from django.utils import timezone

from txng.catalogue.models import (
    Certificate,
    PriorityEntry,
    PriorityList,
    PriorityProposal,
    Product,
)
from txng.core.search import Plain, plain
from txng.parties.vocab import State

Row = PriorityEntry | PriorityProposal


def words_of(row: Row) -> list[str]:
    """Return the names by which an entry is known in the register, without accents."""
    return [plain(word) for word in (row.words or row.name).split(",") if word.strip()]


def products_on(found: PriorityList, *, classes: Iterable[str] = ()) -> QuerySet[Product]:
    """Return active products that a version of the list means, of any of the classes if given.

    For rooms above: they count lots, stamps and grades of these products.
    """
    wanted = set(classes)
    meant = Q(pk__in=[])
    for entry in found.entries.select_related("group").order_by("id"):
        if not wanted or wanted & set(entry.classes):
            meant |= _meaning(entry)
    return Product.objects.filter(meant, is_active=True).order_by("sort_key", "id")


def _meaning(row: Row) -> Q:
    if row.product_id:
        return Q(pk=row.product_id)
    group = Q(group=row.group_id)
    if row.is_whole_group:
        return group
    named = Q()
    for word in words_of(row):
        named |= Q(Contains(Plain(F("name")), word))
    return group & named


@dataclass(frozen=True)
class Coverage:
    """How far one entry is reached: active products and producers, and what they have.

    `approved` are producers whose registration is approved; `rated` and `certified` are products
    with an OCOP rating, or any certificate of their own, in force on the day.
    """

    key: int
    products: int
    producers: int
    approved: int
    rated: int
    certified: int
    with_gtin: int


@dataclass(frozen=True)
class _Fact:
    pk: int
    name: str
    producer: int
    is_approved: bool
    is_rated: bool
    is_certified: bool
    has_gtin: bool


def coverage_of(entries: Iterable[Row], *, on: date | None = None) -> list[Coverage]:
    """Count what the registers hold of each entry, in one statement whatever their number."""
    rows = list(entries)
    facts = _facts({row.group_id for row in rows}, on or timezone.localdate())
    return [_coverage(row, facts) for row in rows]


def total_coverage(entries: Iterable[Row], *, on: date | None = None) -> Coverage:
    """Count what the registers hold of all entries together, each product once."""
    rows = list(entries)
    facts = _facts({row.group_id for row in rows}, on or timezone.localdate())
    meant = {one.pk: one for row in rows for one in facts[row.group_id] if _means(row, one)}
    return _counted(0, list(meant.values()))


def _coverage(row: Row, facts: Mapping[int, Sequence[_Fact]]) -> Coverage:
    return _counted(row.pk, [one for one in facts[row.group_id] if _means(row, one)])


def _counted(key: int, found: Sequence[_Fact]) -> Coverage:
    return Coverage(
        key=key,
        products=len(found),
        producers=len({one.producer for one in found}),
        approved=len({one.producer for one in found if one.is_approved}),
        rated=sum(one.is_rated for one in found),
        certified=sum(one.is_certified for one in found),
        with_gtin=sum(one.has_gtin for one in found),
    )


def _means(row: Row, one: _Fact) -> bool:
    if row.product_id:
        return row.product_id == one.pk
    return row.is_whole_group or any(word in one.name for word in words_of(row))


def _facts(groups: set[int], day: date) -> Mapping[int, Sequence[_Fact]]:
    lasts = Q(expires_date=None) | Q(expires_date__gte=day)
    papers = Certificate.objects.filter(
        lasts, product=OuterRef("pk"), withdrawn_date=None, issued_date__lte=day
    )
    products = (
        Product.objects.filter(is_active=True, group__in=groups)
        .select_related("organisation")
        .annotate(is_certified=Exists(papers))
        .order_by("id")
    )
    found: dict[int, list[_Fact]] = defaultdict(list)
    for product in products:
        found[product.group_id].append(
            _Fact(
                pk=product.pk,
                name=plain(product.name),
                producer=product.organisation_id,
                is_approved=product.organisation.state == State.ACTIVE,
                is_rated=product.stars is not None,
                is_certified=bool(vars(product)["is_certified"]),
                has_gtin=bool(product.gtin),
            )
        )
    return found
