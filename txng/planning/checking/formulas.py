"""Notes that compute: "5.000 đồng/người/buổi x 50 người x 04 buổi", "(04 người; 4 ngày)"."""

import re
from decimal import Decimal
from math import prod
from typing import NamedTuple

from txng.core.money import NotMoney, parse_dong, parse_number

_TIMES = re.compile(r"\s*[×*]\s*(?=\d)|\s+[xX]\s+(?=\d)|(?<=\d)[xX](?=\d)")
_FIRST = re.compile(r"(?P<figure>\d[\d.,]*)\s*(?P<unit>[^\d(;:=]*)$")
_NEXT = re.compile(r"^(?P<figure>\d[\d.,]*)\s*(?P<unit>[^\d);:=,]*)")
_RESULT = re.compile(r"^\s*=\s*(?P<figure>\d[\d.,]*\s*(?:nghìn|ngàn|triệu|tỷ)?\s*(?:đồng|đ)?)")
_COUNT = re.compile(r"(?P<figure>\d[\d.]*)\s*(?P<unit>[^\W\d_]+)")
_MEASURE = re.compile(r"(mm|cm|dm|km|inch|dpi|kg|gam|gr|ml|lít|px|pixel)\b", re.IGNORECASE)
_SIZES = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000}


class Factor(NamedTuple):
    """One factor of a note: its figure (money in đồng) and its unit."""

    value: Decimal
    unit: str
    is_money: bool


class Formula(NamedTuple):
    """A product as a note writes it, and what it says comes out."""

    text: str
    factors: tuple[Factor, ...]
    stated: int | None

    @property
    def price(self) -> Decimal | None:
        """Return the price of one, if the note has one."""
        money = [factor.value for factor in self.factors if factor.is_money]
        return prod(money, start=Decimal(1)) if money else None

    @property
    def quantity(self) -> Decimal:
        """Return how many: the product of what is no money."""
        counts = [factor.value for factor in self.factors if not factor.is_money]
        return prod(counts, start=Decimal(1))

    def counts(self, quantity: Decimal, unit: str) -> bool | None:
        """Say whether a quantity is the product; None where the note measures, or counts else.

        "3x4 cm" measures; "02 lớp x 50 người" beside 2 "lớp" tells more than the quantity.
        """
        named = all(re.match(r"[^\W\d_]{2,}", factor.unit) for factor in self.factors)
        if not named or any(_MEASURE.match(factor.unit) for factor in self.factors):
            return None
        parts = [f for f in self.factors if f.value == quantity and _same_unit(f.unit, unit)]
        return None if parts else self.quantity == quantity

    @property
    def product(self) -> Decimal:
        """Return the whole product."""
        return prod((factor.value for factor in self.factors), start=Decimal(1))


def _same_unit(one: str, other: str) -> bool:
    words, others = one.lower().split(), other.lower().split()
    return bool(words and others) and words[0] == others[0]


def formula_in(text: str) -> Formula | None:
    """Return the first product that a text writes; None where it writes none."""
    flat = " ".join(text.split())
    pieces = _TIMES.split(flat)
    if len(pieces) < 2:
        return None
    first, last = _FIRST.search(pieces[0]), _NEXT.match(pieces[-1])
    middle = [_NEXT.match(piece) for piece in pieces[1:-1]]
    found = [first, *middle, last]
    factors = [_factor(part) for part in found if part is not None]
    if len(factors) < len(pieces) or any(factor is None for factor in factors):
        return None
    start = first.start() if first else 0
    rest = pieces[-1][last.end() :] if last else ""
    written = flat[start : len(flat) - len(rest)].strip()
    return Formula(written, tuple(f for f in factors if f), _result(rest))


def _factor(part: re.Match[str]) -> Factor | None:
    unit = part["unit"].strip().lower()
    try:
        value = parse_number(part["figure"].rstrip(".,"))
    except NotMoney:
        return None
    size = next((times for name, times in _SIZES.items() if unit.startswith(name)), 1)
    is_money = (
        size > 1
        or bool(re.match(r"(đồng|đ\b|vnđ|vnd)", unit))
        or (value >= 1_000 and ("/" in unit or not unit))
    )
    return Factor(value * size, part["unit"].strip(), is_money)


def _result(rest: str) -> int | None:
    found = _RESULT.match(rest)
    if found is None:
        return None
    try:
        return parse_dong(found["figure"])
    except NotMoney:
        return None


def count_of_units(note: str, unit: str) -> tuple[str, Decimal] | None:
    """Return what "(04 người; 4 ngày)" makes of a unit "Người x ngày": 16; None if it does not."""
    names = [part.strip().lower() for part in re.split(r"\s*[x×*/]\s*", unit) if part.strip()]
    if len(names) < 2:
        return None
    for bracket in re.findall(r"\(([^()]*)\)", " ".join(note.split())):
        counts = {p["unit"].lower(): p["figure"] for p in _COUNT.finditer(bracket)}
        if all(name in counts for name in names):
            factors = [counts[name] for name in names]
            written = " × ".join(f"{f} {n}" for f, n in zip(factors, names, strict=True))
            return written, prod((parse_number(f) for f in factors), start=Decimal(1))
    return None
