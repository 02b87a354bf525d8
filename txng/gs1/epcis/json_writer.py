"""Writes documents and events as EPCIS 2.0 JSON-LD: one merged @context, fields always in the same
order.

What was read is written again with nothing lost, so that the event hashes stay: extension names as
compact URIs with the prefixes that the document declared, a generated prefix where it declared
none, and an @context of its own for an event that uses a prefix otherwise than its document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec
import orjson

from txng.gs1.epcis.formats import identifier_speller
from txng.gs1.epcis.json_names import GS1_CONTEXT, STANDARD_PREFIXES
from txng.gs1.epcis.json_reader import BUSINESS_HEADER
from txng.gs1.epcis.model import Document, ExtendedEvent, InvalidEvent
from txng.gs1.errors import Gs1Error

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from txng.gs1.epcis.formats import EpcFormat
    from txng.gs1.epcis.model import Event, Vocabulary

Tree = dict[str, Any]

_WELL_KNOWN: Final = {
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
    "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader": "sbdh",
}
_ID_LISTS: Final = frozenset({"epcList", "childEPCs", "inputEPCList", "outputEPCList"})
_ID_OBJECTS: Final = {
    "quantityList": "epcClass",
    "childQuantityList": "epcClass",
    "inputQuantityList": "epcClass",
    "outputQuantityList": "epcClass",
    "bizTransactionList": "bizTransaction",
    "sourceList": "source",
    "destinationList": "destination",
}


def write_json(document: Document, *, epc_format: EpcFormat = "as-captured") -> bytes:
    """Write a document (or, for kind "Event", its one event) as JSON-LD, UTF-8, without blanks.

    Raises Gs1Error when one of the events breaks the standard so that it could not be read.
    """
    names = _Names(document.namespaces)
    spell = identifier_speller(epc_format)
    events = [_event(event, names, spell) for event in document.events]
    if document.kind == "Event":
        own = events[0].pop("@context", {})
        context = _context(names, document.contexts, own)
        return orjson.dumps({"@context": context, **events[0]})
    tree = _head(document, names)
    if document.kind == "EPCISDocument":
        header = _header(document, names)
        if header:
            tree["epcisHeader"] = header
        tree["epcisBody"] = {"eventList": events}
    else:
        tree["epcisBody"] = {"queryResults": _results(document, events, names)}
    return orjson.dumps({"@context": _context(names, document.contexts, {}), **tree})


def write_json_event(event: Event, *, epc_format: EpcFormat = "as-captured") -> bytes:
    """Write one event alone, with the @context that it needs."""
    origin = event.origin
    document = Document(
        kind="Event",
        events=[event],
        namespaces=origin.namespaces,
        contexts=origin.contexts,
    )
    return write_json(document, epc_format=epc_format)


class _Names:
    """Which prefix stands for which namespace; makes one where none is declared."""

    def __init__(self, declared: Mapping[str, str]) -> None:
        self.declared = _free(declared)
        self.used: dict[str, str] = {}
        self._made: dict[str, str] = {}
        self._prefixes = _reversed(STANDARD_PREFIXES | self.declared)

    def meet(self, namespaces: Mapping[str, str]) -> dict[str, str]:
        """Take over the prefixes of an event; return those that mean something else here."""
        namespaces = _free(namespaces)
        known = STANDARD_PREFIXES | self.declared
        new = {prefix: uri for prefix, uri in namespaces.items() if prefix not in known}
        if new:
            self.declared |= new
            self._prefixes = _reversed(STANDARD_PREFIXES | self.declared)
        return {prefix: uri for prefix, uri in namespaces.items() if known.get(prefix, uri) != uri}

    def within(self, overrides: dict[str, str]) -> _Names:
        """The names inside an event that declares some prefixes otherwise."""
        inner = _Names(self.declared | overrides)
        inner.used, inner._made = self.used, self._made
        return inner

    def short(self, name: str) -> str:
        """Write a Clark name as a compact URI; any other name stays."""
        if name.startswith("@{"):
            return f"@{self.short(name[1:])}"
        if not name.startswith("{"):
            return name
        namespace, _, local = name[1:].partition("}")
        prefix = self._prefixes.get(namespace) or self._made.get(namespace)
        if prefix is None:
            prefix = self._make(namespace)
        elif prefix not in self.declared and prefix in STANDARD_PREFIXES:
            self.used[prefix] = namespace
        return f"{prefix}:{local}"

    def _make(self, namespace: str) -> str:
        taken = self.declared.keys() | self._made.values() | STANDARD_PREFIXES.keys()
        prefix = _WELL_KNOWN.get(namespace, "")
        number = 0
        while not prefix or prefix in taken:
            number += 1
            prefix = f"ns{number}"
        self._made[namespace] = prefix
        self.used[prefix] = namespace
        return prefix

    def content(self, value: Any) -> Any:
        """Write neutral extension content with compact names."""
        if isinstance(value, dict):
            return {self.short(name): self.content(item) for name, item in value.items()}
        if isinstance(value, list):
            return [self.content(item) for item in value]
        return value


def _free(declared: Mapping[str, str]) -> dict[str, str]:
    """The declared prefixes without those that would give a standard one another meaning.

    GS1's context protects its terms, so that no JSON-LD reader takes such a document; XML names
    `urn:epcglobal:cbv:mda` without the colon that JSON-LD needs and calls it cbvmda too.
    """
    return {
        prefix: uri for prefix, uri in declared.items() if STANDARD_PREFIXES.get(prefix, uri) == uri
    }


def _reversed(prefixes: Mapping[str, str]) -> dict[str, str]:
    """Namespace → prefix; of several prefixes the first in order of the alphabet."""
    found: dict[str, str] = {}
    for prefix in sorted(prefixes, reverse=True):
        found[prefixes[prefix]] = prefix
    return found


def _context(names: _Names, contexts: list[str], own: Mapping[str, str]) -> list[Any]:
    prefixes = {**names.declared, **names.used, **own}
    declared = [dict(sorted(prefixes.items()))] if prefixes else []
    return [GS1_CONTEXT, *contexts, *declared]


def _head(document: Document, names: _Names) -> Tree:
    tree: Tree = {"type": document.kind}
    for name, value in (
        ("id", document.id),
        ("schemaVersion", "2.0"),
        ("creationDate", document.creation_date),
    ):
        if value is not None:
            tree[name] = value
    if document.kind == "EPCISDocument":
        for name, value in (
            ("instanceIdentifier", document.instance_identifier),
            ("sender", document.sender),
            ("receiver", document.receiver),
        ):
            if value is not None:
                tree[name] = value
    for name, value in document.extensions.items():
        # An attribute of the XML root has no other place than a field.
        tree[names.short(name.removeprefix("@"))] = names.content(value)
    return tree


def _header(document: Document, names: _Names) -> Tree:
    header: Tree = {}
    if document.master_data:
        header["epcisMasterData"] = {"vocabularyList": _vocabularies(document.master_data, names)}
    if document.business_header:
        header[names.short(BUSINESS_HEADER)] = names.content(document.business_header)
    for name, value in document.header_extensions.items():
        header[names.short(name.removeprefix("@"))] = names.content(value)
    return header


def _results(document: Document, events: list[Tree], names: _Names) -> Tree:
    results: Tree = {"queryName": document.query_name or "SimpleEventQuery"}
    if document.subscription_id is not None:
        results["subscriptionID"] = document.subscription_id
    results["resultsBody"] = {"eventList": events}
    if document.master_data:
        results["resultsBody"]["vocabularyList"] = _vocabularies(document.master_data, names)
    return results


def _vocabularies(vocabularies: list[Vocabulary], names: _Names) -> list[Tree]:
    trees: list[Tree] = msgspec.to_builtins(vocabularies)
    for tree in trees:
        for element in tree.get("vocabularyElementList", ()):
            for attribute in element.get("attributes", ()):
                if "attribute" in attribute:
                    attribute["attribute"] = names.content(attribute["attribute"])
    return trees


def _event(event: Event, names: _Names, spell: Callable[[str], str]) -> Tree:
    if isinstance(event, InvalidEvent):
        raise Gs1Error(*event.faults)
    overrides = names.meet(event.origin.namespaces)
    tree: Tree = {"type": event.type}
    if overrides:
        names = names.within(overrides)
        tree["@context"] = overrides
    fields: Tree = msgspec.to_builtins(event)
    for name in ("origin", "typeUri"):
        fields.pop(name, None)
    _compact(fields, names)
    if "ilmd" in fields:
        fields["ilmd"] = names.content(fields["ilmd"])
    if len(fields.get("certificationInfo", ())) == 1:
        fields["certificationInfo"] = fields["certificationInfo"][0]
    if not isinstance(event, ExtendedEvent):  # what a user's type holds has no known shape
        _respell(fields, spell)
    return tree | fields


def _compact(part: Tree, names: _Names) -> None:
    """Put the extension fields of a part and of the standard parts in it back beside its fields."""
    extensions = part.pop("extensions", {})
    for name in ("errorDeclaration", "readPoint", "bizLocation", "sensorMetadata"):
        if name in part:
            _compact(part[name], names)
    for name in ("sensorElementList", "sensorReport"):
        for inner in part.get(name, ()):
            _compact(inner, names)
    for name, value in extensions.items():
        part[names.short(name)] = names.content(value)


def _respell(fields: Tree, spell: Callable[[str], str]) -> None:
    for name in fields.keys() & _ID_LISTS:
        fields[name] = [spell(text) for text in fields[name]]
    for name in fields.keys() & {"parentID", "transformationID"}:
        fields[name] = spell(fields[name])
    for name in fields.keys() & {"readPoint", "bizLocation"}:
        fields[name]["id"] = spell(fields[name]["id"])
    for name in fields.keys() & _ID_OBJECTS.keys():
        for item in fields[name]:
            item[_ID_OBJECTS[name]] = spell(item[_ID_OBJECTS[name]])
