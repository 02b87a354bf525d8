"""Codes that mean one thing: a lot, or a kind of product, before and after the move to a GTIN.

A lot keeps the identifier that it was made under; other systems may name it by the new GTIN and the
lot code, as a label joins them. No row holds that joined code, so this reads the lots of products
that moved, once a process until the next move: they are few, and no new ones join them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from django.db.models import F

from txng.catalogue.models import ProductAlias
from txng.core.statements import prepared_rows
from txng.gs1.identifiers import canonical, key64
from txng.identify.models import Lot

_STATE: Final = """
select count(*), coalesce(max(id), 0), coalesce(sum(product_id), 0)::int8
from catalogue_product_alias
"""


@dataclass(frozen=True)
class Twins:
    """The other codes of things: by text and by 64-bit key, each to the code that counts."""

    texts: Mapping[str, str] = field(default_factory=dict)
    keys: Mapping[int, int] = field(default_factory=dict)
    others: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    def text(self, identifier: str) -> str:
        """Return the canonical identifier that counts for a thing named by any of its codes."""
        return self.texts.get(identifier, identifier)

    def key(self, key: int) -> int:
        """Return the key that counts for a thing named by any of its keys."""
        return self.keys.get(key, key)

    def spread(self, keys: Iterable[int]) -> list[int]:
        """Return keys together with all other keys of the same things."""
        return [one for key in keys for one in (key, *self.others.get(key, ()))]

    def spellings(self, identifier: str) -> list[str]:
        """Return every canonical identifier of a thing, the one that counts first."""
        counts = self.text(identifier)
        return [counts, *(other for other, to in self.texts.items() if to == counts)]


_NONE: Final = Twins()
_known: dict[tuple[int, ...], Twins] = {}


def twins() -> Twins:
    """Return the codes that mean one thing; one small statement unless a product moved since."""
    [state] = prepared_rows(_STATE, {})
    if not state[0]:
        return _NONE
    if state not in _known:
        _known.clear()
        _known[state] = _read()
    return _known[state]


def _read() -> Twins:
    texts: dict[str, str] = {}
    for before, after in ProductAlias.objects.values_list("identifier", "product__identifier"):
        texts[canonical(before)] = after
    # a lot keeps its identifier, so the joined code is the other one
    moved = Lot.objects.filter(product__aliases__isnull=False).distinct()
    for own, code, head in moved.values_list("identifier", "code", F("product__identifier")):
        joined = canonical(f"{head}/10/{quote(code, safe='')}")
        if joined != own:
            texts[joined] = own
    keys = {key64(other): key64(own) for other, own in texts.items()}
    others: dict[int, list[int]] = defaultdict(list)
    for other, own in keys.items():
        others[own].append(other)
    return Twins(texts, keys, {own: tuple(some) for own, some in others.items()})
