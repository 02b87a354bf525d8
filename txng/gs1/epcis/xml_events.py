"""An EPCIS event element of XML 1.2 or 2.0 becomes an event of the neutral model.

In EPCIS 1.2 what came after 1.0 is nested in `extension` and `baseExtension` elements; in 2.0 it
stands at its place and the wrappers hold user extensions. Both are read alike: a wrapper is opened
and what it holds is taken as if it stood outside. An event whose parts stand in another order than
the schema's is read, so that it can be hashed, but its origin names the first part out of place,
for the rules to refuse. Source: EPCIS 2.0 section 9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from txng.gs1.cbv import Vocabulary
from txng.gs1.epcis import model
from txng.gs1.epcis.xml_fields import (
    Found,
    Table,
    action,
    children_of,
    local_name,
    loose_text,
    number_of,
    quantities,
    read_shape,
    require,
    text_of,
    texts,
    typed_texts,
    word,
)
from txng.gs1.epcis.xml_order import misplaced, ranks_of
from txng.gs1.epcis.xml_sensors import read_sensor_elements
from txng.gs1.errors import Gs1Error

if TYPE_CHECKING:
    from txng.gs1.epcis.xml_content import Scope
    from txng.gs1.epcis.xml_source import Element

CERTIFICATION: Final = "{https://ref.gs1.org/epcis/}certificationInfo"
"""The element for every certificate after the first: the schema allows one `certificationInfo`,
JSON many; the name is the one that JSON-LD expands to."""


_LOCATION: Final[Table] = {"id": ("id", text_of)}


def _location(element: Element, scope: Scope) -> model.Location:
    # The common case first: an id alone.
    if len(element) == 1 and element[0].tag == "id" and not (element.attrib or loose_text(element)):
        return model.Location(id=text_of(element[0], scope))
    found = read_shape(element, scope, _LOCATION, takes_local=True)
    require(element, found, ("id",))
    return model.Location(**found.fields, extensions=found.extensions)


def _ilmd(element: Element, scope: Scope) -> dict[str, Any]:
    found = read_shape(element, scope, {}, takes_local=True)
    require(element, found, ())
    return found.extensions


_ERROR_DECLARATION: Final[Table] = {
    "declarationTime": ("declaration_time", text_of),
    "reason": ("reason", word(Vocabulary.ERROR_REASON)),
    "correctiveEventIDs": ("corrective_event_ids", texts("correctiveEventID")),
}


def _error_declaration(element: Element, scope: Scope) -> model.ErrorDeclaration:
    found = read_shape(element, scope, _ERROR_DECLARATION, takes_local=True)
    require(element, found, ("declarationTime",))
    return model.ErrorDeclaration(**found.fields, extensions=found.extensions)


def _persistent_disposition(element: Element, scope: Scope) -> model.PersistentDisposition:
    read = word(Vocabulary.DISPOSITION)
    entries: dict[str, list[str]] = {"set": [], "unset": []}
    for child in children_of(element, *entries):
        entries[child.tag].append(read(child, scope))
    return model.PersistentDisposition(**entries)


def _certification(element: Element, scope: Scope) -> list[str]:
    return [text_of(element, scope)]


EPCS: Final = texts("epc")

_COMMON: Final[Table] = {
    "eventTime": ("event_time", text_of),
    "recordTime": ("record_time", text_of),
    "eventTimeZoneOffset": ("event_time_zone_offset", text_of),
    "eventID": ("event_id", text_of),
    "errorDeclaration": ("error_declaration", _error_declaration),
    "certificationInfo": ("certification_info", _certification),
}
_PARENT: Final[Table] = {"parentID": ("parent_id", text_of)}
_EPC_LIST: Final[Table] = {"epcList": ("epc_list", EPCS)}
_QUANTITY_LIST: Final[Table] = {"quantityList": ("quantity_list", quantities)}
_CHILD_EPCS: Final[Table] = {"childEPCs": ("child_epcs", EPCS)}
_CHILD_QUANTITIES: Final[Table] = {"childQuantityList": ("child_quantity_list", quantities)}
_ILMD: Final[Table] = {"ilmd": ("ilmd", _ilmd)}
_ACTION: Final[Table] = {"action": ("action", action)}
_WHERE: Final[Table] = {
    "bizStep": ("biz_step", word(Vocabulary.BIZ_STEP)),
    "disposition": ("disposition", word(Vocabulary.DISPOSITION)),
    "readPoint": ("read_point", _location),
    "bizLocation": ("biz_location", _location),
}
_TRANSACTIONS: Final[Table] = {
    "bizTransactionList": (
        "biz_transaction_list",
        typed_texts(
            "bizTransaction",
            model.BizTransaction,
            "biz_transaction",
            Vocabulary.BIZ_TRANSACTION_TYPE,
        ),
    ),
}
_BETWEEN: Final[Table] = {
    "sourceList": (
        "source_list",
        typed_texts("source", model.Source, "source", Vocabulary.SOURCE_DEST_TYPE),
    ),
    "destinationList": (
        "destination_list",
        typed_texts("destination", model.Destination, "destination", Vocabulary.SOURCE_DEST_TYPE),
    ),
    "sensorElementList": ("sensor_element_list", read_sensor_elements),
    "persistentDisposition": ("persistent_disposition", _persistent_disposition),
}

# Each table is in the order of the schema, which 1.2 and 2.0 share once wrappers are opened.
_STEP: Final = _ACTION | _WHERE | _TRANSACTIONS
TABLES: Final[dict[str, Table]] = {
    "ObjectEvent": _COMMON | _EPC_LIST | _STEP | _QUANTITY_LIST | _BETWEEN | _ILMD,
    "AggregationEvent": _COMMON | _PARENT | _CHILD_EPCS | _STEP | _CHILD_QUANTITIES | _BETWEEN,
    "AssociationEvent": _COMMON | _PARENT | _CHILD_EPCS | _CHILD_QUANTITIES | _STEP | _BETWEEN,
    "TransactionEvent": _COMMON
    | _TRANSACTIONS
    | _PARENT
    | _EPC_LIST
    | _ACTION
    | _WHERE
    | _QUANTITY_LIST
    | _BETWEEN,
    "TransformationEvent": _COMMON
    | {
        "inputEPCList": ("input_epc_list", EPCS),
        "inputQuantityList": ("input_quantity_list", quantities),
        "outputEPCList": ("output_epc_list", EPCS),
        "outputQuantityList": ("output_quantity_list", quantities),
        "transformationID": ("transformation_id", text_of),
    }
    | _WHERE
    | _TRANSACTIONS
    | _BETWEEN
    | _ILMD,
}
_RANKS: Final = {kind: ranks_of(table, "certificationInfo") for kind, table in TABLES.items()}
_QUANTITY_EVENT: Final[Table] = (
    _COMMON
    | {"epcClass": ("epc_class", text_of), "quantity": ("quantity", number_of)}
    | _WHERE
    | _TRANSACTIONS
    | _BETWEEN
)
_TIMES: Final = ("eventTime", "eventTimeZoneOffset")
_REQUIRED: Final[dict[str, tuple[str, ...]]] = {
    "ObjectEvent": (*_TIMES, "action"),
    "AggregationEvent": (*_TIMES, "action"),
    "AssociationEvent": (*_TIMES, "action", "parentID"),
    "TransactionEvent": (*_TIMES, "action", "bizTransactionList"),
    "TransformationEvent": _TIMES,
}


def _certificates(found: Found) -> None:
    """Join the certificates after the first to `certificationInfo`."""
    more = found.extensions.pop(CERTIFICATION, [])
    listed = more if isinstance(more, list) else [more]
    if listed:
        found.fields["certification_info"] = [
            *found.fields.get("certification_info", ()),
            *map(str.strip, listed),
        ]


def _quantity_event(element: Element, scope: Scope) -> Found:
    """A QuantityEvent of EPCIS 1.x says what an observing ObjectEvent says since 1.1."""
    found = read_shape(element, scope, _QUANTITY_EVENT)
    require(element, found, (*_TIMES, "epcClass", "quantity"))
    amount = model.QuantityElement(
        epc_class=found.fields.pop("epc_class"), quantity=found.fields.pop("quantity")
    )
    found.fields |= {"action": "OBSERVE", "quantity_list": [amount]}
    return found


FREE_EPC_LISTS: Final = frozenset({"epcList", "childEPCs", "inputEPCList", "outputEPCList"})
FREE_WORDS: Final = {"bizStep": Vocabulary.BIZ_STEP, "disposition": Vocabulary.DISPOSITION}
_FREE: Final[Table] = {
    **_COMMON,
    **{name: (name, EPCS) for name in FREE_EPC_LISTS},
    **{name: (name, word(vocabulary)) for name, vocabulary in FREE_WORDS.items()},
}


def _extended_event(element: Element, scope: Scope) -> Found:
    """An event of a user's type: all beyond the common fields is content, EPC lists and words in
    the spelling of JSON."""
    scope.meet(element)
    found = read_shape(element, scope, _FREE, takes_local=True, inside=True)
    require(element, found, _TIMES)
    for name in _FREE.keys() & found.fields.keys():
        found.extensions[name] = found.fields.pop(name)
    namespace, _, local = element.tag[1:].partition("}")
    found.fields["type_uri"] = namespace + local
    return found


def read_event(element: Element, scope: Scope) -> model.Event:
    """Read one event element; one that breaks the standard becomes an InvalidEvent with faults."""
    tag = element.tag
    kind: type[model.Event] = model.EVENT_TYPES.get(tag, model.ExtendedEvent)
    out_of_place = ""
    try:
        if tag in TABLES:
            found = read_shape(element, scope, TABLES[tag])
            require(element, found, _REQUIRED[tag])
            out_of_place = misplaced(element, _RANKS[tag], scope.version)
        elif tag == "QuantityEvent":
            kind, found = model.ObjectEvent, _quantity_event(element, scope)
        else:
            found = _extended_event(element, scope)
    except Gs1Error as error:
        return _invalid(element, scope, error)
    if CERTIFICATION in found.extensions:
        _certificates(found)
    origin = _origin(element, scope, out_of_place)
    return kind(**found.fields, extensions=found.extensions, origin=origin)


def _invalid(element: Element, scope: Scope, error: Gs1Error) -> model.InvalidEvent:
    event = model.InvalidEvent(
        type_name=local_name(element.tag),
        origin=_origin(element, scope),
        faults=list(error.faults),
    )
    event.__dict__["plain"] = {}
    return event


def _origin(element: Element, scope: Scope, out_of_place: str = "") -> model.Origin:
    namespaces = scope.namespaces | scope.found if scope.found else scope.namespaces
    return model.Origin(
        raw=etree.tostring(element, encoding="utf-8", with_tail=False),
        format=f"xml-{scope.version}",
        path=scope.path,
        namespaces=namespaces,
        misplaced=out_of_place,
        hash_ignores=scope.ignores,
    )
