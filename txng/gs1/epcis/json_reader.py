"""Reads EPCIS 2.0 JSON-LD: documents, query documents and single events.

Source: EPCIS 2.0 section 10 (JSON and JSON-LD binding).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec
import orjson

from txng.gs1.epcis import fields
from txng.gs1.epcis.hash_values import ignored_in_hash
from txng.gs1.epcis.json_bytes import parse
from txng.gs1.epcis.json_envelope import (
    BODY_PATHS,
    DOCUMENT_FIELDS,
    check_envelope,
    context_faults,
    event_list_of,
    vocabularies_of,
)
from txng.gs1.epcis.json_names import Scope
from txng.gs1.epcis.json_neutral import neutral_content, neutralise
from txng.gs1.epcis.model import (
    EVENT_TYPES,
    Attribute,
    Document,
    Event,
    ExtendedEvent,
    InvalidEvent,
    Origin,
    Vocabulary,
    VocabularyElement,
)
from txng.gs1.epcis.sentences import fault
from txng.gs1.errors import Fault, Gs1Error

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_EVENTS: Final = 100_000
_FORMAT: Final = "json"
BUSINESS_HEADER: Final = (
    "{http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader}"
    "StandardBusinessDocumentHeader"
)
"""Under this name JSON carries the whole business header of a document that came as XML."""


class _Events(msgspec.Struct):
    eventList: list[msgspec.Raw] = []  # noqa: N815 - the standard's own spelling


class _Results(msgspec.Struct):
    resultsBody: _Events = msgspec.field(default_factory=_Events)  # noqa: N815


class _Body(msgspec.Struct):
    eventList: list[msgspec.Raw] = []  # noqa: N815
    queryResults: _Results = msgspec.field(default_factory=_Results)  # noqa: N815


class _Slices(msgspec.Struct):
    epcisBody: _Body  # noqa: N815


_SLICER: Final = msgspec.json.Decoder(_Slices)


def read_json(body: bytes, *, max_events: int = MAX_EVENTS) -> Document:
    """Read a JSON-LD document or a single event; an event that breaks the standard is kept as such.

    Raises Gs1Error with Faults (paths are JSON pointers) when the bytes are no sound JSON, when
    there is no list of events to be found, or when there are more events than `max_events`.
    Everything else that is wrong is in `Document.faults` or is found by `rules.check`.
    """
    tree = parse(body)
    kind = tree.get("type")
    if not isinstance(kind, str) or kind not in BODY_PATHS:
        return _bare(body, tree)
    faults = check_envelope(tree)
    items = event_list_of(tree)
    if items is None:
        raise Gs1Error(*faults)
    if len(items) > max_events:
        path = BODY_PATHS[kind]
        raise Gs1Error(fault("too_many_events", path, count=len(items), limit=max_events))
    scope = Scope().within(tree.get("@context"))
    extensions = _document_extensions(tree, scope)
    base = Origin(
        format=_FORMAT,
        path=BODY_PATHS[kind],
        namespaces=scope.declared,
        contexts=scope.contexts,
        hash_ignores=ignored_in_hash(extensions, scope.clark),
    )
    slices = _slices(body, items)
    events = [
        _event(item, raw, scope, msgspec.structs.replace(base, path=f"{base.path}/{place}"))
        for place, (item, raw) in enumerate(zip(items, slices, strict=True))
    ]
    document = _document(tree, scope, events)
    document.extensions = extensions
    document.faults = faults
    return document


def read_json_event(
    raw: bytes,
    *,
    namespaces: Mapping[str, str] | None = None,
    contexts: list[str] | None = None,
    hash_ignores: frozenset[str] = frozenset(),
) -> Event:
    """Read one event alone, with the prefixes that its document declared around it.

    Raises Gs1Error when the bytes are no sound JSON object.
    """
    tree = parse(raw)
    scope = Scope(dict(namespaces or {}), list(contexts or []))
    base = Origin(
        format=_FORMAT,
        namespaces=scope.declared,
        contexts=scope.contexts,
        hash_ignores=hash_ignores,
    )
    return _event(tree, raw, scope, base)


def _bare(body: bytes, tree: dict[str, Any]) -> Document:
    """One event sent alone: it must bring its own @context (JSON Schema 2.0.1,
    `required-ld-context`)."""
    kind = tree.get("type")
    if not isinstance(kind, str):
        code = "missing_field" if kind is None else "wrong_type"
        raise Gs1Error(
            fault(code, "/type", name="type", expected="a text", expected_vi="một chuỗi")
        )
    if kind not in EVENT_TYPES and ":" not in kind:
        raise Gs1Error(fault("unknown_document", "/type", value=kind))
    faults = [] if "@context" in tree else [fault("missing_field", "/@context", name="@context")]
    event = _event(tree, body.strip(), Scope(), Origin(format=_FORMAT))
    document = Document(kind="Event", format=_FORMAT, events=[event], faults=faults)
    document.namespaces = dict(event.origin.namespaces)
    document.contexts = list(event.origin.contexts)
    return document


def _slices(body: bytes, items: list[Any]) -> list[bytes]:
    """The exact bytes of each event."""
    try:
        found = _SLICER.decode(body.removeprefix(b"\xef\xbb\xbf")).epcisBody
    except (msgspec.DecodeError, RecursionError):
        return [orjson.dumps(item) for item in items]
    raws = found.eventList or found.queryResults.resultsBody.eventList
    return [bytes(raw) for raw in raws]


def _event(item: Any, raw: bytes, scope: Scope, base: Origin) -> Event:
    """Make a typed event of one parsed item, or an InvalidEvent that carries what came."""
    if item.__class__ is not dict:
        return _invalid({}, base, [fields.wrong_type("object", base.path, "event")])
    faults: list[Fault] = []
    if "@context" in item:
        faults = context_faults(item["@context"], f"{base.path}/@context")
        scope = scope.within(item["@context"])
    origin = Origin(
        raw=raw,
        format=_FORMAT,
        path=base.path,
        namespaces=scope.declared,
        contexts=scope.contexts,
        hash_ignores=base.hash_ignores,
    )
    try:
        plain = neutralise(item, scope)
    except Gs1Error as error:
        faults += [msgspec.structs.replace(found, path=base.path) for found in error.faults]
        return _invalid({}, origin, faults)
    return _invalid(plain, origin, faults) if faults else _typed(plain, origin)


def _typed(plain: dict[str, Any], origin: Origin) -> Event:
    kind = plain.get("type")
    shape = EVENT_TYPES.get(kind) if isinstance(kind, str) else None
    content = plain if shape is not None else {**plain, "typeUri": kind}
    try:
        event = msgspec.convert(content, shape or ExtendedEvent)
    except msgspec.ValidationError:
        return _invalid(plain, origin, [])
    msgspec.structs.force_setattr(event, "origin", origin)
    event.__dict__["plain"] = plain
    return event


def _invalid(plain: dict[str, Any], origin: Origin, faults: list[Fault]) -> InvalidEvent:
    event = InvalidEvent(type_name=str(plain.get("type", "")), origin=origin, faults=faults)
    event.__dict__["plain"] = plain
    return event


def _document_extensions(tree: dict[str, Any], scope: Scope) -> dict[str, Any]:
    others = {name: value for name, value in tree.items() if name not in DOCUMENT_FIELDS}
    content: dict[str, Any] = neutral_content(others, scope)
    return content


def _text(part: Any, name: str) -> str | None:
    value = part.get(name) if isinstance(part, dict) else None
    return value if isinstance(value, str) else None


def _document(tree: dict[str, Any], scope: Scope, events: list[Event]) -> Document:
    header = tree.get("epcisHeader")
    header = header if isinstance(header, dict) else {}
    results = tree["epcisBody"].get("queryResults")
    namespaces = dict(scope.declared)
    contexts = list(scope.contexts)
    for event in events:
        if event.origin.namespaces is not scope.declared:
            for prefix, uri in event.origin.namespaces.items():
                namespaces.setdefault(prefix, uri)
            contexts += [c for c in event.origin.contexts if c not in contexts]
    others = {name: value for name, value in header.items() if name != "epcisMasterData"}
    header_extensions = neutral_content(others, scope)
    business_header = header_extensions.pop(BUSINESS_HEADER, None)
    return Document(
        kind=tree["type"],
        format=_FORMAT,
        schema_version=_text(tree, "schemaVersion"),
        creation_date=_text(tree, "creationDate"),
        id=_text(tree, "id"),
        instance_identifier=_text(tree, "instanceIdentifier"),
        sender=_text(tree, "sender"),
        receiver=_text(tree, "receiver"),
        master_data=[_vocabulary(item, scope) for item in vocabularies_of(tree)],
        business_header=business_header if isinstance(business_header, dict) else None,
        header_extensions=header_extensions,
        namespaces=namespaces,
        contexts=contexts,
        query_name=_text(results, "queryName"),
        subscription_id=_text(results, "subscriptionID"),
        events=events,
    )


def _vocabulary(item: dict[str, Any], scope: Scope) -> Vocabulary:
    """Master data as it is written; the envelope's check says what is wrong with it."""
    elements = item.get("vocabularyElementList")
    return Vocabulary(
        type=scope.uri(str(item.get("type", ""))),
        vocabulary_element_list=[
            VocabularyElement(
                id=scope.uri(str(element.get("id", ""))),
                attributes=[
                    Attribute(
                        id=scope.uri(str(attribute.get("id", ""))),
                        attribute=neutral_content(attribute.get("attribute"), scope),
                    )
                    for attribute in _objects(element.get("attributes"))
                ],
                children=[
                    scope.uri(child)
                    for child in _items(element.get("children"))
                    if isinstance(child, str)
                ],
            )
            for element in _objects(elements)
        ],
    )


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _objects(value: Any) -> list[dict[str, Any]]:
    return [item for item in _items(value) if isinstance(item, dict)]
