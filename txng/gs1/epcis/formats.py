"""In which spelling a writer states identifiers and vocabulary words."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final, Literal

from txng.gs1 import cbv, epc
from txng.gs1.cbv import Vocabulary
from txng.gs1.errors import Gs1Error

EpcFormat = Literal["as-captured", "urn", "digital-link"]
"""Identifiers as they came, all as EPC URNs, or all as GS1 Digital Link URIs (GS1-EPC-Format)."""

CbvFormat = Literal["urn", "web-uri"]
"""Vocabulary words in XML as CBV 1.x URNs or as Web URIs (GS1-CBV-XML-Format)."""

SpellIdentifier = Callable[[str], str]
SpellWord = Callable[[Vocabulary, str], str]


def _as_captured(uri: str) -> str:
    return uri


@lru_cache(maxsize=65_536)
def _digital_link(uri: str) -> str:
    try:
        return epc.to_digital_link(uri)
    except Gs1Error:
        return uri  # an identifier of another scheme has no second spelling


@lru_cache(maxsize=65_536)
def _urn(uri: str) -> str:
    try:
        return epc.to_urn(uri)
    except Gs1Error:
        return uri


_IDENTIFIERS: Final[dict[str, SpellIdentifier]] = {
    "as-captured": _as_captured,
    "urn": _urn,
    "digital-link": _digital_link,
}
_WORDS: Final[dict[str, SpellWord]] = {"urn": cbv.urn, "web-uri": cbv.web_uri}


def identifier_speller(epc_format: EpcFormat) -> SpellIdentifier:
    """Return what spells an identifier in a format; what has no such spelling stays as it is."""
    return _IDENTIFIERS[epc_format]


def word_speller(cbv_format: CbvFormat) -> SpellWord:
    """Return what spells a vocabulary word for XML; a word without URN gets its Web URI."""
    return _WORDS[cbv_format]
