"""Amounts of đồng: read and written in figures, and in words both ways."""

import re
import unicodedata
from decimal import Decimal
from typing import Final

_UNITS: Final = {
    "": 1,
    "đồng": 1,
    "đ": 1,
    "vnđ": 1,
    "vnd": 1,
    "₫": 1,
    "nghìn": 1_000,
    "ngàn": 1_000,
    "triệu": 1_000_000,
    "tr": 1_000_000,
    "tỷ": 1_000_000_000,
    "tỉ": 1_000_000_000,
}
_PART: Final = re.compile(
    r"(?P<figure>[\d.,][\d.,\s\u00a0\u202f]*)(?P<unit>(?:[^\W\d_]|₫)*)", re.IGNORECASE
)
_GROUPED: Final = re.compile(r"\d{1,3}(?:(?P<sign>[.,\s])\d{3})(?:(?P=sign)\d{3})*")
_IN_THREES: Final = re.compile(r"[1-9]\d{0,2}(?:[.,\s]\d{3})+")
_IN_FULL: Final = re.compile(r"\b(?P<short>tr|ng|n)\.?\s?(?:đồng|đ)(?!\w)|(?<=\d)k\b")
_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION: Final = 1_000_000_000


class NotMoney(ValueError):  # noqa: N818  an answer to whoever asked
    """The text is no amount; `text` is what stood there."""

    def __init__(self, text: str) -> None:
        """Keep the text."""
        super().__init__(text)
        self.text = text


class NotWords(NotMoney):
    """The words are no number."""


def composed(text: str) -> str:
    """Return text with composed letters (NFC) and plain digits for full-width ones."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text))


def parse_number(text: str) -> Decimal:
    """Read a figure written the Vietnamese way: "1.234,5" → 1234.5, "2,5" → 2.5, "1.500" → 1500.

    Several equal marks part thousands ("77,500,000"); of two different ones the last is the
    decimal sign. Full-width digits and blanks between groups are read. Raises NotMoney.
    """
    plain = re.sub(r"\s+", " ", composed(text)).strip().strip("+")
    plain = re.sub(r"(?<=\d)['’·](?=\d{3}(?!\d))", ".", plain)
    sign = -1 if plain.startswith("-") else 1
    plain = plain.lstrip("-− ")
    if not re.fullmatch(r"\d[\d.,\s]*", plain):
        raise NotMoney(text)
    return sign * Decimal(_machine(plain.rstrip(".,"), text))


def _machine(plain: str, text: str) -> str:
    """Return the figure as machines write it."""
    marks = re.findall(r"[.,\s]", plain)
    if not marks:
        return plain
    last = marks[-1]
    if len(set(marks)) == 1 and (len(marks) > 1 or last != ","):
        if _GROUPED.fullmatch(plain):
            return re.sub(r"\D", "", plain)
        if len(marks) == 1 and last == ".":
            return plain
        raise NotMoney(text)
    whole, _mark, part = plain.rpartition(last)
    if last == " " or (len(marks) > 1 and not _GROUPED.fullmatch(whole)):
        raise NotMoney(text)
    return f"{re.sub(r'[^0-9]', '', whole)}.{part}"


def parse_dong(text: str) -> int:
    """Read an amount: "77.500.000 đồng", "77,5 triệu", "1 tỷ 250 triệu", "５.０００đ" → đồng.

    Any mark before three digits parts thousands here, for đồng have no fraction: "200,000" →
    200000, "77.500,000" → 77500000 (but "77,500 triệu" is 77.5 million). Raises NotMoney, also for
    fractions of a đồng.
    """
    plain = _IN_FULL.sub(_full, re.sub(r"[\s.;:/,-]+$", "", composed(text).lower()).strip())
    plain = re.sub(r"(?<=\d)['’·](?=\d{3}(?!\d))", ".", plain)
    total, end = Decimal(0), 0
    for part in _PART.finditer(plain):
        if plain[end : part.start()].strip():
            raise NotMoney(text)
        end = part.end()
        total += _part(part["figure"], part["unit"], text)
        tail = re.compile(r"\s*(đồng|đ|vnđ|vnd|₫)(?!\w)").match(plain, end)
        end = tail.end() if tail else end
    if plain[end:].strip() or not end or total != int(total):
        raise NotMoney(text)
    return int(total)


def _full(short: re.Match[str]) -> str:
    """Write "trđ", "tr.đồng" as "triệu", "ngđ" and "k" as "nghìn"."""
    return " triệu" if short["short"] == "tr" else " nghìn"


def _part(figure: str, unit: str, text: str) -> Decimal:
    if unit not in _UNITS:
        raise NotMoney(text)
    figure = figure.strip()
    times = _UNITS[unit]
    if times == 1 and _IN_THREES.fullmatch(figure):
        figure = re.sub(r"\D", "", figure)
    return parse_number(figure) * times


def figures(amount: int | Decimal) -> str:
    """Write a number the Vietnamese way: 77500000 → "77.500.000", 2.50 → "2,5"."""
    whole, _point, part = f"{Decimal(amount):f}".partition(".")
    part = part.rstrip("0")
    return f"{int(whole):,}".replace(",", ".") + (f",{part}" if part else "")


def dong(amount: int) -> str:
    """Write an amount with its unit: "77.500.000 đồng"."""
    return f"{figures(amount)} đồng"


def in_words(number: int, *, thousand: str = "nghìn", odd: str = "linh") -> str:
    """Say a whole number: 124600000 → "một trăm hai mươi bốn triệu sáu trăm nghìn".

    `thousand` is "nghìn" (north) or "ngàn" (south), `odd` "linh" or "lẻ"; beyond 10^9 the words
    repeat over tỷ ("một triệu tỷ" = 10^15).
    """
    if number < 0:
        return f"âm {in_words(-number, thousand=thousand, odd=odd)}"
    if number == 0:
        return _DIGITS[0]
    return " ".join(_say(number, inner=False, thousand=thousand, odd=odd))


def dong_in_words(amount: int, *, thousand: str = "nghìn", odd: str = "linh") -> str:
    """Say an amount as papers do: "Bảy mươi bảy triệu năm trăm nghìn đồng"."""
    said = f"{in_words(amount, thousand=thousand, odd=odd)} đồng"
    return said[:1].upper() + said[1:]


def _say(number: int, *, inner: bool, thousand: str, odd: str) -> list[str]:
    """Say a number; `inner`: something stands before it, so its empty hundreds are spoken."""
    words: list[str] = []
    if number >= _BILLION:
        words = [*_say(number // _BILLION, inner=inner, thousand=thousand, odd=odd), "tỷ"]
        number, inner = number % _BILLION, True
    for size, name in ((1_000_000, "triệu"), (1_000, thousand), (1, "")):
        group = number // size % 1_000
        if group:
            words += [*_hundreds(group, inner=inner or bool(words), odd=odd), *name.split()]
    return words


def _hundreds(number: int, *, inner: bool, odd: str) -> list[str]:
    hundred, rest = divmod(number, 100)
    ten, one = divmod(rest, 10)
    words = [_DIGITS[hundred], "trăm"] if hundred or inner else []
    if ten > 1:
        words += [_DIGITS[ten], "mươi"]
    elif ten == 1:
        words.append("mười")
    elif one and words:
        words.append(odd)
    if one:
        words.append(_one(one, ten))
    return words


def _one(one: int, ten: int) -> str:
    if one == 1 and ten > 1:
        return "mốt"
    return "lăm" if one == 5 and ten else _DIGITS[one]


_VALUES: Final = {word: value for value, word in enumerate(_DIGITS)} | {
    "mốt": 1,
    "tư": 4,
    "lăm": 5,
    "nhăm": 5,
    "bẩy": 7,
}
_SIZES: Final = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000}
_SILENT: Final = {"đồng", "chẵn", "việt", "nam", "và", "đ"}
_SPELLINGS: Final = {"tỉ": "tỷ", "ngìn": "nghìn", "mưới": "mươi", "lẽ": "lẻ"}


def from_words(text: str) -> int:
    """Read a number said in words: "Bảy mươi bảy triệu năm trăm ngàn đồng" → 77500000.

    Knows nghìn and ngàn, linh and lẻ, mốt, tư, lăm, rưỡi, tỷ and tỉ; commas and "đồng", "chẵn" are
    passed over. Raises NotWords for anything else and for sizes out of order.
    """
    plain = re.sub(r"[,.;:()/\-–]+", " ", composed(text).lower())
    words = [_SPELLINGS.get(word, word) for word in plain.split()]
    words = [word for word in words if word not in _SILENT]
    if not words:
        raise NotWords(text)
    return _Reader(text).read(words)


class _Reader:
    """Adds up words from the left; what stands before a size is multiplied by it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._total = self._section = 0
        self._group: list[str] = []
        self._last_size = _BILLION
        self._half_of = 0

    def read(self, words: list[str]) -> int:
        """Return the number."""
        for place, word in enumerate(words):
            if word == "tỷ":
                self._total = (self._total + self._section + self._taken()) * _BILLION
                self._section, self._last_size, self._half_of = 0, _BILLION, _BILLION
            elif word in _SIZES:
                self._add(_SIZES[word])
            elif word == "rưỡi" and place == len(words) - 1 and self._half_of and not self._group:
                self._section += self._half_of // 2
            else:
                self._group.append(word)
        return self._total + self._section + self._rest()

    def _add(self, size: int) -> None:
        if size >= self._last_size:
            raise NotWords(self._text)
        self._section += self._taken() * size
        self._last_size = self._half_of = size

    def _taken(self) -> int:
        """Return the value of the words before a size; "nghìn tỷ" has none of its own."""
        if not self._group and self._section:
            return 0
        return self._rest(needed=True)

    def _rest(self, *, needed: bool = False) -> int:
        group, self._group = self._group, []
        if not group and not needed:
            return 0
        return _value_of(group, self._text)


def _value_of(words: list[str], text: str) -> int:
    """Return the value of up to three digits in words."""
    found = re.fullmatch(
        r"(?:(?P<h>\w+) trăm(?: |$))?"
        r"(?:(?P<t>\w+) (?:mươi|chục)(?: |$)|(?P<ten>mười)(?: |$)|(?:linh|lẻ) )?(?P<o>\w+)?",
        " ".join(words),
    )
    if found is None:
        raise NotWords(text)
    digits = [found["h"], found["t"], found["o"]]
    if any(word is not None and word not in _VALUES for word in digits) or not any(
        [*digits, found["ten"]]
    ):
        raise NotWords(text)
    hundred, ten, one = (_VALUES[word] if word else 0 for word in digits)
    return hundred * 100 + (10 if found["ten"] else ten * 10) + one
