"""What proves nothing, where a place leads, and what is told of a kind of product."""

from typing import Any

import pytest

from tests import factories
from tests.capture.documents import event
from tests.trace.test_pages import SSCC, _capture
from txng.parties.models import Organisation
from txng.trace import queries
from txng.trace.lineages import Lineage, lineage_of

pytestmark = pytest.mark.django_db
GTIN = "https://id.gs1.org/01/09506000134352"
RAW, MADE, LATER = f"{GTIN}/10/RAW", f"{GTIN}/10/MADE", f"{GTIN}/10/LATER"
GLN = "https://id.gs1.org/414/9506000134369"


def _made(source: str, target: str, **facts: Any) -> dict[str, Any]:
    return event(
        **{
            "type": "TransformationEvent",
            "action": None,
            "quantityList": None,
            "inputQuantityList": [{"epcClass": source, "quantity": 5, "uom": "KGM"}],
            "outputQuantityList": [{"epcClass": target, "quantity": 4, "uom": "KGM"}],
            "eventID": "https://truyxuat.example/obj/e1",
            **facts,
        }
    )


def _wrong(of: dict[str, Any]) -> dict[str, Any]:
    declared = {"declarationTime": "2026-06-01T00:00:00Z", "reason": "incorrect_data"}
    return {**of, "errorDeclaration": declared}


def _down(code: str) -> Lineage:
    return lineage_of(code, directions=queries.BOTH)


def test_an_event_declared_in_error_by_its_organisation_proves_nothing() -> None:
    organisation = factories.organisation()
    _capture(organisation, _made(RAW, MADE))
    assert _down(RAW).downstream == (MADE,)
    _capture(organisation, _wrong(_made(RAW, MADE)))
    assert (_down(RAW).downstream, _down(MADE).upstream) == ((), ())


def test_an_event_without_id_is_declared_wrong_by_its_hash() -> None:
    organisation = factories.organisation()
    _capture(organisation, _made(RAW, MADE, eventID=None))
    _capture(organisation, _wrong(_made(RAW, MADE, eventID=None)))
    assert _down(RAW).downstream == ()


def test_nobody_silences_another_organisations_event() -> None:
    _capture(factories.organisation(), _made(RAW, MADE))
    _capture(factories.organisation(), _wrong(_made(RAW, MADE)))
    assert _down(RAW).downstream == (MADE,)


def test_the_same_fact_of_two_organisations_is_one_passing_with_two_proofs() -> None:
    _capture(factories.organisation(), _made(RAW, MADE))
    _capture(factories.organisation(), _made(RAW, MADE))
    (edge,) = _down(RAW).edges
    assert len(edge.events) == 2
    assert edge.source_amount is not None
    assert (edge.source_amount.quantity, edge.source_amount.uom) == (5, "KGM")


def test_a_kind_of_product_is_shown_but_nothing_passes_through_it() -> None:
    organisation = factories.organisation()
    _capture(organisation, _made(RAW, GTIN, eventID=None), _made(GTIN, MADE, eventID=None))
    assert MADE not in _down(RAW).downstream


def test_downstream_of_a_place_counts_from_when_a_thing_was_there() -> None:
    organisation = factories.organisation()
    _capture(
        organisation,
        _made(RAW, MADE, eventTime="2026-05-01T08:00:00Z"),
        event(
            quantityList=[{"epcClass": RAW, "quantity": 1, "uom": "KGM"}],
            readPoint={"id": GLN},
            eventTime="2026-05-02T08:00:00Z",
        ),
        _made(RAW, LATER, eventTime="2026-05-03T08:00:00Z", eventID=None, readPoint=None),
    )
    _capture(organisation, event(epcList=[SSCC], quantityList=None, readPoint=None))
    there = lineage_of("urn:epc:id:sgln:9506000.13436.0", directions=queries.BOTH)
    assert set(there.starts) == {RAW, MADE}
    assert set(there.downstream) == {LATER}


def _operator(code: str) -> Any:
    return queries.as_data(queries.trace_for_operator(code=code))


def test_the_operator_traces_any_spelling_of_a_code() -> None:
    _capture(factories.organisation(), _made(RAW, MADE))
    spellings = [
        MADE,
        "(01)09506000134352(10)MADE",
        "https://id.example.vn/01/09506000134352/10/MADE?17=271231",
        "urn:epc:class:lgtin:9506000.013435.MADE",
    ]
    assert [_operator(code)["upstream"] for code in spellings] == [[RAW]] * 4


def test_the_operator_is_told_when_nothing_is_known() -> None:
    assert Organisation.objects.count() == 0
    with pytest.raises(queries.NothingKnown):
        queries.trace_for_operator(code=f"{GTIN}/10/NEVER")
