"""Between which things an event lets matter pass."""

from typing import Any

from tests.capture.documents import GLN, LOT, LOT_URN, alone, event
from txng.capture.lineage import canonicals, keys, links_and_passage, lot_of, mentions
from txng.capture.vocab import LinkRole
from txng.gs1.epcis.read import read
from txng.gs1.identifiers import canonical

PRODUCT, OTHER = "https://id.gs1.org/01/09506000134352", "https://id.gs1.org/01/09506000134376"
SHOP = PRODUCT.replace("id.gs1.org", "shop.example")


def _read(**facts: Any) -> Any:
    return read(alone(event(**{"quantityList": None, "action": "ADD", **facts}))).events[0]


def test_commissioned_items_come_from_the_lot_that_their_ilmd_names() -> None:
    items = [f"{PRODUCT}/21/{number}" for number in "AB"]
    made = _read(epcList=items, ilmd={"cbvmda:lotNumber": "L1"})
    assert lot_of(made) == LOT
    assert links_and_passage(made)[1:] == (tuple(keys([LOT])), tuple(keys(items)))


def test_items_of_several_products_have_no_lot_in_common() -> None:
    made = _read(epcList=[f"{PRODUCT}/21/A", f"{OTHER}/21/A"], ilmd={"cbvmda:lotNumber": "L1"})
    assert lot_of(made) is None
    assert links_and_passage(made)[1:] == ((), ())


def test_a_declaration_of_error_lets_nothing_pass() -> None:
    declared = {"declarationTime": "2026-05-02T00:00:00Z"}
    facts = {"epcList": [f"{PRODUCT}/21/A"], "ilmd": {"cbvmda:lotNumber": "L1"}}
    wrong, declaration = _read(**facts), _read(**facts, errorDeclaration=declared)
    assert links_and_passage(declaration)[0] == links_and_passage(wrong)[0]
    assert links_and_passage(declaration)[1:] == ((), ())


def test_things_are_mentioned_in_their_roles_and_two_spellings_are_one_thing() -> None:
    made = _read(
        type="TransformationEvent",
        action=None,
        inputEPCList=[
            "urn:epc:id:sgtin:9506000.013435.7",
            f"{PRODUCT.replace('id.gs1', 'a.b')}/21/7",
        ],
        outputQuantityList=[{"epcClass": LOT_URN, "quantity": 3, "uom": "KGM"}],
        transformationID="urn:a:b",
    )
    assert {(canonical(text), role) for text, role in mentions(made)} == {
        (f"{PRODUCT}/21/7", LinkRole.INPUT),
        (LOT, LinkRole.OUTPUT_CLASS),
        ("urn:a:b", LinkRole.TRANSFORMATION),
    }
    assert canonicals(made) == {f"{PRODUCT}/21/7", LOT, "urn:a:b", GLN}
