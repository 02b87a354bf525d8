"""EPCIS XML documents, 1.2 and 2.0, become the neutral model: header, master data, events.

What is refused: a DOCTYPE that declares anything, an unknown root, an unknown or missing element.
What is read with patience: namespaced elements outside their `extension` wrapper, and parts out of
order, which the rules refuse.
Source: EPCIS 2.0 (GS1, June 2022) section 9 and its XML schemas; EPCIS 1.2 section 9.5.
"""

from __future__ import annotations

import re
from typing import Any, Final, NoReturn

from txng.gs1.epcis.hash_values import ignored_in_hash
from txng.gs1.epcis.model import (
    EVENT_TYPES,
    Attribute,
    Document,
    Event,
    Vocabulary,
)
from txng.gs1.epcis.model import VocabularyElement as Entry
from txng.gs1.epcis.sentences import fault
from txng.gs1.epcis.values import wrong_time
from txng.gs1.epcis.xml_content import SBDH, XSI, Scope, add, attributes_of, prefixes, read_content
from txng.gs1.epcis.xml_events import read_event
from txng.gs1.epcis.xml_fields import (
    children_of,
    is_foreign,
    local_name,
    refuse_loose_text,
    text_of,
    unknown_element,
)
from txng.gs1.epcis.xml_sentences import XML_SENTENCES
from txng.gs1.epcis.xml_source import MAX_BYTES, Element, parse, place, refuse

EPCIS: Final = "urn:epcglobal:epcis:xsd:"
QUERY: Final = "urn:epcglobal:epcis-query:xsd:"

MAX_EVENTS: Final = 100_000

_VERSIONS: Final = {"1": "1.2", "2": "2.0"}
_VERSION_NUMBER: Final = re.compile(r"[12](?:\.[0-9]{1,2})?")
_EVENT_NAMES: Final = frozenset(EVENT_TYPES) | {"QuantityEvent"}
_RESULTS: Final = ("queryName", "subscriptionID", "resultsBody")
_ROOTS: Final = {"EPCISDocument": EPCIS, "EPCISQueryDocument": QUERY}
_XSI: Final = f"{{{XSI}}}"
_SBDH_NAME: Final = f"{{{SBDH}}}"


def read_xml(body: bytes, *, max_events: int = MAX_EVENTS, max_bytes: int = MAX_BYTES) -> Document:
    """Read an EPCISDocument, an EPCISQueryDocument with results, or one event element.

    Each event keeps its own bytes with the namespace declarations in force, so that `read_xml` of
    them gives the event again. An event that breaks the standard is kept as an InvalidEvent, the
    others are read. Raises Gs1Error when the document around the events is wrong. A fault's path
    is an XPath with the line in brackets.
    """
    root = parse(body, max_bytes=max_bytes)
    namespace, local = _split(root.tag)
    if not namespace and local in _EVENT_NAMES:
        return _lone_event(root, _lone_version(root))
    stem = _ROOTS.get(local)
    if stem is None or not namespace.startswith(stem) or namespace[len(stem) :] not in _VERSIONS:
        if _is_event(root):
            return _lone_event(root, "2.0")
        _refuse_root(root, namespace, local)
    return _read_document(root, _VERSIONS[namespace[len(stem) :]], max_events)


def _split(tag: str) -> tuple[str, str]:
    namespace, brace, local = tag.rpartition("}")
    return (namespace[1:] if brace else ""), local


def _is_event(root: Element) -> bool:
    """An event of a user's type, alone: a namespaced root that states when."""
    return root.tag.startswith("{") and root.find("eventTime") is not None


def _lone_version(root: Element) -> str:
    """Only EPCIS 1.2 nests known parts in wrappers and knows QuantityEvent."""
    nested = root.find("baseExtension/eventID") is not None or root.tag == "QuantityEvent"
    return "1.2" if nested else "2.0"


def _refuse_root(root: Element, namespace: str, local: str) -> NoReturn:
    if local == "EPCISMasterDataDocument":
        refuse("xml_master_data_document", root)
    if local == "EPCISCaptureJob":
        refuse("xml_capture_job", root)
    if local in _ROOTS:
        refuse(
            "xml_wrong_namespace",
            root,
            name=local,
            namespace=namespace or "(none)",
            expected=f"{_ROOTS[local]}2",
        )
    refuse("xml_unknown_document", root, name=local)


def _lone_event(root: Element, version: str) -> Document:
    namespaces = prefixes(root)
    event = read_event(root, Scope(version, namespaces, f"/{local_name(root.tag)}"))
    return Document(
        kind="Event",
        format=f"xml-{version}",
        schema_version=version,
        namespaces=event.origin.namespaces,
        events=[event],
    )


def _read_document(root: Element, version: str, max_events: int) -> Document:
    document = Document(
        kind=local_name(root.tag),  # type: ignore[arg-type]
        format=f"xml-{version}",
        schema_version=_attribute(root, "schemaVersion"),
        creation_date=_attribute(root, "creationDate"),
        namespaces=prefixes(root),
    )
    if not _VERSION_NUMBER.fullmatch(document.schema_version or ""):
        refuse("bad_version", root, value=document.schema_version)
    _check_creation_date(root, document)
    scope = Scope(version, document.namespaces)
    for name, value in attributes_of(root):
        if name[0] == "{" and not name.startswith(_XSI):
            document.extensions[f"@{name}"] = value
    _check_frame(root, document)
    body = root.find("EPCISBody")
    if body is None:
        body = _without_body(root, document)
    for child in root:
        if child.tag == "EPCISHeader":
            _read_header(child, document, scope)
        elif child is not body and not (body is root and child.tag in _RESULTS):
            _keep(child, document.extensions, scope, ("EPCISHeader", "EPCISBody"))
    scope.ignores = ignored_in_hash(document.extensions, scope.clark)
    _read_body(body, document, scope, max_events)
    document.namespaces |= {p: u for p, u in scope.found.items() if p not in document.namespaces}
    return document


def _check_frame(root: Element, document: Document) -> None:
    """Header and body stand once each, in this order, with no text beside them."""
    refuse_loose_text(root)
    _refuse_repeats(root, "EPCISHeader", "EPCISBody")
    tags = [child.tag for child in root]
    if {"EPCISHeader", "EPCISBody"} <= {*tags} and tags.index("EPCISBody") < tags.index(
        "EPCISHeader"
    ):
        where = place(root[tags.index("EPCISHeader")])
        document.faults.append(fault("xml_order", where, name="EPCISHeader"))


def _without_body(root: Element, document: Document) -> Element:
    """Results that stand in a query document without a frame: they are read, the fault is told."""
    if document.kind != "EPCISQueryDocument" or root.find("resultsBody") is None:
        refuse("xml_missing_element", root, name="EPCISBody", parent=document.kind)
    _tell(document, "xml_missing_element", root, name="EPCISBody", parent=document.kind)
    return root


def _tell(document: Document, code: str, element: Element, **facts: str) -> None:
    document.faults.append(fault(code, place(element), table=XML_SENTENCES, **facts))


def _refuse_repeats(element: Element, *names: str) -> None:
    """What stands twice would otherwise be read once and half be lost."""
    for name in names:
        for again in element.findall(name)[1:]:
            refuse("xml_repeated_element", again, name=name)


def _check_creation_date(root: Element, document: Document) -> None:
    wrong = wrong_time(document.creation_date or "")
    if wrong is not None and wrong[0] == "bad_time":  # XML lets the offset be left out
        document.faults.append(fault("bad_time", f"{place(root)}/@creationDate", **wrong[1]))


def _attribute(element: Element, name: str) -> str:
    value = element.get(name)
    if value is None:
        parent = local_name(element.tag)
        refuse("xml_missing_attribute", element, name=name, parent=parent)
    return value.strip()


def _keep(element: Element, content: dict[str, Any], scope: Scope, known: tuple[str, ...]) -> None:
    """Keep a document-level extension; open the `extension` wrapper; refuse the unknown."""
    tag = element.tag
    if tag == "extension":
        for child in element:
            add(content, child.tag, read_content(child, scope))
    elif is_foreign(tag):
        add(content, tag, read_content(element, scope))
    else:
        unknown_element(element, known)


def _read_header(header: Element, document: Document, scope: Scope) -> None:
    refuse_loose_text(header)
    for child in header:
        tag = child.tag
        if tag == f"{_SBDH_NAME}StandardBusinessDocumentHeader":
            _read_business_header(child, document)
        elif tag == "EPCISMasterData":
            _read_master_data(child, document, scope)
        elif tag == "extension":
            _read_header(child, document, scope)
        elif tag[0] != "{" and header.tag == "extension":
            add(document.header_extensions, tag, read_content(child, scope))
        else:
            _keep(child, document.header_extensions, scope, ("EPCISMasterData", "extension"))


def _read_business_header(header: Element, document: Document) -> None:
    """Keep the whole header, and its three facts that JSON carries too."""
    content = read_content(header, Scope("", {}))
    document.business_header = content if isinstance(content, dict) else {}
    for field, path in (
        ("sender", "Sender/Identifier"),
        ("receiver", "Receiver/Identifier"),
        ("instance_identifier", "DocumentIdentification/InstanceIdentifier"),
    ):
        steps = "/".join(_SBDH_NAME + step for step in path.split("/"))
        text = (header.findtext(steps) or "").strip()
        setattr(document, field, text or None)


def _read_master_data(element: Element, document: Document, scope: Scope) -> None:
    for child in element:
        if child.tag == "VocabularyList":
            document.master_data.extend(read_vocabularies(child, scope))
        else:
            _keep(child, document.header_extensions, scope, ("VocabularyList",))


def read_vocabularies(element: Element, scope: Scope) -> list[Vocabulary]:
    """Read a `VocabularyList` of master data."""
    vocabularies = []
    for child in children_of(element, "Vocabulary"):
        refuse_loose_text(child)
        entries = [
            _entry(entry, scope)
            for listed in child.iterfind("VocabularyElementList")
            for entry in children_of(listed, "VocabularyElement")
        ]
        vocabularies.append(
            Vocabulary(type=_attribute(child, "type"), vocabulary_element_list=entries)
        )
    return vocabularies


def _entry(element: Element, scope: Scope) -> Entry:
    attributes, children = [], []
    refuse_loose_text(element)
    for child in element:
        if child.tag == "attribute":
            attributes.append(_master_attribute(child, scope))
        elif child.tag == "children":
            children += [text_of(item, scope) for item in children_of(child, "id")]
        elif child.tag != "extension" and not is_foreign(child.tag):
            unknown_element(child, ("attribute", "children"))
        # What a user adds to an entry beside its attributes has no place in the model.
    return Entry(id=_attribute(element, "id"), attributes=attributes, children=children)


def _master_attribute(element: Element, scope: Scope) -> Attribute:
    content = read_content(element, scope)
    if isinstance(content, dict):
        content.pop("@id", None)
        if content.keys() <= {"#text"}:
            content = content.get("#text", "")
    return Attribute(id=_attribute(element, "id"), attribute=content)


def _read_body(body: Element, document: Document, scope: Scope, max_events: int) -> None:
    holder = body
    if document.kind == "EPCISQueryDocument":
        holder = _read_results(body, document, scope)
    refuse_loose_text(body)
    _refuse_repeats(holder, "EventList")
    event_list = None
    for child in holder:
        if child.tag == "EventList":
            event_list = child
        elif child.tag == "VocabularyList" and holder is not body:
            document.master_data.extend(read_vocabularies(child, scope))
        else:
            _keep(child, document.extensions, scope, ("EventList",))
    if event_list is not None:
        document.events.extend(_read_events(event_list, scope, max_events))


def _read_results(body: Element, document: Document, scope: Scope) -> Element:
    """Read the frame of query results; return the element that holds the list."""
    results = _frame_of_results(body, document)
    holder = None
    for child in results:
        if child.tag == "queryName":
            document.query_name = text_of(child, scope)
        elif child.tag == "subscriptionID":
            document.subscription_id = text_of(child, scope)
        elif child.tag == "resultsBody":
            holder = child
        elif results is not body:
            _keep(child, document.extensions, scope, _RESULTS)
    if holder is None:
        refuse("xml_missing_element", results, name="resultsBody", parent="QueryResults")
    return holder


def _frame_of_results(body: Element, document: Document) -> Element:
    if body.tag != "EPCISBody":
        return body
    results = next(iter(body), None)
    if results is None or _split(results.tag)[1] != "QueryResults":
        found = "nothing" if results is None else _split(results.tag)[1]
        refuse("xml_no_results", body, name=found)
    namespace = _split(results.tag)[0]
    if not namespace.startswith(QUERY):
        facts = {"name": "QueryResults", "namespace": namespace or "(none)"}
        _tell(document, "xml_wrong_namespace", results, **facts, expected=f"{QUERY}2")
    return results


def _event_elements(event_list: Element, path: str) -> list[tuple[str, Element]]:
    """Path and element of each event in order, those inside `extension` wrappers at their place."""
    refuse_loose_text(event_list)
    elements = []
    for number, child in enumerate(event_list, 1):
        if child.tag == "extension":
            elements += _event_elements(child, f"{path}/*[{number}]")
        elif child.tag in _EVENT_NAMES or is_foreign(child.tag):
            elements.append((f"{path}/*[{number}]", child))
        else:
            unknown_element(child, tuple(EVENT_TYPES))
    return elements


def _read_events(event_list: Element, scope: Scope, max_events: int) -> list[Event]:
    path = event_list.getroottree().getpath(event_list)
    elements = _event_elements(event_list, path)
    if len(elements) > max_events:
        refuse("too_many_events", event_list, count=len(elements), limit=max_events)
    base, declared = scope.namespaces | prefixes(event_list), event_list.nsmap
    events: list[Event] = []
    for where, element in elements:
        differs = element.nsmap != declared
        own = Scope(scope.version, prefixes(element) if differs else base, where)
        own.ignores = scope.ignores
        events.append(read_event(element, own))
        if differs or own.found:
            for prefix, namespace in {**own.namespaces, **own.found}.items():
                scope.found.setdefault(prefix, namespace)
    return events
