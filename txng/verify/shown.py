"""Entries as a page lists them: names from the registers as they are now, never from the search."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import get_language

from txng.catalogue.models import Certificate, Product, ProductImage
from txng.parties.models import AdministrativeUnit, Organisation, Place
from txng.trace.names import public_name
from txng.verify.finding import in_force
from txng.verify.models import Entry
from txng.verify.vocab import EntryKind


@dataclass(frozen=True)
class Shown:
    """One thing in a list: what it is called, whose it is, where, and what it is certified as."""

    kind: EntryKind
    name: str
    url: str
    lead: str
    where: str
    stars: int | None = None
    photo_url: str = ""
    is_demonstration: bool = False
    papers: Sequence[str] = field(default_factory=tuple)


def shown(entries: Sequence[Entry], *, on: date) -> list[Shown]:
    """Return entries of one kind as a page lists them; two statements, however many."""
    if not entries:
        return []
    kind = EntryKind(entries[0].kind)
    numbers = [entry.subject_id for entry in entries]
    if kind == EntryKind.PRODUCT:
        return products(Product.objects.filter(pk__in=numbers), order=numbers, on=on)
    if kind == EntryKind.PRODUCER:
        return _producers(numbers, on)
    return _places(numbers, on)


def products(rows: QuerySet[Product], *, order: Sequence[int] = (), on: date) -> list[Shown]:
    """Return products as a page lists them, in the order of `order` if it is given."""
    first = ProductImage.objects.filter(product=OuterRef("pk")).order_by("position", "id")
    found = list(
        rows.select_related("organisation__unit__parent", "group").annotate(
            photo=Subquery(first.values("pk")[:1])
        )
    )
    if order:
        found.sort(key=lambda row: order.index(row.pk))
    papers = _papers({row.organisation_id for row in found}, on)
    return [_product(row, _of(papers, row.organisation_id, product_id=row.pk)) for row in found]


def _product(row: Product, papers: Sequence[str]) -> Shown:
    is_english = get_language() == "en" and bool(row.name_en)
    photo = vars(row).get("photo")
    return Shown(
        kind=EntryKind.PRODUCT,
        name=row.name_en if is_english else row.name,
        url=reverse("public:verify:show_product", args=[row.pk]),
        lead=public_name(row.organisation),
        where=where(row.organisation.unit),
        stars=row.stars,
        photo_url=reverse("public:catalogue:show_image", args=[photo]) if photo else "",
        is_demonstration=row.organisation.is_demonstration,
        papers=papers,
    )


def _producers(numbers: Sequence[int], on: date) -> list[Shown]:
    found = Organisation.objects.select_related("unit__parent").in_bulk(list(numbers))
    papers = _papers(found, on)
    return [
        Shown(
            kind=EntryKind.PRODUCER,
            name=public_name(row),
            url=reverse("public:verify:show_producer", args=[row.pk]),
            lead=row.get_kind_display(),
            where=where(row.unit),
            is_demonstration=row.is_demonstration,
            papers=_of(papers, row.pk),
        )
        for row in (found[n] for n in numbers if n in found)
    ]


def _places(numbers: Sequence[int], on: date) -> list[Shown]:
    rows = Place.objects.select_related("organisation__unit", "unit__parent")
    found = rows.in_bulk(list(numbers))
    papers = _papers({row.organisation_id for row in found.values()}, on)
    return [
        Shown(
            kind=EntryKind.PLACE,
            name=row.name,
            url=reverse("public:verify:show_place", args=[row.pk]),
            lead=f"{row.get_kind_display()} · {public_name(row.organisation)}",
            where=where(row.unit),
            is_demonstration=row.organisation.is_demonstration,
            papers=_of(papers, row.organisation_id, place_id=row.pk),
        )
        for row in (found[n] for n in numbers if n in found)
    ]


def where(unit: AdministrativeUnit | None) -> str:
    """Return commune and province: a place is told no more exactly than this."""
    return ", ".join(str(u) for u in (unit, unit and unit.parent) if u)


def _papers(organisations: Iterable[int], on: date) -> list[Certificate]:
    """Return the certificates in force of some organisations."""
    found = in_force(on).filter(organisation__in=list(organisations))
    return list(found.only("kind", "organisation", "product", "place").order_by("kind", "id"))


def _of(
    papers: Sequence[Certificate],
    organisation_id: int,
    *,
    product_id: int | None = None,
    place_id: int | None = None,
) -> tuple[str, ...]:
    """Return the kinds of certificates that a product or place has by itself or by its holder."""
    kinds = (
        paper.get_kind_display()
        for paper in papers
        if paper.organisation_id == organisation_id
        and paper.product_id in (None, product_id)
        and paper.place_id in (None, place_id)
    )
    return tuple(dict.fromkeys(kinds))
