"""What one organisation states may neither forge, nor silence, nor vouch for what others state."""

import pytest

from tests import factories
from tests.capture.documents import document, event
from tests.stamps import rows
from tests.verify.scenes import Scene, scene, shopper
from txng.capture.services import capture_document
from txng.gs1.check_digits import check_digit
from txng.gs1.identifiers import Level, level_of
from txng.parties.models import Organisation
from txng.trace import stories
from txng.trace.queries import trace

pytestmark = pytest.mark.django_db


def state(of: Organisation, *codes: str, **facts: object) -> None:
    classes = [code for code in codes if level_of(code) is Level.CLASS]
    amounts = [{"epcClass": code, "quantity": 1} for code in classes] or None
    epcs = [code for code in codes if code not in classes] or None
    made = event(epcList=epcs, quantityList=amounts, **facts)
    capture_document(body=document(made), actor=factories.actor(of), now=factories.THEN)


def path_of(identifier: str) -> str:
    return identifier.removeprefix("https://id.gs1.org").removeprefix(factories.BASE)


@pytest.fixture
def honest() -> Scene:
    return scene()


def forged(honest: Scene) -> list[str]:
    product = honest.lot.product.identifier
    return [f"{product}/10/GIA-MAO", f"{product}/21/GIAMAO1"]


@pytest.mark.parametrize("kind", [0, 1])
def test_a_stranger_cannot_give_a_forged_code_of_anothers_product_a_page(
    honest: Scene, kind: int
) -> None:
    code = forged(honest)[kind]
    state(factories.organisation(), code)
    assert shopper().get(path_of(code)).status_code == 404


@pytest.mark.parametrize("kind", [0, 1])
def test_its_holder_can(honest: Scene, kind: int) -> None:
    code = forged(honest)[kind]
    state(honest.lot.product.organisation, code)
    assert shopper().get(path_of(code)).status_code == 200


def test_a_stranger_cannot_give_a_code_under_anothers_company_prefix_a_page() -> None:
    holder = factories.organisation()
    factories.company_prefix(holder, "8935001")
    case = "https://id.gs1.org/00/089350010000000013"
    case = case[:-1] + check_digit(case[-18:-1])
    state(factories.organisation(), case)
    assert shopper().get(path_of(case)).status_code == 404
    state(holder, case)
    assert shopper().get(path_of(case)).status_code == 200


def test_a_declaration_of_error_takes_the_page_of_a_code_back() -> None:
    teller = factories.organisation()
    code = f"https://id.gs1.org/01/{rows.new_gtin()}/10/L1"
    state(teller, code, eventID="urn:uuid:1")
    assert shopper().get(path_of(code)).status_code == 200
    declared = {"declarationTime": "2026-05-02T00:00:00Z"}
    state(teller, code, eventID="urn:uuid:1", errorDeclaration=declared)
    assert shopper().get(path_of(code)).status_code == 404


def test_who_says_a_thing_twice_has_not_checked_it(honest: Scene) -> None:
    teller, other = honest.lot.product.organisation, factories.organisation()
    for number, who in enumerate((teller, teller, other, other)):
        state(who, honest.lot.identifier, eventID=f"urn:uuid:{number}")
    twice = next(s for s in stories.story_of(honest.lot.identifier) if s.checked_by)
    assert (twice.stated_by, twice.checked_by) == (teller, (other,))


def test_nobody_pushes_what_others_stated_out_of_a_story(honest: Scene) -> None:
    own = {stage.event.id for stage in stories.story_of(honest.lot.identifier)}
    stranger = factories.organisation()
    for minute in range(6):
        state(stranger, honest.lot.identifier, eventTime=f"2026-11-20T08:0{minute}:00+07:00")
    kept = {stage.event.id for stage in stories.story_of(honest.lot.identifier, most=4)}
    assert len(kept) == 4
    assert own <= kept


def pack(of: Organisation, child: str, parent: str) -> None:
    made = event(
        type="AggregationEvent", action="ADD", parentID=parent, bizStep="packing",
        childQuantityList=[{"epcClass": child}], quantityList=None, disposition=None,
    )  # fmt: skip
    capture_document(body=document(made), actor=factories.actor(of), now=factories.THEN)


def test_naming_anothers_lot_does_not_open_the_list_of_its_customers(honest: Scene) -> None:
    lot, holder = honest.lot.identifier, honest.lot.product.organisation
    nosy, buyer = factories.organisation(), factories.organisation()
    pack(holder, lot, f"{factories.BASE}/obj/thung-khach")
    pack(buyer, lot, f"{factories.BASE}/obj/thung-cua-minh")
    state(nosy, lot)
    seen = {
        who.pk: set(trace(code=lot, actor=factories.actor(who)).lineage.downstream)
        for who in (holder, buyer, nosy)
    }
    own = f"{factories.BASE}/obj/thung-cua-minh"
    assert seen == {
        holder.pk: {own, f"{factories.BASE}/obj/thung-khach"},
        buyer.pk: {own},
        nosy.pk: set(),
    }
