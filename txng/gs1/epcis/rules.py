"""What a right EPCIS event is: all that GS1's JSON Schema 2.0.1 says, and what it cannot say.

`check` looks at a whole document, `check_event` at one event; each fault has its place, what is
wrong and what would be right. The rules see the neutral form, so the same ones hold for JSON and
XML. Source: EPCIS 2.0 section 7; JSON Schema 2.0.1; conformance requirements TCR53 step 29 (sensor
attributes); CBV 2.0 section 8 (levels of identifiers).

GS1's own examples bound the strictness. Let through for their sake: an eventID stated twice (the
last holds), all five sensor attributes repeated at once, a component with an undeclared prefix, a
sensor report of XML without type, unknown words of GS1's Web Vocabulary as measurement types, and
the other statements about one sensor report that the text of the standard makes (a deviation
without mean, a unit without value, a chemical beside a microorganism).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from txng.gs1.cbv import Vocabulary
from txng.gs1.epcis import fields
from txng.gs1.epcis.fields import Check, Faults, list_of, shape, word_of, words_of
from txng.gs1.epcis.json_bytes import pointer
from txng.gs1.epcis.model import InvalidEvent
from txng.gs1.epcis.sentences import fault
from txng.gs1.epcis.values import utc_time

if TYPE_CHECKING:
    from txng.gs1.epcis.model import Document, Event
    from txng.gs1.errors import Fault

_AMOUNT: Final = shape(
    {"epcClass": fields.epc_class, "quantity": fields.amount, "uom": fields.uom},
    ("epcClass",),
    extra=False,
)


def _amount(value: Any, at: str, name: str, faults: Faults) -> None:
    """A quantity element: a unit needs a quantity, a count of pieces is whole (EPCIS 2.0 section
    7.3.3.3).

    Zero is let through although the text asks for more: a stock count may find nothing left.
    """
    before = len(faults)
    _AMOUNT(value, at, name, faults)
    if len(faults) > before:
        return
    quantity, unit = value.get("quantity"), value.get("uom")
    if quantity is None and unit is not None:
        faults.append(fault("uom_without_quantity", f"{at}/{name}/uom", uom=unit))
    elif quantity is not None and unit is None and quantity % 1:
        faults.append(fault("fraction_without_uom", f"{at}/{name}/quantity", value=quantity))


_QUANTITIES: Final = fields.amounts(_amount)
_LOCATION: Final = shape({"id": fields.identifier, "extensions": fields.free_content}, ("id",))
_IN_BOTH: Final = ("deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "time")
_SENSOR_FIELDS: Final[dict[str, Check]] = {
    "time": fields.time,
    "deviceID": fields.identifier,
    "deviceMetadata": fields.identifier,
    "rawData": fields.identifier,
    "dataProcessingMethod": fields.identifier,
    "bizRules": fields.identifier,
}
_METADATA: Final = shape(
    {**_SENSOR_FIELDS, "startTime": fields.time, "endTime": fields.time},
    (),
)
_REPORT_FIELDS: Final[dict[str, Check]] = {
    **_SENSOR_FIELDS,
    "type": word_of(Vocabulary.MEASUREMENT_TYPE),
    "exception": word_of(Vocabulary.SENSOR_ALERT),
    "component": fields.own_word_of(Vocabulary.COMPONENT),
    "stringValue": fields.text,
    "booleanValue": fields.boolean,
    "hexBinaryValue": fields.hexadecimal,
    "uom": fields.uom,
    **dict.fromkeys(
        ("microorganism", "chemicalSubstance", "coordinateReferenceSystem", "uriValue"),
        fields.identifier,
    ),
    **dict.fromkeys(
        ("value", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue"),
        fields.number,
    ),
}
_REPORTS: Final = list_of(shape(_REPORT_FIELDS, ("type",)), least=1)
_ELEMENT: Final = shape({"sensorMetadata": _METADATA, "sensorReport": _REPORTS}, ("sensorReport",))


def _sensor_element(value: Any, at: str, name: str, faults: Faults) -> None:
    before = len(faults)
    _ELEMENT(value, at, name, faults)
    if len(faults) == before:
        _stated_twice(value, f"{at}/{name}", faults)


def _stated_twice(element: dict[str, Any], path: str, faults: Faults) -> None:
    """An attribute of the device stands in the metadata or in the reports, not in both (TCR53 step
    29).

    GS1's own examples of all fields repeat all five of them; that complete repetition is let
    through.
    """
    metadata = element.get("sensorMetadata", {})
    start, end = metadata.get("startTime"), metadata.get("endTime")
    if start and end and (utc_time(end) or "") < (utc_time(start) or ""):
        faults.append(fault("end_before_start", f"{path}/sensorMetadata/endTime"))
    stated = [name for name in _IN_BOTH if name in metadata]
    for place, report in enumerate(element["sensorReport"]):
        both = [name for name in stated if name in report]
        if 0 < len(both) < len(_IN_BOTH):
            for name in both:
                where = f"{path}/sensorReport/{place}/{name}"
                faults.append(fault("sensor_attribute_twice", where, name=name))


_LASTING_WORDS: Final = shape(
    {
        "set": words_of(Vocabulary.DISPOSITION),
        "unset": words_of(Vocabulary.DISPOSITION),
    },
    (),
    extra=False,
)


def _lasting(value: Any, at: str, name: str, faults: Faults) -> None:
    _LASTING_WORDS(value, at, name, faults)
    if value.__class__ is dict and not value:
        faults.append(fault("empty_persistent_disposition", f"{at}/{name}"))


def _typed_list(name: str, vocabulary: Vocabulary, required: tuple[str, ...]) -> Check:
    entry = shape({name: fields.identifier, "type": word_of(vocabulary)}, required, extra=False)
    return list_of(entry)


_COMMON: Final[dict[str, Check]] = {
    "type": fields.text,
    "eventTime": fields.time,
    "eventTimeZoneOffset": fields.offset,
    "recordTime": fields.time,
    "eventID": fields.identifier,
    "certificationInfo": fields.identifiers,
    "errorDeclaration": shape(
        {
            "declarationTime": fields.time,
            "reason": word_of(Vocabulary.ERROR_REASON),
            "correctiveEventIDs": fields.identifiers,
        },
        ("declarationTime",),
    ),
    "extensions": fields.extensions,
}
_STEP: Final[dict[str, Check]] = {
    **_COMMON,
    "bizStep": word_of(Vocabulary.BIZ_STEP),
    "disposition": word_of(Vocabulary.DISPOSITION),
    "persistentDisposition": _lasting,
    "readPoint": _LOCATION,
    "bizLocation": _LOCATION,
    "bizTransactionList": _typed_list(
        "bizTransaction", Vocabulary.BIZ_TRANSACTION_TYPE, ("bizTransaction",)
    ),
    "sourceList": _typed_list("source", Vocabulary.SOURCE_DEST_TYPE, ("type", "source")),
    "destinationList": _typed_list(
        "destination", Vocabulary.SOURCE_DEST_TYPE, ("type", "destination")
    ),
    "sensorElementList": list_of(_sensor_element),
}
_CHILDREN: Final[dict[str, Check]] = {
    **_STEP,
    "action": fields.action,
    "parentID": fields.instance,
    "childEPCs": fields.instances,
    "childQuantityList": _QUANTITIES,
}
_FIELDS: Final[dict[str, dict[str, Check]]] = {
    "ObjectEvent": {
        **_STEP,
        "action": fields.action,
        "epcList": fields.distinct,
        "quantityList": _QUANTITIES,
        "ilmd": fields.ilmd,
    },
    "AggregationEvent": _CHILDREN,
    "AssociationEvent": _CHILDREN,
    "TransactionEvent": {
        **_STEP,
        "action": fields.action,
        "parentID": fields.instance,
        "epcList": fields.instances,
        "quantityList": _QUANTITIES,
    },
    "TransformationEvent": {
        **_STEP,
        "inputEPCList": fields.distinct,
        "inputQuantityList": _QUANTITIES,
        "outputEPCList": fields.distinct,
        "outputQuantityList": _QUANTITIES,
        "transformationID": fields.identifier,
        "ilmd": fields.ilmd,
    },
}
_EXTENDED: Final[dict[str, Check]] = {
    **_COMMON,
    "type": fields.type_name,
    "extensions": fields.free_content,
}
_REQUIRED: Final = ("type", "eventTime", "eventTimeZoneOffset")


def check(document: Document) -> list[Fault]:
    """Return every fault of a document and its events, in document order; an empty list means it
    is right."""
    faults = list(document.faults)
    for event in document.events:
        faults += check_event(event)
    return faults


def check_event(event: Event) -> list[Fault]:
    """Return every fault of one event; the paths begin with the event's own place in its
    document."""
    invalid = isinstance(event, InvalidEvent)
    faults = list(event.faults) if isinstance(event, InvalidEvent) else []
    if not faults or event.plain:
        faults += check_plain(event.plain, event.origin.path)
    if event.origin.format.startswith("xml"):
        faults = [found for found in faults if not _may_lack_type(found)]
        if event.origin.misplaced:
            name = event.origin.misplaced
            faults.append(fault("xml_order", f"{event.origin.path}/{name}", name=name))
    if invalid and not faults:
        faults.append(fault("unreadable_event", event.origin.path, reason=event.type))
    return faults


def _may_lack_type(found: Fault) -> bool:
    """XML lets a sensor report be without a type (XSD 2.0, SensorReportType); JSON does not."""
    return (
        found.code == "missing_field"
        and found.path.endswith("/type")
        and "/sensorReport/" in found.path
    )


def check_plain(plain: dict[str, Any], path: str = "") -> list[Fault]:
    """Return every fault of an event in plain neutral form."""
    faults: Faults = []
    kind = plain.get("type")
    known = _FIELDS.get(kind, _EXTENDED) if kind.__class__ is str else _EXTENDED
    for name, value in plain.items():
        checker = known.get(name)
        if checker is not None:
            checker(value, path, name, faults)
        else:
            faults.append(fault("unknown_field", f"{path}/{pointer(name)}", name=name))
    for name in _REQUIRED:
        if name not in plain:
            faults.append(fault("missing_field", f"{path}/{name}", name=name))
    if known is not _EXTENDED and not faults:
        _offsets_agree(plain, path, faults)
        _MEANING[str(kind)](plain, path, faults)
    elif known is not _EXTENDED:
        _MEANING[str(kind)](plain, path, faults)
    return faults


def _offsets_agree(plain: dict[str, Any], path: str, faults: Faults) -> None:
    """An offset written out in eventTime is the clock at the place, as eventTimeZoneOffset says it
    is.

    A time in UTC (Z) states an instant only and agrees with every offset (EPCIS 2.0 section 7.4.1).
    """
    stated = plain["eventTime"][-6:]
    expected = plain["eventTimeZoneOffset"]
    if stated[0] in "+-" and stated != expected and stated[1:] != "00:00":
        where = f"{path}/eventTime"
        faults.append(fault("offset_contradiction", where, value=stated, expected=expected))


def _filled(plain: dict[str, Any], *names: str) -> bool:
    return any(plain.get(name) for name in names)


def _require_action(plain: dict[str, Any], path: str, faults: Faults) -> None:
    if "action" not in plain:
        faults.append(fault("missing_field", f"{path}/action", name="action"))


def _object(plain: dict[str, Any], path: str, faults: Faults) -> None:
    _require_action(plain, path, faults)
    if "ilmd" in plain and plain.get("action") != "ADD":
        faults.append(fault("ilmd_without_add", f"{path}/ilmd"))
    senses = _filled(plain, "sensorElementList") and "readPoint" in plain
    if not senses and not _filled(plain, "epcList", "quantityList"):
        wanted = "epcList, quantityList, or sensorElementList with readPoint"
        faults.append(fault("no_objects", path, expected=wanted))


def _children(plain: dict[str, Any], path: str, faults: Faults) -> None:
    _require_action(plain, path, faults)
    kind, deed = plain["type"], plain.get("action")
    if "parentID" not in plain and (deed != "OBSERVE" or kind == "AssociationEvent"):
        where = f"{path}/parentID"
        faults.append(fault("missing_parent", where, name=kind, value=deed))
    if deed != "DELETE" and not _filled(plain, "childEPCs", "childQuantityList"):
        faults.append(fault("missing_children", path, name=kind, value=deed))


def _transaction(plain: dict[str, Any], path: str, faults: Faults) -> None:
    _require_action(plain, path, faults)
    if not plain.get("bizTransactionList"):
        where = f"{path}/bizTransactionList"
        code = "empty_list" if "bizTransactionList" in plain else "missing_field"
        faults.append(fault(code, where, name="bizTransactionList"))
    if plain.get("action") == "DELETE" or _filled(plain, "quantityList", "epcList"):
        return
    if "epcList" not in plain or "parentID" not in plain:
        faults.append(fault("no_objects", path, expected="epcList or quantityList"))


def _transformation(plain: dict[str, Any], path: str, faults: Faults) -> None:
    inputs = _filled(plain, "inputEPCList", "inputQuantityList")
    outputs = _filled(plain, "outputEPCList", "outputQuantityList")
    half = "transformationID" in plain and (inputs or outputs)
    if not half and not (inputs and outputs):
        faults.append(fault("half_transformation", path))


_MEANING: Final = {
    "ObjectEvent": _object,
    "AggregationEvent": _children,
    "AssociationEvent": _children,
    "TransactionEvent": _transaction,
    "TransformationEvent": _transformation,
}
