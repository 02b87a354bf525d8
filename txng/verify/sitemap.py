"""What search engines are told: robots.txt, and the addresses of all that everybody may find."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import Max
from django.urls import reverse

from txng.core.clock import now
from txng.core.errors import NotFound
from txng.library import queries as library
from txng.verify.models import Entry
from txng.verify.vocab import EntryKind

PART: Final = 20_000
"""Addresses of one part, by row number; the protocol allows 50,000."""
_NAMES: Final = {
    EntryKind.PRODUCT: "public:verify:show_product",
    EntryKind.PRODUCER: "public:verify:show_producer",
    EntryKind.PLACE: "public:verify:show_place",
}
_PAGES: Final = (
    "public:verify:home",
    "public:verify:search",
    "public:verify:show_map",
    "public:library:list_documents",
    "public:library:list_news",
    "public:library:show_guide",
)
_CLOSED: Final = ("/doanh-nghiep/", "/quan-ly/", "/dang-nhap/", "/api/", "/epcis/", "/*/21/")


class NoSuchPart(NotFound):
    """There is no part of this number."""


@dataclass(frozen=True)
class Part:
    """A part of the site map: pages and documents (0), then entries by row number."""

    number: int

    @property
    def path(self) -> str:
        """Return the address of the part."""
        return reverse("public:verify:list_addresses", args=[self.number])


def robots() -> str:
    """Return robots.txt: workspaces and single stamps are not for robots."""
    closed = "".join(f"Disallow: {path}\n" for path in _CLOSED)
    index = settings.TXNG_PUBLIC_URL + reverse("public:verify:list_parts")
    return f"User-agent: *\n{closed}\nSitemap: {index}\n"


def parts() -> list[Part]:
    """Return the parts of the site map."""
    last = Entry.objects.aggregate(last=Max("id"))["last"] or 0
    return [Part(number) for number in range(last // PART + 2)]


def index() -> str:
    """Return the index of the site map."""
    return _xml("sitemapindex", "sitemap", (part.path for part in parts()))


def part(number: int) -> str:
    """Return one part of the site map."""
    if number == 0:
        return _xml("urlset", "url", _pages())
    first = (number - 1) * PART
    rows = Entry.objects.filter(id__gt=first, id__lte=first + PART).order_by("id")
    found: Sequence[tuple[str, int]] = list(rows.values_list("kind", "subject_id"))
    if not found and number > 1:
        raise NoSuchPart
    return _xml("urlset", "url", (reverse(_NAMES[EntryKind(k)], args=[pk]) for k, pk in found))


def _pages() -> Iterator[str]:
    yield from (reverse(name) for name in _PAGES)
    for pk in library.public_documents().values_list("pk", flat=True)[:5000]:
        yield reverse("public:library:show_document", args=[pk])
    for pk in library.public_news(at=now()).values_list("pk", flat=True)[:5000]:
        yield reverse("public:library:show_news", args=[pk])


def _xml(root: str, item: str, paths: Iterator[str]) -> str:
    rows = "".join(
        f"<{item}><loc>{escape(settings.TXNG_PUBLIC_URL + path)}</loc></{item}>" for path in paths
    )
    schema = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?><{root} xmlns="{schema}">{rows}</{root}>'
