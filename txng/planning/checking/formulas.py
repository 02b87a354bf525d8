"""Notes that compute: "5.000 đồng/người/buổi x 50 người x 04 buổi", "(04 người; 4 ngày)"."""

import re
from collections.abc import Iterator
from decimal import Decimal
from math import prod
from typing import NamedTuple

from txng.core.money import NotMoney, composed, parse_dong, parse_number

_FIGURE = r"\d+(?:[.,]\d+)*"
_UNIT = r"(?:[^\d;:=+×*()\[\].,]|[.,](?=\S)|(?<=[mM])[23](?!\d)){0,60}?"
_TIMES = r"(?:\s*[×*]\s*|\s+[xX]\s*|(?<=[\d)])[xX]\s*|\s+nhân\s+)(?=\d)"
_FACTOR = rf"{_FIGURE}\s*(?:%|\({_UNIT}\)|{_UNIT})"
_PRODUCT = re.compile(
    rf"(?<![\w.,/]){_FACTOR}(?:{_TIMES}{_FACTOR})+?(?=\s*(?:[;:=+()\[\].,]|\d|$))"
)
_PART = re.compile(rf"(?P<figure>{_FIGURE})\s*\(?(?P<unit>[^)]*)")
_SPLIT = re.compile(_TIMES)
_MORE = re.compile(r"\s*(?:[×*xX]\s*\(|[×*]|[xX]\s*\d|[-–/]\s*\d|\s:\s*\d)")
_BEFORE = re.compile(r"[-–+/]\s*$|[xX×*]\s*\($")
_OPEN = re.compile(r"[\s\d)][xX×*]\s*$")
_RESULT = re.compile(
    rf"\s*=\s*(?P<figure>{_FIGURE}\s*(?:nghìn|ngàn|triệu|tr|tỷ|tỉ)?\s*(?:đồng|đ|vnđ|vnd)?)(?![\w.,])",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?<![\d.,])(?P<figure>\d{1,3}(?:\.\d{3})*|\d+)(?![\d.,])\s*(?P<unit>[^\W\d_]+)"
)
_MEASURE = re.compile(r"(mm|cm|dm|km|inch|dpi|kg|gam|gr|ml|lít|px|pixel)\b", re.IGNORECASE)
_SIZE = re.compile(r"(?P<size>nghìn|ngàn|ng\.?đ|triệu|tr\b|tr\.?đ|tỷ|tỉ|k\b)", re.IGNORECASE)
_SIZES = {"ng": 1_000, "k": 1_000, "tr": 1_000_000, "t": 1_000_000_000}
_DONG = re.compile(r"(đồng|đ(?![^\W\d_])|vnđ|vnd)", re.IGNORECASE)
_ONE = re.compile(r"/\s*0?1\s+(?=[^\W\d_])")


class Factor(NamedTuple):
    """One factor of a note: its figure (money in đồng, a percent as a share) and its unit."""

    value: Decimal
    unit: str
    is_money: bool
    is_percent: bool = False


class Formula(NamedTuple):
    """A sum of products as a note writes it, and what it says comes out."""

    text: str
    terms: tuple[tuple[Factor, ...], ...]
    stated: int | None

    @property
    def factors(self) -> tuple[Factor, ...]:
        """Return all factors."""
        return tuple(factor for term in self.terms for factor in term)

    @property
    def price(self) -> Decimal | None:
        """Return the price of one, if the note has one; of a sum of products, that of the first."""
        money = [factor.value for factor in self.terms[0] if factor.is_money]
        return prod(money, start=Decimal(1)) if money else None

    @property
    def quantity(self) -> Decimal:
        """Return how many: the product of what is neither money nor a share."""
        return sum((_count(term) for term in self.terms), start=Decimal(0))

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
        """Return what the whole comes to."""
        return sum((_product(term) for term in self.terms), start=Decimal(0))


def _product(term: tuple[Factor, ...]) -> Decimal:
    return prod((factor.value for factor in term), start=Decimal(1))


def _count(term: tuple[Factor, ...]) -> Decimal:
    counts = [factor.value for factor in term if not factor.is_money and not factor.is_percent]
    return prod(counts, start=Decimal(1))


def _same_unit(one: str, other: str) -> bool:
    words, others = one.lower().split(), other.lower().split()
    return bool(words and others) and words[0] == others[0]


def formula_in(text: str) -> Formula | None:
    """Return what a text computes: a product with money before one that only counts.

    None where it computes nothing, or in a way that is not read whole: "x (1 + 8%)", "- 2 x 3".
    """
    flat = _ONE.sub("/", " ".join(composed(text).split()))
    found = list(_formulas(flat))
    return next((one for one in found if one.price is not None), found[0] if found else None)


def _formulas(flat: str) -> Iterator[Formula]:
    """Yield each chain of products joined by "+"."""
    place = 0
    while (first := _PRODUCT.search(flat, place)) is not None:
        terms, end = [_factors(first.group())], first.end()
        while joined := re.compile(r"\s*\+\s*").match(flat, end):
            more = _PRODUCT.match(flat, joined.end())
            if more is None:
                return
            terms.append(_factors(more.group()))
            end = more.end()
        place = end
        rest = flat[end:].removeprefix(")")
        if any(term is None for term in terms) or _MORE.match(flat[end:]):
            continue
        if _BEFORE.search(flat[: first.start()]) or _OPEN.search(flat[:end]) or _measures(terms):
            continue
        known = tuple(term for term in terms if term is not None)
        yield Formula(flat[first.start() : end].strip(), known, _result(rest))


def _measures(terms: list[tuple[Factor, ...] | None]) -> bool:
    """Say whether a product gives a size: "3x4 cm"."""
    last = [term[-1] for term in terms if term]
    return len(terms) == 1 and bool(last) and bool(_MEASURE.match(last[0].unit))


def _factors(text: str) -> tuple[Factor, ...] | None:
    found = [_factor(part) for part in _SPLIT.split(text)]
    return None if any(one is None for one in found) else tuple(one for one in found if one)


def _factor(text: str) -> Factor | None:
    part = _PART.match(text.strip())
    if part is None:
        return None
    unit = part["unit"].strip(" .").lower()
    figure = part["figure"].rstrip(".,")
    if unit.startswith("%"):
        return _share(figure)
    named = _SIZE.match(unit)
    is_dong = bool(named or _DONG.match(unit))
    try:
        value = Decimal(parse_dong(figure)) if is_dong and not named else parse_number(figure)
    except NotMoney:
        return None
    size = _size(named["size"].lower()) if named else 1
    is_money = is_dong or (value >= 1_000 and ("/" in unit or not unit))
    return Factor(value * size, part["unit"].strip(), is_money)


def _share(figure: str) -> Factor | None:
    try:
        return Factor(parse_number(figure) / 100, "%", is_money=False, is_percent=True)
    except NotMoney:
        return None


def _size(name: str) -> int:
    return next(times for begins, times in _SIZES.items() if name.startswith(begins))


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
