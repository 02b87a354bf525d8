"""What names and values of a JSON-LD document mean: its @context, without fetching anything.

Only prefixes and terms that the document itself writes out are understood, and those of GS1's own
context, which are built in; the address of any other remote context is kept but never opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from txng.gs1 import cbv

if TYPE_CHECKING:
    from txng.gs1.cbv import Vocabulary

STANDARD_PREFIXES: Final[dict[str, str]] = {
    "epcis": "https://ref.gs1.org/epcis/",
    "cbv": cbv.CBV_WEB,
    "cbvmda": "urn:epcglobal:cbv:mda:",
    "gs1": cbv.GS1_WEB,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms": "http://purl.org/dc/terms/",
}
"""The prefixes that GS1's EPCIS context declares (epcis-context.jsonld 2.0)."""

GS1_CONTEXT: Final = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
_GS1_CONTEXTS: Final = (
    "https://ref.gs1.org/standards/epcis/",
    "http://ref.gs1.org/standards/epcis/",
    "https://gs1.github.io/EPCIS/",
)
URI_STARTS: Final = ("urn:", "https://", "http://")
_OLD_SPELLINGS: Final = ("urn:", "https://ns.gs1.org/", "http://ns.gs1.org/")
_GS1_VOC: Final = ("https://gs1.org/", "http://gs1.org/", "https://www.", "http://www.")

# GS1's JSON Schema 2.0.1 refuses URNs, ns.gs1.org and full GS1 Web Vocabulary addresses; these
# spellings stay as they came, so that the rules can refuse them in turn.
JSON_WORDS: Final[dict[Vocabulary, dict[str, str]]] = {
    vocabulary: {
        spelling: word
        for spelling, word in words.items()
        if not spelling.startswith(_OLD_SPELLINGS + _GS1_VOC)
    }
    for vocabulary, words in cbv.BARE.items()
}


class Scope:
    """The prefixes and terms in force at one place of a document."""

    __slots__ = ("_names", "contexts", "declared", "namespaces")

    def __init__(
        self,
        declared: dict[str, str] | None = None,
        contexts: list[str] | None = None,
    ) -> None:
        self.declared: dict[str, str] = declared or {}
        self.namespaces: dict[str, str] = STANDARD_PREFIXES | self.declared
        self.contexts: list[str] = contexts or []
        self._names: dict[str, str] = {}

    def within(self, context: Any) -> Scope:
        """Return the scope inside an object that has this @context; what is malformed is passed
        over."""
        declared, contexts = dict(self.declared), list(self.contexts)
        for item in context if isinstance(context, list) else [context]:
            if isinstance(item, str):
                if not item.startswith(_GS1_CONTEXTS) and item not in contexts:
                    contexts.append(item)
            elif isinstance(item, dict):
                _declare(item, declared)
        return Scope(declared, contexts)

    def uri(self, text: str) -> str:
        """Write a compact URI with a declared prefix out in full; any other text stays."""
        if text.startswith(URI_STARTS):
            return text
        prefix, colon, rest = text.partition(":")
        namespace = self.namespaces.get(prefix) if colon else None
        return text if namespace is None else namespace + rest

    def word(self, vocabulary: Vocabulary, text: str) -> str:
        """Return the bare word of a standard value, the full URI of a company's own."""
        known = JSON_WORDS[vocabulary].get(text)
        if known is not None:
            return known
        full = self.uri(text)
        return text if full == text else cbv.neutral(vocabulary, full)

    def clark(self, name: str) -> str:
        """Return a field name as `{namespace}local`.

        A bare name, a name with an undeclared prefix and a JSON-LD keyword stay as they are.
        """
        known = self._names.get(name)
        if known is None:
            known = self._names[name] = self._clark(name)
        return known

    def _clark(self, name: str) -> str:
        if name.startswith("@"):
            inner = self._clark(name[1:])
            return f"@{inner}" if inner.startswith("{") else name
        if name.startswith(URI_STARTS):
            return self._split(name)
        prefix, colon, local = name.partition(":")
        if not colon:
            term = self.declared.get(name, "")
            # What ends in a separator is a prefix; as a word of its own it would mean nothing.
            return self._split(term) if term and term[-1] not in "/#:" else name
        namespace = self.namespaces.get(prefix)
        if namespace is not None:
            return f"{{{namespace}}}{local}"
        return self._split(name) if local.startswith("//") else name

    def _split(self, uri: str) -> str:
        """Cut a full URI where the longest declared namespace ends, or else after its last
        separator."""
        best = max(
            (n for n in self.namespaces.values() if len(n) < len(uri) and uri.startswith(n)),
            key=len,
            default="",
        )
        cut = len(best) or max(uri.rfind(mark) for mark in "#/:") + 1
        return f"{{{uri[:cut]}}}{uri[cut:]}"


def _declare(item: dict[str, Any], declared: dict[str, str]) -> None:
    """Take the prefixes and terms of one context object."""
    for name, given in item.items():
        meaning = given.get("@id") if isinstance(given, dict) else given
        if name.startswith("@") or not isinstance(meaning, str):
            continue
        full = Scope(declared).uri(meaning)
        if ":" in full:
            declared[name] = full


def is_context(context: Any) -> bool:
    """Say whether a value has the shape of an @context (JSON Schema 2.0.1, `@context`)."""
    if not isinstance(context, list):
        return isinstance(context, str | dict)
    if not all(isinstance(item, str | dict) for item in context):
        return False
    return not any(item in context[:place] for place, item in enumerate(context))
