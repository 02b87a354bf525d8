"""How numbers and extension content are written for the event hash."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from txng.gs1.cbv import Vocabulary, web_uri
from txng.gs1.constrained import STEM
from txng.gs1.epcis.json_names import STANDARD_PREFIXES
from txng.gs1.identifiers import canonical

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_COMMENTS: Final = frozenset({"{http://www.w3.org/2000/01/rdf-schema#}comment", "comment"})
# How XML spells a value (`xsi:type`, `xsi:nil`) is no part of what it says; JSON has it bare.
_SPELLING: Final = "@{http://www.w3.org/2001/XMLSchema-instance}"
_TEXTS: Final = ("#text", "@value")
_URNS: Final = {
    "urn:epcglobal:cbv:bizstep:": Vocabulary.BIZ_STEP,
    "urn:epcglobal:cbv:disp:": Vocabulary.DISPOSITION,
    "urn:epcglobal:cbv:btt:": Vocabulary.BIZ_TRANSACTION_TYPE,
    "urn:epcglobal:cbv:sdt:": Vocabulary.SOURCE_DEST_TYPE,
    "urn:epcglobal:cbv:er:": Vocabulary.ERROR_REASON,
}


_AS_THEY_ARE: Final = {"%27": "'", "%3B": ";", "%3D": "="}
_LEFT_ALONE: Final = re.compile("|".join(_AS_THEY_ARE))


@lru_cache(maxsize=65536)
def identifier_text(uri: str) -> str:
    """Write an identifier in its canonical form, but ' ; and = in a GS1 link as they are.

    The Digital Link standard percent-encodes these three too; the reference generator, and so the
    published hashes, leave them alone.
    """
    text = canonical(uri)
    if "%" in text and text.startswith(STEM):
        return _LEFT_ALONE.sub(lambda found: _AS_THEY_ARE[found[0]], text)
    return text


def number_text(number: int | float) -> str:
    """Write a number without sign of plus, exponent, or zeros that say nothing (event hash rules
    6, 7).

    >>> number_text(12.50), number_text(3.0), number_text(1e-5)
    ('12.5', '3', '0.00001')
    """
    if isinstance(number, int):
        return str(number)
    text = repr(number)
    if text.endswith(".0"):
        return text[:-2] if text != "-0.0" else "0"
    return text if "e" not in text and "n" not in text else _trim(text)


def _trim(text: str) -> str:
    if _NUMBER.fullmatch(text) is None:
        return text
    written = format(Decimal(text), "f")
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written in {"-0", ""} else written


@lru_cache(maxsize=16384)
def text_value(text: str) -> str:
    """Write a text of an extension: numbers trimmed, identifiers and standard words canonical.

    >>> text_value(" 23.0 "), text_value("urn:epc:id:sgtin:4012345.011111.987")
    ('23', 'https://id.gs1.org/01/04012345111118/21/987')
    """
    text = text.strip()
    if ":" not in text:
        return _trim(text)
    for stem, vocabulary in _URNS.items():
        if text.startswith(stem):
            return web_uri(vocabulary, text)
    return identifier_text(text)


def _value(value: Any, namespaces: Mapping[str, str]) -> str:
    """Write one value that is neither object nor list; empty for none."""
    if value.__class__ is str:
        prefix, colon, rest = value.partition(":")
        if colon:
            namespace = namespaces.get(prefix) or STANDARD_PREFIXES.get(prefix)
            if namespace is not None:
                value = namespace + rest
        return text_value(value)
    if value is None:
        return ""
    if value.__class__ is bool:
        return "true" if value else "false"
    return number_text(value)


def extension_parts(content: Mapping[str, Any], namespaces: Mapping[str, str]) -> list[str]:
    """Write extension fields as one text each, not yet sorted (event hash rules 19 to 21).

    Comments are left out. The order of what an object holds is settled here, by code point.
    """
    parts: list[str] = []
    for name, value in content.items():
        if name not in _COMMENTS and not name.startswith(_SPELLING):
            _write(name.removeprefix("@"), value, namespaces, parts)
    return parts


def _write(name: str, value: Any, namespaces: Mapping[str, str], parts: list[str]) -> None:
    if value.__class__ is list:
        for item in value:
            _write(name, item, namespaces, parts)
        return
    if value.__class__ is dict:
        text = next((value[key] for key in _TEXTS if key in value), None)
        inner = {key: item for key, item in value.items() if key not in _TEXTS}
        children = "".join(sorted(extension_parts(inner, namespaces)))
    else:
        text, children = value, ""
    written = _value(text, namespaces) if text is not None else ""
    parts.append(f"{name}={written}{children}" if written else name + children)


def ignored_in_hash(extensions: Mapping[str, Any], clark: Callable[[str], str]) -> frozenset[str]:
    """Names of extension fields that a document keeps out of the event hash, in Clark form.

    A repository that adds fields of its own to events lists them in an extension field of the
    document named `ignoreFields`: in JSON by their names, in XML by empty elements.
    """
    ignored: set[str] = set()
    for field, told in extensions.items():
        if field.endswith("}ignoreFields"):
            names = told if isinstance(told, dict | list) else [told]
            texts = [name.strip() for name in names if isinstance(name, str)]
            ignored.update(name if name.startswith("{") else clark(name) for name in texts)
    return frozenset(ignored)
