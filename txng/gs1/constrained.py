"""The one text form of a GS1 identifier: the constrained Digital Link on id.gs1.org.

CBV 2.0 asks that the Digital Links in events be "highly constrained": the key and the qualifier
that tells the finest level, nothing else. This is the fast path of capture, so it looks only at the
form; check digits and the rest are examined by `digital_link` and `identifiers.check`.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

STEM = "https://id.gs1.org"

# Short names that the Digital Link standard allowed up to release 1.2; read, never written.
SHORT_KEYS = {
    "gtin": "01", "itip": "8006", "gmn": "8013", "cpid": "8010", "gln": "414", "payTo": "415",
    "party": "417", "gsrnp": "8017", "gsrn": "8018", "gcn": "255", "sscc": "00", "gdti": "253",
    "ginc": "401", "gsin": "402", "grai": "8003", "giai": "8004",
}  # fmt: skip
SHORT_QUALIFIERS = {
    "cpv": "22", "lot": "10", "ser": "21", "cpsn": "8011", "glnx": "254", "refno": "8020",
    "srin": "8019",
}  # fmt: skip

_TEXT = r"[!\"%-?A-Z_a-z]"
# What may follow a key, and what the key itself looks like; values are decoded.
_KEY_SHAPES = {
    ai: re.compile(shape)
    for ai, shape in {
        "00": r"[0-9]{18}",
        "01": r"[0-9]{8}|[0-9]{12,14}",
        "253": rf"[0-9]{{13}}{_TEXT}{{0,17}}",
        "255": r"[0-9]{13,25}",
        "401": rf"[0-9]{{4}}{_TEXT}{{0,26}}",
        "402": r"[0-9]{17}",
        "414": r"[0-9]{13}",
        "415": r"[0-9]{13}",
        "417": r"[0-9]{13}",
        "8003": rf"0[0-9]{{13}}{_TEXT}{{0,16}}",
        "8004": rf"[0-9]{{4}}{_TEXT}{{0,26}}",
        "8006": r"[0-9]{18}",
        "8010": r"[0-9]{4}[#\-/0-9A-Z]{0,26}",
        "8013": rf"[0-9]{{4}}{_TEXT}{{2,21}}",
        "8017": r"[0-9]{18}",
        "8018": r"[0-9]{18}",
    }.items()
}
_QUALIFIER_SHAPES = {
    ai: re.compile(shape)
    for ai, shape in {
        "10": rf"{_TEXT}{{1,20}}",
        "21": rf"{_TEXT}{{1,20}}",
        "22": rf"{_TEXT}{{1,20}}",
        "235": rf"{_TEXT}{{1,28}}",
        "254": rf"{_TEXT}{{1,20}}",
        "7040": r"[0-9][!\"%-?A-Z_a-z]{3}",
        "8011": r"[0-9]{1,12}",
        "8019": r"[0-9]{1,10}",
        "8020": rf"{_TEXT}{{1,25}}",
    }.items()
}
_QUALIFIERS: dict[str, tuple[tuple[str, ...], ...]] = {
    "01": (("22", "10", "21"), ("235",)),
    "8006": (("22", "10", "21"),),
    "414": (("254",), ("7040",)),
    "415": (("8020",),),
    "417": (("7040",),),
    "8004": (("7040",),),
    "8010": (("8011",),),
    "8017": (("8019",),),
    "8018": (("8019",),),
}

# Most identifiers arrive already constrained: one match and they are returned as they are.
_READY = re.compile(
    r"https://id\.gs1\.org/(?:01/[0-9]{14}(?:/(?:10|21)/[0-9A-Za-z._~-]{1,20})?"
    r"|00/[0-9]{18}|414/[0-9]{13}(?:/254/[0-9A-Za-z._~-]{1,20})?|417/[0-9]{13})"
)
_ENCODED = re.compile(r"(?:[^%]|%[0-9A-Fa-f]{2})*")
_SCHEMES = ("https", "http", "HTTPS", "HTTP")
Pairs = list[tuple[str, str]]


def constrain(uri: str) -> str | None:
    """The constrained Digital Link equal to `uri`, None when `uri` is no Digital Link.

    CBV 2.0 section 8, event hash rules 17 and 18: host id.gs1.org, no query string or fragment,
    AI numbers for short names, GTIN with 14 digits, no consumer product variant (22), no lot (10)
    beside a serial number (21), every reserved character percent-encoded.
    """
    if _READY.fullmatch(uri):
        return uri
    pairs = _pairs(uri)
    if pairs is None:
        return None
    if pairs[0][0] == "01":
        pairs[0] = ("01", pairs[0][1].zfill(14))
    if len(pairs) > 1:
        serial = pairs[-1][0] == "21"
        pairs = [p for p in pairs if p[0] != "22" and not (serial and p[0] == "10")]
    return STEM + "".join(f"/{ai}/{encode(value)}" for ai, value in pairs)


def encode(value: str) -> str:
    """`value` as it stands in a Digital Link: all but letters, digits and - . _ ~ as %XX."""
    return value if value.isalnum() else quote(value, safe="")


def _pairs(uri: str) -> Pairs | None:
    """Key and qualifiers of a Digital Link, None when the form is not one."""
    scheme, slashes, rest = uri.partition("://")
    if not slashes or scheme not in _SCHEMES or not uri.isascii():
        return None
    path = rest.partition("#")[0].partition("?")[0]
    segments = path.removesuffix("/").split("/")
    at = _key_place(segments)
    if at is None or not segments[0]:
        return None
    ai = SHORT_KEYS.get(segments[at], segments[at])
    pairs = [(ai, _decode(segments[at + 1]))]
    for place in range(at + 2, len(segments), 2):
        name = segments[place]
        pairs.append((SHORT_QUALIFIERS.get(name, name), _decode(segments[place + 1])))
    return pairs if _is_well_formed(pairs) else None


def _key_place(segments: list[str]) -> int | None:
    """Where the key's AI stands: the rightmost pair that begins with one."""
    for at in range(len(segments) - 2, 0, -2):
        if segments[at] in _KEY_SHAPES or segments[at] in SHORT_KEYS:
            return at
    return None


def _decode(segment: str) -> str:
    """The text of a path segment; empty, and so refused by every shape, when wrongly encoded."""
    if "%" not in segment:
        return segment
    return unquote(segment) if _ENCODED.fullmatch(segment) else ""


def _is_well_formed(pairs: Pairs) -> bool:
    key, value = pairs[0]
    if not _KEY_SHAPES[key].fullmatch(value):
        return False
    if len(pairs) == 1:
        return True
    names = tuple(ai for ai, _ in pairs[1:])
    in_order = any(
        tuple(ai for ai in allowed if ai in names) == names for allowed in _QUALIFIERS.get(key, ())
    )
    return in_order and all(_QUALIFIER_SHAPES[ai].fullmatch(text) for ai, text in pairs[1:])
