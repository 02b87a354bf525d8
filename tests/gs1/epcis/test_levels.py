"""One thing stands where one thing is asked for, a class or lot where a class is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gs1.epcis.documents import body, event
from txng.gs1.epcis.read import read
from txng.gs1.epcis.rules import check

STEM = "https://id.gs1.org/"
GTIN = STEM + "01/08935000000014"
INSTANCES = [
    GTIN + "/21/1",
    GTIN + "/235/AB1",
    STEM + "00/389350000000000015",
    STEM + "253/8935000000014X1",
    STEM + "255/893500000001442",
    STEM + "401/8935000AAA",
    STEM + "414/8935000000007",
    STEM + "414/8935000000007/254/A",
    STEM + "417/8935000000007",
    STEM + "8003/0893500000001477",
    STEM + "8004/8935000AA",
    STEM + "8006/089350000000140102/21/1",
    STEM + "8010/8935000A/8011/1",
    "https://shop.vn/gtin/8935000000014/ser/A%2FB",
    "urn:epc:id:sgtin:8935000.000001.1",
    "urn:epc:id:grai:8935000.00001.1",
    "urn:epc:id:gdti:8935000.00001.1",
    "urn:epc:id:cpi:8935000.A.1",
    "urn:epc:id:itip:8935000.000001.01.02.1",
    "urn:epc:id:upui:8935000.000001.A1",
    "urn:epc:id:gsrn:8935000.0000000001",
    "urn:epc:id:gid:95100000.12.3",
]
CLASSES = [
    GTIN,
    GTIN + "/10/L1",
    GTIN + "/22/V",
    STEM + "253/8935000000014",
    STEM + "255/8935000000014",
    STEM + "8003/08935000000014",
    STEM + "8006/089350000000140102",
    STEM + "8010/8935000A",
    "https://shop.vn/gtin/8935000000014/lot/A%2FB",
    "urn:epc:class:lgtin:8935000.000001.L1",
    "urn:epc:idpat:sgtin:8935000.000001.*",
    "urn:epc:idpat:sgtin:8935000.*.*",
    "urn:epc:idpat:grai:8935000.00001.*",
    "urn:epc:idpat:gdti:8935000.00001.*",
    "urn:epc:idpat:cpi:8935000.A.*",
    "urn:epc:idpat:itip:8935000.000001.01.02.*",
    "urn:epc:idpat:gid:95100000.12.*",
]
OWN = ["https://htx.vn/obj/1", "https://htx.vn/class/1/lot/2", "urn:vn:htx:1"]

PARENT = {"parentID": STEM + "00/389350000000000015"}
PLACES_OF_ONE: list[tuple[str, dict[str, Any]]] = [
    ("ObjectEvent", {"epcList": ["{}"]}),
    (
        "TransactionEvent",
        {"epcList": ["{}"], "bizTransactionList": [{"bizTransaction": "urn:a:b"}]},
    ),
    ("AggregationEvent", {**PARENT, "childEPCs": ["{}"]}),
    ("AssociationEvent", {**PARENT, "childEPCs": ["{}"]}),
    ("AggregationEvent", {"parentID": "{}", "childEPCs": [GTIN + "/21/7"]}),
    ("TransformationEvent", {"inputEPCList": ["{}"], "outputEPCList": [GTIN + "/21/7"]}),
    ("TransformationEvent", {"inputEPCList": [GTIN + "/21/7"], "outputEPCList": ["{}"]}),
]
PLACES_OF_MANY: list[tuple[str, dict[str, Any]]] = [
    ("ObjectEvent", {"quantityList": [{"epcClass": "{}"}]}),
    ("AggregationEvent", {**PARENT, "childQuantityList": [{"epcClass": "{}", "quantity": 2}]}),
    (
        "TransformationEvent",
        {
            "inputQuantityList": [{"epcClass": "{}", "quantity": 2.5, "uom": "KGM"}],
            "outputEPCList": [GTIN + "/21/7"],
        },
    ),
    (
        "TransformationEvent",
        {"inputEPCList": [GTIN + "/21/7"], "outputQuantityList": [{"epcClass": "{}"}]},
    ),
]


def put(value: Any, identifier: str) -> Any:
    """The same with the identifier at its place."""
    if isinstance(value, dict):
        return {name: put(item, identifier) for name, item in value.items()}
    if isinstance(value, list):
        return [put(item, identifier) for item in value]
    return identifier if value == "{}" else value


def codes(place: tuple[str, dict[str, Any]], identifier: str) -> list[str]:
    kind, fields = place
    action = ... if kind == "TransformationEvent" else "ADD"
    changes = {"epcList": ..., **put(fields, identifier)}
    return [f.code for f in check(read(body(event(type=kind, action=action, **changes))))]


@pytest.mark.parametrize("place", PLACES_OF_ONE)
def test_a_list_of_things_takes_no_class_and_no_lot(place: tuple[str, dict[str, Any]]) -> None:
    assert {i: codes(place, i) for i in INSTANCES + OWN} == {i: [] for i in INSTANCES + OWN}
    assert {i: codes(place, i) for i in CLASSES} == {i: ["class_for_instance"] for i in CLASSES}


@pytest.mark.parametrize("place", PLACES_OF_MANY)
def test_a_list_of_amounts_takes_no_single_thing(place: tuple[str, dict[str, Any]]) -> None:
    assert {i: codes(place, i) for i in CLASSES + OWN} == {i: [] for i in CLASSES + OWN}
    assert {i: codes(place, i) for i in INSTANCES} == {i: ["instance_for_class"] for i in INSTANCES}


def test_a_serial_beside_a_lot_names_the_one_thing() -> None:
    both = GTIN + "/10/L1/21/7"
    assert codes(PLACES_OF_ONE[0], both) == []
    assert codes(PLACES_OF_MANY[0], both) == ["instance_for_class"]


def test_a_refused_thing_is_told_with_its_class() -> None:
    fields = {"epcList": ..., "quantityList": [{"epcClass": GTIN + "/21/7"}]}
    (found,) = check(read(body(event(**fields))))
    assert (found.path, found.expected) == ("/epcisBody/eventList/0/quantityList/0/epcClass", GTIN)


@given(st.lists(st.sampled_from(INSTANCES + CLASSES), min_size=1, max_size=6, unique=True))
def test_among_many_things_each_class_is_found_at_its_place(identifiers: list[str]) -> None:
    found = check(read(body(event(epcList=identifiers))))
    wrong = [
        f"/epcisBody/eventList/0/epcList/{n}" for n, i in enumerate(identifiers) if i in CLASSES
    ]
    assert [fault.path for fault in found] == wrong


def amounts(**amount: Any) -> list[tuple[str, str]]:
    fields = {"epcList": ..., "quantityList": [{"epcClass": GTIN, **amount}]}
    start = "/epcisBody/eventList/0/quantityList/0/"
    return [(f.code, f.path.removeprefix(start)) for f in check(read(body(event(**fields))))]


@given(st.integers(0, 10**6), st.sampled_from(["KGM", "LTR", "C62"]))
def test_a_count_is_whole_and_a_unit_has_its_quantity(count: int, unit: str) -> None:
    assert amounts(quantity=count) == amounts(quantity=float(count)) == amounts() == []
    assert amounts(quantity=count + 0.5, uom=unit) == []
    assert amounts(quantity=count + 0.5) == [("fraction_without_uom", "quantity")]
    assert amounts(uom=unit) == [("uom_without_quantity", "uom")]
