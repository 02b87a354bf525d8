"""Documents of the neutral model become EPCIS XML 2.0, valid against its schema.

Events of EPCIS 1.2 are written as 2.0: without wrappers. Source: EPCIS 2.0 section 9.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NoReturn

from lxml import etree

from txng.gs1.epcis import model
from txng.gs1.epcis.formats import (
    CbvFormat,
    EpcFormat,
    identifier_speller,
    word_speller,
)
from txng.gs1.epcis.xml_content import SBDH, XSD, XSI, XSI_TYPE, fill, scalar_text, write_content
from txng.gs1.epcis.xml_event_writer import Style, is_prefix, write_event, write_extensions
from txng.gs1.epcis.xml_source import Element, refuse
from txng.gs1.errors import Gs1Error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


EPCIS: Final = "urn:epcglobal:epcis:xsd:2"
QUERY: Final = "urn:epcglobal:epcis-query:xsd:2"

_USUAL_PREFIXES: Final = {
    XSI: "xsi",
    XSD: "xsd",
    "urn:epcglobal:cbv:mda": "cbvmda",
    "urn:epcglobal:cbv:mda:": "cbvmda",
    "https://ref.gs1.org/epcis/": "epcisvoc",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs",
    "urn:txng:epcis:xml": "txng",
}
_CLARK: Final = re.compile(r"@?\{([^}]+)\}")
_MASTER_DATA_QUERY: Final = "SimpleMasterDataQuery"


def write_xml(
    document: model.Document,
    *,
    cbv_format: CbvFormat = "web-uri",
    epc_format: EpcFormat = "as-captured",
) -> bytes:
    """Write a document in EPCIS XML 2.0, UTF-8.

    A lone event is written as an EPCISDocument of one event. Raises Gs1Error `xml_unwritable` for
    what XML cannot say: an extension name that is no XML name, a control character, no date; and
    the faults of an event that could not be read.
    """
    faults = [f for e in document.events if isinstance(e, model.InvalidEvent) for f in e.faults]
    if faults:
        raise Gs1Error(*faults)
    prefixes = _prefixes(document)
    style = Style(
        identifier=identifier_speller(epc_format),
        word=word_speller(cbv_format),
        split=_Splitter(document.namespaces.values()),
        prefixes=prefixes,
    )
    try:
        root = _root(document, prefixes)
        _write_header(root, document)
        _write_body(root, document, style)
        # The header of 2.0 has no room for a user's elements; they follow the body.
        _write_document_extensions(root, document.header_extensions, document.extensions)
    except ValueError as error:
        _refuse_unwritable(error, document)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


class _Splitter:
    """URI of an extension event type → Clark name, cut at the longest declared namespace."""

    def __init__(self, namespaces: Iterable[str]) -> None:
        self._namespaces = sorted(namespaces, key=len, reverse=True)

    def __call__(self, uri: str) -> str:
        for namespace in self._namespaces:
            if uri.startswith(namespace) and len(uri) > len(namespace):
                return f"{{{namespace}}}{uri[len(namespace) :]}"
        cut = max(uri.rfind(mark) for mark in "#/:") + 1
        return f"{{{uri[:cut]}}}{uri[cut:]}"


def _refuse_unwritable(error: ValueError, document: model.Document) -> NoReturn:
    """Say which content XML cannot hold; a Gs1Error already says it."""
    if isinstance(error, Gs1Error):
        raise error
    refuse("xml_unwritable", "/", name=document.kind, reason=str(error))


def _namespaces(document: model.Document) -> Iterator[str]:
    """Every namespace that the written document needs."""
    yield XSI
    yield from _named(document.extensions)
    yield from _named(document.header_extensions)
    for vocabulary in document.master_data:
        for entry in vocabulary.vocabulary_element_list:
            for attribute in entry.attributes:
                yield from _named(attribute.attribute)
    for event in document.events:
        yield from _event_namespaces(event)


def _event_namespaces(event: model.Event) -> Iterator[str]:
    yield from _named(event.extensions)
    if len(event.certification_info) > 1:
        yield "https://ref.gs1.org/epcis/"
    parts = [event.error_declaration]
    parts += [getattr(event, name, None) for name in ("read_point", "biz_location")]
    for element in getattr(event, "sensor_element_list", ()):
        parts += [element, element.sensor_metadata, *element.sensor_report]
    for part in parts:
        if part is not None and part.extensions:
            yield from _named(part.extensions)
    yield from _named(getattr(event, "ilmd", None))


def _named(value: Any) -> Iterator[str]:
    """The namespaces of all names in neutral content, and of the types that it states."""
    if isinstance(value, dict):
        for name, inner in value.items():
            found = _CLARK.match(name)
            if found:
                yield found[1]
            if name == f"@{XSI_TYPE}" and (stated := _CLARK.match(str(inner))):
                yield stated[1]
            yield from _named(inner)
    elif isinstance(value, list):
        for item in value:
            yield from _named(item)
    elif value is not None and not isinstance(value, str):
        yield XSD


def _prefixes(document: model.Document) -> dict[str, str]:
    """Prefix → namespace for the root: the document's own first, then the usual, then made ones."""
    chosen: dict[str, str] = {
        prefix: namespace
        for prefix, namespace in document.namespaces.items()
        if is_prefix(prefix, namespace)
    }
    taken = set(chosen.values())
    for namespace in dict.fromkeys(_namespaces(document)):
        if namespace not in taken:
            taken.add(namespace)
            chosen[_free_prefix(namespace, chosen)] = namespace
    return chosen


def _free_prefix(namespace: str, chosen: dict[str, str]) -> str:
    usual = _USUAL_PREFIXES.get(namespace, "ns")
    names = (usual if count == 1 else f"{usual}{count}" for count in range(1, len(chosen) + 3))
    return next(name for name in names if name not in chosen)


def _root(document: model.Document, prefixes: dict[str, str]) -> Element:
    query = document.kind == "EPCISQueryDocument"
    kind, namespace, prefix = (
        ("EPCISQueryDocument", QUERY, "epcisq") if query else ("EPCISDocument", EPCIS, "epcis")
    )
    root = etree.Element(f"{{{namespace}}}{kind}", nsmap={prefix: namespace, **prefixes})
    root.set("schemaVersion", "2.0")
    root.set("creationDate", _creation_date(document))
    return root


def _creation_date(document: model.Document) -> str:
    """The document's date; of a lone event, when it was recorded or happened."""
    date = document.creation_date
    if date is None and document.events:
        date = max(event.record_time or event.event_time for event in document.events)
    if date is None:
        refuse("xml_unwritable", "/", name=document.kind, reason="it has no creationDate")
    return date.upper()


def _write_header(root: Element, document: model.Document) -> None:
    business = _business_header(document)
    master_data = document.master_data if not _is_master_data_answer(document) else []
    if business is None and not master_data and not document.header_extensions:
        return
    header = etree.SubElement(root, "EPCISHeader")
    if business is not None:
        fill(
            etree.SubElement(
                header, f"{{{SBDH}}}StandardBusinessDocumentHeader", nsmap={"sbdh": SBDH}
            ),
            business,
        )
    wrapper = etree.SubElement(header, "extension")
    if master_data:
        _write_vocabularies(etree.SubElement(wrapper, "EPCISMasterData"), master_data)
    local = {name: value for name, value in document.header_extensions.items() if name[0] != "{"}
    if local:
        fill(etree.SubElement(wrapper, "extension"), local)


def _business_header(document: model.Document) -> model.Content | None:
    """The header as it was read, or one made of the three facts that JSON carries."""
    if document.business_header is not None:
        return document.business_header
    if not (document.sender or document.receiver or document.instance_identifier):
        return None
    name = f"{{{SBDH}}}".__add__
    return {
        name("HeaderVersion"): "1.0",
        name("Sender"): {name("Identifier"): document.sender or ""},
        name("Receiver"): {name("Identifier"): document.receiver or ""},
        name("DocumentIdentification"): {
            name("Standard"): "EPCglobal",
            name("TypeVersion"): "1.0",
            name("InstanceIdentifier"): document.instance_identifier or "",
            name("Type"): "Events",
            name("CreationDateAndTime"): _creation_date(document),
        },
    }


def _is_master_data_answer(document: model.Document) -> bool:
    """Say whether master data are the results, not the header, of a query document."""
    return document.kind == "EPCISQueryDocument" and document.query_name == _MASTER_DATA_QUERY


def _write_vocabularies(parent: Element, vocabularies: list[model.Vocabulary]) -> None:
    vocabulary_list = etree.SubElement(parent, "VocabularyList")
    for vocabulary in vocabularies:
        element = etree.SubElement(vocabulary_list, "Vocabulary", type=vocabulary.type)
        if not vocabulary.vocabulary_element_list:
            continue
        entries = etree.SubElement(element, "VocabularyElementList")
        for entry in vocabulary.vocabulary_element_list:
            _write_entry(etree.SubElement(entries, "VocabularyElement", id=entry.id), entry)


def _write_entry(element: Element, entry: model.VocabularyElement) -> None:
    for attribute in entry.attributes:
        child = etree.SubElement(element, "attribute", id=attribute.id)
        _write_attribute_value(child, attribute.attribute)
    if entry.children:
        children = etree.SubElement(element, "children")
        for identifier in entry.children:
            etree.SubElement(children, "id").text = identifier


def _write_attribute_value(element: Element, value: Any) -> None:
    if isinstance(value, dict):
        fill(element, value)
    elif isinstance(value, list):
        for item in value:
            write_content(element, "value", item)
    elif value is not None:
        element.text = scalar_text(value)


def _write_body(root: Element, document: model.Document, style: Style) -> None:
    body = etree.SubElement(root, "EPCISBody")
    if document.kind == "EPCISQueryDocument":
        results = etree.SubElement(body, f"{{{QUERY}}}QueryResults")
        name = etree.SubElement(results, "queryName")
        name.text = document.query_name or "SimpleEventQuery"
        if document.subscription_id is not None:
            etree.SubElement(results, "subscriptionID").text = document.subscription_id
        body = etree.SubElement(results, "resultsBody")
        if _is_master_data_answer(document):
            _write_vocabularies(body, document.master_data)
            return
    event_list = etree.SubElement(body, "EventList")
    for event in document.events:
        write_event(event_list, event, style)


def _write_document_extensions(
    root: Element, header_extensions: model.Content, extensions: model.Content
) -> None:
    named = {name: value for name, value in header_extensions.items() if name[0] == "{"}
    write_extensions(root, {**named, **extensions})
