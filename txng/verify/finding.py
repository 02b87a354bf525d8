"""The public search: products, producers and places by words, mistakes of typing forgiven."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.contrib.postgres.search import SearchQuery, TrigramWordSimilarity
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    When,
)
from django.db.models.functions import Cast

from txng.catalogue.models import Certificate
from txng.core.search import all_words, has_words, plain, tidy
from txng.parties.queries import units_within
from txng.verify.mending import meant
from txng.verify.models import Entry
from txng.verify.vocab import EntryKind

ANY_STARS: Final = 1
"""Asked instead of a number of stars: any OCOP rating."""
MOST_LIKE: Final = 200
"""So many entries that come near are enough to choose from."""
_LIKE: Final = "plain__trigram_word_similar"


@dataclass(frozen=True)
class Asked:
    """What somebody looks for; an empty value narrows nothing."""

    text: str = ""
    kind: EntryKind = EntryKind.PRODUCT
    commune: int | None = None
    group: int | None = None
    certificate: str = ""
    stars: int | None = None


@dataclass(frozen=True)
class Found:
    """Entries of one kind, the nearest first, and how many there are of each kind.

    `is_only_like`: nothing has all the words, these come near.
    """

    kind: EntryKind
    rows: QuerySet[Entry]
    counts: Mapping[EntryKind, int]
    is_only_like: bool = False

    @property
    def total(self) -> int:
        """Number of entries of the kind shown."""
        return self.counts.get(self.kind, 0)


def find(asked: Asked, *, on: date) -> Found:
    """Find entries that have every word asked for; where there are none, those that come near.

    Of the kind asked for or, if there is none of it, of the first kind that has some. One
    statement, three when mistakes had to be forgiven; the rows take one more.
    """
    among = _narrowed(asked, on)
    if not asked.text:
        return _found(asked, among.order_by("sort_key", "id"))
    exact = among.filter(has_words(asked.text)) if all_words(asked.text) else among.none()
    found = _found(asked, _nearest(exact, asked.text))
    if any(found.counts.values()):
        return found
    return _mended(asked, among) or _like(asked, among)


def _mended(asked: Asked, among: QuerySet[Entry]) -> Found | None:
    """Find entries that have what each word may mean, if any word was typed wrong."""
    words = meant(asked.text)
    if not words:
        return None
    query = " & ".join(f"({' | '.join(several)})" for several in words)
    rows = among.filter(words=SearchQuery(query, search_type="raw", config="simple"))
    text = " ".join(several[0] for several in words)
    found = _found(asked, _nearest(rows, text))
    return replace(found, is_only_like=True) if any(found.counts.values()) else None


def _like(asked: Asked, among: QuerySet[Entry]) -> Found:
    """Find the MOST_LIKE entries that come nearest; their index is walked once only."""
    near = _likest(among.filter(**{_LIKE: plain(tidy(asked.text))}), asked.text)
    found = list(near.values_list("kind", "pk")[:MOST_LIKE])
    counts = {EntryKind(kind): n for kind, n in Counter(kind for kind, _pk in found).items()}
    rows = Entry.objects.defer("words").filter(pk__in=[pk for _kind, pk in found])
    kind = _shown_kind(asked, counts)
    nearest = _likest(rows.filter(kind=kind), asked.text)
    return Found(kind, nearest, counts, is_only_like=True)


def _found(asked: Asked, rows: QuerySet[Entry]) -> Found:
    counted = rows.order_by().values_list("kind").annotate(n=Count("id"))
    counts = {EntryKind(kind): number for kind, number in counted}
    kind = _shown_kind(asked, counts)
    return Found(kind, rows.filter(kind=kind), counts)


def _shown_kind(asked: Asked, counts: Mapping[EntryKind, int]) -> EntryKind:
    """Return the kind asked for or, if nothing of it was found, the first of which there is."""
    first = next((kind for kind in EntryKind if kind in counts), asked.kind)
    return asked.kind if asked.kind in counts else first


def _narrowed(asked: Asked, on: date) -> QuerySet[Entry]:
    found = Entry.objects.defer("words")
    if asked.commune:
        found = found.filter(unit__in=units_within(asked.commune).values("pk"))
    if asked.group:
        found = found.filter(group=asked.group)
    if asked.stars:
        rated = Q(stars_until=None) | Q(stars_until__gte=on)
        stars = Q(stars__isnull=False) if asked.stars == ANY_STARS else Q(stars=asked.stars)
        found = found.filter(stars & rated)
    if asked.certificate:
        found = found.filter(_certified(asked.certificate, on))
    return found


def _certified(kind: str, on: date) -> Q:
    """Return the condition of being certified, oneself or by the whole work of the holder.

    A producer is certified by anything that it holds.
    """
    ours = in_force(on).filter(kind=kind, organisation=OuterRef("organisation"))
    of_all, subject = Q(product=None, place=None), OuterRef("subject_id")
    product = Exists(ours.filter(of_all | Q(product=subject)))
    place = Exists(ours.filter(of_all | Q(place=subject)))
    return (
        Q(product, kind=EntryKind.PRODUCT)
        | Q(place, kind=EntryKind.PLACE)
        | Q(Exists(ours), kind=EntryKind.PRODUCER)
    )


def in_force(on: date) -> QuerySet[Certificate]:
    """Certificates that count on a day."""
    lasts = Q(expires_date=None) | Q(expires_date__gte=on)
    return Certificate.objects.filter(lasts, issued_date__lte=on, withdrawn_date=None)


def _nearest(rows: QuerySet[Entry], text: str) -> QuerySet[Entry]:
    """Order: named so as typed with its accents, so without them, then the rest; each by name."""
    typed = tidy(text).lower()
    near = Case(
        When(name__startswith=typed, then=5),
        When(name__contains=typed, then=4),
        When(plain__startswith=plain(typed), then=3),
        When(plain__contains=plain(typed), then=2),
        default=1,
        output_field=IntegerField(),
    )
    return rows.annotate(near=near).order_by(F("near").desc(), "sort_key", "id")


def _likest(rows: QuerySet[Entry], text: str) -> QuerySet[Entry]:
    near = Cast(TrigramWordSimilarity(plain(tidy(text)), "plain") * 100, IntegerField())
    return rows.annotate(near=near).order_by(F("near").desc(), "sort_key", "id")
