"""From one event as JSON wrote it to its plain neutral form (see `model`): words bare, names in
Clark form.

Nothing is refused here: what has a wrong type stays where it is and the rules find it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from txng.gs1.cbv import Vocabulary
from txng.gs1.epcis.json_names import URI_STARTS, Scope
from txng.gs1.epcis.model import (
    EVENT_TYPES,
    ErrorDeclaration,
    Event,
    Location,
    SensorElement,
    SensorMetadata,
    SensorReport,
)
from txng.gs1.epcis.sentences import fault
from txng.gs1.errors import Gs1Error

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_DEPTH: Final = 48

Plain = dict[str, Any]


def _own_names(kind: type[msgspec.Struct]) -> frozenset[str]:
    names = {field.encode_name for field in msgspec.structs.fields(kind)}
    return frozenset(names - {"extensions", "origin"})


COMMON_FIELDS: Final = _own_names(Event) | {"type", "@context"}
EVENT_FIELDS: Final[dict[str, frozenset[str]]] = {
    name: _own_names(kind) | {"type", "@context"} for name, kind in EVENT_TYPES.items()
}
_LOCATION: Final = _own_names(Location)
_ERROR: Final = _own_names(ErrorDeclaration)
_ELEMENT: Final = _own_names(SensorElement)
_METADATA: Final = _own_names(SensorMetadata)
_REPORT: Final = _own_names(SensorReport)

_NOTHING: Final[frozenset[str]] = frozenset()

_ID_LISTS: Final = ("epcList", "childEPCs", "inputEPCList", "outputEPCList", "certificationInfo")
_IDS: Final = ("parentID", "transformationID", "eventID")
_QUANTITIES: Final = (
    "quantityList",
    "childQuantityList",
    "inputQuantityList",
    "outputQuantityList",
)
_TYPED_LISTS: Final = (
    ("bizTransactionList", "bizTransaction", Vocabulary.BIZ_TRANSACTION_TYPE),
    ("sourceList", "source", Vocabulary.SOURCE_DEST_TYPE),
    ("destinationList", "destination", Vocabulary.SOURCE_DEST_TYPE),
)
_REPORT_WORDS: Final = (
    ("type", Vocabulary.MEASUREMENT_TYPE),
    ("exception", Vocabulary.SENSOR_ALERT),
    ("component", Vocabulary.COMPONENT),
)
_SENSOR_URIS: Final = (
    "deviceID",
    "deviceMetadata",
    "rawData",
    "dataProcessingMethod",
    "bizRules",
    "microorganism",
    "chemicalSubstance",
    "coordinateReferenceSystem",
    "uriValue",
)


def neutralise(event: Plain, scope: Scope) -> Plain:
    """Turn one parsed JSON event into its plain neutral form, in place, and return it.

    Raises Gs1Error when extension content is nested deeper than MAX_DEPTH.
    """
    kind = event.get("type")
    known = EVENT_FIELDS.get(kind) if kind.__class__ is str else None
    _extend(event, known or COMMON_FIELDS, scope)
    event.pop("@context", None)
    if known is None:
        _uri(event, "type", scope)
    if event.get("ilmd").__class__ is dict:
        master_data = event["ilmd"]
        _extend(master_data, _NOTHING, scope)
        event["ilmd"] = master_data.get("extensions", {})
    _words(event, scope)
    _ids(event, scope)
    declaration = event.get("errorDeclaration")
    if declaration.__class__ is dict:
        _extend(declaration, _ERROR, scope)
        _word(declaration, "reason", Vocabulary.ERROR_REASON, scope)
        _uri_list(declaration, "correctiveEventIDs", scope)
    for element in _objects(event.get("sensorElementList")):
        _sensor_element(element, scope)
    return event


def _objects(items: Any) -> Iterable[Plain]:
    """The objects in a list; nothing when it is no list."""
    return [item for item in items if item.__class__ is dict] if items.__class__ is list else ()


def _extend(part: Plain, known: frozenset[str], scope: Scope) -> None:
    """Move what the standard does not name under `extensions`, its names in Clark form."""
    if part.keys() <= known:
        return
    extensions: Plain = {}
    for name in [name for name in part if name not in known]:
        value = neutral_content(part.pop(name), scope)
        _put(extensions, _field(name, scope), value)
    part["extensions"] = extensions


def _field(name: str, scope: Scope) -> str:
    """The name of an extension beside standard fields; a bare word is none, even if declared."""
    return scope.clark(name) if ":" in name else name


def _put(content: Plain, name: str, value: Any) -> None:
    """Keep both values when two spellings of one name meet."""
    if name in content:
        before = content[name]
        content[name] = [
            *(before if isinstance(before, list) else [before]),
            *(value if isinstance(value, list) else [value]),
        ]
    else:
        content[name] = value


def neutral_content(value: Any, scope: Scope, depth: int = 0) -> Any:
    """Return extension content with all names in Clark form.

    An object may declare prefixes of its own by `@context` or `@xmlns:prefix`.
    """
    if value.__class__ is str:
        return value
    if depth > MAX_DEPTH:
        raise Gs1Error(fault("too_deep", "", limit=MAX_DEPTH))
    if value.__class__ is list:
        return [neutral_content(item, scope, depth + 1) for item in value]
    if value.__class__ is not dict:
        return value
    scope = _inner_scope(value, scope)
    content: Plain = {}
    for name, inner in value.items():
        if name == "@context" or name.startswith("@xmlns:"):
            continue
        _put(content, scope.clark(name), neutral_content(inner, scope, depth + 1))
    return content


def _inner_scope(value: Plain, scope: Scope) -> Scope:
    if "@context" in value:
        scope = scope.within(value["@context"])
    declared = {name[7:]: value[name] for name in value if name.startswith("@xmlns:")}
    return scope.within(declared) if declared else scope


def _word(part: Plain, name: str, vocabulary: Vocabulary, scope: Scope) -> None:
    text = part.get(name)
    if text.__class__ is str:
        part[name] = scope.word(vocabulary, text)


def _words(event: Plain, scope: Scope) -> None:
    _word(event, "bizStep", Vocabulary.BIZ_STEP, scope)
    _word(event, "disposition", Vocabulary.DISPOSITION, scope)
    lasting = event.get("persistentDisposition")
    if lasting.__class__ is dict:
        for name in ("set", "unset"):
            words = lasting.get(name)
            if words.__class__ is list:
                lasting[name] = [
                    scope.word(Vocabulary.DISPOSITION, word) if word.__class__ is str else word
                    for word in words
                ]
    for list_name, name, vocabulary in _TYPED_LISTS:
        for item in _objects(event.get(list_name)):
            _word(item, "type", vocabulary, scope)
            _uri(item, name, scope)


def _uri(part: Plain, name: str, scope: Scope) -> None:
    text = part.get(name)
    if text.__class__ is str and not text.startswith(URI_STARTS):
        part[name] = scope.uri(text)


def _uri_list(part: Plain, name: str, scope: Scope) -> None:
    texts = part.get(name)
    if texts.__class__ is list:
        for text in texts:
            if text.__class__ is str and not text.startswith(URI_STARTS):
                part[name] = [scope.uri(t) if t.__class__ is str else t for t in texts]
                return


def _ids(event: Plain, scope: Scope) -> None:
    """Write compact URIs out and bring places and quantities into neutral form."""
    if event.get("certificationInfo").__class__ is str:
        event["certificationInfo"] = [event["certificationInfo"]]
    for name in _ID_LISTS:
        _uri_list(event, name, scope)
    for name in _IDS:
        _uri(event, name, scope)
    for name in ("readPoint", "bizLocation"):
        place = event.get(name)
        if place.__class__ is dict:
            _extend(place, _LOCATION, scope)
            _uri(place, "id", scope)
    for name in _QUANTITIES:
        for amount in _objects(event.get(name)):
            _uri(amount, "epcClass", scope)


def _sensor_element(element: Plain, scope: Scope) -> None:
    _extend(element, _ELEMENT, scope)
    metadata = element.get("sensorMetadata")
    parts: list[Plain] = []
    if metadata.__class__ is dict:
        _extend(metadata, _METADATA, scope)
        parts.append(metadata)
    for report in _objects(element.get("sensorReport")):
        _extend(report, _REPORT, scope)
        for name, vocabulary in _REPORT_WORDS:
            _word(report, name, vocabulary, scope)
        parts.append(report)
    for part in parts:
        for name in _SENSOR_URIS:
            if name in part:
                _uri(part, name, scope)
