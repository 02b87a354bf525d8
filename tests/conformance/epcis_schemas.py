"""The XML schemas of EPCIS 2.0, compiled once."""

from __future__ import annotations

from functools import cache
from typing import Any

from lxml import etree

from tests.conformance.material import material


@cache
def _schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(material("epcis", "schema", "xsd-2.0", name))))


def schema_errors(body: bytes) -> list[str]:
    """What the schema of a document's root has against it; empty when it is valid."""
    root = etree.fromstring(body)
    query = etree.QName(root).localname == "EPCISQueryDocument"
    schema = _schema("EPCglobal-epcis-query-2_0.xsd" if query else "EPCglobal-epcis-2_0.xsd")
    schema.validate(root)
    log: Any = schema.error_log  # a list in all but its type stub
    return [f"line {error.line}: {error.message}" for error in log]
