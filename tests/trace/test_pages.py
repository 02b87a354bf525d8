"""Who may trace what, and what the pages and the program's door answer."""

import re
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone, translation

from tests import factories, people
from tests.capture.documents import document, event
from txng.capture.services import capture_document
from txng.identify.models import Lot
from txng.parties.actor import Actor
from txng.parties.models import Organisation
from txng.parties.vocab import OrganisationKind, Scope
from txng.trace.picture import Dot, Line, draw

pytestmark = pytest.mark.django_db
SSCC = "https://id.gs1.org/00/095060001343520000"


def _capture(of: Organisation, *events: dict[str, Any]) -> None:
    job = capture_document(
        body=document(*events), media_type="application/ld+json",
        actor=Actor(organisation=of), now=timezone.now(),
    )  # fmt: skip
    assert job.errors == []


def _harvested(lot: Lot, **facts: Any) -> dict[str, Any]:
    return event(
        action="ADD",
        bizStep="commissioning",
        disposition="active",
        quantityList=[{"epcClass": lot.identifier, "quantity": 120, "uom": "KGM"}],
        bizLocation={"id": lot.place.identifier},
        **facts,
    )


def _packed(lot: Lot) -> dict[str, Any]:
    return event(
        type="AggregationEvent",
        action="ADD",
        parentID=SSCC,
        quantityList=None,
        childQuantityList=[{"epcClass": lot.identifier, "quantity": 20, "uom": "KGM"}],
        bizStep="packing",
        disposition="in_progress",
        eventTime="2026-05-02T08:00:00.000+07:00",
    )


@pytest.fixture
def lot() -> Lot:
    made = factories.lot()
    _capture(made.product.organisation, _harvested(made), _packed(made))
    return made


def test_a_lots_way_is_seen_by_its_holder_and_the_officer_of_its_area(lot: Lot) -> None:
    around = people.around(lot.product.organisation)
    seen = {"owner": 200, "colleague": 200, "stranger": 404, "officer": 200, "other_agency": 404,
            "nobody": 302}  # fmt: skip
    assert around.statuses(f"/doanh-nghiep/lo/{lot.pk}/duong-di/") == seen
    assert around.statuses(f"/quan-ly/lo/{lot.pk}/duong-di/") == seen
    assert around.statuses(f"/doanh-nghiep/lo/{lot.pk}/muc-do/") == seen


def _finds(client: Client, code: str, door: str = "doanh-nghiep") -> bool:
    answer = client.get(f"/{door}/truy-vet/", {"code": code})
    return b"lineage-desk" in answer.content


def test_a_code_is_found_by_whom_it_concerns(lot: Lot) -> None:
    around = people.around(lot.product.organisation)
    assert [_finds(c, lot.identifier) for c in (around.owner, around.colleague)] == [True, True]
    assert not _finds(around.stranger, lot.identifier)
    assert _finds(around.officer, SSCC, "quan-ly")
    assert not _finds(around.other_agency, SSCC, "quan-ly")
    assert around.nobody.get("/doanh-nghiep/truy-vet/").status_code == 302


def test_a_bare_lot_code_is_ones_own_lot_and_nobody_elses(lot: Lot) -> None:
    owner = factories.signed_in(factories.person(lot.product.organisation))
    stranger = factories.signed_in(factories.person(factories.organisation()))
    page = owner.get("/doanh-nghiep/truy-vet/", {"ma": lot.code.lower(), "code": lot.code.lower()})
    assert lot.product.name in page.content.decode()
    assert page.context["found"].lineage.start == lot.identifier
    other = stranger.get("/doanh-nghiep/truy-vet/", {"ma": lot.code, "code": lot.code})
    assert "found" not in other.context
    factories.lot(factories.product(lot.product.organisation), code=lot.code)
    several = owner.get("/doanh-nghiep/truy-vet/", {"ma": lot.code, "code": lot.code})
    assert "Có nhiều lô mang mã này" in several.content.decode()


def test_a_receiver_traces_what_it_received_but_not_the_others_amounts(lot: Lot) -> None:
    receiver = factories.organisation()
    _capture(receiver, event(epcList=[SSCC], quantityList=None, bizStep="receiving",
                             eventTime="2026-05-03T08:00:00.000+07:00"))  # fmt: skip
    client = factories.signed_in(factories.person(receiver))
    page = client.get("/doanh-nghiep/truy-vet/", {"code": "(00)095060001343520000"})
    text = page.content.decode()
    assert lot.product.name in text
    assert "20 kg" not in text
    owner = people.around(lot.product.organisation).owner
    seen = owner.get("/doanh-nghiep/truy-vet/", {"code": SSCC}).content.decode()
    assert "20 kg" in seen


def test_a_households_name_is_not_told_to_a_receiver_without_consent() -> None:
    grower = factories.organisation(kind=OrganisationKind.HOUSEHOLD, name="Hộ bà Nông Thị Xuân")
    lot = factories.lot(factories.product(grower))
    _capture(grower, _harvested(lot), _packed(lot))
    receiver = factories.organisation()
    _capture(receiver, event(epcList=[SSCC], quantityList=None, bizStep="receiving"))
    client = factories.signed_in(factories.person(receiver))
    page = client.get("/doanh-nghiep/truy-vet/", {"code": SSCC}).content.decode()
    assert "Nông Thị Xuân" not in page
    assert "Hộ sản xuất" in page


@pytest.mark.parametrize("code", ["xin chào", "(01)09506000134353(10)L1", "(99"])
def test_what_is_no_code_is_told_beside_the_box(code: str) -> None:
    client = people.around(factories.organisation()).owner
    answer = client.get("/doanh-nghiep/truy-vet/", {"code": code})
    assert answer.status_code == 200
    assert b"lineage-desk" not in answer.content


def _ask(header: str, **asked: str) -> Any:
    return Client().get("/api/v1/trace", asked, headers={"Authorization": header})


def test_a_wrong_check_digit_is_named_with_the_right_one() -> None:
    owner = factories.actor()
    assert owner.user is not None
    page = factories.signed_in(owner.user).get(
        "/doanh-nghiep/truy-vet/", {"code": "(01)09520001000021(10)A1"}
    )
    shown = page.content.decode()
    assert ("số kiểm tra 1 phải là 7" in shown, "Chưa lưu được" in shown) == (True, False)


def test_a_program_traces_with_a_key_that_may(lot: Lot) -> None:
    _row, text = factories.api_key(lot.product.organisation, Scope.TRACE)
    answer = _ask(f"Bearer {text}", code=lot.identifier)
    assert answer.status_code == 200
    told = answer.json()
    assert told["downstream"] == [SSCC]
    assert told["links"][0]["sourceQuantity"] == {"quantity": 20, "uom": "KGM"}
    assert len(told["links"][0]["events"]) == 1


def test_a_program_without_the_right_gets_a_problem(lot: Lot) -> None:
    _row, other = factories.api_key(factories.organisation(), Scope.TRACE)
    _row, capture_only = factories.api_key(lot.product.organisation, Scope.CAPTURE)
    answers = [
        _ask("", code=lot.identifier),
        _ask(f"Bearer {capture_only}", code=lot.identifier),
        _ask(f"Bearer {other}", code=lot.identifier),
        _ask(f"Bearer {other}", code="???"),
        _ask(f"Bearer {other}", code=lot.identifier, direction="sideways"),
    ]
    assert [a.status_code for a in answers] == [401, 403, 404, 400, 400]
    assert {a["Content-Type"] for a in answers} == {"application/problem+json"}


def test_a_place_that_nobody_registered_is_traced_by_those_who_recorded_there(lot: Lot) -> None:
    """Machines name places by GLN; what happened there is found without a register of it."""
    place = "https://id.gs1.org/414/9506000134376"
    _capture(lot.product.organisation, _harvested(lot, readPoint={"id": place}, eventID="urn:x:1"))
    around = people.around(lot.product.organisation)
    assert _finds(around.owner, place)
    assert not _finds(around.stranger, place)
    assert not _finds(around.owner, "https://id.gs1.org/414/9506000134383")


def test_the_coordinates_of_a_tall_picture_stay_figures_for_machines() -> None:
    dots = [Dot(key, f"Lô {key}", "", "lot") for key in range(30)]
    lines = [Line(key, key + 1, "", is_containment=False) for key in range(29)]
    picture = draw(dots, lines, columns=2, box_width=166)
    with translation.override("vi"):
        drawn = render_to_string("trace/_picture.html", {"picture": picture, "width": "phone"})
    assert picture.height > 1000
    assert f'viewBox="0 0 {picture.width} {picture.height}"' in drawn
    assert re.findall(r' (?:x|y)="[^"]*\.[^"]*"', drawn) == []
