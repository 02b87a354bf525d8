"""Guarded parsing of XML from outside: no entities, no network, bounded in size and depth."""

from __future__ import annotations

import re
from typing import Final, NoReturn

from lxml import etree

from txng.gs1.epcis.sentences import fault
from txng.gs1.epcis.xml_sentences import XML_SENTENCES
from txng.gs1.errors import Gs1Error

Element = etree._Element  # noqa: SLF001 - lxml gives its element type no other name

MAX_BYTES: Final = 64 * 1024 * 1024
"""No document may be larger; a server announces a lower limit of its own."""

MAX_DEPTH: Final = 48
"""How deep user extensions may nest."""

# Any of these holds ASCII in single bytes, so that what stands before the root can be examined.
_ENCODINGS: Final = re.compile(
    r"(?:utf-?8|us-ascii|ascii|iso-8859-\d{1,2}|latin-?1|windows-125[0-8])", re.IGNORECASE
)
_DECLARATION: Final = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"'>]{1,40})["']""")
_TEXT_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]{0,200}\?>")

# Possessive throughout: a hostile prolog cannot make the expression try again.
_DOCTYPE: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?"
    rb"(?>\s++|<\?(?>[^?]++|\?(?!>))*+\?>|<!--(?>[^-]++|-(?!->))*+-->)*+"
    rb"<!DOCTYPE"
)
_BARE_DOCTYPE: Final = re.compile(rb"\s++[^\s<>\[\]\"']++\s*+>")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def place(element: Element) -> str:
    """Say where an element stands: its path in the document and its line."""
    path = element.getroottree().getpath(element)
    return f"{path} (line {element.sourceline})" if element.sourceline else path


def refuse(code: str, where: Element | str, *, expected: str = "", **facts: object) -> NoReturn:
    """Raise one fault at an element or path, said in both languages."""
    path = where if isinstance(where, str) else place(where)
    raise Gs1Error(fault(code, path, expected=expected, table=XML_SENTENCES, **facts))


def _refuse_doctype(body: bytes) -> None:
    """Refuse a DOCTYPE that declares or fetches anything.

    A bare `<!DOCTYPE name>` declares nothing (GS1's own examples carry one) and is let through;
    an internal subset, a SYSTEM or a PUBLIC identifier can define entities and is refused.
    """
    found = _DOCTYPE.match(body)
    if found and not _BARE_DOCTYPE.match(body, found.end()):
        refuse("xml_doctype", "/")


def _single_bytes(body: bytes) -> bytes:
    """Return the document in an encoding whose markup is ASCII; UTF-16 becomes UTF-8."""
    if body[:4] in {b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"}:
        refuse("xml_encoding", "/", name="UTF-32", expected="UTF-8")
    if body[:2] in {b"\xff\xfe", b"\xfe\xff"} or body[:4] in {b"<\x00?\x00", b"\x00<\x00?"}:
        little = body[:2] in {b"\xff\xfe", b"<\x00"}
        try:
            text = body.decode("utf-16-le" if little else "utf-16-be").removeprefix("\ufeff")
        except UnicodeDecodeError:
            refuse("xml_encoding", "/", name="UTF-16", expected="UTF-8")
        return _TEXT_DECLARATION.sub("", text, count=1).encode("utf-8", "replace")
    declared = _DECLARATION.search(body, 0, 300)
    if declared:
        name = declared[1].decode("ascii", "replace")
        if not _ENCODINGS.fullmatch(name):
            refuse("xml_encoding", "/", name=name, expected="UTF-8")
    return body


def _refuse_nul(body: bytes) -> None:
    at = body.find(b"\x00")
    if at >= 0:
        refuse("nul_character", f"/ (line {body[:at].count(10) + 1})")


def parse(body: bytes, *, max_bytes: int = MAX_BYTES) -> Element:
    """Parse bytes to the root element, comments and processing instructions dropped.

    Raises Gs1Error: `empty_body`, `xml_too_large`, `xml_encoding`, `nul_character`, `xml_doctype`,
    or `xml_malformed` with the line.
    """
    if not body.strip():
        refuse("empty_body", "/")
    if len(body) > max_bytes:
        refuse("xml_too_large", "/", count=len(body), expected=str(max_bytes))
    body = _single_bytes(body)
    _refuse_nul(body)
    _refuse_doctype(body)
    try:
        return etree.fromstring(body, _parser())
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        reason = (error.msg or "not XML").split(", line ")[0]
        if "not proper UTF-8" in reason or "ncoding" in reason:
            refuse("xml_encoding", f"/ (line {line})", name="UTF-8", expected="UTF-8")
        refuse("xml_malformed", f"/ (line {line})", line=line, reason=reason)
