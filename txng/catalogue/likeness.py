"""How alike two names are once the words that half of all names share are taken away."""

import re
from functools import lru_cache
from typing import Final

from txng.core.search import plain

ALIKE: Final = 0.6
"""Share of common trigrams from which two names may be one."""
_SHARED: Final = re.compile(
    r"\b(?:hop tac xa|hop tac|to hop tac|htx|tht|cong ty|trach nhiem huu han|tnhh"
    r"|mot thanh vien|mtv|co phan|cp|doanh nghiep tu nhan|dntn"
    r"|ho kinh doanh|ho san xuat|ho ong|ho ba|ho"
    r"|nong nghiep"
    r"|nong san|dich vu|thuong mai|san xuat|tong hop|va|xa|phuong|tinh)\b"
)


def bare(name: str) -> str:
    """Return a name without the words that all share, unless it has no others (`sql/bare.sql`)."""
    words = re.findall(r"[a-z0-9]+", _SHARED.sub(" ", plain(name)))
    return " ".join(words or re.findall(r"[a-z0-9]+", plain(name)))


@lru_cache(maxsize=100_000)
def _marks(name: str) -> tuple[frozenset[str], str]:
    words = bare(name).split()
    grams = {f"  {word} "[i : i + 3] for word in words for i in range(len(word) + 1)}
    return frozenset(grams), "".join(re.findall(r"\d+", " ".join(words)))


def likeness(one: str, other: str) -> float:
    """Return from 0 to 1 how alike names are; names with other figures ("Lô 1", "Lô 2") are not."""
    (grams, figures), (others, other_figures) = _marks(one), _marks(other)
    if figures != other_figures or not (grams or others):
        return 0.0
    return len(grams & others) / len(grams | others)
