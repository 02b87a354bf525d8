"""The store of inputs follows the diary, and harvest waits for what was applied."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories, people
from txng.capture import queries, services, supplies
from txng.capture.models import InputUse, Material, Purchase, Step
from txng.capture.services import MaterialFacts, PurchaseFacts
from txng.capture.services.inputs import BoughtInFuture, MoreThanLeft, NameTaken, UnitInUse
from txng.capture.services.steps import StillWaiting
from txng.capture.told import ToldWrong, Used
from txng.capture.vocab import ErrorReason
from txng.catalogue import services as catalogue
from txng.catalogue.models import ChainTemplate
from txng.catalogue.vocab import InputKind, Unit
from txng.core import clock
from txng.identify.models import Lot
from txng.parties.actor import Actor
from txng.parties.vocab import MemberRole

pytestmark = pytest.mark.django_db
NOW = clock.now()
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"
TODAY = timezone.localdate(NOW)


@pytest.fixture
def lot() -> Lot:
    catalogue.load_templates(today=date(2026, 1, 1))
    template = ChainTemplate.objects.get(code="fresh-produce")
    return factories.lot(factories.product(template=template))


def keeper(lot: Lot, role: MemberRole = MemberRole.RECORDER) -> Actor:
    return factories.actor(lot.product.organisation, role)


def material(lot: Lot, **facts: Any) -> Material:
    told: dict[str, Any] = {
        "name": "Chế phẩm Bt",
        "kind": InputKind.PESTICIDE,
        "unit": Unit.GRAM,
    } | facts
    return services.add_input(facts=MaterialFacts(**told), actor=keeper(lot), now=NOW)


def buy(row: Material, lot: Lot, quantity: str = "100", **facts: Any) -> Purchase:
    told: dict[str, Any] = {"quantity": Decimal(quantity), "bought_date": TODAY} | facts
    return services.buy_input(material=row, facts=PurchaseFacts(**told), actor=keeper(lot), now=NOW)


def record(lot: Lot, code: str, values: dict[str, Any], *, ago: int = 0, **more: Any) -> Step:
    actor = more.pop("actor", None) or keeper(lot)
    at = NOW - timedelta(days=ago)
    return services.record_step(
        lot=lot, step_code=code, values=values, happened_at=at, place=lot.place,
        actor=actor, now=NOW, **more,
    )  # fmt: skip


def spray(lot: Lot, *, ago: int = 0, **values: Any) -> Step:
    told = {"product": "chế phẩm bt", "dose": "20 g/bình", **values}
    return record(lot, "spraying", told, ago=ago)


HARVEST = {"quantity": 100, "variety": "V2", "interval_kept": True}


def left(row: Material) -> Decimal:
    [supply] = supplies.supplies_of([row], today=TODAY)
    return supply.left


def test_a_step_draws_on_the_store_in_the_materials_unit(lot: Lot) -> None:
    row = material(lot, waiting_days=5, active_substance="Bacillus thuringiensis")
    buy(row, lot, "250")
    step = spray(lot, product=Used("Chế phẩm Bt", quantity=Decimal("0.08"), unit="KGM"))
    assert left(row) == Decimal(170)
    assert step.values["product"] == {
        "name": "Chế phẩm Bt", "material": row.pk, "quantity": 0.08, "unit": "KGM",
    }  # fmt: skip
    assert step.values["active_ingredient"] == "Bacillus thuringiensis"
    assert step.values["interval_days"] == 5


def test_the_page_does_not_open_with_what_another_product_was_made_of(lot: Lot) -> None:
    spray(lot, product=Used("Thuốc A"), interval_days=3, active_ingredient="Abamectin")
    user = factories.person(lot.product.organisation)
    page = factories.signed_in(user).get(f"/doanh-nghiep/lo/{lot.pk}/nhat-ky/ghi/spraying/")
    form = page.context["form"]
    assert form["product"].value() == "Thuốc A"
    assert not form["active_ingredient"].value()


def test_a_step_declared_wrong_gives_back_what_it_used(lot: Lot) -> None:
    row = material(lot, waiting_days=5)
    buy(row, lot)
    step = spray(lot, product=Used("Chế phẩm Bt", quantity=Decimal(30), unit="GRM"))
    assert left(row) == Decimal(70)
    services.declare_step_wrong(
        step=step, reason=ErrorReason.DID_NOT_OCCUR, actor=keeper(lot), now=NOW
    )
    assert left(row) == Decimal(100)
    assert queries.safe_harvest(lot) is None


def test_using_more_than_was_bought_is_recorded_and_told(lot: Lot) -> None:
    row = material(lot, waiting_days=0)
    buy(row, lot, "10")
    step = spray(lot, product=Used("Chế phẩm Bt", quantity=Decimal(12), unit="GRM"))
    assert left(row) == Decimal(-2)
    assert supplies.lacking_after(step, today=TODAY) == [
        "Kho không đủ “Chế phẩm Bt”: thiếu 2\u00a0g. Hãy ghi lần mua còn thiếu."
    ]
    [supply] = supplies.low_supplies(lot.product.organisation, today=TODAY)
    assert supply.short == Decimal(2)


def test_another_organisations_material_is_only_a_name(lot: Lot) -> None:
    other = factories.lot()
    row = material(other, waiting_days=9)
    step = spray(lot, product=Used("Chế phẩm Bt", row.pk, Decimal(3), "GRM"), interval_days=1,
                 active_ingredient="Bt")  # fmt: skip
    assert step.values["product"] == {"name": "Chế phẩm Bt", "quantity": 3, "unit": "GRM"}
    assert InputUse.objects.count() == 0


def test_a_pesticide_of_unknown_waiting_time_asks_for_it(lot: Lot) -> None:
    with pytest.raises(ToldWrong) as refusal:
        spray(lot, active_ingredient="Bt")
    assert str(refusal.value.fields["interval_days"]).startswith("Hãy ghi số ngày cách ly")
    assert Step.objects.count() == 0


def test_a_step_may_not_tell_a_shorter_wait_than_its_material(lot: Lot) -> None:
    material(lot, waiting_days=7)
    with pytest.raises(ToldWrong) as refusal:
        spray(lot, interval_days=3)
    assert "7 ngày" in str(refusal.value.fields["interval_days"])


def test_the_wait_of_the_products_group_counts_before_the_general_one(lot: Lot) -> None:
    row = material(lot, waiting_days=7)
    services.set_waiting(material=row, group=lot.product.group, days=14, actor=keeper(lot), now=NOW)
    assert spray(lot).values["interval_days"] == 14


def test_harvest_before_the_safe_day_is_refused_with_the_day(lot: Lot) -> None:
    material(lot, waiting_days=7)
    spray(lot, ago=3)
    safe = queries.safe_harvest(lot)
    assert safe is not None
    assert (safe.day, safe.days) == (TODAY + timedelta(days=4), 7)
    assert safe.because == "Phun thuốc bảo vệ thực vật: Chế phẩm Bt"
    with pytest.raises(StillWaiting) as refusal:
        record(lot, "harvest", HARVEST)
    assert f"{safe.day:%d/%m/%Y}" in str(refusal.value)
    with pytest.raises(StillWaiting):
        record(lot, "harvest", HARVEST, early_reason="Bão sắp về")


def test_a_manager_may_answer_for_an_early_harvest_and_it_stays_marked(lot: Lot) -> None:
    material(lot, waiting_days=7)
    spray(lot, ago=3)
    boss = keeper(lot, MemberRole.MANAGER)
    step = record(lot, "harvest", HARVEST, actor=boss, early_reason="Bão sắp về")
    assert step.early_reason == "Bão sắp về"
    [stored] = queries.events([step.event_row])
    safe = (TODAY + timedelta(days=4)).isoformat()
    assert [v for k, v in stored.event.extensions.items() if k.endswith("safe_from")] == [safe]
    shown = factories.signed_in(factories.person(lot.product.organisation)).get(
        f"/doanh-nghiep/lo/{lot.pk}/nhat-ky/"
    )
    assert "Trước ngày an toàn" in shown.content.decode()
    assert "Bão sắp về" in shown.content.decode()


def test_the_public_page_and_the_trace_mark_an_early_harvest(lot: Lot) -> None:
    material(lot, waiting_days=7)
    spray(lot, ago=3)
    boss = keeper(lot, MemberRole.MANAGER)
    record(lot, "harvest", HARVEST, actor=boss, early_reason="Bão sắp về")
    sentence = f"Thu hoạch trước ngày an toàn {TODAY + timedelta(days=4):%d/%m/%Y}"
    owner = factories.signed_in(factories.person(lot.product.organisation))
    assert sentence in owner.get(f"/doanh-nghiep/lo/{lot.pk}/duong-di/").content.decode()
    public = owner.get(lot.identifier.removeprefix(factories.BASE)).content.decode()
    assert sentence in public
    assert "Bão sắp về" not in public


def test_a_reason_given_without_need_is_not_kept(lot: Lot) -> None:
    boss = keeper(lot, MemberRole.MANAGER)
    assert record(lot, "harvest", HARVEST, actor=boss, early_reason="x").early_reason == ""


def test_harvest_on_the_safe_day_needs_nobodys_word(lot: Lot) -> None:
    material(lot, waiting_days=7)
    spray(lot, ago=7)
    assert record(lot, "harvest", HARVEST).early_reason == ""


def test_what_is_not_there_cannot_be_written_off(lot: Lot) -> None:
    row = material(lot)
    buy(row, lot, "5")
    with pytest.raises(MoreThanLeft, match="chỉ còn 5"):
        services.write_off_input(
            material=row, quantity=Decimal(6), reason="Đổ", actor=keeper(lot), now=NOW
        )
    services.write_off_input(
        material=row, quantity=Decimal(5), reason="Đổ", actor=keeper(lot), now=NOW
    )
    assert left(row) == 0


def test_a_material_stands_once_and_keeps_its_unit_once_used(lot: Lot) -> None:
    row = material(lot)
    with pytest.raises(NameTaken):
        material(lot, name="Chế  phẩm Bt ")
    buy(row, lot)
    changed = MaterialFacts(name="Bt", kind=InputKind.PESTICIDE, unit=Unit.LITRE)
    with pytest.raises(UnitInUse):
        services.edit_input(material=row, facts=changed, actor=keeper(lot), now=NOW)
    with pytest.raises(BoughtInFuture):
        buy(row, lot, bought_date=TODAY + timedelta(days=1))


def test_pages_are_for_the_organisation_alone(lot: Lot) -> None:
    row = material(lot)
    bought = buy(row, lot, invoice=PDF)
    around = people.around(lot.product.organisation)
    base = "/doanh-nghiep/vat-tu/"
    for page in (f"{base}{row.pk}/", f"{base}{row.pk}/mua/", f"{base}{row.pk}/giam/",
                 f"{base}{row.pk}/sua/", f"{base}{row.pk}/cach-ly/"):  # fmt: skip
        for way in ("get", "post"):
            seen = around.statuses(page, way)
            assert (seen["owner"], seen["stranger"], seen["nobody"]) == (200, 404, 302), page
            assert {seen["officer"], seen["other_agency"]} == {403}, page
    paper = around.statuses(f"{base}hoa-don/{bought.pk}/")
    assert (paper["owner"], paper["stranger"], paper["nobody"]) == (200, 404, 302)
    assert around.statuses(base)["stranger"] == 200  # their own list
    viewer = factories.signed_in(factories.person(lot.product.organisation, MemberRole.VIEWER))
    assert viewer.get(f"{base}{row.pk}/").status_code == 200
    assert viewer.get(f"{base}{row.pk}/mua/").status_code == 403
    assert "Ghi mua" not in viewer.get(base).content.decode()


def test_a_list_of_three_costs_as_much_as_a_list_of_one(lot: Lot) -> None:
    client = factories.signed_in(factories.person(lot.product.organisation))
    counts = []
    for names in (["Một"], ["Hai", "Ba"]):
        for name in names:
            buy(material(lot, name=name), lot)
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/doanh-nghiep/vat-tu/").status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_form_understands_amounts_with_their_unit(lot: Lot) -> None:
    row = material(lot, name="Phân NPK", kind=InputKind.FERTILISER, unit=Unit.KILOGRAM)
    buy(row, lot, "100")
    client = factories.signed_in(factories.person(lot.product.organisation))
    address = f"/doanh-nghiep/lo/{lot.pk}/nhat-ky/ghi/fertilising/"
    told = {
        "product": "phân npk", "product_amount": "2.500 g", "kind": "mineral",
        "place": lot.place_id, "happened_at": f"{timezone.localtime(NOW):%Y-%m-%dT%H:%M}",
    }  # fmt: skip
    wrong = client.post(address, told | {"product_amount": "hai bao"})
    assert "Hãy ghi một số" in wrong.content.decode()
    assert client.post(address, told | {"product_amount": ""}).status_code == 200
    assert client.post(address, told).status_code == 302
    assert left(row) == Decimal("97.5")


def test_the_home_page_tells_what_runs_out_and_what_waits(lot: Lot) -> None:
    row = material(lot, waiting_days=7, low_level=Decimal(50))
    buy(row, lot, "40")
    spray(lot, ago=1)
    client = factories.signed_in(factories.person(lot.product.organisation))
    low = client.get("/doanh-nghiep/vat-tu/phan-sap-het/").content.decode()
    assert "Chế phẩm Bt" in low
    waits = client.get("/doanh-nghiep/vat-tu/phan-cho-thu-hoach/").content.decode()
    assert lot.code in waits
    assert f"{TODAY + timedelta(days=6):%d/%m/%Y}" in waits
