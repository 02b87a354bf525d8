"""The values of an event that queries filter on beyond the columns, as narrow rows.

Names and texts stand as 64-bit keys, numbers and moments beside them; a text that reads as a
number or a moment stands as both, since XML has no other way to write it.
"""

import math
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final, NamedTuple

from txng.capture.moments import microseconds
from txng.capture.vocab import INNER, FieldKind
from txng.gs1.epcis.model import (
    Content,
    ErrorDeclaration,
    Event,
    PersistentDisposition,
    SensorElement,
    SensorMetadata,
    SensorReport,
)
from txng.gs1.identifiers import canonical, key64


class FieldRow(NamedTuple):
    """One row of `capture_field` but for its event; `time` in microseconds since 2000."""

    kind: int
    name_key: int
    value_key: int | None = None
    number: float | None = None
    time: int | None = None


_FIRST_OF_MOMENT: Final = frozenset("0123456789")
_FIRST_OF_NUMBER: Final = frozenset("0123456789+-. ")


# Plain numbers: enumerations are slow in the path of each event.
_BIZ_LOCATION: Final[int] = FieldKind.BIZ_LOCATION.value
_BIZ_TRANSACTION: Final[int] = FieldKind.BIZ_TRANSACTION.value
_DESTINATION: Final[int] = FieldKind.DESTINATION.value
_ERROR_DECLARATION: Final[int] = FieldKind.ERROR_DECLARATION.value
_ERROR_EXTENSION: Final[int] = FieldKind.ERROR_EXTENSION.value
_EXTENSION: Final[int] = FieldKind.EXTENSION.value
_ILMD: Final[int] = FieldKind.ILMD.value
_PERSISTENT_SET: Final[int] = FieldKind.PERSISTENT_SET.value
_PERSISTENT_UNSET: Final[int] = FieldKind.PERSISTENT_UNSET.value
_READ_POINT: Final[int] = FieldKind.READ_POINT.value
_SENSOR: Final[int] = FieldKind.SENSOR.value
_SENSOR_ELEMENT: Final[int] = FieldKind.SENSOR_ELEMENT.value
_SENSOR_METADATA: Final[int] = FieldKind.SENSOR_METADATA.value
_SENSOR_REPORT: Final[int] = FieldKind.SENSOR_REPORT.value
_SOURCE: Final[int] = FieldKind.SOURCE.value


def field_rows(event: Event) -> list[FieldRow]:
    """Return all rows of one event; most events have few or none."""
    rows: list[FieldRow] = []
    if event.extensions:
        rows += _content(_EXTENSION, event.extensions)
    if event.error_declaration is not None:
        rows += _declaration(event.error_declaration)
    ilmd = getattr(event, "ilmd", None)
    if ilmd:
        rows += _content(_ILMD, ilmd)
    if hasattr(event, "biz_transaction_list"):
        rows += _why(event)
    return list(dict.fromkeys(rows))


def _why(event: Any) -> Iterator[FieldRow]:
    for item in event.biz_transaction_list:
        yield _named(_BIZ_TRANSACTION, item.type or "", item.biz_transaction)
    for item in event.source_list:
        yield _named(_SOURCE, item.type, item.source)
    for item in event.destination_list:
        yield _named(_DESTINATION, item.type, item.destination)
    if event.persistent_disposition is not None:
        yield from _persistent(event.persistent_disposition)
    for element in event.sensor_element_list:
        yield from _sensor(element)
    for place, kind in (
        (event.read_point, _READ_POINT),
        (event.biz_location, _BIZ_LOCATION),
    ):
        if place is not None and place.extensions:
            yield from _content(kind, place.extensions)


def _named(kind: int, name: str, identifier: str) -> FieldRow:
    return FieldRow(kind, key64(name), key64(canonical(identifier)))


def _persistent(states: PersistentDisposition) -> Iterator[FieldRow]:
    for word in states.set:
        yield FieldRow(_PERSISTENT_SET, key64(""), key64(word))
    for word in states.unset:
        yield FieldRow(_PERSISTENT_UNSET, key64(""), key64(word))


def _declaration(declaration: ErrorDeclaration) -> Iterator[FieldRow]:
    kind = _ERROR_DECLARATION
    yield _value(kind, "declarationTime", declaration.declaration_time)
    if declaration.reason:
        yield _value(kind, "reason", declaration.reason)
    for identifier in declaration.corrective_event_ids:
        yield _value(kind, "correctiveEventID", identifier)
    yield from _content(_ERROR_EXTENSION, declaration.extensions)


def _sensor(element: SensorElement) -> Iterator[FieldRow]:
    """Attributes of metadata and reports; a measured number's name ends in `^` and its unit."""
    yield from _content(_SENSOR_ELEMENT, element.extensions)
    if element.sensor_metadata is not None:
        yield from _sensor_part(element.sensor_metadata, _SENSOR_METADATA)
    for report in element.sensor_report:
        yield from _sensor_part(report, _SENSOR_REPORT)


def _sensor_part(part: SensorMetadata | SensorReport, extension_kind: int) -> Iterator[FieldRow]:
    uom = getattr(part, "uom", None)
    for name in part.__struct_fields__:
        value = getattr(part, name)
        if name == "extensions":
            yield from _content(extension_kind, value)
        elif value is not None:
            unit = f"^{uom}" if uom and isinstance(value, int | float) else ""
            yield _value(_SENSOR, name + unit, value)


def _content(kind: int, content: Content) -> Iterator[FieldRow]:
    for name, value in content.items():
        yield from _values(kind, name, value)


def _values(kind: int, name: str, value: Any) -> Iterator[FieldRow]:
    if isinstance(value, dict):
        yield FieldRow(kind, key64(name))
        inner = kind if kind >= INNER else kind + INNER
        for part_name, part in value.items():
            if part_name == "#text":
                yield _value(kind, name, part)
            elif not part_name.startswith("@"):
                yield from _values(inner, part_name, part)
    elif isinstance(value, list):
        for item in value:
            yield from _values(kind, name, item)
    else:
        yield _value(kind, name, value)


def _value(kind: int, name: str, value: str | float | bool | None) -> FieldRow:
    name_key = key64(name)
    if value is None:
        return FieldRow(kind, name_key)
    if isinstance(value, bool):
        return FieldRow(kind, name_key, key64("true" if value else "false"))
    if isinstance(value, int | float):
        return FieldRow(kind, name_key, key64(f"{value:.15g}"), float(value))
    return FieldRow(kind, name_key, key64(canonical(value)), _number(value), _moment(value))


def _number(text: str) -> float | None:
    if text[:1] not in _FIRST_OF_NUMBER:
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) and "_" not in text else None


def _moment(text: str) -> int | None:
    """Read a moment with its offset; a day, or a time of unknown offset, is none."""
    if len(text) < 20 or text[0] not in _FIRST_OF_MOMENT:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return microseconds(moment) if moment.tzinfo else None
