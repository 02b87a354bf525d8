"""From one event as JSON wrote it to its plain neutral form (see `model`): words bare, names in
Clark form.

Nothing is refused here: what has a wrong type stays where it is and the rules find it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

import msgspec

from txng.gs1.cbv import Vocabulary
from txng.gs1.epcis.json_names import JSON_WORDS, URI_STARTS, Scope
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

MAX_DEPTH: Final = 48

Plain = dict[str, Any]
Step = Callable[[Any, Scope], Any]


def _own_names(kind: type[msgspec.Struct]) -> frozenset[str]:
    names = {field.encode_name for field in msgspec.structs.fields(kind)}
    return frozenset(names - {"extensions", "origin"})


COMMON_FIELDS: Final = _own_names(Event) | {"type", "@context"}
EVENT_FIELDS: Final[dict[str, frozenset[str]]] = {
    name: _own_names(kind) | {"type", "@context"} for name, kind in EVENT_TYPES.items()
}

_NOTHING: Final[frozenset[str]] = frozenset()


def neutralise(event: Plain, scope: Scope) -> Plain:
    """Turn one parsed JSON event into its plain neutral form, in place, and return it.

    Raises Gs1Error when extension content is nested deeper than MAX_DEPTH.
    """
    kind = event.get("type")
    known = EVENT_FIELDS.get(kind) if kind.__class__ is str else None
    _extend(event, known or COMMON_FIELDS, scope)
    event.pop("@context", None)
    if known is None and "type" in event:
        event["type"] = _uri(kind, scope)
    for name, value in event.items():
        step = _STEPS.get(name)
        if step is not None:
            event[name] = step(value, scope)
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


def _word_of(vocabulary: Vocabulary) -> Step:
    """Bring a vocabulary value into its bare word, or a compact URI out."""
    known = JSON_WORDS[vocabulary]

    def step(value: Any, scope: Scope) -> Any:
        if value.__class__ is not str:
            return value
        return known.get(value) or scope.word(vocabulary, value)

    return step


def _uri(value: Any, scope: Scope) -> Any:
    if value.__class__ is not str or value.startswith(URI_STARTS):
        return value
    return scope.uri(value)


def _uris(value: Any, scope: Scope) -> Any:
    if value.__class__ is list:
        for item in value:
            if item.__class__ is not str or not item.startswith(URI_STARTS):
                return [_uri(item, scope) for item in value]
    return value


def _certificates(value: Any, scope: Scope) -> Any:
    return [_uri(value, scope)] if value.__class__ is str else _uris(value, scope)


def _parts(steps: dict[str, Step]) -> Step:
    """Take each step on its field of every object in a list."""

    def step(value: Any, scope: Scope) -> Any:
        for item in _objects(value):
            _take(steps, item, scope)
        return value

    return step


def _take(steps: dict[str, Step], part: Plain, scope: Scope) -> None:
    for name, step in steps.items():
        if name in part:
            part[name] = step(part[name], scope)


def _part(known: frozenset[str], steps: dict[str, Step]) -> Step:
    """Set the extensions of an object apart and take each step on its field."""

    def step(value: Any, scope: Scope) -> Any:
        if value.__class__ is dict:
            _extend(value, known, scope)
            _take(steps, value, scope)
        return value

    return step


def _each(one: Step) -> Step:
    def step(value: Any, scope: Scope) -> Any:
        for item in _objects(value):
            one(item, scope)
        return value

    return step


def _ilmd(value: Any, scope: Scope) -> Any:
    if value.__class__ is dict:
        _extend(value, _NOTHING, scope)
        return value.get("extensions", {})
    return value


def _lasting(value: Any, scope: Scope) -> Any:
    if value.__class__ is dict:
        for name in ("set", "unset"):
            words = value.get(name)
            if words.__class__ is list:
                value[name] = [_disposition(word, scope) for word in words]
    return value


_disposition = _word_of(Vocabulary.DISPOSITION)
_PLACE: Final = _part(_own_names(Location), {"id": _uri})
_AMOUNTS: Final = _parts({"epcClass": _uri})
_SENSOR_URIS: Final[dict[str, Step]] = dict.fromkeys(
    (
        "deviceID",
        "deviceMetadata",
        "rawData",
        "dataProcessingMethod",
        "bizRules",
        "microorganism",
        "chemicalSubstance",
        "coordinateReferenceSystem",
        "uriValue",
    ),
    _uri,
)
_SENSOR_REPORT: Final = _part(
    _own_names(SensorReport),
    {
        **_SENSOR_URIS,
        "type": _word_of(Vocabulary.MEASUREMENT_TYPE),
        "exception": _word_of(Vocabulary.SENSOR_ALERT),
        "component": _word_of(Vocabulary.COMPONENT),
    },
)
_STEPS: Final[dict[str, Step]] = {
    "eventID": _uri,
    "certificationInfo": _certificates,
    "errorDeclaration": _part(
        _own_names(ErrorDeclaration),
        {"reason": _word_of(Vocabulary.ERROR_REASON), "correctiveEventIDs": _uris},
    ),
    "bizStep": _word_of(Vocabulary.BIZ_STEP),
    "disposition": _disposition,
    "persistentDisposition": _lasting,
    "readPoint": _PLACE,
    "bizLocation": _PLACE,
    "bizTransactionList": _parts(
        {"type": _word_of(Vocabulary.BIZ_TRANSACTION_TYPE), "bizTransaction": _uri}
    ),
    "sourceList": _parts({"type": _word_of(Vocabulary.SOURCE_DEST_TYPE), "source": _uri}),
    "destinationList": _parts({"type": _word_of(Vocabulary.SOURCE_DEST_TYPE), "destination": _uri}),
    "sensorElementList": _each(
        _part(
            _own_names(SensorElement),
            {
                "sensorMetadata": _part(_own_names(SensorMetadata), _SENSOR_URIS),
                "sensorReport": _each(_SENSOR_REPORT),
            },
        )
    ),
    "parentID": _uri,
    "transformationID": _uri,
    **dict.fromkeys(("epcList", "childEPCs", "inputEPCList", "outputEPCList"), _uris),
    **dict.fromkeys(
        ("quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList"), _AMOUNTS
    ),
    "ilmd": _ilmd,
}
