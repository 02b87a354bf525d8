"""What stands around the events of a JSON document, and what may be wrong with it.

Source: GS1 EPCIS JSON Schema 2.0.1, `epcisDocument`, `epcisQueryDocument`, `vocabulary`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from txng.gs1.epcis import fields
from txng.gs1.epcis.fields import Check, Faults, list_of
from txng.gs1.epcis.json_bytes import pointer
from txng.gs1.epcis.json_names import Scope, is_context
from txng.gs1.epcis.sentences import fault
from txng.gs1.epcis.values import VERSION, is_name, is_uri

if TYPE_CHECKING:
    from txng.gs1.errors import Fault

BODY_PATHS: Final = {
    "EPCISDocument": "/epcisBody/eventList",
    "EPCISQueryDocument": "/epcisBody/queryResults/resultsBody/eventList",
}
"""Document type → the JSON pointer of its list of events."""


def context_faults(context: Any, path: str) -> list[Fault]:
    """Return what is wrong with the shape of an @context."""
    if not is_context(context):
        return [fault("bad_context", path)]
    items = context if isinstance(context, list) else [context]
    return [
        fault("bad_uri", path, value=item)
        for item in items
        if isinstance(item, str) and not is_uri(item)
    ]


def event_list_of(tree: dict[str, Any]) -> list[Any] | None:
    """Return the list of events of a parsed document, or None when there is none."""
    found: Any = tree
    for step in BODY_PATHS[tree["type"]].split("/")[1:]:
        found = found.get(step) if isinstance(found, dict) else None
    return found if isinstance(found, list) else None


def vocabularies_of(tree: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the master data of a parsed document, from its header or its query results."""
    body = tree.get("epcisBody")
    results = body.get("queryResults") if isinstance(body, dict) else None
    found: list[dict[str, Any]] = []
    for around, name in (
        (tree.get("epcisHeader"), "epcisMasterData"),
        (results, "resultsBody"),
    ):
        inner = around.get(name) if isinstance(around, dict) else None
        items = inner.get("vocabularyList") if isinstance(inner, dict) else None
        if isinstance(items, list):
            found += [item for item in items if isinstance(item, dict)]
    return found


def check_envelope(tree: dict[str, Any]) -> list[Fault]:
    """Return every fault of a parsed document outside its events."""
    faults: Faults = []
    if "@context" in tree:
        faults += context_faults(tree["@context"], "/@context")
    faults += _part(tree, Scope().within(tree.get("@context")))
    for name in _REQUIRED[tree["type"]]:
        if name not in tree:
            faults.append(fault("missing_field", f"/{name}", name=name))
    return faults


def _any(value: Any, at: str, name: str, faults: Faults) -> None:
    """Nothing to say here: another check looks at it."""


def _part(tree: dict[str, Any], scope: Scope) -> Faults:
    """Check the fields of a document; an extension needs a full URI or a declared prefix."""
    faults: Faults = []
    known = _DOCUMENT[tree["type"]]
    for name, value in tree.items():
        checker = known.get(name)
        if checker is not None:
            checker(value, "", name, faults)
            continue
        where = f"/{pointer(name)}"
        prefix, colon, _ = name.partition(":")
        if not colon or not is_name(name):
            faults.append(fault("unknown_field", where, name=name))
        elif not scope.clark(name).startswith("{"):
            faults.append(fault("undeclared_prefix", where, prefix=prefix, value=name))
    return faults


def _version(value: Any, at: str, name: str, faults: Faults) -> None:
    if not isinstance(value, str):
        faults.append(fields.wrong_type("text", f"{at}/{name}", name))
    elif VERSION.fullmatch(value) is None:
        faults.append(fault("bad_version", f"{at}/{name}", value=value))


def _open(inner: dict[str, Check], required: tuple[str, ...] = (), *, free: bool) -> Check:
    """The check of an object that takes extensions: any (`free`), or only named by a URI."""

    def check(value: Any, at: str, name: str, faults: Faults) -> None:
        path = f"{at}/{name}"
        if not isinstance(value, dict):
            faults.append(fields.wrong_type("object", path, name))
            return
        for field, content in value.items():
            if field in inner:
                inner[field](content, path, field, faults)
            elif not free and not is_name(field):
                where = f"{path}/{pointer(field)}"
                faults.append(fault("unknown_field", where, name=field))
        for field in required:
            if field not in value:
                faults.append(fault("missing_field", f"{path}/{field}", name=field))

    return check


def _events(value: Any, at: str, name: str, faults: Faults) -> None:
    if not isinstance(value, list):
        faults.append(fields.wrong_type("list", f"{at}/{name}", name))


def _uri(value: Any, at: str, name: str, faults: Faults) -> None:
    if not isinstance(value, str):
        faults.append(fields.wrong_type("text", f"{at}/{name}", name))
    elif not is_uri(value):
        faults.append(fault("bad_uri", f"{at}/{name}", value=value))


def _name(value: Any, at: str, name: str, faults: Faults) -> None:
    if not isinstance(value, str) or not is_name(value):
        _uri(value, at, name, faults)


def _attribute_value(value: Any, at: str, name: str, faults: Faults) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float | str | dict):
        faults.append(fields.wrong_type("text", f"{at}/{name}", name))


def _uris(value: Any, at: str, name: str, faults: Faults) -> None:
    list_of(_uri)(value, at, name, faults)


_ATTRIBUTES: Final = list_of(
    _open({"id": _name, "attribute": _attribute_value}, ("id",), free=True)
)
_ELEMENTS: Final = list_of(
    _open({"id": _uri, "attributes": _ATTRIBUTES, "children": _uris}, ("id",), free=True)
)
_VOCABULARIES: Final = list_of(
    _open({"type": _uri, "vocabularyElementList": _ELEMENTS}, ("type",), free=True)
)
_HEADER: Final = _open(
    {"epcisMasterData": _open({"vocabularyList": _VOCABULARIES}, free=True)}, free=False
)
_RESULTS: Final = _open(
    {
        "queryName": fields.text,
        "subscriptionID": fields.text,
        "resultsBody": _open(
            {"eventList": _events, "vocabularyList": _VOCABULARIES}, ("eventList",), free=False
        ),
    },
    ("queryName", "resultsBody"),
    free=False,
)
_BASE: Final[dict[str, Check]] = {
    "@context": _any,
    "type": _any,
    "id": _uri,
    "schemaVersion": _version,
    "creationDate": fields.time,
}
_DOCUMENT: Final[dict[str, dict[str, Check]]] = {
    "EPCISDocument": {
        **_BASE,
        "instanceIdentifier": fields.text,
        "sender": fields.text,
        "receiver": fields.text,
        "epcisHeader": _HEADER,
        "epcisBody": _open({"eventList": _events}, ("eventList",), free=True),
    },
    "EPCISQueryDocument": {
        **_BASE,
        "epcisBody": _open({"queryResults": _RESULTS}, ("queryResults",), free=False),
    },
}
DOCUMENT_FIELDS: Final = frozenset(_DOCUMENT["EPCISDocument"])
"""The standard's own fields of a document; all others are extensions."""
_REQUIRED: Final = {
    "EPCISDocument": ("@context", "schemaVersion", "creationDate", "epcisBody"),
    "EPCISQueryDocument": ("@context", "epcisBody"),
}
