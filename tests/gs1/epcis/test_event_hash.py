"""The event hash: equal events have equal hashes, any change of meaning changes it."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from epcis_event_hash_generator import hash_generator, json_to_py
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gs1.epcis.documents import body, document, event
from txng.gs1.epcis.hash import event_hash, hash_text, prehash
from txng.gs1.epcis.hash_values import number_text, text_value
from txng.gs1.epcis.read import read
from txng.gs1.epcis.values import utc_time
from txng.gs1.errors import Gs1Error

GTIN = "https://id.gs1.org/01/08935000000014"


def prehash_of(**changes: Any) -> str:
    return prehash(read(body(event(**changes))).events[0])


def test_the_prehash_is_the_event_in_canonical_order() -> None:
    assert prehash_of() == (
        "eventType=ObjectEventeventTime=2026-11-21T01:30:00.000ZeventTimeZoneOffset=+07:00"
        "epcListepc=https://id.gs1.org/01/08935000000014/21/1001action=ADD"
        "bizStep=https://ref.gs1.org/cbv/BizStep-commissioning"
        "disposition=https://ref.gs1.org/cbv/Disp-active"
        "readPointid=https://id.gs1.org/414/8935000000007"
    )


def test_the_hash_names_its_algorithm_and_version() -> None:
    found = event_hash(read(body(event())).events[0])
    assert found == hash_text(prehash_of())
    assert (found[:14], found[-11:], len(found)) == ("ni:///sha-256;", "?ver=CBV2.0", 89)


@pytest.mark.parametrize(
    "uri",
    [
        "urn:epc:id:sgtin:8935000.000001.a';=!",
        GTIN + "/21/a';=!",
        GTIN + "/21/a%27%3b%3D%21",
        "https://shop.vn/01/8935000000014/21/a'%3B=%21?x=1",
    ],
)
def test_three_characters_of_a_serial_stand_in_the_prehash_as_they_are(uri: str) -> None:
    assert f"epc={GTIN}/21/a';=%21action" in prehash_of(epcList=[uri])


def test_a_web_address_keeps_its_own_spelling() -> None:
    assert "epc=https://htx.vn/a%27baction" in prehash_of(epcList=["https://htx.vn/a%27b"])


SAME: list[dict[str, Any]] = [
    {"eventTime": "2026-11-21T01:30:00Z"},
    {"eventTime": "2026-11-21T08:30:00.0004+07:00"},
    {"eventID": "urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8"},
    {"recordTime": "2026-11-21T10:00:00Z"},
    {"errorDeclaration": {"declarationTime": "2026-11-22T10:00:00Z"}},
    {"rdfs:comment": "a word to the reader"},
    {"bizStep": "cbv:BizStep-commissioning"},
    {"bizStep": "https://ref.gs1.org/cbv/BizStep-commissioning"},
    {"epcList": ["urn:epc:id:sgtin:8935000.000001.1001"]},
    {"epcList": ["https://shop.vn/a/gtin/8935000000014/21/1001?x=y"]},
    {"epcList": [GTIN + "/10/L1/21/1001"]},
    {"readPoint": {"id": "urn:epc:id:sgln:8935000.00000.0"}},
]


@pytest.mark.parametrize("changes", SAME)
def test_another_spelling_of_the_same_event_has_the_same_hash(changes: dict[str, Any]) -> None:
    assert prehash_of(**changes) == prehash_of()


OTHER: list[dict[str, Any]] = [
    {"eventTime": "2026-11-21T08:30:00.001+07:00"},
    {"eventTimeZoneOffset": "+08:00", "eventTime": "2026-11-21T01:30:00Z"},
    {"action": "OBSERVE"},
    {"bizStep": "packing"},
    {"bizStep": ...},
    {"epcList": [GTIN + "/21/1002"]},
    {"epcList": [GTIN + "/21/1001", GTIN + "/21/1002"]},
    {"readPoint": {"id": "https://id.gs1.org/414/8935000000007", "ex:gate": "2"}},
    {"ex:crop": "rice"},
    {"ilmd": {"ex:crop": "rice"}},
    {"certificationInfo": "https://example.vn/vietgap/1"},
]


@pytest.mark.parametrize("changes", OTHER)
def test_any_change_of_meaning_changes_the_hash(changes: dict[str, Any]) -> None:
    assert prehash_of(**changes) != prehash_of()


def test_extensions_stand_last_and_sorted_with_full_names() -> None:
    changes = {
        "ex:b": ["2", "10"],
        "ex:a": {"ex:y": 1.50, "ex:x": "urn:epc:id:sscc:8935000.3000000001"},
    }
    ns = "{https://example.vn/ns/}"
    sscc = "https://id.gs1.org/00/389350000000000015"
    assert prehash_of(**changes) == (f"{prehash_of()}{ns}a{ns}x={sscc}{ns}y=1.5{ns}b=10{ns}b=2")


def test_an_invalid_event_has_no_hash_but_its_faults() -> None:
    with pytest.raises(Gs1Error) as caught:
        prehash_of(action="CREATE")
    assert [fault.code for fault in caught.value.faults] == ["bad_action"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("23.0", "23"),
        ("+5", "5"),
        ("007", "7"),
        ("0.050", "0.05"),
        ("1.5E3", "1500"),
        ("-0", "0"),
        (".5", "0.5"),
        ("12345678901234567890", "12345678901234567890"),
        ("1e999", "1" + "0" * 999),
        ("1e9999", "1e9999"),
        ("1_000", "1_000"),
        ("nan", "nan"),
        ("inf", "inf"),
        (" x ", "x"),
        ("٣", "٣"),
        ("1.2.3", "1.2.3"),
        ("", ""),
    ],
)
def test_a_text_that_is_a_number_is_trimmed_exactly(text: str, written: str) -> None:
    assert text_value(text) == written


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_written_without_exponent_and_reads_back(number: float) -> None:
    written = number_text(number)
    assert float(written) == number
    assert "e" not in written
    assert text_value(written) == written


@given(
    st.datetimes(),
    st.sampled_from(["Z", "+07:00", "-06:00", "+05:45"]),
    st.text("0123456789", max_size=6),
)
def test_a_time_keeps_its_instant_within_half_a_millisecond(
    moment: Any, zone: str, fraction: str
) -> None:
    text = moment.replace(microsecond=0).isoformat() + (f".{fraction}" if fraction else "") + zone
    written = utc_time(text)
    if written is not None:
        assert utc_time(written) == written
        assert len(written) == 24


@pytest.mark.parametrize(
    ("fraction", "written"),
    [
        (".1415", "03.142"),
        (".14149999", "03.141"),
        (".1414", "03.141"),
        (".9995", "04.000"),
        (".99949", "03.999"),
        (".5", "03.500"),
        ("", "03.000"),
    ],
)
def test_the_third_decimal_is_rounded_by_the_fourth(fraction: str, written: str) -> None:
    assert utc_time(f"2026-11-21T08:30:03{fraction}+07:00") == f"2026-11-21T01:30:{written}Z"


# --- the reference generator as an oracle ------------------------------------------------------

NAMES = ["ex:a", "ex:b", "ex:c"]
VALUES = st.recursive(
    st.sampled_from(["1.50", "abc", "urn:epc:id:sgtin:8935000.000001.7", GTIN, "2026-11-21", "0"])
    | st.integers(0, 999),
    lambda inner: (
        st.dictionaries(st.sampled_from(NAMES), inner, min_size=1, max_size=3)
        | st.lists(st.sampled_from(["x", "10", "9"]), min_size=1, max_size=3)
    ),
    max_leaves=5,
)
EPCS = st.lists(
    st.sampled_from(
        [f"{GTIN}/21/{n}" for n in range(4)]
        + ["urn:epc:id:sscc:8935000.3000000001", "urn:epc:id:giai:8935000.4"]
    ),
    min_size=1,
    max_size=4,
    unique=True,
)
AMOUNTS = st.lists(
    st.fixed_dictionaries(
        {
            "epcClass": st.sampled_from(
                [GTIN, f"{GTIN}/10/L1", "urn:epc:class:lgtin:8935000.000001.L2"]
            )
        },
        optional={"quantity": st.sampled_from([1, 2.5, 10.0]), "uom": st.just("KGM")},
    ),
    min_size=1,
    max_size=3,
)
TRANSFERS = {
    "bizTransactionList": ("bizTransaction", ["po", "desadv"]),
    "sourceList": ("source", ["owning_party", "location"]),
    "destinationList": ("destination", ["owning_party", "location"]),
}
REPORTS = st.lists(
    st.fixed_dictionaries(
        {"type": st.sampled_from(["Temperature", "Speed"])},
        optional={
            "value": st.sampled_from([1, 2.5]),
            "uom": st.just("CEL"),
            "time": st.just("2026-11-21T08:30:00Z"),
            "deviceID": st.just("urn:epc:id:giai:8935000.4"),
            "ex:a": st.sampled_from(["1.0", "b"]),
        },
    ),
    min_size=1,
    max_size=3,
)


@st.composite
def events(draw: st.DrawFn) -> dict[str, Any]:
    changes: dict[str, Any] = {"epcList": draw(EPCS)}
    if draw(st.booleans()):
        changes["quantityList"] = draw(AMOUNTS)
    for name, (inner, types) in TRANSFERS.items():
        if draw(st.booleans()):
            chosen = draw(st.lists(st.sampled_from(types), min_size=1, max_size=2, unique=True))
            changes[name] = [{"type": kind, inner: f"https://example.vn/{kind}"} for kind in chosen]
    if draw(st.booleans()):
        changes["sensorElementList"] = [{"sensorReport": draw(REPORTS)}]
    if draw(st.booleans()):
        changes["ilmd"] = draw(
            st.dictionaries(st.sampled_from(NAMES), VALUES, min_size=1, max_size=3)
        )
    for name in draw(st.sets(st.sampled_from(NAMES))):
        changes[name] = draw(VALUES)
    return event(**changes)


def reference_prehash(tree: dict[str, Any]) -> list[str]:
    logging.disable(logging.CRITICAL)
    try:
        found = json_to_py.event_list_from_epcis_document_json(json.loads(json.dumps(tree)))
        prehashes: list[str] = hash_generator.derive_prehashes_from_events(found)
    finally:
        logging.disable(logging.NOTSET)
    return prehashes


@settings(max_examples=150, deadline=None)
@given(events())
def test_the_prehash_is_that_of_the_reference_generator(tree: dict[str, Any]) -> None:
    whole = document(tree)
    ours = prehash(read(json.dumps(whole).encode()).events[0])
    assert [ours] == reference_prehash(whole)
