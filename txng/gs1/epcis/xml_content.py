"""User extensions between XML elements and the neutral form, without loss.

An element with text alone is a str; with attributes or children it is a dict: `@name` holds an
attribute, `#text` the text beside them, a repeated child is a list. `xsi:type` of a number or a
boolean becomes a Python number or boolean, of `xsd:string` nothing (text is a string anyway);
any other type is kept as an attribute with the type's name in Clark form. `xsi:nil` alone is None.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import Any, Final, cast

import msgspec
from lxml import etree

from txng.gs1.cbv import CBV_WEB, GS1_WEB
from txng.gs1.epcis.values import MAX_NUMBER
from txng.gs1.epcis.xml_source import MAX_DEPTH, Element, refuse

XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
XSD: Final = "http://www.w3.org/2001/XMLSchema"
SBDH: Final = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader"
XSI_TYPE: Final = f"{{{XSI}}}type"
XSI_NIL: Final = f"{{{XSI}}}nil"

_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,400}")
_NUMBER: Final = re.compile(
    r"[+-]?(?:[0-9]{1,400}(?:\.[0-9]{0,400})?|\.[0-9]{1,400})"
    r"(?:[eE][+-]?[0-9]{1,4})?"
)
_BOOLEANS: Final = {"true": True, "1": True, "false": False, "0": False}

_INTEGER_TYPES: Final = frozenset(
    f"{{{XSD}}}{name}"
    for name in (
        *("integer", "int", "long", "short", "byte"),
        *("unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"),
        *("nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
    )
)
_FLOAT_TYPES: Final = frozenset(f"{{{XSD}}}{name}" for name in ("double", "float", "decimal"))


def prefixes(element: Element) -> dict[str, str]:
    """The prefixes in force at an element, without those of the XML machinery itself and those
    that no compact URI can have."""
    return {
        prefix: uri
        for prefix, uri in element.nsmap.items()
        if prefix and prefix not in _SCHEMES and is_users(uri)
    }


def is_users(namespace: str) -> bool:
    """Say whether a namespace is none of those that EPCIS XML itself needs."""
    return namespace not in {XSI, XSD, SBDH} and not namespace.startswith(
        ("urn:epcglobal:epcis:", "urn:epcglobal:epcis-query:")
    )


class Scope(msgspec.Struct):
    """What a reader knows while it reads an event: version, path, prefixes in force and met."""

    version: str
    namespaces: dict[str, str]
    path: str = ""
    found: dict[str, str] = {}
    ignores: frozenset[str] = frozenset()
    """Names of extension fields that the document keeps out of the event hash."""

    def clark(self, name: str) -> str:
        """The Clark form of a compact name, if its prefix is declared."""
        prefix, _, local = name.partition(":")
        return f"{{{self.namespaces[prefix]}}}{local}" if prefix in self.namespaces else name

    def meet(self, element: Element) -> None:
        """Remember the prefix of an extension element."""
        prefix, tag = element.prefix, element.tag
        if prefix and tag[0] == "{" and prefix not in _SCHEMES:
            namespace = tag[1 : tag.index("}")]
            if self.namespaces.get(prefix) != namespace:
                self.found.setdefault(prefix, namespace)

    def meet_attributes(self, element: Element) -> None:
        """Remember the prefixes in force where attributes of a user stand."""
        for prefix, namespace in prefixes(element).items():
            if self.namespaces.get(prefix) != namespace:
                self.found.setdefault(prefix, namespace)


# A prefix of these names would turn whole URIs into compact ones.
_SCHEMES: Final = frozenset({"urn", "http", "https"})

# GS1's own examples use these two without declaring them.
_STANDARD_PREFIXES: Final = {"gs1": GS1_WEB, "cbv": CBV_WEB}


def expand(text: str, element: Element) -> str:
    """Write a compact URI out when its prefix is declared at the element or GS1's own; any other
    text stays as it is."""
    prefix, colon, rest = text.partition(":")
    if not colon or prefix in _SCHEMES or rest.startswith("//"):
        return text
    namespace = element.nsmap.get(prefix) or _STANDARD_PREFIXES.get(prefix)
    return text if namespace is None else namespace + rest


def number(text: str) -> int | float | None:
    """Read an XML decimal or double; None when it is no finite number."""
    text = text.strip()
    if _INTEGER.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text):
        value = float(text)
        return value if math.isfinite(value) else None
    return None


def boolean(text: str) -> bool | None:
    """Read an XML boolean; None when it is none."""
    return _BOOLEANS.get(text.strip())


def _exact_float(text: str) -> float | None:
    """A float only when it says no more and no less than the text."""
    value = number(text)
    if value is None:
        return None
    value = float(value) if abs(value) < 1e300 else None
    return value if value is not None and Decimal(text.strip()) == Decimal(repr(value)) else None


def _typed(text: str, type_name: str) -> Any:
    """The Python value of a text with a declared XSD type, or None when it has no exact one."""
    if type_name in _INTEGER_TYPES:
        value = int(text) if _INTEGER.fullmatch(text.strip()) else None
        return value if value is not None and -MAX_NUMBER < value < MAX_NUMBER else None
    if type_name in _FLOAT_TYPES:
        return _exact_float(text)
    if type_name == f"{{{XSD}}}boolean":
        return boolean(text)
    return text if type_name == f"{{{XSD}}}string" else None


def _type_name(text: str, element: Element) -> str:
    """The Clark form of an `xsi:type`, or the text as it is when its prefix is not declared."""
    prefix, colon, local = text.strip().rpartition(":")
    namespace = element.nsmap.get(prefix if colon else None)
    return f"{{{namespace}}}{local}" if namespace else text


def attributes_of(element: Element) -> list[tuple[str, str]]:
    """The attributes of a parsed element; names and values are always str."""
    return cast("list[tuple[str, str]]", element.attrib.items())


def _leaf(element: Element, text: str) -> Any:
    """The value of an element with one attribute and no children if a plain value says it all,
    else the element itself."""
    name, value = attributes_of(element)[0]
    if name == XSI_NIL and not text.strip() and boolean(value):
        return None
    if name == XSI_TYPE:
        typed = _typed(text, _type_name(value, element))
        return element if typed is None else typed
    return element


def read_content(element: Element, scope: Scope, depth: int = 0) -> Any:
    """Return the neutral form of an extension element's content."""
    if depth > MAX_DEPTH:
        refuse("too_deep", element, limit=MAX_DEPTH)
    scope.meet(element)
    text = element.text or ""
    if len(element) == 0:
        if not element.attrib:
            return text
        if len(element.attrib) == 1 and (value := _leaf(element, text)) is not element:
            return value
    elif not text.strip():
        text = ""
    return _read_parts(element, scope, depth, text)


def _read_parts(element: Element, scope: Scope, depth: int, text: str) -> dict[str, Any]:
    content: dict[str, Any] = {}
    if element.attrib:
        scope.meet_attributes(element)
        for name, value in attributes_of(element):
            if name != XSI_TYPE:
                content[f"@{name}"] = value
            elif not (stated := _type_name(value, element)).startswith(f"{{{XSD}}}") or (
                len(element) == 0 and len(element.attrib) == 1
            ):
                content[f"@{name}"] = stated
            # A simple type on an element with children or attributes is never true: left out.
    for child in element:
        add(content, child.tag, read_content(child, scope, depth + 1))
    if text:
        content["#text"] = text
    return content


def add(content: dict[str, Any], name: str, value: Any) -> None:
    """Add a value under a name; what repeats becomes a list."""
    if name not in content:
        content[name] = value
    elif isinstance(content[name], list):
        content[name].append(value)
    else:
        content[name] = [content[name], value]


def _scalar(value: float | str) -> tuple[str, str | None]:
    """The text of a single value and, for what is no string, its XSD type."""
    if isinstance(value, bool):
        return ("true" if value else "false"), "boolean"
    if isinstance(value, int):
        return str(value), "integer"
    if isinstance(value, float):
        return repr(value), "double"
    if not isinstance(value, str):
        raise ValueError("an attribute or text holds one value")  # noqa: TRY004 - as lxml says it
    return value, None


def scalar_text(value: float | str) -> str:
    """The XML spelling of a text, number or boolean."""
    return _scalar(value)[0]


def decimal_text(value: float) -> str:
    """The XML spelling of a number as `xsd:decimal`, which knows no exponent."""
    if isinstance(value, int):
        return str(value)
    return format(Decimal(repr(value)), "f")


def set_attribute(element: Element, name: str, value: Any) -> None:
    """Set an attribute from neutral content, a type's name with the prefix in force."""
    if name == XSI_TYPE and isinstance(value, str) and value.startswith("{"):
        namespace, _, local = value[1:].partition("}")
        prefix = next((p for p, uri in element.nsmap.items() if p and uri == namespace), None)
        value = f"{prefix}:{local}" if prefix else local
    element.set(name, scalar_text(value))


def write_content(parent: Element, name: str, value: Any) -> None:
    """Append the element or elements of one neutral value to a parent."""
    if isinstance(value, list):
        for item in value:
            write_content(parent, name, item)
        return
    element = etree.SubElement(parent, name)
    if isinstance(value, dict):
        fill(element, value)
    elif value is None:
        element.set(XSI_NIL, "true")
    else:
        text, kind = _scalar(value)
        element.text = text
        if kind:
            set_attribute(element, XSI_TYPE, f"{{{XSD}}}{kind}")


def fill(element: Element, content: dict[str, Any]) -> None:
    """Write neutral content into an element: attributes, text, children."""
    for name, value in content.items():
        if name == "#text":
            element.text = scalar_text(value)
        elif name.startswith("@"):
            set_attribute(element, name[1:], value)
        else:
            write_content(element, name, value)
