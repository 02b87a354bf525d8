"""Events of the neutral model become EPCIS XML 2.0 elements, in the order of the schema."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import msgspec
from lxml import etree

from txng.gs1.cbv import Vocabulary
from txng.gs1.epcis import model
from txng.gs1.epcis.formats import SpellIdentifier, SpellWord
from txng.gs1.epcis.json_names import STANDARD_PREFIXES
from txng.gs1.epcis.xml_content import (
    decimal_text,
    is_users,
    scalar_text,
    set_attribute,
    write_content,
)
from txng.gs1.epcis.xml_events import CERTIFICATION, FREE_EPC_LISTS, FREE_WORDS
from txng.gs1.epcis.xml_sensors import METADATA, NESTED, REPORT, Attributes
from txng.gs1.epcis.xml_source import Element, refuse

Content = model.Content


class Style(msgspec.Struct, frozen=True):
    """How identifiers and words are spelled, and namespace → prefix for type names."""

    identifier: SpellIdentifier
    word: SpellWord
    split: Callable[[str], str]
    """URI of an extension event type → its name in Clark form."""
    prefixes: dict[str, str]
    """The prefixes declared at the root."""


Write = Callable[[Element, str, Any, Style], None]
Part = tuple[str, str, Write]

_SENSOR_WORDS: Final = {
    "type": Vocabulary.MEASUREMENT_TYPE,
    "exception": Vocabulary.SENSOR_ALERT,
    "component": Vocabulary.COMPONENT,
}


def _add(parent: Element, tag: str, text: str) -> Element:
    element = etree.SubElement(parent, tag)
    element.text = text
    return element


def _text(parent: Element, tag: str, value: str, _style: Style) -> None:
    _add(parent, tag, value)


def _time(parent: Element, tag: str, value: str, _style: Style) -> None:
    # RFC 3339 lets t and z be small, XML Schema does not.
    _add(parent, tag, value.upper())


def _identifier(parent: Element, tag: str, value: str, style: Style) -> None:
    _add(parent, tag, style.identifier(value))


def _word(vocabulary: Vocabulary) -> Write:
    def write(parent: Element, tag: str, value: str, style: Style) -> None:
        _add(parent, tag, style.word(vocabulary, value))

    return write


def _identifiers(name: str) -> Write:
    def write(parent: Element, tag: str, values: list[str], style: Style) -> None:
        element = etree.SubElement(parent, tag)
        for value in values:
            _add(element, name, style.identifier(value))

    return write


def _quantities(
    parent: Element, tag: str, amounts: list[model.QuantityElement], style: Style
) -> None:
    element = etree.SubElement(parent, tag)
    for amount in amounts:
        entry = etree.SubElement(element, "quantityElement")
        _add(entry, "epcClass", style.identifier(amount.epc_class))
        if amount.quantity is not None:
            _add(entry, "quantity", decimal_text(amount.quantity))
        if amount.uom is not None:
            if amount.quantity is None:  # the schema has no unit without a quantity
                write_content(entry, "quantity", None)
            _add(entry, "uom", amount.uom)


def _typed_texts(name: str, field: str, vocabulary: Vocabulary) -> Write:
    def write(parent: Element, tag: str, entries: list[Any], style: Style) -> None:
        element = etree.SubElement(parent, tag)
        for entry in entries:
            child = _add(element, name, style.identifier(getattr(entry, field)))
            if entry.type is not None:
                child.set("type", style.word(vocabulary, entry.type))

    return write


def write_extensions(element: Element, extensions: Content) -> None:
    """Write the extensions of a part of an event; names without a namespace go into the
    `extension` wrapper, which the schema puts first."""
    local = {name: value for name, value in extensions.items() if name[0] not in "{@#"}
    if local:
        wrapper = etree.SubElement(element, "extension")
        for name, value in local.items():
            write_content(wrapper, name, value)
    for name, value in extensions.items():
        if name[0] == "@":
            set_attribute(element, name[1:], value)
        elif name[0] == "{":
            write_content(element, name, value)


def _location(parent: Element, tag: str, place: model.Location, style: Style) -> None:
    element = etree.SubElement(parent, tag)
    _add(element, "id", style.identifier(place.id))
    write_extensions(element, place.extensions)


def _ilmd(parent: Element, tag: str, content: Content, _style: Style) -> None:
    write_extensions(etree.SubElement(parent, tag), content)


def _error_declaration(
    parent: Element, tag: str, declaration: model.ErrorDeclaration, style: Style
) -> None:
    element = etree.SubElement(parent, tag)
    _time(element, "declarationTime", declaration.declaration_time, style)
    if declaration.reason is not None:
        _add(element, "reason", style.word(Vocabulary.ERROR_REASON, declaration.reason))
    if declaration.corrective_event_ids:
        listed = etree.SubElement(element, "correctiveEventIDs")
        for event_id in declaration.corrective_event_ids:
            _add(listed, "correctiveEventID", event_id)
    write_extensions(element, declaration.extensions)


def _persistent_disposition(
    parent: Element, tag: str, lasting: model.PersistentDisposition, style: Style
) -> None:
    element = etree.SubElement(parent, tag)
    for name, words in (("unset", lasting.unset), ("set", lasting.set)):
        for word in words:
            _add(element, name, style.word(Vocabulary.DISPOSITION, word))


def _attributes(element: Element, part: Any, table: Attributes, style: Style) -> None:
    """Write the facts of sensor metadata or of a report as attributes."""
    for name, (field, _) in table.items():
        value = getattr(part, field)
        if value is None:
            continue
        if name in _SENSOR_WORDS:
            value = style.word(_SENSOR_WORDS[name], value)
        elif name.lower().endswith("time"):
            value = value.upper()
        elif name in {"deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "bizRules"}:
            value = style.identifier(value)
        element.set(name, scalar_text(value))
    _attribute_extensions(element, part.extensions)


def _attribute_extensions(element: Element, extensions: Content) -> None:
    """Attributes hold text: what is a list or an object is written as JSON and marked so."""
    nested = []
    for name, value in extensions.items():
        if name == "#text":
            element.text = scalar_text(value)
        elif isinstance(value, dict | list) or value is None:
            nested.append(name)
            element.set(name, msgspec.json.encode(value).decode())
        else:
            element.set(name, scalar_text(value))
    if nested:
        element.set(NESTED, " ".join(nested))


def _sensor_elements(
    parent: Element, tag: str, entries: list[model.SensorElement], style: Style
) -> None:
    element = etree.SubElement(parent, tag)
    for entry in entries:
        child = etree.SubElement(element, "sensorElement")
        if entry.sensor_metadata is not None:
            metadata = etree.SubElement(child, "sensorMetadata")
            _attributes(metadata, entry.sensor_metadata, METADATA, style)
        for report in entry.sensor_report:
            _attributes(etree.SubElement(child, "sensorReport"), report, REPORT, style)
        write_extensions(child, entry.extensions)


def _certificates(parent: Element, tag: str, certificates: list[str], _style: Style) -> None:
    _add(parent, tag, certificates[0])
    if len(certificates) > 1:
        wrapper = etree.SubElement(parent, "baseExtension")
        for certificate in certificates[1:]:
            _add(wrapper, CERTIFICATION, certificate)


_EPCS: Final = _identifiers("epc")

_COMMON: Final[tuple[Part, ...]] = (
    ("eventTime", "event_time", _time),
    ("recordTime", "record_time", _time),
    ("eventTimeZoneOffset", "event_time_zone_offset", _text),
    ("eventID", "event_id", _text),
    ("errorDeclaration", "error_declaration", _error_declaration),
    ("certificationInfo", "certification_info", _certificates),
)
_ACTION: Final[Part] = ("action", "action", _text)
_PARENT: Final[Part] = ("parentID", "parent_id", _identifier)
_CHILDREN: Final[Part] = ("childEPCs", "child_epcs", _EPCS)
_CHILD_QUANTITIES: Final[Part] = ("childQuantityList", "child_quantity_list", _quantities)
_EPC_LIST: Final[Part] = ("epcList", "epc_list", _EPCS)
_QUANTITY_LIST: Final[Part] = ("quantityList", "quantity_list", _quantities)
_ILMD: Final[Part] = ("ilmd", "ilmd", _ilmd)
_TRANSACTIONS: Final[Part] = (
    "bizTransactionList",
    "biz_transaction_list",
    _typed_texts("bizTransaction", "biz_transaction", Vocabulary.BIZ_TRANSACTION_TYPE),
)
_WHERE: Final[tuple[Part, ...]] = (
    ("bizStep", "biz_step", _word(Vocabulary.BIZ_STEP)),
    ("disposition", "disposition", _word(Vocabulary.DISPOSITION)),
    ("readPoint", "read_point", _location),
    ("bizLocation", "biz_location", _location),
)
_BETWEEN: Final[tuple[Part, ...]] = (
    (
        "sourceList",
        "source_list",
        _typed_texts("source", "source", Vocabulary.SOURCE_DEST_TYPE),
    ),
    (
        "destinationList",
        "destination_list",
        _typed_texts("destination", "destination", Vocabulary.SOURCE_DEST_TYPE),
    ),
    ("sensorElementList", "sensor_element_list", _sensor_elements),
    ("persistentDisposition", "persistent_disposition", _persistent_disposition),
)

PARTS: Final[dict[type[model.Event], tuple[Part, ...]]] = {
    model.ObjectEvent: (
        *_COMMON,
        _EPC_LIST,
        _ACTION,
        *_WHERE,
        _TRANSACTIONS,
        _QUANTITY_LIST,
        *_BETWEEN,
        _ILMD,
    ),
    model.AggregationEvent: (
        *_COMMON,
        _PARENT,
        _CHILDREN,
        _ACTION,
        *_WHERE,
        _TRANSACTIONS,
        _CHILD_QUANTITIES,
        *_BETWEEN,
    ),
    model.AssociationEvent: (
        *_COMMON,
        _PARENT,
        _CHILDREN,
        _CHILD_QUANTITIES,
        _ACTION,
        *_WHERE,
        _TRANSACTIONS,
        *_BETWEEN,
    ),
    model.TransactionEvent: (
        *_COMMON,
        _TRANSACTIONS,
        _PARENT,
        _EPC_LIST,
        _ACTION,
        *_WHERE,
        _QUANTITY_LIST,
        *_BETWEEN,
    ),
    model.TransformationEvent: (
        *_COMMON,
        ("inputEPCList", "input_epc_list", _EPCS),
        ("inputQuantityList", "input_quantity_list", _quantities),
        ("outputEPCList", "output_epc_list", _EPCS),
        ("outputQuantityList", "output_quantity_list", _quantities),
        ("transformationID", "transformation_id", _identifier),
        *_WHERE,
        _TRANSACTIONS,
        *_BETWEEN,
        _ILMD,
    ),
    model.ExtendedEvent: _COMMON,
}
"""For each event type its parts in the order of the schema: element, field, how it is written."""


def write_event(event_list: Element, event: model.Event, style: Style) -> None:
    """Append one event to an `EventList`."""
    kind = type(event)
    if kind is model.ExtendedEvent:
        wrapper = etree.SubElement(event_list, "extension")
        element = etree.SubElement(wrapper, style.split(event.type), nsmap=_own(event, style))
    else:
        element = etree.SubElement(event_list, event.type, nsmap=_own(event, style))
    for tag, field, write in PARTS[kind]:
        value = getattr(event, field)
        if value is not None and value != []:
            write(element, tag, value, style)
    if kind is model.ExtendedEvent:
        _write_free(element, event.extensions, style)
    else:
        _write_event_extensions(element, event.extensions)


def _own(event: model.Event, style: Style) -> dict[str, str] | None:
    """The prefixes that mean something else, or are unknown, outside this event.

    Texts in extensions may be compact URIs, so that the prefix itself matters.
    """
    own = {
        prefix: namespace
        for prefix, namespace in event.origin.namespaces.items()
        if style.prefixes.get(prefix, STANDARD_PREFIXES.get(prefix)) != namespace
        and is_prefix(prefix, namespace)
    }
    return own or None


# The writer declares these itself; an inner declaration would hide them.
_RESERVED: Final = frozenset({"epcis", "epcisq", "sbdh", "xsi", "xsd"})
_PREFIX: Final = re.compile(r"(?!xml)[^\W\d][\w.-]*", re.IGNORECASE)


def is_prefix(prefix: str, namespace: str) -> bool:
    """Say whether XML can declare this prefix for a user's namespace."""
    free = prefix not in _RESERVED and bool(namespace) and is_users(namespace)
    return free and _PREFIX.fullmatch(prefix) is not None


def _write_event_extensions(element: Element, extensions: Content) -> None:
    for name in extensions:
        if name[0] not in "{@":
            refuse("xml_unwritable", element.tag, name=name, reason="it has no namespace")
    write_extensions(element, extensions)


def _write_free(element: Element, extensions: Content, style: Style) -> None:
    """The content of an event of a user's type; EPC lists and words as the standard writes them."""
    for name, value in extensions.items():
        if name[0] == "@":
            set_attribute(element, name[1:], value)
        elif name in FREE_EPC_LISTS and isinstance(value, list):
            _EPCS(element, name, value, style)
        elif name in FREE_WORDS and isinstance(value, str):
            _add(element, name, style.word(FREE_WORDS[name], value))
        else:
            write_content(element, name, value)
