"""What a scanner sends: a symbology identifier (ISO/IEC 15424), then the data of the symbol."""

from __future__ import annotations

import re

import msgspec

from txng.gs1 import element_strings
from txng.gs1.ai import Elements
from txng.gs1.check_digits import has_check_digit
from txng.gs1.constrained import constrain
from txng.gs1.digital_link import DigitalLink
from txng.gs1.errors import Fault, Gs1Error

# Symbology identifier → name of the symbology, what the data is.
_SYMBOLOGIES = {
    "]C1": ("GS1-128", "elements"),
    "]e0": ("GS1 DataBar", "elements"),
    "]d1": ("Data Matrix", "text"),
    "]d2": ("GS1 DataMatrix", "elements"),
    "]Q1": ("QR Code", "text"),
    "]Q3": ("GS1 QR Code", "elements"),
    "]J0": ("DotCode", "text"),
    "]J1": ("GS1 DotCode", "elements"),
    "]E0": ("EAN-13", "13"),
    "]E4": ("EAN-8", "8"),
    "]I1": ("ITF-14", "14"),
}
_COMPOSITE = "|]e0"


class ScanError(Gs1Error):
    """The data of a scan cannot be what its symbology identifier says."""


def _refuse(where: str, english: str, vietnamese: str, expected: str = "") -> ScanError:
    return ScanError(Fault("scan", where, english, vietnamese, expected))


class Scan(msgspec.Struct, frozen=True):
    """One scan: text of an ordinary symbol, or element strings, or both (EAN with a composite)."""

    symbology: str
    text: str = ""
    elements: Elements = ()
    is_composite: bool = False

    @property
    def gtin_elements(self) -> Elements:
        """All element strings: the number of an EAN or ITF symbol counts as (01)."""
        if self.symbology in {"EAN-13", "EAN-8", "ITF-14"}:
            return (("01", self.text.zfill(14)), *self.elements)
        return self.elements

    @property
    def notation(self) -> str:
        r"""The data with FNC1 as ^; a leading ^ of plain text is marked by a backslash."""
        if self.elements and not self.is_composite:
            return element_strings.format_fnc1(self.elements)
        text = re.sub(r"^(\\*\^)", r"\\\1", self.text)
        return f"{text}|{element_strings.format_fnc1(self.elements)}" if self.is_composite else text


def parse(data: str) -> Scan:
    """What was scanned; raises Gs1Error when the data breaks the rules of its symbology."""
    known = _SYMBOLOGIES.get(data[:3])
    if known is None:
        raise _refuse(
            "[1]",
            f"{data[:3]!r} is not a known symbology identifier; ]C1, ]d2, ]Q3, ]E0 or the like "
            "should stand first.",
            f"{data[:3]!r} không phải mã nhận dạng symbology; cần ]C1, ]d2, ]Q3, ]E0… ở đầu.",
        )
    symbology, content = known
    body = data[3:]
    if content == "text":
        _check_link(body)
        return Scan(symbology, text=body)
    if content == "elements":
        return Scan(symbology, elements=_elements(body))
    return _retail(symbology, int(content), body)


def _elements(body: str) -> Elements:
    separator = element_strings.GROUP_SEPARATOR
    return element_strings.parse_fnc1(body, leading=False, separators=separator)


def _check_link(body: str) -> None:
    """A web address with the form of a Digital Link must be a right one; other text is free."""
    if constrain(body) is not None:
        DigitalLink.parse(body)


def _retail(symbology: str, length: int, body: str) -> Scan:
    number, composite, rest = body.partition(_COMPOSITE)
    if not (len(number) == length and number.isascii() and number.isdigit()):
        raise _refuse(
            "[4]",
            f"{symbology} {number!r} should have {length} digits.",
            f"{symbology} {number!r} phải có {length} chữ số.",
        )
    if not has_check_digit(number):
        raise _refuse(
            f"[{3 + length}]",
            f"{symbology} {number} has a wrong check digit.",
            f"{symbology} {number} có số kiểm tra sai.",
        )
    if not composite:
        return Scan(symbology, text=number)
    return Scan(symbology, text=number, elements=_elements(rest), is_composite=True)
