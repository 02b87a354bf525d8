"""The EPCIS 2.0 document and its events as typed values in one neutral form.

Neutral means:

- a standard vocabulary value is its bare word (`shipping`, `in_transit`, `po`, `Temperature`); a
  company's own value is its full URI (compact URIs with a declared prefix are written out);
- identifiers and times stay as they were written; numbers are numbers;
- what the standard does not name (user extensions, ILMD) keeps its content without loss: names in
  Clark form `{namespace}local` (a name without a namespace stays bare), values `str | int | float
  | bool | None | list | dict`. A repeated XML element is a list. In a dict, `@name` (or
  `@{namespace}name`) holds an XML attribute and `#text` the text beside attributes or children; an
  element with text alone is a str, an empty element is "".

Field names are the standard's in snake_case and are renamed to its own spelling by `msgspec`
(`epc_list` ⇄ `epcList`, `event_id` ⇄ `eventID`); the content of extension fields stands under
`extensions`. Source: EPCIS 2.0 (GS1, June 2022) section 7; JSON binding section 10; XML binding
section 9.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar, Final, Literal

import msgspec

from txng.gs1.errors import Fault

Content = dict[str, Any]
"""Extension content in neutral form (see the module's first lines)."""

_ABBREVIATIONS: Final = {"id": "ID", "epc": "EPC"}


def standard_name(name: str) -> str:
    """Turn a snake_case field name into the standard's spelling.

    >>> [standard_name(n) for n in ("epc_list", "event_id", "input_epc_list", "s_dev")]
    ['epcList', 'eventID', 'inputEPCList', 'sDev']
    """
    first, *rest = name.split("_")
    return first + "".join(_ABBREVIATIONS.get(word, word.capitalize()) for word in rest)


class _Value(
    msgspec.Struct, gc=False, frozen=True, kw_only=True, omit_defaults=True, rename=standard_name
):
    """What all parts share: frozen, the standard's names, empty parts left out.

    They hold no circles, so that the garbage collector need not look at them.
    """


class Location(_Value, frozen=True, kw_only=True):
    """A read point or a business location."""

    id: str
    extensions: Content = {}


class QuantityElement(_Value, frozen=True, kw_only=True):
    """An amount of a class; without `quantity` it is unknown, without `uom` it counts pieces."""

    epc_class: str
    quantity: int | float | None = None
    uom: str | None = None


class BizTransaction(_Value, frozen=True, kw_only=True):
    """A business transaction, with its type if it was stated."""

    biz_transaction: str
    type: str | None = None


class Source(_Value, frozen=True, kw_only=True):
    """Where or from whom a transfer starts."""

    source: str
    type: str


class Destination(_Value, frozen=True, kw_only=True):
    """Where or to whom a transfer goes."""

    destination: str
    type: str


class PersistentDisposition(_Value, frozen=True, kw_only=True):
    """States that hold until they are unset."""

    set: list[str] = []
    unset: list[str] = []


class SensorMetadata(_Value, frozen=True, kw_only=True):
    """What holds for every report of a sensor element."""

    time: str | None = None
    start_time: str | None = None
    end_time: str | None = None
    device_id: str | None = None
    device_metadata: str | None = None
    raw_data: str | None = None
    data_processing_method: str | None = None
    biz_rules: str | None = None
    extensions: Content = {}


class SensorReport(_Value, frozen=True, kw_only=True):
    """One observation of one property; JSON always states its type, XML may leave it out."""

    type: str | None = None
    exception: str | None = None
    device_id: str | None = None
    device_metadata: str | None = None
    raw_data: str | None = None
    data_processing_method: str | None = None
    biz_rules: str | None = None
    time: str | None = None
    microorganism: str | None = None
    chemical_substance: str | None = None
    coordinate_reference_system: str | None = None
    component: str | None = None
    value: int | float | None = None
    string_value: str | None = None
    boolean_value: bool | None = None
    hex_binary_value: str | None = None
    uri_value: str | None = None
    min_value: int | float | None = None
    max_value: int | float | None = None
    mean_value: int | float | None = None
    s_dev: int | float | None = None
    perc_rank: int | float | None = None
    perc_value: int | float | None = None
    uom: str | None = None
    extensions: Content = {}


class SensorElement(_Value, frozen=True, kw_only=True):
    """Reports of sensors, with what they have in common."""

    sensor_metadata: SensorMetadata | None = None
    sensor_report: list[SensorReport] = []
    extensions: Content = {}


class ErrorDeclaration(_Value, frozen=True, kw_only=True):
    """A statement that an earlier event, identified by the same eventID, is wrong."""

    declaration_time: str
    reason: str | None = None
    # The standard writes the plural with a small s.
    corrective_event_ids: list[str] = msgspec.field(default_factory=list, name="correctiveEventIDs")
    extensions: Content = {}


class Origin(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """How an event came: its exact bytes and what is needed to understand them.

    `raw` holds the event alone (for XML its own serialised element with the namespace declarations
    it needs); `format` is "json", "xml-1.2" or "xml-2.0"; `path` is the JSON pointer or XPath-like
    path of the event in its document; `namespaces` is prefix → namespace, as in force for this
    event; `contexts` are JSON-LD context addresses beyond GS1's own (never fetched);
    `hash_ignores` are names of extension fields, in Clark form, that the document excludes from
    the event hash; `misplaced` is the first XML element that the schema wants earlier.
    """

    raw: bytes = b""
    format: str = ""
    path: str = ""
    namespaces: dict[str, str] = {}
    contexts: list[str] = []
    hash_ignores: frozenset[str] = frozenset()
    misplaced: str = ""


_NO_ORIGIN: Final = Origin()


class Event(_Value, gc=True, frozen=True, kw_only=True, dict=True):
    """What every event states: when, by which id, and what a user adds."""

    event_time: str
    event_time_zone_offset: str
    record_time: str | None = None
    event_id: str | None = None
    certification_info: list[str] = []
    error_declaration: ErrorDeclaration | None = None
    extensions: Content = {}
    origin: Origin = _NO_ORIGIN

    @property
    def type(self) -> str:
        """The event type: a standard name, or the URI of an extension type."""
        return type(self).__name__

    @property
    def raw(self) -> bytes:
        """The event's exact bytes as they came; empty for an event made by the program."""
        return self.origin.raw

    @property
    def raw_format(self) -> str:
        """ "json", "xml-1.2", "xml-2.0", or "" for an event made by the program."""
        return self.origin.format

    @cached_property
    def plain(self) -> dict[str, Any]:
        """The event as plain data in the standard's own names, `type` first; not to be changed.

        Rules, hash and writers read this; a reader that has such a dict at hand sets it and saves
        the work.
        """
        content = msgspec.to_builtins(self)
        content.pop("origin", None)
        return {"type": self.type, **content}


class _StepEvent(Event, frozen=True, kw_only=True):
    """What all standard events may state: why, where, between whom, in which conditions."""

    biz_step: str | None = None
    disposition: str | None = None
    persistent_disposition: PersistentDisposition | None = None
    read_point: Location | None = None
    biz_location: Location | None = None
    biz_transaction_list: list[BizTransaction] = []
    source_list: list[Source] = []
    destination_list: list[Destination] = []
    sensor_element_list: list[SensorElement] = []


Action = Literal["OBSERVE", "ADD", "DELETE"]


class ObjectEvent(_StepEvent, frozen=True, kw_only=True):
    """Something happened to objects."""

    action: Action
    epc_list: list[str] = []
    quantity_list: list[QuantityElement] = []
    ilmd: Content | None = None


class AggregationEvent(_StepEvent, frozen=True, kw_only=True):
    """Objects were put into, seen in, or taken out of a parent."""

    action: Action
    parent_id: str | None = None
    child_epcs: list[str] = msgspec.field(default_factory=list, name="childEPCs")
    child_quantity_list: list[QuantityElement] = []


class AssociationEvent(_StepEvent, frozen=True, kw_only=True):
    """Objects were tied to a parent object or place, or untied."""

    action: Action
    parent_id: str
    child_epcs: list[str] = msgspec.field(default_factory=list, name="childEPCs")
    child_quantity_list: list[QuantityElement] = []


class TransactionEvent(_StepEvent, frozen=True, kw_only=True):
    """Objects were tied to business transactions, or untied."""

    action: Action
    parent_id: str | None = None
    epc_list: list[str] = []
    quantity_list: list[QuantityElement] = []


class TransformationEvent(_StepEvent, frozen=True, kw_only=True):
    """Inputs were consumed, wholly or partly, and outputs made."""

    input_epc_list: list[str] = []
    input_quantity_list: list[QuantityElement] = []
    output_epc_list: list[str] = []
    output_quantity_list: list[QuantityElement] = []
    transformation_id: str | None = None
    ilmd: Content | None = None


class ExtendedEvent(Event, frozen=True, kw_only=True):
    """An event of a user's type; all beyond the common fields stands in `extensions`."""

    type_uri: str

    @property
    def type(self) -> str:
        """The URI of the type."""
        return self.type_uri

    @cached_property
    def plain(self) -> dict[str, Any]:
        """The event as plain data, as for every event."""
        content = msgspec.to_builtins(self)
        content.pop("origin", None)
        content.pop("typeUri", None)
        return {"type": self.type_uri, **content}


class InvalidEvent(Event, frozen=True, kw_only=True):
    """An event that breaks the standard so that no typed event can be made of it.

    Its times are empty; a reader sets `plain` to what came, and `check` says what is wrong with it.
    """

    event_time: str = ""
    event_time_zone_offset: str = ""
    type_name: str = ""
    faults: list[Fault] = []

    @property
    def type(self) -> str:
        """The type that the event claims to be of."""
        return self.type_name


EVENT_TYPES: Final[dict[str, type[Event]]] = {
    kind.__name__: kind
    for kind in (
        ObjectEvent,
        AggregationEvent,
        AssociationEvent,
        TransactionEvent,
        TransformationEvent,
    )
}
"""The five standard event types by name; every other type is an `ExtendedEvent`."""


class Attribute(_Value, frozen=True, kw_only=True):
    """One master-data attribute; the value is text, a number or neutral content."""

    id: str
    attribute: Any = None


class VocabularyElement(_Value, frozen=True, kw_only=True):
    """One master-data entry: what is said about an identifier, and what lies below it."""

    id: str
    attributes: list[Attribute] = []
    children: list[str] = []


class Vocabulary(_Value, frozen=True, kw_only=True):
    """Master data of one kind, e.g. `urn:epcglobal:epcis:vtype:BusinessLocation`."""

    type: str
    vocabulary_element_list: list[VocabularyElement] = []


Kind = Literal["EPCISDocument", "EPCISQueryDocument", "Event"]


class Document(msgspec.Struct, kw_only=True):
    """A document with its events in order; `kind` "Event" is one event sent alone."""

    KINDS: ClassVar[tuple[str, ...]] = ("EPCISDocument", "EPCISQueryDocument", "Event")

    kind: Kind = "EPCISDocument"
    format: str = ""
    """What was read: "json", "xml-1.2" or "xml-2.0"; "" when made by the program."""
    schema_version: str | None = None
    creation_date: str | None = None
    id: str | None = None
    # JSON carries three header facts as plain fields; XML carries a whole Standard Business
    # Document Header.
    instance_identifier: str | None = None
    sender: str | None = None
    receiver: str | None = None
    business_header: Content | None = None
    """The children of the XML StandardBusinessDocumentHeader as neutral content."""
    master_data: list[Vocabulary] = []
    header_extensions: Content = {}
    """What the EPCISHeader holds beside master data and the business header."""
    extensions: Content = {}
    """What the document holds beside the standard's own fields."""
    namespaces: dict[str, str] = {}
    """Every prefix → namespace declared at the document or on an event; where one prefix has two
    meanings, the first stays here and the event's own stands in its `origin.namespaces`."""
    contexts: list[str] = []
    """JSON-LD context addresses beyond GS1's own."""
    query_name: str | None = None
    subscription_id: str | None = None
    events: list[Event] = []
    faults: list[Fault] = []
    """What the reader found wrong with the document around its events."""
