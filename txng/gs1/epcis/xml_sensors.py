"""The sensor elements of an EPCIS XML event: metadata and reports are attributes there."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

import msgspec

from txng.gs1.cbv import BARE, Vocabulary, neutral
from txng.gs1.epcis import model
from txng.gs1.epcis.xml_content import XSI, Scope, attributes_of, boolean, expand, number
from txng.gs1.epcis.xml_fields import Table, children_of, read_shape, require
from txng.gs1.epcis.xml_source import Element, refuse

Convert = Callable[[Element, str, str], Any]
Attributes = dict[str, tuple[str, Convert]]

_XSI: Final = f"{{{XSI}}}"


def _text(_element: Element, _name: str, value: str) -> str:
    return value.strip()


def _string(_element: Element, _name: str, value: str) -> str:
    return value


def _number(element: Element, name: str, value: str) -> int | float:
    parsed = number(value)
    if parsed is None:
        refuse("xml_bad_number", element, name=name, value=value)
    return parsed


def _boolean(element: Element, name: str, value: str) -> bool:
    parsed = boolean(value)
    if parsed is None:
        refuse("xml_bad_boolean", element, name=name, value=value)
    return parsed


def _word(vocabulary: Vocabulary) -> Convert:
    words = BARE[vocabulary]

    def convert(element: Element, _name: str, value: str) -> str:
        value = value.strip()
        known = words.get(value)
        if known is not None:
            return known
        return neutral(vocabulary, expand(value, element))

    return convert


_SHARED: Final[Attributes] = {
    "time": ("time", _text),
    "deviceID": ("device_id", _text),
    "deviceMetadata": ("device_metadata", _text),
    "rawData": ("raw_data", _text),
    "dataProcessingMethod": ("data_processing_method", _text),
    "bizRules": ("biz_rules", _text),
}
METADATA: Final[Attributes] = _SHARED | {
    "startTime": ("start_time", _text),
    "endTime": ("end_time", _text),
}
REPORT: Final[Attributes] = _SHARED | {
    "type": ("type", _word(Vocabulary.MEASUREMENT_TYPE)),
    "exception": ("exception", _word(Vocabulary.SENSOR_ALERT)),
    "component": ("component", _word(Vocabulary.COMPONENT)),
    "microorganism": ("microorganism", _text),
    "chemicalSubstance": ("chemical_substance", _text),
    "coordinateReferenceSystem": ("coordinate_reference_system", _text),
    "stringValue": ("string_value", _string),
    "booleanValue": ("boolean_value", _boolean),
    "hexBinaryValue": ("hex_binary_value", _text),
    "uriValue": ("uri_value", _text),
    "value": ("value", _number),
    "minValue": ("min_value", _number),
    "maxValue": ("max_value", _number),
    "meanValue": ("mean_value", _number),
    "sDev": ("s_dev", _number),
    "percRank": ("perc_rank", _number),
    "percValue": ("perc_value", _number),
    "uom": ("uom", _text),
}


NESTED: Final = "{urn:txng:epcis:xml}json"
"""Attributes hold text alone, JSON extensions of sensor data may be lists or objects. Such a value
is written as JSON, and this attribute lists the names of which that is so."""


def _open_nested(extensions: dict[str, Any]) -> None:
    """Read the attributes that hold JSON; what is none stays text."""
    for name in extensions.pop(NESTED, "").split():
        with suppress(msgspec.DecodeError, KeyError, RecursionError):
            extensions[name] = msgspec.json.decode(extensions[name])


def _read_attributes(element: Element, table: Attributes, scope: Scope) -> dict[str, Any]:
    """The fields of an element whose facts are attributes; those of a user are extensions."""
    fields: dict[str, Any] = {}
    extensions: dict[str, Any] = {}
    for name, value in attributes_of(element):
        known = table.get(name)
        if known is not None:
            fields[known[0]] = known[1](element, name, value)
        elif name[0] != "{":
            refuse("xml_unknown_attribute", element, name=name)
        elif not name.startswith(_XSI):
            extensions[name] = value
    if len(element):
        refuse("xml_unknown_element", element[0], name=element[0].tag, expected="text alone")
    if element.text and element.text.strip():
        extensions["#text"] = element.text
    if extensions:
        _open_nested(extensions)
        fields["extensions"] = extensions
        scope.meet_attributes(element)
    return fields


def _metadata(element: Element, scope: Scope) -> model.SensorMetadata:
    return model.SensorMetadata(**_read_attributes(element, METADATA, scope))


def _report(element: Element, scope: Scope) -> list[model.SensorReport]:
    return [model.SensorReport(**_read_attributes(element, REPORT, scope))]


_ELEMENT: Final[Table] = {
    "sensorMetadata": ("sensor_metadata", _metadata),
    "sensorReport": ("sensor_report", _report),
}


def _sensor_element(element: Element, scope: Scope) -> model.SensorElement:
    found = read_shape(element, scope, _ELEMENT, takes_local=True, repeats="sensorReport")
    require(element, found, ("sensorReport",))
    return model.SensorElement(**found.fields, extensions=found.extensions)


def read_sensor_elements(element: Element, scope: Scope) -> list[model.SensorElement]:
    """Read a `sensorElementList`."""
    if not len(element):
        refuse("xml_empty_element", element, name=element.tag)
    return [_sensor_element(child, scope) for child in children_of(element, "sensorElement")]
