"""GS1 identification keys as frozen values: parse once at the door, then trust."""

from __future__ import annotations

import re
from typing import ClassVar, Self

import msgspec

from txng.gs1 import prefixes
from txng.gs1.check_digits import check_digit, check_pair
from txng.gs1.errors import Fault, Gs1Error

__all__ = [
    "Cpid", "Gcn", "Gdti", "Giai", "Ginc", "Gln", "Gmn", "Grai", "Gsin", "Gsrn", "Gsrnp", "Gtin",
    "Itip", "Key", "Sscc", "Upui", "check_digit",
]  # fmt: skip

_SET_82 = r"[!\"%-?A-Z_a-z]"
_SET_39 = r"[#\-/0-9A-Z]"


class Key(msgspec.Struct, frozen=True, order=True):
    """What all keys share: one text form, fixed by the General Specifications section 3.

    A subclass says its name, application identifier, the shape of its text in words and as a
    pattern, how many leading characters end with a check digit (0: none) and where the company
    prefix starts.
    """

    value: str

    name: ClassVar[str]
    ai: ClassVar[str]
    shape: ClassVar[tuple[str, str]]  # in English, in Vietnamese
    pattern: ClassVar[re.Pattern[str]]
    checked: ClassVar[int] = 0
    prefix_at: ClassVar[int] = 0

    @classmethod
    def parse(cls, text: str) -> Self:
        """The key written as `text`; raises Gs1Error with the fault when it is not one."""
        if not cls.pattern.fullmatch(text):
            raise Gs1Error(_misshapen(cls, text))
        if cls.checked:
            body, given = text[: cls.checked - 1], text[cls.checked - 1]
            right = check_digit(body)
            if given != right:
                raise Gs1Error(_wrong_digit(cls, text, given, right))
        return cls(text)

    def __str__(self) -> str:
        return self.value

    @property
    def elements(self) -> tuple[tuple[str, str], ...]:
        """The element strings that carry the key: pairs of application identifier and value."""
        return ((self.ai, self.value),)

    @property
    def company_prefix(self) -> str | None:
        """The GS1 Company Prefix of the key's owner, None when the table does not know it."""
        tail = self.value[self.prefix_at :]
        length = prefixes.company_prefix_length(tail)
        return None if length is None else tail[:length]


def _misshapen(cls: type[Key], text: str) -> Fault:
    english, vietnamese = cls.shape
    return Fault(
        "shape",
        f"({cls.ai})",
        f"{text!r} is not a {cls.name}: it should be {english}.",
        f"{text!r} không phải là {cls.name}: cần {vietnamese}.",
        english,
    )


def _wrong_digit(cls: type[Key], text: str, given: str, right: str) -> Fault:
    whole = text[: cls.checked - 1] + right + text[cls.checked :]
    return Fault(
        "check-digit",
        f"({cls.ai})[{cls.checked}]",
        f"{cls.name} {text}: check digit {given} is wrong, it should be {right}.",
        f"{cls.name} {text}: số kiểm tra {given} sai, đúng phải là {right}.",
        whole,
    )


class Gtin(Key, frozen=True):
    """Global Trade Item Number; GTIN-8, -12 and -13 are kept padded to 14 digits.

    >>> str(Gtin.parse("5901234123457"))
    '05901234123457'
    """

    name = "GTIN"
    ai = "01"
    shape = ("8, 12, 13 or 14 digits", "8, 12, 13 hoặc 14 chữ số")
    pattern = re.compile(r"[0-9]{8}|[0-9]{12,14}")
    checked = 14
    prefix_at = 1

    @classmethod
    def parse(cls, text: str) -> Self:
        """The GTIN written with 8, 12, 13 or 14 digits."""
        if not cls.pattern.fullmatch(text):
            raise Gs1Error(_misshapen(cls, text))
        padded = text.zfill(14)
        right = check_digit(padded[:13])
        if padded[13] != right:
            fault = _wrong_digit(cls, padded, padded[13], right)
            raise Gs1Error(msgspec.structs.replace(fault, expected=text[:-1] + right))
        return cls(padded)

    @property
    def short(self) -> str:
        """The GTIN as printed under the bars: 8, 12, 13 or 14 digits without padding."""
        for length in (8, 12, 13):
            if self.value[: 14 - length] == "0" * (14 - length):
                return self.value[14 - length :]
        return self.value

    @property
    def company_prefix(self) -> str | None:
        """The owner's prefix; None for a GTIN-8, which is made of a GS1-8 prefix."""
        return None if self.value.startswith("000000") else super().company_prefix


class Gln(Key, frozen=True):
    """Global Location Number, of a place (414) or a party (417)."""

    name = "GLN"
    ai = "414"
    shape = ("13 digits", "13 chữ số")
    pattern = re.compile(r"[0-9]{13}")
    checked = 13


class Sscc(Key, frozen=True):
    """Serial Shipping Container Code of a logistic unit."""

    name = "SSCC"
    ai = "00"
    shape = ("18 digits", "18 chữ số")
    pattern = re.compile(r"[0-9]{18}")
    checked = 18
    prefix_at = 1


class Grai(Key, frozen=True):
    """Global Returnable Asset Identifier: a leading zero, 13 digits, a serial of 0 to 16."""

    name = "GRAI"
    ai = "8003"
    shape = (
        "0, then 13 digits, then a serial of up to 16 characters",
        "số 0, 13 chữ số, rồi số sê-ri tối đa 16 ký tự",
    )
    pattern = re.compile(rf"0[0-9]{{13}}{_SET_82}{{0,16}}")
    checked = 14
    prefix_at = 1

    @property
    def serial(self) -> str:
        """The serial, empty when the key names the kind of asset."""
        return self.value[14:]


class Giai(Key, frozen=True):
    """Global Individual Asset Identifier."""

    name = "GIAI"
    ai = "8004"
    shape = (
        "a company prefix (digits) and a reference, up to 30 characters",
        "tiền tố doanh nghiệp (chữ số) và số tham chiếu, tối đa 30 ký tự",
    )
    pattern = re.compile(rf"[0-9]{{4}}{_SET_82}{{0,26}}")


class Gsrn(Key, frozen=True):
    """Global Service Relation Number of a recipient (8018)."""

    name = "GSRN"
    ai = "8018"
    shape = ("18 digits", "18 chữ số")
    pattern = re.compile(r"[0-9]{18}")
    checked = 18


class Gsrnp(Gsrn, frozen=True):
    """Global Service Relation Number of a provider (8017)."""

    name = "GSRNP"
    ai = "8017"


class Gdti(Key, frozen=True):
    """Global Document Type Identifier: 13 digits and a serial of 0 to 17."""

    name = "GDTI"
    ai = "253"
    shape = (
        "13 digits, then a serial of up to 17 characters",
        "13 chữ số, rồi số sê-ri tối đa 17 ký tự",
    )
    pattern = re.compile(rf"[0-9]{{13}}{_SET_82}{{0,17}}")
    checked = 13

    @property
    def serial(self) -> str:
        """The serial, empty when the key names the type of document."""
        return self.value[13:]


class Gcn(Key, frozen=True):
    """Global Coupon Number: 13 digits and a serial of 0 to 12 digits."""

    name = "GCN"
    ai = "255"
    shape = (
        "13 digits, then a serial of up to 12 digits",
        "13 chữ số, rồi số sê-ri tối đa 12 chữ số",
    )
    pattern = re.compile(r"[0-9]{13,25}")
    checked = 13

    @property
    def serial(self) -> str:
        """The serial, empty when the key names the coupon's kind."""
        return self.value[13:]


class Cpid(Key, frozen=True):
    """Component/Part Identifier."""

    name = "CPID"
    ai = "8010"
    shape = (
        "a company prefix (digits) and a part reference of 0-9 A-Z # - /, up to 30 characters",
        "tiền tố doanh nghiệp (chữ số) và mã linh kiện gồm 0-9 A-Z # - /, tối đa 30 ký tự",
    )
    pattern = re.compile(rf"[0-9]{{4}}{_SET_39}{{0,26}}")


class Ginc(Key, frozen=True):
    """Global Identification Number for Consignment."""

    name = "GINC"
    ai = "401"
    shape = Giai.shape
    pattern = Giai.pattern


class Gsin(Key, frozen=True):
    """Global Shipment Identification Number."""

    name = "GSIN"
    ai = "402"
    shape = ("17 digits", "17 chữ số")
    pattern = re.compile(r"[0-9]{17}")
    checked = 17


class Itip(Key, frozen=True):
    """Individual Trade Item Piece: GTIN-14, number of the piece, total of pieces."""

    name = "ITIP"
    ai = "8006"
    shape = (
        "14 digits of a GTIN, 2 of the piece, 2 of the total",
        "14 chữ số GTIN, 2 chữ số thứ tự mảnh, 2 chữ số tổng số mảnh",
    )
    pattern = re.compile(r"[0-9]{18}")
    checked = 14
    prefix_at = 1

    @classmethod
    def parse(cls, text: str) -> Self:
        """The ITIP written with 18 digits, its piece between 1 and its total."""
        key = super().parse(text)
        if not 1 <= int(text[14:16]) <= int(text[16:]):
            raise Gs1Error(
                Fault(
                    "piece-of-total",
                    "(8006)[15]",
                    f"ITIP {text}: piece {text[14:16]} of {text[16:]} does not exist.",
                    f"ITIP {text}: không có mảnh {text[14:16]} trên tổng {text[16:]}.",
                    "a piece from 01 up to the total",
                )
            )
        return key

    @property
    def gtin(self) -> Gtin:
        """The GTIN of the whole item."""
        return Gtin(self.value[:14])


class Upui(Key, frozen=True):
    """Unit Pack Identifier (tobacco): GTIN-14 followed by the third party's extension (235)."""

    name = "UPUI"
    ai = "01"
    shape = (
        "14 digits of a GTIN, then an extension of 1 to 28 characters",
        "14 chữ số GTIN, rồi phần mở rộng 1–28 ký tự",
    )
    pattern = re.compile(rf"[0-9]{{14}}{_SET_82}{{1,28}}")
    checked = 14
    prefix_at = 1

    @property
    def elements(self) -> tuple[tuple[str, str], ...]:
        """The GTIN (01) and its third-party extension (235)."""
        return (("01", self.value[:14]), ("235", self.value[14:]))


class Gmn(Key, frozen=True):
    """Global Model Number, ended by two check characters."""

    name = "GMN"
    ai = "8013"
    shape = (
        "a company prefix (digits), a reference and two check characters, up to 25 characters",
        "tiền tố doanh nghiệp (chữ số), mã tham chiếu và hai ký tự kiểm tra, tối đa 25 ký tự",
    )
    pattern = re.compile(rf"[0-9]{{4}}{_SET_82}{{2,21}}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The GMN written as `text`, its check pair verified."""
        key = super().parse(text)
        right = check_pair(text[:-2])
        if text[-2:] != right:
            raise Gs1Error(
                Fault(
                    "check-pair",
                    f"(8013)[{len(text) - 1}]",
                    f"GMN {text}: check characters {text[-2:]} are wrong, should be {right}.",
                    f"GMN {text}: cặp ký tự kiểm tra {text[-2:]} sai, đúng phải là {right}.",
                    text[:-2] + right,
                )
            )
        return key
