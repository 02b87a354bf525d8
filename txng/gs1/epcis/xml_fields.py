"""How the parts of an EPCIS event element are read: texts, words, lists, elements of known shape.

A reader takes an element and the scope and returns a value of the model, or raises Gs1Error.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NoReturn

import msgspec

from txng.gs1.cbv import BARE, Vocabulary, neutral
from txng.gs1.epcis import model
from txng.gs1.epcis.sentences import fault
from txng.gs1.epcis.xml_content import (
    XSI,
    XSI_NIL,
    Scope,
    add,
    attributes_of,
    boolean,
    expand,
    number,
    read_content,
)
from txng.gs1.epcis.xml_sentences import XML_SENTENCES
from txng.gs1.epcis.xml_source import Element, place, refuse
from txng.gs1.errors import Fault, Gs1Error

Read = Callable[[Element, Scope], Any]
Table = dict[str, tuple[str, Read]]

_EPCIS_NAMESPACES: Final = ("{urn:epcglobal:epcis:", "{urn:epcglobal:epcis-query:")
WRAPPERS: Final = frozenset({"extension", "baseExtension"})
_XSI: Final = f"{{{XSI}}}"


def local_name(tag: str) -> str:
    """The name without its namespace."""
    return tag.rpartition("}")[2]


def unknown_element(element: Element, known: Table | tuple[str, ...]) -> NoReturn:
    """Refuse an element that nothing at this place is called."""
    tag, local = element.tag, local_name(element.tag)
    if tag.startswith(_EPCIS_NAMESPACES) and local in known:
        refuse("xml_unqualified", element, name=local, expected=f"<{local}>")
    refuse("xml_unknown_element", element, name=local, expected=", ".join(known))


def refuse_attributes(element: Element, *known: str) -> None:
    """Refuse attributes that the schema does not have here; those of XML Schema say nothing."""
    for name, _ in attributes_of(element):
        if name not in known and not name.startswith(_XSI):
            refuse("xml_unknown_attribute", element, name=name)


def loose_text(element: Element) -> str:
    """The first text between the children of an element that holds elements alone, or empty."""
    loose = element.text
    for child in element:
        if loose and not loose.isspace():
            break
        loose = child.tail
    return loose.strip() if loose else ""


def refuse_loose_text(element: Element) -> None:
    """Refuse text between the children of an element that holds elements alone."""
    loose = loose_text(element)
    if loose:
        refuse("xml_loose_text", element, value=loose)


def children_of(element: Element, *names: str) -> list[Element]:
    """The children of a list, all of these names; nothing stands beside them."""
    if element.attrib:
        refuse_attributes(element)
    refuse_loose_text(element)
    for child in element:
        if child.tag not in names:
            unknown_element(child, names)
    return list(element)


def text_of(element: Element, _scope: Scope) -> str:
    """The text of an element that holds text alone, spaces around it removed."""
    if element.attrib:
        refuse_attributes(element)
    return _text(element)


def _text(element: Element) -> str:
    text = element.text
    if len(element):
        refuse("xml_not_text", element, name=element.tag)
    if text is None or not (text := text.strip()):
        refuse("xml_empty_element", element, name=element.tag)
    return text


def texts(name: str) -> Read:
    """A reader of a list whose entries are elements of one name with text."""

    def read(element: Element, scope: Scope) -> list[str]:
        return [text_of(child, scope) for child in children_of(element, name)]

    return read


def word(vocabulary: Vocabulary) -> Read:
    """A reader of a vocabulary value: the bare word, or a company's own URI written out."""
    words = BARE[vocabulary]

    def read(element: Element, scope: Scope) -> str:
        text = text_of(element, scope)
        return words.get(text) or neutral(vocabulary, expand(text, element))

    return read


def action(element: Element, scope: Scope) -> str:
    text = text_of(element, scope)
    if text not in {"OBSERVE", "ADD", "DELETE"}:
        refuse("bad_action", element, value=text, expected="OBSERVE, ADD, DELETE")
    return text


def number_of(element: Element, scope: Scope) -> int | float:
    text = text_of(element, scope)
    value = number(text)
    if value is None:
        refuse("xml_bad_number", element, name=element.tag, value=text)
    return value


def _quantity(element: Element, scope: Scope) -> model.QuantityElement:
    epc_class = uom = quantity = None
    seen = set()
    for child in children_of(element, "epcClass", "quantity", "uom"):
        tag = child.tag
        if tag in seen:
            refuse("xml_repeated_element", child, name=tag)
        if tag == "epcClass":
            epc_class = text_of(child, scope)
        elif tag == "uom":
            uom = text_of(child, scope)
        elif boolean(child.get(XSI_NIL, "")):
            children_of(child)
        else:
            quantity = number_of(child, scope)
        seen.add(tag)
    if epc_class is None:
        refuse("xml_missing_element", element, name="epcClass", parent="quantityElement")
    return model.QuantityElement(epc_class=epc_class, quantity=quantity, uom=uom)


def quantities(element: Element, scope: Scope) -> list[model.QuantityElement]:
    return [_quantity(child, scope) for child in children_of(element, "quantityElement")]


def typed_texts(name: str, kind: type[Any], field: str, vocabulary: Vocabulary) -> Read:
    """A reader of a list of identifiers with a `type` attribute each."""
    words = BARE[vocabulary]
    needs_type = kind is not model.BizTransaction

    def read(element: Element, _scope: Scope) -> list[Any]:
        entries = []
        for child in children_of(element, name):
            stated = child.get("type")
            if stated is None and needs_type:
                refuse("xml_missing_attribute", child, name="type", parent=name)
            if len(child.attrib) > (stated is not None):
                refuse_attributes(child, "type")
            if stated is not None:
                stated = words.get(stated) or expand(stated.strip(), child)
                stated = words.get(stated, stated)
            entries.append(kind(**{field: _text(child), "type": stated}))
        if not entries:
            refuse("xml_empty_element", element, name=element.tag)
        return entries

    return read


class Found(msgspec.Struct):
    """What was found among the children of an element whose shape the standard gives."""

    table: Table
    takes_local: bool = False
    """Whether the schema leaves the inside of `extension` to names without a namespace."""
    repeats: str = ""
    """The one child, if any, that may stand many times."""
    fields: dict[str, Any] = {}
    extensions: dict[str, Any] = {}
    faults: list[Fault] = []


def _read_children(element: Element, scope: Scope, found: Found, *, inside: bool) -> None:
    """Take each child by the table, open wrappers, keep the rest as extensions, gather faults."""
    table, fields = found.table, found.fields
    loose = loose_text(element)
    if loose:
        where = place(element)
        found.faults.append(fault("xml_loose_text", where, table=XML_SENTENCES, value=loose))
    for child in element:
        try:
            known = table.get(child.tag)
            if known is None:
                _read_other(child, scope, found, inside=inside)
            elif known[0] not in fields:
                fields[known[0]] = known[1](child, scope)
            elif child.tag == found.repeats:
                fields[known[0]] += known[1](child, scope)
            else:
                refuse("xml_repeated_element", child, name=child.tag)
        except Gs1Error as error:
            if known is not None:
                fields.setdefault(known[0], [])  # not missing as well
            found.faults.extend(error.faults)


def is_foreign(tag: str) -> bool:
    """Say whether a name is in a namespace other than EPCIS's own: a user's extension."""
    return tag[0] == "{" and not tag.startswith(_EPCIS_NAMESPACES)


def _read_other(child: Element, scope: Scope, found: Found, *, inside: bool) -> None:
    tag = child.tag
    if tag in WRAPPERS:
        _read_children(child, scope, found, inside=True)
    elif is_foreign(tag) or (tag[0] != "{" and inside and found.takes_local):
        add(found.extensions, tag, read_content(child, scope))
    else:
        unknown_element(child, tuple(found.table))


def read_shape(
    element: Element,
    scope: Scope,
    table: Table,
    *,
    takes_local: bool = False,
    repeats: str = "",
    inside: bool = False,
) -> Found:
    """Read an element of known shape; the faults found inside it are kept for `require`."""
    found = Found(table, takes_local, repeats)
    if element.attrib:
        _read_attributes(element, scope, found)
    _read_children(element, scope, found, inside=inside)
    return found


def _read_attributes(element: Element, scope: Scope, found: Found) -> None:
    """Attributes of a user are extensions; those of XML Schema say nothing here."""
    for name, value in attributes_of(element):
        if name[0] != "{" and not is_foreign(element.tag):
            refuse("xml_unknown_attribute", element, name=name)
        if not name.startswith(_XSI):
            found.extensions[f"@{name}"] = value
            scope.meet_attributes(element)


def require(element: Element, found: Found, names: tuple[str, ...]) -> None:
    """Raise what was found wrong, with what is missing."""
    parent = local_name(element.tag)
    for name in names:
        if found.table[name][0] not in found.fields:
            found.faults.append(
                fault(
                    "xml_missing_element",
                    place(element),
                    table=XML_SENTENCES,
                    name=name,
                    parent=parent,
                )
            )
    if found.faults:
        raise Gs1Error(*found.faults)
