"""Each rule of an event, broken once: the fault is found at its place and no other is found."""

from __future__ import annotations

from typing import Any

import pytest

from tests.gs1.epcis.documents import body, event
from txng.gs1.epcis.read import read
from txng.gs1.epcis.rules import check

BASE = "/epcisBody/eventList/0"
GTIN = "https://id.gs1.org/01/08935000000014"


def faults_of(*events: Any, **changes: Any) -> list[tuple[str, str]]:
    return [(f.code, f.path.removeprefix(BASE)) for f in check(read(body(*events, **changes)))]


def test_a_right_event_has_no_fault() -> None:
    assert faults_of(event()) == []


def test_names_may_be_vietnamese() -> None:
    named = event(**{"ex:độ_ẩm": 12.5}, ilmd={"ex:tên_giống": {"ex:Đặc": "x"}})
    assert faults_of(named, **{"ex:ghi_chú": "x"}) == []
    own = {"@context": {"htxĐà": "https://example.vn/ns/"}, "htxĐà:tên": "x"}
    assert faults_of(event(**own)) == []
    harvest = event(type="ex:ThuHoạch", action=..., epcList=..., bizStep=..., readPoint=...)
    assert faults_of(harvest | {"disposition": "x"}) == []


def test_all_five_attributes_of_a_sensor_may_be_said_again_as_in_gs1s_examples() -> None:
    five = dict.fromkeys(
        ("deviceID", "deviceMetadata", "rawData", "dataProcessingMethod"), "urn:a:b"
    )
    five["time"] = "2026-11-21T01:00:00Z"
    repeated = {"sensorMetadata": five, "sensorReport": [{"type": "Speed", **five}]}
    assert faults_of(event(sensorElementList=[repeated])) == []


def test_the_namespace_of_a_name_is_a_uri() -> None:
    own = {"@context": {"vd": "https://ví-dụ.vn/"}, "vd:a": "x"}
    assert faults_of(event(**own)) == [("bad_name", "/{https:~1~1ví-dụ.vn~1}a")]


SENSOR = {"sensorReport": [{"type": "Temperature", "value": 4.5, "uom": "CEL"}]}
BROKEN: list[tuple[dict[str, Any], str, str]] = [
    ({"eventTime": ...}, "missing_field", "/eventTime"),
    ({"eventTime": "2026-11-21T08:30:00"}, "time_without_offset", "/eventTime"),
    ({"eventTime": "2026-02-30T08:30:00Z"}, "bad_time", "/eventTime"),
    ({"eventTime": "21/11/2026"}, "bad_time", "/eventTime"),
    ({"eventTime": "2026-11-21T08:30:00+09:00"}, "offset_contradiction", "/eventTime"),
    (
        {"eventTime": "2026-11-21T08:30:00+09:00", "eventTimeZoneOffset": "+00:00"},
        "offset_contradiction",
        "/eventTime",
    ),
    ({"eventTimeZoneOffset": "Z"}, "bad_offset", "/eventTimeZoneOffset"),
    ({"eventTimeZoneOffset": "+25:00"}, "bad_offset", "/eventTimeZoneOffset"),
    ({"eventTimeZoneOffset": 7}, "wrong_type", "/eventTimeZoneOffset"),
    ({"recordTime": "now"}, "bad_time", "/recordTime"),
    ({"action": "CREATE"}, "bad_action", "/action"),
    ({"action": ...}, "missing_field", "/action"),
    ({"bizStep": "selling"}, "unknown_word", "/bizStep"),
    ({"bizStep": "urn:epcglobal:cbv:bizstep:shipping"}, "urn_word", "/bizStep"),
    ({"bizStep": "https://ref.gs1.org/cbv/BizStep-selling"}, "unknown_word", "/bizStep"),
    ({"bizStep": "ey:harvest"}, "unknown_scheme", "/bizStep"),
    ({"bizStep": None}, "wrong_type", "/bizStep"),
    ({"disposition": "shipping"}, "unknown_word", "/disposition"),
    ({"persistentDisposition": {}}, "empty_persistent_disposition", "/persistentDisposition"),
    ({"persistentDisposition": {"set": []}}, "empty_list", "/persistentDisposition/set"),
    (
        {"persistentDisposition": {"set": ["stolen", "stolen"]}},
        "repeated_entry",
        "/persistentDisposition/set/1",
    ),
    ({"epcList": ["foo:bar"]}, "unknown_scheme", "/epcList/0"),
    ({"epcList": ["8935000000014"]}, "bad_uri", "/epcList/0"),
    ({"epcList": [GTIN[:-1] + "2/21/1"]}, "bad_check_digit", "/epcList/0"),
    ({"epcList": ["https://shop.vn/01/08935000000012/21/1"]}, "bad_check_digit", "/epcList/0"),
    ({"epcList": ["https://id.gs1.org/00/389350000000000010"]}, "bad_check_digit", "/epcList/0"),
    ({"epcList": ["urn:epc:id:sgtin:8935000.00001"]}, "bad_epc", "/epcList/0"),
    ({"epcList": ["urn:epc:id:nonsense:1.2.3"]}, "bad_epc", "/epcList/0"),
    ({"epcList": [GTIN + "/21/1", GTIN + "/21/1"]}, "repeated_entry", "/epcList/1"),
    ({"epcList": [f"{GTIN}/21/1\n{GTIN}/21/2"]}, "bad_uri", "/epcList/0"),
    ({"epcList": [GTIN + "/21/1", GTIN[:-1] + "2/21/1"]}, "bad_check_digit", "/epcList/1"),
    ({"epcList": [7]}, "wrong_type", "/epcList/0"),
    ({"epcList": "x"}, "wrong_type", "/epcList"),
    ({"epcList": []}, "no_objects", ""),
    ({"epcList": ...}, "no_objects", ""),
    (
        {"quantityList": [{"epcClass": GTIN, "quantity": -1}]},
        "negative_quantity",
        "/quantityList/0/quantity",
    ),
    (
        {"quantityList": [{"epcClass": GTIN, "quantity": "1"}]},
        "wrong_type",
        "/quantityList/0/quantity",
    ),
    (
        {"quantityList": [{"epcClass": GTIN, "quantity": True}]},
        "wrong_type",
        "/quantityList/0/quantity",
    ),
    (
        {"quantityList": [{"epcClass": GTIN, "quantity": 1e30}]},
        "number_too_large",
        "/quantityList/0/quantity",
    ),
    ({"quantityList": [{"epcClass": GTIN, "uom": "kg"}]}, "bad_uom", "/quantityList/0/uom"),
    ({"quantityList": [{"quantity": 1}]}, "missing_field", "/quantityList/0/epcClass"),
    ({"quantityList": [{"epcClass": GTIN, "ex:x": 1}]}, "not_allowed_here", "/quantityList/0/ex:x"),
    ({"readPoint": {}}, "missing_field", "/readPoint/id"),
    ({"readPoint": "https://id.gs1.org/414/8935000000007"}, "wrong_type", "/readPoint"),
    (
        {"bizLocation": {"id": "https://id.gs1.org/414/8935000000005"}},
        "bad_check_digit",
        "/bizLocation/id",
    ),
    (
        {"bizTransactionList": [{"type": "po"}]},
        "missing_field",
        "/bizTransactionList/0/bizTransaction",
    ),
    (
        {"bizTransactionList": [{"type": "xx", "bizTransaction": "urn:a:b"}]},
        "unknown_word",
        "/bizTransactionList/0/type",
    ),
    (
        {"sourceList": [{"source": "urn:epc:id:pgln:8935000.00000"}]},
        "missing_field",
        "/sourceList/0/type",
    ),
    (
        {"destinationList": [{"type": "location"}]},
        "missing_field",
        "/destinationList/0/destination",
    ),
    ({"action": "OBSERVE", "ilmd": {"ex:a": "b"}}, "ilmd_without_add", "/ilmd"),
    ({"ilmd": {"lot": "1"}}, "unknown_field", "/ilmd/lot"),
    ({"myField": "1"}, "unknown_field", "/myField"),
    ({"ex:tên giống": "1"}, "bad_name", "/{https:~1~1example.vn~1ns~1}tên giống"),
    ({"ex:a\u00a0b": "1"}, "bad_name", "/{https:~1~1example.vn~1ns~1}a\u00a0b"),
    ({"ey:myField": "1"}, "undeclared_prefix", "/ey:myField"),
    ({"ex:a": {"ey:b": "1"}}, "undeclared_prefix", "/{https:~1~1example.vn~1ns~1}a/ey:b"),
    ({"eventID": "not a uri"}, "bad_uri", "/eventID"),
    ({"certificationInfo": ["x"]}, "bad_uri", "/certificationInfo/0"),
    (
        {"errorDeclaration": {"reason": "incorrect_data"}},
        "missing_field",
        "/errorDeclaration/declarationTime",
    ),
    (
        {"errorDeclaration": {"declarationTime": "2026-11-21T09:00:00Z", "reason": "oops"}},
        "unknown_word",
        "/errorDeclaration/reason",
    ),
    ({"sensorElementList": [{}]}, "missing_field", "/sensorElementList/0/sensorReport"),
    (
        {"sensorElementList": [{"sensorReport": []}]},
        "empty_list",
        "/sensorElementList/0/sensorReport",
    ),
    (
        {"sensorElementList": [{"sensorReport": [{}]}]},
        "missing_field",
        "/sensorElementList/0/sensorReport/0/type",
    ),
    (
        {"sensorElementList": [{"sensorReport": [{"type": "Heat"}]}]},
        "unknown_word",
        "/sensorElementList/0/sensorReport/0/type",
    ),
    (
        {"sensorElementList": [{"sensorReport": [{"type": "https://gs1.org/voc/Temperature"}]}]},
        "urn_word",
        "/sensorElementList/0/sensorReport/0/type",
    ),
    (
        {"sensorElementList": [{"sensorReport": [{"type": "Speed", "hexBinaryValue": "xyz"}]}]},
        "bad_hex",
        "/sensorElementList/0/sensorReport/0/hexBinaryValue",
    ),
    (
        {
            "sensorElementList": [
                {
                    "sensorMetadata": {"deviceID": "urn:epc:id:giai:8935000.1"},
                    "sensorReport": [{"type": "Speed", "deviceID": "urn:epc:id:giai:8935000.1"}],
                }
            ]
        },
        "sensor_attribute_twice",
        "/sensorElementList/0/sensorReport/0/deviceID",
    ),
    (
        {
            "sensorElementList": [
                {
                    "sensorMetadata": {
                        "startTime": "2026-11-21T08:00:00+07:00",
                        "endTime": "2026-11-21T00:59:59Z",
                    },
                    **SENSOR,
                }
            ]
        },
        "end_before_start",
        "/sensorElementList/0/sensorMetadata/endTime",
    ),
]


@pytest.mark.parametrize(("changes", "code", "path"), BROKEN)
def test_a_broken_event_has_its_one_fault_at_its_place(
    changes: dict[str, Any], code: str, path: str
) -> None:
    assert faults_of(event(**changes)) == [(code, path)]


AGGREGATION = event(
    type="AggregationEvent",
    epcList=...,
    parentID="https://id.gs1.org/00/389350000000000015",
    childEPCs=[GTIN + "/21/1"],
    bizStep="packing",
)
ASSOCIATION = AGGREGATION | {"type": "AssociationEvent", "bizStep": "installing"}
TRANSACTION = event(
    type="TransactionEvent", bizTransactionList=[{"type": "po", "bizTransaction": "urn:a:b"}]
)
TRANSFORMATION = event(
    type="TransformationEvent",
    action=...,
    epcList=...,
    inputEPCList=[GTIN + "/21/1"],
    outputQuantityList=[{"epcClass": GTIN + "/10/L2", "quantity": 3, "uom": "KGM"}],
)


def without(tree: dict[str, Any], *names: str, **changes: Any) -> dict[str, Any]:
    return {name: value for name, value in (tree | changes).items() if name not in names}


MEANING: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    (AGGREGATION, []),
    (ASSOCIATION, []),
    (TRANSACTION, []),
    (TRANSFORMATION, []),
    (without(AGGREGATION, "parentID"), [("missing_parent", "/parentID")]),
    (without(AGGREGATION, "parentID", action="DELETE"), [("missing_parent", "/parentID")]),
    (without(AGGREGATION, "parentID", action="OBSERVE"), []),
    (without(AGGREGATION, "childEPCs"), [("missing_children", "")]),
    (without(AGGREGATION, "childEPCs", action="DELETE"), []),
    (without(ASSOCIATION, "parentID", action="OBSERVE"), [("missing_parent", "/parentID")]),
    (without(TRANSACTION, "bizTransactionList"), [("missing_field", "/bizTransactionList")]),
    (without(TRANSACTION, "epcList"), [("no_objects", "")]),
    (without(TRANSACTION, "epcList", action="DELETE"), []),
    (without(TRANSFORMATION, "inputEPCList"), [("half_transformation", "")]),
    (without(TRANSFORMATION, "inputEPCList", transformationID="urn:a:b"), []),
    (without(TRANSFORMATION, action="ADD"), [("unknown_field", "/action")]),
    (event(epcList=..., sensorElementList=[SENSOR]), []),
    (event(epcList=..., readPoint=..., sensorElementList=[SENSOR]), [("no_objects", "")]),
    ("nonsense", [("wrong_type", "")]),  # type: ignore[list-item]
    (event(type="ex:Harvest", action=..., epcList=...), []),
    (event(type="ey:Harvest"), [("unknown_scheme", "/type")]),
    (event(type="Harvest"), [("bad_uri", "/type")]),
]


@pytest.mark.parametrize(("tree", "expected"), MEANING)
def test_each_type_of_event_states_what_it_must(
    tree: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert faults_of(tree) == expected


ENVELOPE: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    ({"schemaVersion": ...}, [("missing_field", "/schemaVersion")]),
    ({"schemaVersion": "two"}, [("bad_version", "/schemaVersion")]),
    ({"creationDate": "2026-11-21"}, [("bad_time", "/creationDate")]),
    ({"@context": 7}, [("bad_context", "/@context")]),
    ({"@context": ["x y"]}, [("bad_uri", "/@context")]),
    ({"note": "x"}, [("unknown_field", "/note")]),
    ({"ey:note": "x"}, [("undeclared_prefix", "/ey:note")]),
    ({"ex:note": {"any": "thing"}}, []),
    (
        {"epcisHeader": {"epcisMasterData": {"vocabularyList": [{}]}}},
        [("missing_field", "/epcisHeader/epcisMasterData/vocabularyList/0/type")],
    ),
]


@pytest.mark.parametrize(("changes", "expected"), ENVELOPE)
def test_the_document_around_the_events_is_judged_too(
    changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert faults_of(event(), **changes) == expected


def test_every_fault_of_every_event_is_told_in_two_languages() -> None:
    found = check(read(body(event(bizStep="x", action="y"), event(epcList=["foo:bar"]))))
    assert [f.path for f in found] == [
        f"{BASE}/action",
        f"{BASE}/bizStep",
        "/epcisBody/eventList/1/epcList/0",
    ]
    assert found[0].message == "action y is unknown; it must be OBSERVE, ADD or DELETE."
    assert found[0].message_vi == "action y không hợp lệ; phải là OBSERVE, ADD hoặc DELETE."


def test_a_wrong_check_digit_is_told_with_the_right_one() -> None:
    (found,) = check(read(body(event(epcList=["https://id.gs1.org/01/08935000000012/21/1"]))))
    assert found.expected == "08935000000014"
