"""What kind of thing a URI names, its one canonical form, and its 64-bit key."""

from __future__ import annotations

import enum
import re
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import unquote

import msgspec

from txng.gs1 import epc
from txng.gs1.ai import check_value
from txng.gs1.constrained import STEM, constrain
from txng.gs1.digital_link import DigitalLink
from txng.gs1.errors import Fault, Gs1Error


class Kind(enum.StrEnum):
    """What an identifier names."""

    INSTANCE = "instance"
    LOT = "lot"
    CLASS = "class"
    PATTERN = "pattern"
    LOCATION = "location"
    PARTY = "party"
    LOGISTIC = "logistic"
    DOCUMENT = "document"
    OTHER = "other"


class Level(enum.StrEnum):
    """Whether an identifier names one thing or many of a kind."""

    INSTANCE = "instance"
    CLASS = "class"


class Identifier(msgspec.Struct, frozen=True):
    """An identifier from outside with all that the house needs to know of it."""

    uri: str  # as given
    canonical: str
    kind: Kind
    urn: str | None  # the EPC URN that says the same, None when there is none or it is unknown
    key: int  # key64(canonical)


# Items and lots of one product differ only in their last field: what stands before it is shared.
_SERIALISED = re.compile(r"(urn:epc:(?:id:sgtin|class:lgtin):[0-9.]+)\.([0-9A-Za-z]{1,20})")


@lru_cache(maxsize=16384)
def _link_before_serial(head: str) -> str | None:
    """The Digital Link of a product up to a serial or lot, None when the URN is faulty."""
    try:
        return epc.to_digital_link(f"{head}.0")[:-1]
    except epc.UnknownUrnError:
        return None


@lru_cache(maxsize=65536)
def canonical(uri: str) -> str:
    """The canonical text of an identifier: equal things have equal texts (CBV hash rules 17, 18).

    A GS1 Digital Link on any host and an EPC URN become the constrained Digital Link on id.gs1.org;
    anything else, faulty ones among them, stays as it is. Check digits are not examined here.
    """
    if uri.startswith("urn:"):
        if not uri.startswith("urn:epc:"):
            return uri
        serial = _SERIALISED.fullmatch(uri)
        if serial is not None:
            head = _link_before_serial(serial[1])
            return uri if head is None else head + serial[2]
        try:
            return epc.to_digital_link(uri)
        except epc.UnknownUrnError:
            return uri
    return constrain(uri) or uri


@lru_cache(maxsize=65536)
def key64(text: str) -> int:
    """The signed 64-bit key of a canonical text: its BLAKE2b digest of 8 bytes, big-endian."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


_KIND_BY_AI = {
    "00": Kind.LOGISTIC,
    "01": Kind.CLASS,
    "253": Kind.CLASS,
    "255": Kind.CLASS,
    "401": Kind.LOGISTIC,
    "402": Kind.LOGISTIC,
    "414": Kind.LOCATION,
    "415": Kind.PARTY,
    "417": Kind.PARTY,
    "8003": Kind.CLASS,
    "8004": Kind.INSTANCE,
    "8006": Kind.CLASS,
    "8010": Kind.CLASS,
    "8013": Kind.CLASS,
    "8017": Kind.PARTY,
    "8018": Kind.PARTY,
}
_SERIAL_AT = {"253": 13, "255": 13, "8003": 14}
_KIND_BY_SCHEME = {
    "gid": Kind.INSTANCE,
    "usdod": Kind.INSTANCE,
    "adi": Kind.INSTANCE,
    "bic": Kind.LOGISTIC,
    "imovn": Kind.LOGISTIC,
}
# The last path pair of a URI outside GS1 keys says what it names (CBV 2.0 section 8.2 and after).
_OWN = re.compile(
    r"https?://[^/?#]+(?:/[^/?#]+)*?/(?:(?P<obj>obj)/[^/?#]+"
    r"|(?P<lot>class/[^/?#]+/lot)/[^/?#]+|(?P<class>class)/[^/?#]+"
    r"|(?P<loc>loc)/[^/?#]+|(?P<pty>pty)/[^/?#]+|(?P<bt>bt)/[^/?#]+)"
)
_OWN_KINDS = {
    "obj": Kind.INSTANCE,
    "lot": Kind.LOT,
    "class": Kind.CLASS,
    "loc": Kind.LOCATION,
    "pty": Kind.PARTY,
    "bt": Kind.DOCUMENT,
}


@lru_cache(maxsize=16384)
def classify(uri: str) -> Identifier:
    """Everything about one identifier; never refuses: what is not understood is OTHER."""
    text = canonical(uri)
    kind = _kind(text)
    return Identifier(uri, text, kind, _urn(uri, text), key64(text))


def kind_of(text: str) -> Kind:
    """What a canonical text names; cheaper than `classify`, which also looks for the URN."""
    return _kind(text)


_OF_MANY = frozenset({Kind.LOT, Kind.CLASS, Kind.PATTERN})


def level_of(text: str) -> Level | None:
    """Whether a canonical GS1 identifier names one thing or a class (CBV 2.0 sections 8.2, 8.3).

    A product, a lot, a pattern, and an asset type, document type or coupon without serial are
    classes. None for a company's own URI: what it names is its own affair.
    """
    if not text.startswith((STEM + "/", "urn:epc:")):
        return None
    kind = _kind(text)
    if kind is Kind.OTHER:
        return None
    return Level.CLASS if kind in _OF_MANY else Level.INSTANCE


def class_of(text: str) -> str:
    """The nearest class that a canonical identifier belongs to, empty when it states none."""
    wider = walk_up(text)
    return wider[0] if wider and level_of(wider[0]) is Level.CLASS else ""


def _kind(text: str) -> Kind:
    if text.startswith(STEM + "/"):
        parts = text[len(STEM) + 1 :].split("/")
        if parts[0] in _KIND_BY_AI and constrain(text) is not None:
            return _gs1_kind(parts)
    if text.startswith("urn:epc:idpat:"):
        return Kind.PATTERN
    if text.startswith("urn:epc:id:"):
        return _KIND_BY_SCHEME.get(text.split(":", 4)[3], Kind.OTHER)
    if text.startswith("urn:epcglobal:cbv:bt:"):
        return Kind.DOCUMENT
    own = _OWN.fullmatch(text)
    return _OWN_KINDS[own.lastgroup] if own and own.lastgroup else Kind.OTHER


def _gs1_kind(parts: list[str]) -> Kind:
    ai = parts[0]
    if len(parts) > 2:
        if parts[2] in {"21", "235", "8011"}:
            return Kind.INSTANCE
        if parts[2] == "10":
            return Kind.LOT
    if ai in _SERIAL_AT and len(parts[1]) > _SERIAL_AT[ai]:
        return Kind.DOCUMENT if ai == "253" else Kind.INSTANCE
    return _KIND_BY_AI[ai]


def _urn(uri: str, text: str) -> str | None:
    if uri.startswith("urn:epc:"):
        return None if _urn_faults(uri) else uri
    if not text.startswith(STEM):
        return None
    try:
        return epc.to_urn(text)
    except Gs1Error:
        return None


@lru_cache(maxsize=65536)
def check(uri: str) -> tuple[Fault, ...]:
    """Faults of a URI that means to be a GS1 identifier; empty for a right one and for any other.

    An EPC URN of a GS1 key is examined whole. Of a Digital Link the key's value and check digit and
    the qualifiers are; a web address on another host that merely resembles one is left alone.
    """
    if uri.startswith("urn:epc:"):
        return _urn_faults(uri)
    link = constrain(uri)
    if link is None:
        return _link_faults(uri) if uri.startswith((STEM + "/", "http://id.gs1.org/")) else ()
    parts = link[len(STEM) + 1 :].split("/")
    faults: list[Fault] = []
    for ai, value in zip(parts[::2], parts[1::2], strict=True):
        faults += check_value(ai, unquote(value))
    return tuple(faults)


def _urn_faults(urn: str) -> tuple[Fault, ...]:
    if urn.startswith(tuple(f"urn:epc:id:{name}:" for name in _KIND_BY_SCHEME)):
        return ()
    try:
        epc.parse(urn)
    except Gs1Error as refusal:
        return refusal.faults
    return ()


def _link_faults(uri: str) -> tuple[Fault, ...]:
    try:
        DigitalLink.parse(uri)
    except Gs1Error as refusal:
        return refusal.faults
    return ()


def walk_up(text: str) -> tuple[str, ...]:
    """The canonical texts of the wider things that an identifier belongs to, nearest first.

    An item or a lot belongs to its product (01/21 → 01), a place with extension to its GLN, a
    serialised asset, document or coupon to its type, an own-scheme lot to its class.
    """
    if not text.startswith(STEM + "/"):
        head, found, _ = text.rpartition("/lot/")
        return (head,) if found and _OWN.fullmatch(text) else ()
    parts = text[len(STEM) + 1 :].split("/")
    if len(parts) == 4:
        return (f"{STEM}/{parts[0]}/{parts[1]}",)
    cut = _SERIAL_AT.get(parts[0])
    if cut is not None and len(parts) == 2 and len(parts[1]) > cut:
        return (f"{STEM}/{parts[0]}/{parts[1][:cut]}",)
    return ()
