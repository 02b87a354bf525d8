"""What the front page and the search show beside what was found."""

from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from txng.core.clock import now
from txng.library import queries as library
from txng.ui.filters import PAGE_KEYS, Chip, chips
from txng.ui.share import Share
from txng.verify import forms, lists, shown
from txng.verify.finding import ANY_STARS, Asked, Found, find
from txng.verify.vocab import EntryKind

NEWS: Final = 3
RATED: Final = 6


def content(path: str) -> dict[str, Any]:
    """Return what the front page shows: newest news, the best rated products, how many there are.

    Five statements; counts by commune are kept for a minute.
    """
    today = timezone.localdate()
    rated = find(Asked(stars=ANY_STARS), on=today).rows.order_by("-stars", "-id")[:RATED]
    communes = lists.counted_communes()
    lead = _("Biết sản phẩm do ai làm ra, ở đâu, đã được ai kiểm tra. Cổng của %(province)s.")
    return {
        "news": list(library.public_news(at=now())[:NEWS]),
        "rated": shown.shown(list(rated), on=today),
        "products": sum(row.products for row in communes),
        "producers": sum(row.producers for row in communes),
        "communes": len(communes),
        "any_stars": ANY_STARS,
        "share": Share(
            _("Biết rõ sản phẩm từ đâu đến"), lead % {"province": settings.TXNG_PROVINCE_NAME}, path
        ),
    }


def narrowing(given: QueryDict) -> list[Chip]:
    """Return a chip for each filter in force; the words themselves stand in their box already."""
    filters = given.copy()
    for name in ("q", "kind"):
        filters.pop(name, None)
    return chips(forms.FindThings(filters), given)


@dataclass(frozen=True)
class Kind:
    """One kind of things in the search: how many were found, and the address that shows them."""

    words: str | Promise
    count: int
    url: str
    is_current: bool


def kinds(found: Found, given: QueryDict) -> list[Kind]:
    """Return the kinds of things with their counts, each with the address that shows it."""
    return [
        Kind(kind.label, found.counts.get(kind, 0), _url(given, kind), kind == found.kind)
        for kind in EntryKind
    ]


def _url(given: QueryDict, kind: EntryKind) -> str:
    rest = given.copy()
    for name in PAGE_KEYS:
        rest.pop(name, None)
    rest["kind"] = kind
    return f"?{rest.urlencode()}"
