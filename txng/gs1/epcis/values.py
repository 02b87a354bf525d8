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
from txng.gs1.constrained import STEM
from txng.gs1.errors import Gs1Error
from txng.gs1.identifiers import canonical

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
    digits = (match[1] or ".")[1:5].ljust(4, "0")
    try:
        moment = datetime.fromisoformat(text[:19] + match[2]).astimezone(UTC)
        millis = int(digits[:3]) + (digits[3] >= "5")
        if millis == 1000:
            moment, millis = moment + timedelta(seconds=1), 0
    except (ValueError, OverflowError):
        return None
    return f"{moment.year:04d}{moment.isoformat()[4:19]}.{millis:03d}Z"


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


@lru_cache(maxsize=65536)
def is_uri(text: str) -> bool:
    """Say whether a text is a full URI (RFC 3986), as the JSON Schema's format `uri` asks."""
    return _URI.fullmatch(text) is not None


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


@lru_cache(maxsize=16384)
def _wrong_key(ai: str, key: str) -> Wrong | None:
    """Examine the check digit inside a key; only the digits up to it are given, so that serials
    share it."""
    right = check_digit(key[:-1])
    if right == key[-1]:
        return None
    return "bad_check_digit", {"value": key, "name": ai, "expected": key[:-1] + right}


# EPC schemes that are no GS1 keys (TDS 2.0 section 6.3): their fields are not examined.
_FOREIGN_EPC: Final = tuple(
    f"urn:epc:id:{name}:" for name in ("gid", "usdod", "adi", "bic", "imovn")
)


@lru_cache(maxsize=131072)
def wrong_identifier(text: str) -> Wrong | None:
    """Say what is wrong with a URI that identifies something: form, scheme, EPC fields, check
    digit."""
    link = canonical(text)
    if not link.startswith(STEM):
        return _wrong_other(text)
    if text.startswith("urn:"):
        return None  # a URN has no check digit that could be wrong
    if link != text and not is_uri(text):
        return "bad_uri", {"value": text}
    ai, _, rest = link[len(STEM) + 1 :].partition("/")
    end = _CHECKED.get(ai)
    if end is None or not rest[:end].isdigit():
        return None if is_uri(text) else ("bad_uri", {"value": text})
    return _wrong_key(ai, rest[:end])


def _wrong_other(text: str) -> Wrong | None:
    if not is_uri(text):
        return "bad_uri", {"value": text}
    prefix = text.partition(":")[0].lower()
    if prefix not in _SCHEMES:
        return "unknown_scheme", {"value": text, "prefix": prefix}
    if not text.startswith("urn:epc:") or text.startswith(_FOREIGN_EPC):
        return None
    try:
        epc.parse(text)
    except Gs1Error as error:
        found = error.faults[0]
        return "bad_epc", {"reason": found.message, "reason_vi": found.message_vi}
    return None
