"""What the XML schema of EPCIS 2.0 refuses, we refuse too: GS1's examples, each with one change."""

from __future__ import annotations

import copy
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.conformance.epcis_schemas import schema_errors
from tests.conformance.material import material
from txng.gs1.epcis.report import validate

pytestmark = pytest.mark.conformance

DEEDS = ("swap", "double", "drop", "text", "attribute")
# The schema looks into a user's own elements; we keep them as they are.
_OWN = "{"


@cache
def _roots() -> list[etree._Element]:
    """The examples with events that the schema takes as they are."""
    paths = sorted(material("epcis", "examples", "xml").rglob("*.xml"))
    roots = [etree.fromstring(path.read_bytes()) for path in paths]
    return [
        root
        for root in roots
        if etree.QName(root).localname == "EPCISDocument"
        and len(root.findall("EPCISBody/EventList/*"))
        and not schema_errors(etree.tostring(root))
    ]


def _elements(root: etree._Element) -> list[etree._Element]:
    return [found for found in root.iter() if isinstance(found.tag, str)][1:]


def _change(element: etree._Element, deed: str) -> None:
    parent, following = element.getparent(), element.getnext()
    assert parent is not None
    if deed == "swap" and following is not None:
        element.addprevious(following)
    elif deed == "double":
        element.addnext(copy.deepcopy(element))
    elif deed == "drop":
        parent.remove(element)
    elif deed == "text":
        element.text = f"{element.text or ''} x "
    elif deed == "attribute":
        element.set("foo", "bar")


@st.composite
def changed(draw: st.DrawFn) -> bytes:
    """An example with one element moved, doubled, dropped, or with text or an attribute more."""
    root = copy.deepcopy(draw(st.sampled_from(_roots())))
    element = draw(st.sampled_from([e for e in _elements(root) if not str(e.tag).startswith(_OWN)]))
    _change(element, draw(st.sampled_from(DEEDS)))
    return etree.tostring(root)


@settings(max_examples=600, deadline=None)
@given(changed())
def test_what_the_schema_refuses_is_refused(body: bytes) -> None:
    errors = schema_errors(body)
    if errors:
        assert not validate(body)["ok"], errors


def test_there_are_examples_to_change() -> None:
    assert len(_roots()) >= 25
