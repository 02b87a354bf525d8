"""Coupon codes of North America: AI (8110) and the positive offer file AI (8112)."""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING

from txng.gs1.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable


class _BadCouponError(Exception):
    def __init__(self, english: str, vietnamese: str) -> None:
        self.problem = Problem(english, vietnamese)


class _Reader:
    """Takes digits from the front of a coupon code, naming each field."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def take(self, length: int, name: str) -> str:
        """The next `length` digits."""
        piece = self.text[self.at : self.at + length]
        if len(piece) < length or not (piece.isascii() and piece.isdigit()):
            raise _BadCouponError(
                f"{name} should be {length} digits at position {self.at + 1}",
                f"{name} phải gồm {length} chữ số từ vị trí {self.at + 1}",
            )
        self.at += length
        return piece

    def choice(self, allowed: str, name: str) -> str:
        """The next digit, one of `allowed`."""
        piece = self.take(1, name)
        if piece not in allowed:
            listed = ", ".join(allowed)
            raise _BadCouponError(
                f"{name} {piece} at position {self.at} should be one of {listed}",
                f"{name} {piece} ở vị trí {self.at} phải là một trong {listed}",
            )
        return piece

    def sized(self, sizes: str, base: int, name: str) -> str:
        """A digit that tells a length (plus `base`), then so many digits."""
        return self.take(int(self.choice(sizes, f"length of {name}")) + base, name)

    def date(self, name: str) -> str:
        """Six digits YYMMDD."""
        text = self.take(6, name)
        year, month, day = 2000 + int(text[:2]), int(text[2:4]), int(text[4:])
        if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
            raise _BadCouponError(
                f"{name} {text} should be a date YYMMDD", f"{name} {text} phải là ngày dạng YYMMDD"
            )
        return text

    @property
    def is_done(self) -> bool:
        """Whether nothing is left."""
        return self.at == len(self.text)


def _requirement(reader: _Reader, which: str) -> None:
    reader.sized("12345", 0, f"{which} purchase requirement")
    reader.choice("012349", f"{which} purchase requirement code")
    reader.take(3, f"{which} purchase family code")


def _prefix_or_none(reader: _Reader, which: str) -> None:
    size = reader.choice("01234569", f"length of {which} company prefix")
    if size != "9":  # 9: the same prefix as the primary one
        reader.take(int(size) + 6, f"{which} company prefix")


def _second(reader: _Reader, _dates: dict[str, str]) -> None:
    reader.choice("0123", "additional purchase rules code")
    _requirement(reader, "second")
    _prefix_or_none(reader, "second")


def _third(reader: _Reader, _dates: dict[str, str]) -> None:
    _requirement(reader, "third")
    _prefix_or_none(reader, "third")


def _expiry(reader: _Reader, dates: dict[str, str]) -> None:
    dates["expiry"] = reader.date("expiration date")


def _start(reader: _Reader, dates: dict[str, str]) -> None:
    start = reader.date("start date")
    if dates.get("expiry", start) < start:
        raise _BadCouponError(
            f"expiration date {dates['expiry']} should not be before start date {start}",
            f"ngày hết hạn {dates['expiry']} không được trước ngày bắt đầu {start}",
        )


def _serial(reader: _Reader, _dates: dict[str, str]) -> None:
    reader.sized("0123456789", 6, "serial number")


def _retailer(reader: _Reader, _dates: dict[str, str]) -> None:
    reader.sized("1234567", 6, "retailer company prefix or GLN")


def _miscellaneous(reader: _Reader, _dates: dict[str, str]) -> None:
    reader.choice("01256", "save value code")
    reader.choice("012", "item the save value applies to")
    reader.take(1, "store coupon flag")
    reader.choice("01", "don't multiply flag")


_OPTIONAL: dict[str, Callable[[_Reader, dict[str, str]], None]] = {
    "1": _second,
    "2": _third,
    "3": _expiry,
    "4": _start,
    "5": _serial,
    "6": _retailer,
    "9": _miscellaneous,
}


def _keep_order(field: str, last: str) -> None:
    if field <= last:
        raise _BadCouponError(
            f"optional field {field} should not follow field {last}",
            f"trường tùy chọn {field} không được đứng sau trường {last}",
        )


def check_coupon(text: str) -> Problem | None:
    """North American Coupon Application Guideline: AI (8110), fields in ascending order."""
    reader, dates, last = _Reader(text), dict[str, str](), "0"
    try:
        reader.sized("0123456", 6, "company prefix")
        reader.take(6, "offer code")
        reader.sized("12345", 0, "save value")
        _requirement(reader, "primary")
        while not reader.is_done:
            field = reader.choice("1234569", "optional field")
            _keep_order(field, last)
            last = field
            _OPTIONAL[field](reader, dates)
    except _BadCouponError as bad:
        return bad.problem
    return None


def check_positive_offer(text: str) -> Problem | None:
    """Positive offer file coupon: AI (8112)."""
    reader = _Reader(text)
    try:
        reader.choice("01", "coupon format")
        reader.sized("0123456", 6, "coupon funder")
        reader.take(6, "offer code")
        reader.sized("0123456789", 6, "serial number")
    except _BadCouponError as bad:
        return bad.problem
    if reader.is_done:
        return None
    return Problem(
        f"should end after the serial number, position {reader.at}",
        f"phải kết thúc sau số sê-ri, vị trí {reader.at}",
    )
