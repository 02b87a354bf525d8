"""Single values of EPCIS fields: times, offsets, URIs, identifiers. Each check is cached and quick.

A check returns the code and facts of what is wrong, or None; `rules` adds where it stands.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from txng.gs1 import epc
from txng.gs1.check_digits import check_digit
from txng.gs1.constrained import STEM, constrain
from txng.gs1.errors import Gs1Error
from txng.gs1.identifiers import Level, canonical, check, class_of, level_of

Wrong = tuple[str, dict[str, Any]]
"""What is wrong with a value: the code of its sentence and the facts for it."""

_TIME: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?"
)
OFFSET: Final = re.compile(r"[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00)")
"""eventTimeZoneOffset (JSON Schema 2.0.1)."""
UOM: Final = re.compile(r"[A-Z0-9]{2,3}")
HEX: Final = re.compile(r"[A-Fa-f0-9]+")
VERSION: Final = re.compile(r"[0-9]+(\.[0-9]+)*")
MAX_NUMBER: Final = 2**63
MAX_IDENTIFIER: Final = 2_000
"""Most characters of a URI: indexes hold no longer ones, and caches keep many at a time."""
_YEARS: Final = range(2, 9999)
"""Years whose every moment can be told in every offset: the first and the last cannot."""


@lru_cache(maxsize=16384)
def utc_time(text: str) -> str | None:
    """Return a time in UTC with milliseconds, the third decimal rounded up from a fourth of 5-9.

    >>> utc_time("2023-02-02T12:04:03.1415+01:00")
    '2023-02-02T11:04:03.142Z'

    None when the text is no time with an offset. Source: CBV 2.0 section 8.9, event hash rules 8
    and 9.
    """
    match = _TIME.fullmatch(text)
    if match is None or match[2] is None:
        return None
    zone = match[2]
    cut = 13 if zone[-1] == "Z" or zone.endswith(":00") else 16
    start = _utc_start(text[:cut], zone)
    if start is None or text[14] > "5" or text[17] > "5":
        return None
    second = start + text[cut:19]
    fraction = match[1] or ".000"
    if len(fraction) > 4 and fraction[4] >= "5":
        return _rounded_up(second, int(fraction[1:4]))
    return f"{second}{fraction[:4].ljust(4, '0')}Z"


@lru_cache(maxsize=4096)
def _utc_start(start: str, zone: str) -> str | None:
    """Return an hour or a minute of a zone in UTC, cut at the same place; many times share it."""
    try:
        moment = datetime.fromisoformat(start + ":00:00"[len(start) - 13 :] + zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    if moment.year not in _YEARS:
        return None
    return f"{moment.year:04d}{moment.isoformat()[4 : len(start)]}"


def _rounded_up(second: str, millis: int) -> str | None:
    if millis < 999:
        return f"{second}.{millis + 1:03d}Z"
    try:
        moment = datetime.fromisoformat(second) + timedelta(seconds=1)
    except OverflowError:
        return None
    return f"{moment.year:04d}{moment.isoformat()[4:19]}.000Z"


@lru_cache(maxsize=4096)
def wrong_time(text: str) -> Wrong | None:
    """Say what is wrong with a time; RFC 3339 with an offset is right."""
    if utc_time(text) is not None:
        return None
    match = _TIME.fullmatch(text)
    if match is not None and match[2] is None:
        return "time_without_offset", {"value": text}
    return "bad_time", {"value": text}


# RFC 3986: scheme, then an authority or a path; brackets only around an address in the authority.
_PCHAR: Final = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})"
_URI: Final = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*:"
    r"(?://(?:(?:[A-Za-z0-9._~!$&'()*+,;=:-]|%[0-9A-Fa-f]{2})*@)?"
    r"(?:\[[0-9A-Fa-f:.]+\]|(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)"
    rf"(?::[0-9]*)?(?:/{_PCHAR}*)*"
    rf"|/(?:{_PCHAR}+(?:/{_PCHAR}*)*)?|{_PCHAR}+(?:/{_PCHAR}*)*|)"
    rf"(?:\?(?:{_PCHAR}|[/?])*)?(?:\#(?:{_PCHAR}|[/?])*)?"
)

# Schemes that an identifier may have; a word before a colon that is none of these is a mistyped
# prefix.
_SCHEMES: Final = frozenset(
    ("urn", "http", "https", "ni", "nih", "did", "tag", "geo", "info", "doi", "ark", "data")
)


# The same for the common forms, in one run over the text.
_COMMON_URI: Final = re.compile(
    r"(?:https?://[A-Za-z0-9.-]+(?::[0-9]+)?/|urn:[A-Za-z0-9-]+:[A-Za-z0-9]|ni:///)"
    r"[A-Za-z0-9._~!$&'()*+,;=:@/-]*(?:[?#][A-Za-z0-9._~!$&'()*+,;=:@/-]*)?"
)


def is_uri(text: str) -> bool:
    """Say whether a text is a full URI (RFC 3986), as the JSON Schema's format `uri` asks."""
    return (_COMMON_URI.fullmatch(text) or _URI.fullmatch(text)) is not None


# The letters, digits and marks beyond ASCII that an XML name may hold (XML 1.0, NameChar).
_LETTER: Final = re.compile(
    "[\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff\u200c\u200d\u203f\u2040"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]"
)


def is_name(text: str) -> bool:
    """Say whether a text is a full URI or the same with letters of any script, as names are.

    JSON-LD expands names to IRIs (RFC 3987) and XML takes letters of every script, so that a
    field may have a Vietnamese name in both.
    """
    return is_uri(text if text.isascii() else _LETTER.sub("a", text))


# Where the check digit stands at the end of the key (GS1 General Specifications 3), by application
# identifier.
_CHECKED: Final = {
    "00": 18,
    "01": 14,
    "253": 13,
    "255": 13,
    "402": 17,
    "414": 13,
    "415": 13,
    "417": 13,
    "8003": 14,
    "8006": 14,
    "8017": 18,
    "8018": 18,
}


# EPC schemes that are no GS1 keys (TDS 2.0 section 6.3): their fields are not examined.
_FOREIGN_EPC: Final = tuple(
    f"urn:epc:{form}:{name}:"
    for form in ("id", "idpat")
    for name in ("gid", "usdod", "adi", "bic", "imovn")
)
_SIMPLE_KEYS: Final = tuple(f"{STEM}/{ai}/" for ai in ("00", "01", "402", "414", "417"))
# Long enough for every checked key; of a product, short enough to be shared by all its serials.
_HEAD: Final = len(STEM) + len("/01/") + 18


# Most identifiers are of these forms; one match says that URI and Digital Link are well-formed.
_TEXT: Final = r"[0-9A-Za-z._~-]{1,20}"
_INSTANCE_FORM: Final = (
    rf"https://id\.gs1\.org/(?:01/[0-9]{{14}}/21/{_TEXT}"
    rf"|00/[0-9]{{18}}|414/[0-9]{{13}}(?:/254/{_TEXT})?|417/[0-9]{{13}})"
)
_INSTANCE: Final = re.compile(_INSTANCE_FORM)
_CLASS: Final = re.compile(rf"https://id\.gs1\.org/01/[0-9]{{14}}(?:/10/{_TEXT})?")
_SOME_CLASS: Final = f"{STEM}/01/…/10/…"
_ALL_INSTANCES: Final = re.compile(rf"(?:{_INSTANCE_FORM}\n)*")


def all_plain_instances(values: list[Any]) -> bool:
    """Say, in one run over all of them, that each names one thing rightly in the commonest forms.

    False says nothing: then each is to be examined by itself.
    """
    try:
        lines = "\n".join(values) + "\n"
    except TypeError:
        return False
    if lines.count("\n") != len(values) or _ALL_INSTANCES.fullmatch(lines) is None:
        return False
    return not any(map(_wrong_head, {value[:_HEAD] for value in values}))


def wrong_identifier(text: str) -> Wrong | None:
    """Say what is wrong with an identifier: its form, scheme, fields, check digit."""
    if _INSTANCE.fullmatch(text) or _CLASS.fullmatch(text):
        return _wrong_head(text[:_HEAD])
    return _wrong_other(text)


def wrong_instance(text: str) -> Wrong | None:
    """Say what is wrong with an identifier of one thing; a class is none (CBV 2.0 section 8.2)."""
    if _INSTANCE.fullmatch(text):
        return _wrong_head(text[:_HEAD])
    wrong = wrong_identifier(text)
    if wrong is None and level_of(canonical(text)) is Level.CLASS:
        return "class_for_instance", {"value": text}
    return wrong


def wrong_class(text: str) -> Wrong | None:
    """Say what is wrong with an identifier of a class or lot; one thing is none (CBV 2.0 section
    8.3)."""
    if _CLASS.fullmatch(text):
        return _wrong_head(text[:_HEAD])
    wrong = wrong_identifier(text)
    if wrong is None and level_of(link := canonical(text)) is Level.INSTANCE:
        return "instance_for_class", {"value": text, "expected": class_of(link) or _SOME_CLASS}
    return wrong


@lru_cache(maxsize=65536)
def _wrong_head(head: str) -> Wrong | None:
    """Examine the check digit of the key that a canonical Digital Link begins with."""
    ai, _, rest = head[len(STEM) + 1 :].partition("/")
    end = _CHECKED.get(ai)
    if end is None or not (rest.isascii() and rest[:end].isdigit()):
        return None
    key = rest[:end]
    right = check_digit(key[:-1])
    if right == key[-1]:
        return None
    return "bad_check_digit", {"value": key, "name": ai, "expected": key[:-1] + right}


def wrong_type_name(text: str) -> Wrong | None:
    """Say what is wrong with the URI of a type, which may hold letters of any script."""
    return wrong_identifier(text if text.isascii() or not is_name(text) else _LETTER.sub("a", text))


def _wrong_other(text: str) -> Wrong | None:
    """Examine an identifier of a rarer form; its length first, before anything remembers it."""
    wrong = too_long(text)
    if wrong is not None:
        return wrong
    link = canonical(text)
    if text.startswith("urn:"):
        # A URN that has a Digital Link is right: it has no check digit that could be wrong.
        return None if link != text else _wrong_urn(text)
    if not is_uri(text):
        return "bad_uri", {"value": text}
    prefix = text.partition(":")[0].lower()
    if prefix not in _SCHEMES:
        return "unknown_scheme", {"value": text, "prefix": prefix}
    if not link.startswith(STEM + "/"):
        return None
    if constrain(link) is None:
        return "bad_digital_link", {"value": text}
    return _wrong_head(link[:_HEAD]) or _wrong_part(link)


def _wrong_part(link: str) -> Wrong | None:
    """Examine what the keys of simple digits do not have: pieces, check pairs, leading zeros."""
    if link.startswith(_SIMPLE_KEYS):
        return None
    found = check(link)
    return (
        ("bad_epc", {"reason": found[0].message, "reason_vi": found[0].message_vi})
        if found
        else None
    )


def too_long(text: str) -> Wrong | None:
    """Say that a URI is longer than is kept."""
    if len(text) <= MAX_IDENTIFIER:
        return None
    return "text_too_long", {"count": len(text), "limit": MAX_IDENTIFIER}


def _wrong_urn(text: str) -> Wrong | None:
    if not is_uri(text):
        return "bad_uri", {"value": text}
    if not text.startswith("urn:epc:") or text.startswith(_FOREIGN_EPC):
        return None
    try:
        epc.parse(text)
    except Gs1Error as error:
        found = error.faults[0]
        return "bad_epc", {"reason": found.message, "reason_vi": found.message_vi}
    return None
