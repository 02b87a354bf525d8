"""The CBV 2.0 event hash: one identifier for one event, whatever format and spelling it came in.

`prehash` writes an event as one canonical text, `event_hash` its SHA-256 as a Named Information
URI (RFC 6920). Source: CBV 2.0 section 8.9. Where the published test vectors differ from the table
of the standard, the vectors hold: certificationInfo follows eventTimeZoneOffset, sensorElementList
stands before bizTransactionList, and bizTransactionList, destinationList, ilmd and sourceList
stand in this order; a type stands before its value; ' ; and = in a GS1 identifier stay as they are.

Left out: eventID, recordTime, errorDeclaration, rdfs:comment, and extension fields that the
document excludes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from txng.gs1.cbv import WEB, Vocabulary, web_uri
from txng.gs1.epcis.hash_values import extension_parts, identifier_text, number_text
from txng.gs1.epcis.json_neutral import EVENT_FIELDS
from txng.gs1.epcis.model import InvalidEvent
from txng.gs1.epcis.rules import check_event
from txng.gs1.epcis.values import utc_time
from txng.gs1.errors import Gs1Error

if TYPE_CHECKING:
    from collections.abc import Mapping

    from txng.gs1.epcis.model import Event

Plain = dict[str, Any]
Write = Callable[..., str]
"""Writes one field: gets its value and, where extensions may stand in it, the prefixes."""


def event_hash(event: Event) -> str:
    """Return the hash of an event as `ni:///sha-256;<hex>?ver=CBV2.0`."""
    return hash_text(prehash(event))


def hash_text(text: str) -> str:
    """Return the Named Information URI of a pre-hash text."""
    return f"ni:///sha-256;{hashlib.sha256(text.encode()).hexdigest()}?ver=CBV2.0"


def prehash(event: Event) -> str:
    """Return the canonical text of an event (CBV 2.0 section 8.9).

    Raises Gs1Error for an event that breaks the standard so that it could not be typed.
    """
    if isinstance(event, InvalidEvent):
        raise Gs1Error(*check_event(event))
    return prehash_plain(event.plain, event.origin.namespaces, event.origin.hash_ignores)


def prehash_plain(
    plain: Plain,
    namespaces: Mapping[str, str],
    ignores: frozenset[str] = frozenset(),
) -> str:
    """Return the canonical text of a typed event's plain form.

    `namespaces` are the prefixes with which compact URIs in extensions are written out; `ignores`
    are names of extension fields to leave out.
    """
    parts = ["eventType=", plain["type"]]
    for name, write in _ORDERS.get(plain["type"], _ORDER):
        value = plain.get(name)
        if value:
            parts.append(write(value, namespaces))
    extensions = plain.get("extensions")
    if extensions:
        own = {name: value for name, value in extensions.items() if name not in ignores}
        parts += sorted(extension_parts(own, namespaces))
    return "".join(parts)


def _time(name: str) -> Write:
    return lambda text, _=None: f"{name}={utc_time(text.strip()) or text.strip()}"


def _identifier(name: str) -> Write:
    start = name + "="
    return lambda text, _=None: start + identifier_text(text.strip())


def _text(name: str) -> Write:
    return lambda text, _=None: f"{name}={text.strip()}"


def _number(name: str) -> Write:
    return lambda number, _=None: f"{name}={number_text(number)}"


def _word(name: str, vocabulary: Vocabulary) -> Write:
    known = {spelling: f"{name}={uri}" for spelling, uri in WEB[vocabulary].items()}

    def write(text: str, _: object = None) -> str:
        return known.get(text) or f"{name}={identifier_text(web_uri(vocabulary, text.strip()))}"

    return write


def _certificates(values: list[str], _: object = None) -> str:
    return "".join(
        sorted([f"certificationInfo={identifier_text(value.strip())}" for value in values])
    )


def _identifiers(name: str) -> Write:
    return lambda values, _=None: (
        f"{name}epc=" + "epc=".join(sorted([identifier_text(v) for v in values]))
    )


def _quantities(name: str) -> Write:
    return lambda items, _=None: name + "".join(sorted([_quantity(item) for item in items]))


def _quantity(item: Plain) -> str:
    text = f"quantityElementepcClass={identifier_text(item['epcClass'])}"
    if item.get("quantity") is not None:
        text += f"quantity={number_text(item['quantity'])}"
    return f"{text}uom={item['uom']}" if item.get("uom") else text


def _lasting(value: Plain, _: object = None) -> str:
    text = "persistentDisposition"
    for name in ("set", "unset"):
        text += "".join(sorted([_LASTING[name](word) for word in value.get(name, ())]))
    return text


_LASTING: Final = {name: _word(name, Vocabulary.DISPOSITION) for name in ("set", "unset")}


def _typed(name: str, item_name: str, vocabulary: Vocabulary) -> Write:
    write_type = _word("type", vocabulary)

    def entry(item: Plain) -> str:
        text = f"{item_name}={identifier_text(item[item_name].strip())}"
        return write_type(item["type"]) + text if item.get("type") else text

    return lambda items, _=None: name + "".join(sorted([entry(item) for item in items]))


def _location(name: str) -> Write:
    def write(value: Plain, namespaces: Mapping[str, str]) -> str:
        text = f"{name}id={identifier_text(value['id'].strip())}"
        extensions = value.get("extensions")
        return text + _extra(extensions, namespaces) if extensions else text

    return write


def _extra(extensions: Plain, namespaces: Mapping[str, str]) -> str:
    """Extension fields inside a standard field stand at its end (event hash rule 21)."""
    return "".join(sorted(extension_parts(extensions, namespaces)))


def _ilmd(value: Plain, namespaces: Mapping[str, str]) -> str:
    return "ilmd" + _extra(value, namespaces)


_DEVICE: Final = {
    name: _identifier(name)
    for name in ("deviceID", "deviceMetadata", "rawData", "dataProcessingMethod")
}
_METADATA: Final[dict[str, Write]] = {
    "time": _time("time"),
    "startTime": _time("startTime"),
    "endTime": _time("endTime"),
    **_DEVICE,
    "bizRules": _identifier("bizRules"),
}
_REPORT: Final[dict[str, Write]] = {
    "type": _word("type", Vocabulary.MEASUREMENT_TYPE),
    "exception": _word("exception", Vocabulary.SENSOR_ALERT),
    **_DEVICE,
    "time": _time("time"),
    "microorganism": _identifier("microorganism"),
    "chemicalSubstance": _identifier("chemicalSubstance"),
    "value": _number("value"),
    "component": _word("component", Vocabulary.COMPONENT),
    "stringValue": _text("stringValue"),
    "booleanValue": lambda value: f"booleanValue={'true' if value else 'false'}",
    "hexBinaryValue": _text("hexBinaryValue"),
    "uriValue": _identifier("uriValue"),
    **{name: _number(name) for name in ("minValue", "maxValue", "meanValue")},
    **{name: _number(name) for name in ("sDev", "percRank", "percValue")},
    "uom": _text("uom"),
    "coordinateReferenceSystem": _identifier("coordinateReferenceSystem"),
    # The table of the standard has no place for the rules of a single report; they stand last.
    "bizRules": _identifier("bizRules"),
}


def _attributes(
    part: Plain,
    order: dict[str, Write],
    namespaces: Mapping[str, str],
) -> str:
    text = "".join(
        [
            write(part[name])
            for name, write in order.items()
            if part.get(name) is not None and part[name] != ""
        ]
    )
    extensions = part.get("extensions")
    return text + _extra(extensions, namespaces) if extensions else text


def _sensor_elements(elements: list[Plain], namespaces: Mapping[str, str]) -> str:
    texts = []
    for element in elements:
        text = "sensorElement"
        metadata = element.get("sensorMetadata")
        if metadata:
            text += "sensorMetadata" + _attributes(metadata, _METADATA, namespaces)
        text += "".join(
            sorted(
                "sensorReport" + _attributes(report, _REPORT, namespaces)
                for report in element.get("sensorReport", ())
            )
        )
        extensions = element.get("extensions")
        texts.append(text + _extra(extensions, namespaces) if extensions else text)
    return "sensorElementList" + "".join(sorted(texts))


_ORDER: Final[tuple[tuple[str, Write], ...]] = (
    ("eventTime", _time("eventTime")),
    ("eventTimeZoneOffset", _text("eventTimeZoneOffset")),
    ("certificationInfo", _certificates),
    ("parentID", _identifier("parentID")),
    ("epcList", _identifiers("epcList")),
    ("inputEPCList", _identifiers("inputEPCList")),
    ("childEPCs", _identifiers("childEPCs")),
    ("quantityList", _quantities("quantityList")),
    ("childQuantityList", _quantities("childQuantityList")),
    ("inputQuantityList", _quantities("inputQuantityList")),
    ("outputEPCList", _identifiers("outputEPCList")),
    ("outputQuantityList", _quantities("outputQuantityList")),
    ("action", _text("action")),
    ("transformationID", _identifier("transformationID")),
    ("bizStep", _word("bizStep", Vocabulary.BIZ_STEP)),
    ("disposition", _word("disposition", Vocabulary.DISPOSITION)),
    ("persistentDisposition", _lasting),
    ("readPoint", _location("readPoint")),
    ("bizLocation", _location("bizLocation")),
    ("sensorElementList", _sensor_elements),
    (
        "bizTransactionList",
        _typed("bizTransactionList", "bizTransaction", Vocabulary.BIZ_TRANSACTION_TYPE),
    ),
    (
        "destinationList",
        _typed("destinationList", "destination", Vocabulary.SOURCE_DEST_TYPE),
    ),
    ("ilmd", _ilmd),
    ("sourceList", _typed("sourceList", "source", Vocabulary.SOURCE_DEST_TYPE)),
)

# Each event type looks only at the fields that it can have.
_ORDERS: Final = {
    kind: tuple(entry for entry in _ORDER if entry[0] in names)
    for kind, names in EVENT_FIELDS.items()
}
