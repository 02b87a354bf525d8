"""Goods change hands with both sides' word, and no more leaves than came."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories, people
from txng.capture import queries, services, stock, things, trading
from txng.capture.models import Event, Shipment, Step
from txng.capture.services import Brought, Carried, Packing
from txng.capture.services.leaving import NotWaiting
from txng.capture.services.packing import CaseInItself, NotYourCase
from txng.capture.services.receipts import NeedsReason
from txng.capture.services.shipments import (
    EmptyCase,
    MoreThanThereIs,
    NotKnownParty,
    SamePartyTwice,
)
from txng.capture.services.steps import NotThisStep, NotYourLot
from txng.capture.shipment_events import Delivery, Party
from txng.capture.vocab import ShipmentState
from txng.core import clock
from txng.gs1.epcis.rules import check_event
from txng.identify.models import LogisticUnit, Lot
from txng.identify.services import draw_logistic_unit
from txng.identify.vocab import LotState
from txng.parties.actor import Actor
from txng.parties.models import Notice, Organisation, Place
from txng.parties.vocab import MemberRole, PlaceKind

pytestmark = pytest.mark.django_db
NOW = clock.now()
BASE = "/doanh-nghiep/giao-nhan/"


@pytest.fixture
def lot() -> Lot:
    return factories.lot(quantity=Decimal(100))


@pytest.fixture
def buyer() -> Organisation:
    made = factories.organisation()
    factories.place(made, kind=PlaceKind.WAREHOUSE)
    return made


def acting(organisation: Organisation, role: MemberRole = MemberRole.RECORDER) -> Actor:
    return factories.actor(organisation, role)


def delivery(lot: Lot, receiver: Party, **facts: Any) -> Delivery:
    sender = Party(organisation=lot.product.organisation)
    told = {"place": lot.place, "at": NOW - timedelta(hours=2), "sender": sender, **facts}
    return Delivery(receiver=receiver, **told)


def ship(lot: Lot, buyer: Organisation, quantity: Any = 40, **facts: Any) -> Shipment:
    carried = [Carried(lot, Decimal(quantity))]
    return services.ship(
        delivery=delivery(lot, Party(organisation=buyer), **facts),
        carried=carried,
        actor=acting(lot.product.organisation),
        now=NOW,
    )


def receive(shipment: Shipment, quantity: Any = None, note: str = "") -> Shipment:
    receiver = shipment.receiver
    assert receiver is not None
    told = Delivery(
        sender=Party(organisation=shipment.sender),
        receiver=Party(organisation=receiver),
        place=Place.objects.filter(organisation=receiver).first(),  # type: ignore[arg-type]
        at=NOW - timedelta(hours=1),
    )
    lines = {line.pk: Decimal(quantity) for line in shipment.lines.all() if quantity is not None}
    return services.receive(
        shipment=shipment, delivery=told, quantities=lines, note=note, actor=acting(receiver),
        now=NOW,
    )  # fmt: skip


def left(lot: Lot, organisation: Organisation) -> Decimal:
    return stock.stock_of([lot]).of(lot, organisation).left


def case(of: Organisation) -> LogisticUnit:
    return draw_logistic_unit(organisation=of, actor=acting(of), now=NOW)


def pack(unit: LogisticUnit, place: Place, *carried: Carried, hours: int = 4) -> None:
    packing = Packing(unit=unit, place=place, at=NOW - timedelta(hours=hours))
    services.pack_unit(packing=packing, carried=carried, actor=acting(place.organisation), now=NOW)


def test_a_shipment_states_who_what_where_and_by_which_papers(
    lot: Lot, buyer: Organisation
) -> None:
    made = ship(lot, buyer, document="PG 01/26", order_number="DH-7", vehicle="97C-012.34")
    [stored] = queries.events([made.sent_event or 0])
    event: Any = stored.event
    assert check_event(event) == []
    assert (event.type, event.action, event.biz_step, event.disposition) == (
        "ObjectEvent", "OBSERVE", "shipping", "in_transit",
    )  # fmt: skip
    assert [(q.epc_class, q.quantity, q.uom) for q in event.quantity_list] == [
        (lot.identifier, 40, "KGM")
    ]
    assert {d.destination for d in event.destination_list} == {buyer.identifier}
    assert {s.source for s in event.source_list} == {lot.product.organisation.identifier}
    assert [(t.type, t.biz_transaction.rpartition("/")[2]) for t in event.biz_transaction_list] == [
        ("desadv", "PG%2001%2F26"), ("po", "DH-7"),
    ]  # fmt: skip
    assert (event.read_point.id, event.biz_location) == (lot.place.identifier, None)
    assert made.state == ShipmentState.SENT
    assert Notice.objects.filter(organisation=buyer, settled_at=None).count() == 1


def test_what_the_receiver_confirms_moves_from_one_store_to_the_other(
    lot: Lot, buyer: Organisation
) -> None:
    made = ship(lot, buyer)
    assert (left(lot, lot.product.organisation), left(lot, buyer)) == (Decimal(60), Decimal(0))
    done = receive(made)
    assert done.state == ShipmentState.RECEIVED
    assert (left(lot, lot.product.organisation), left(lot, buyer)) == (Decimal(60), Decimal(40))
    assert Notice.objects.filter(organisation=buyer, settled_at=None).count() == 0


def test_a_difference_needs_a_reason_and_is_flagged_to_the_sender(
    lot: Lot, buyer: Organisation
) -> None:
    made = ship(lot, buyer)
    with pytest.raises(NeedsReason):
        receive(made, 38)
    made.refresh_from_db()
    assert made.state == ShipmentState.SENT
    done = receive(made, 38, "Dập nát 2 kg")
    assert (done.state, done.note) == (ShipmentState.DIFFERENT, "Dập nát 2 kg")
    assert left(lot, buyer) == Decimal(38)
    assert Notice.objects.filter(organisation=lot.product.organisation).count() == 1


def test_no_more_leaves_than_there_is(lot: Lot, buyer: Organisation) -> None:
    ship(lot, buyer, 70)
    with pytest.raises(MoreThanThereIs) as refusal:
        ship(lot, buyer, 31, at=NOW)
    for figure in ("31", "30", "100", "70"):
        assert figure in str(refusal.value)
    assert Shipment.objects.count() == Event.objects.count() == 1
    ship(lot, buyer, 30, at=NOW)


def test_a_receiver_ships_on_no_more_than_came(lot: Lot, buyer: Organisation) -> None:
    receive(ship(lot, buyer, 40), 38, "Thiếu")
    shop = factories.organisation()
    place = Place.objects.get(organisation=buyer)
    told = Delivery(sender=Party(organisation=buyer), receiver=Party(organisation=shop),
                    place=place, at=NOW)  # fmt: skip
    with pytest.raises(MoreThanThereIs):
        services.ship(delivery=told, carried=[Carried(lot, Decimal(39))], actor=acting(buyer),
                      now=NOW)  # fmt: skip
    services.ship(delivery=told, carried=[Carried(lot, Decimal(38))], actor=acting(buyer), now=NOW)
    assert left(lot, buyer) == 0


def test_the_same_delivery_sent_twice_is_one(lot: Lot, buyer: Organisation) -> None:
    carried = [Carried(lot, Decimal(10))]
    told = delivery(lot, Party(organisation=buyer))
    actor = acting(lot.product.organisation)
    first = services.ship(delivery=told, carried=carried, actor=actor, now=NOW)
    again = services.ship(delivery=told, carried=carried, actor=actor, now=NOW)
    assert first == again
    assert Event.objects.count() == 1


def test_a_shipment_taken_back_counts_no_more(lot: Lot, buyer: Organisation) -> None:
    made = ship(lot, buyer)
    actor = acting(lot.product.organisation)
    services.cancel_shipment(shipment=made, actor=actor, now=NOW)
    assert left(lot, lot.product.organisation) == Decimal(100)
    with pytest.raises(NotWaiting):
        receive(made)
    with pytest.raises(NotWaiting):
        services.cancel_shipment(shipment=made, actor=actor, now=NOW)


def test_a_party_outside_stands_by_name_and_its_phone_in_no_event(lot: Lot) -> None:
    told = delivery(lot, Party(name="Bà Tư chợ đầu mối", phone="0912 345 678"))
    made = services.ship(delivery=told, carried=[Carried(lot, Decimal(5))],
                         actor=acting(lot.product.organisation), now=NOW)  # fmt: skip
    assert (made.state, made.receiver_phone) == (ShipmentState.DELIVERED, "0912 345 678")
    [stored] = queries.events([made.sent_event or 0])
    assert "Bà Tư chợ đầu mối" in stored.event.extensions.values()
    assert "0912" not in str(stored.event.origin.raw)
    with pytest.raises(NotKnownParty):
        services.ship(delivery=delivery(lot, Party()), carried=[Carried(lot, Decimal(5))],
                      actor=acting(lot.product.organisation), now=NOW)  # fmt: skip
    with pytest.raises(SamePartyTwice):
        ship(lot, lot.product.organisation)


def test_a_case_carries_its_lots_with_it(lot: Lot, buyer: Organisation) -> None:
    own = lot.product.organisation
    box, pallet = case(own), case(own)
    pack(box, lot.place, Carried(lot, Decimal(30)), hours=5)
    pack(pallet, lot.place, Carried(box))
    told = delivery(lot, Party(organisation=buyer))
    made = services.ship(delivery=told, carried=[Carried(pallet)], actor=acting(own), now=NOW)
    [line] = made.lines.all()
    assert (line.lot, line.quantity, line.logistic_unit) == (lot, Decimal(30), pallet)
    [stored] = queries.events([made.sent_event or 0])
    assert stored.event.epc_list == [pallet.identifier]  # type: ignore[attr-defined]
    assert left(lot, own) == Decimal(70)
    receive(made)
    assert left(lot, buyer) == Decimal(30)
    with pytest.raises(NotYourCase):
        pack(pallet, lot.place, Carried(lot, Decimal(1)), hours=0)
    place = Place.objects.get(organisation=buyer)
    packing = Packing(unit=pallet, place=place, at=NOW)
    services.unpack_unit(packing=packing, actor=acting(buyer), now=NOW)
    assert stock.contents_of(pallet) == []
    assert [c.quantity for c in stock.contents_of(box)] == [Decimal(30)]


def test_a_case_takes_no_more_than_stands_beside_it_and_not_itself(lot: Lot) -> None:
    own = lot.product.organisation
    box, other = case(own), case(own)
    pack(box, lot.place, Carried(lot, Decimal(80)))
    with pytest.raises(MoreThanThereIs):
        pack(other, lot.place, Carried(lot, Decimal(21)))
    pack(other, lot.place, Carried(lot, Decimal(20)), Carried(box), hours=3)
    with pytest.raises(CaseInItself):
        pack(box, lot.place, Carried(other), hours=2)
    told, empty = delivery(lot, Party(name="Ai đó")), Carried(case(own))
    with pytest.raises(EmptyCase):
        services.ship(delivery=told, carried=[empty], actor=acting(own), now=NOW)


def test_goods_whose_sender_said_nothing_are_named_by_hand(lot: Lot, buyer: Organisation) -> None:
    place = Place.objects.get(organisation=buyer)
    told = Delivery(sender=Party(name="Ông Ba, thôn Nà Pài"), receiver=Party(organisation=buyer),
                    place=place, at=NOW)  # fmt: skip
    brought = Brought(identifier=lot.identifier, name=lot.product.name, quantity=Decimal(12),
                      unit=lot.unit, lot=lot)  # fmt: skip
    made = services.receive_by_hand(delivery=told, brought=[brought], actor=acting(buyer), now=NOW)
    assert (made.state, made.sender, made.sender_name) == (
        ShipmentState.RECEIVED, None, "Ông Ba, thôn Nà Pài",
    )  # fmt: skip
    assert left(lot, buyer) == Decimal(12)
    [row] = trading.around(lot, acting(buyer)).back
    assert (row.giver, row.amount_text) == ("Ông Ba, thôn Nà Pài", "12\u00a0kg")


def test_one_step_back_and_one_forward_are_told_to_each_side(lot: Lot, buyer: Organisation) -> None:
    receive(ship(lot, buyer, document="PG-9"))
    maker = lot.product.organisation
    forward = trading.around(lot, acting(maker)).forward
    assert [(r.giver, r.taker, r.papers) for r in forward] == [(maker.name, buyer.name, ["PG-9"])]
    back = trading.around(lot, acting(buyer)).back
    assert [(r.giver, r.taker) for r in back] == [(maker.name, buyer.name)]
    stranger = trading.around(lot, acting(factories.organisation()))
    assert (list(stranger.back), list(stranger.forward)) == ([], [])


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("mua bán", "Chưa đọc được mã này"),
        ("(01)09506000134352(10)KHONGCO", "cổng chưa có lô hay thùng này"),
        ("(01)09506000134352(21)7K3M", "tem của một đơn vị"),
        ("(01)09506000134352", "mã sản phẩm"),
        ("(414)9506000134369", "mã địa điểm"),
    ],
)
def test_each_wrong_code_has_its_sentence(code: str, sentence: str) -> None:
    with pytest.raises(things.NotACode) as refusal:
        things.thing_named(code, organisation=factories.organisation())
    assert sentence in str(refusal.value)


def test_a_recalled_lot_is_neither_sent_nor_received(lot: Lot, buyer: Organisation) -> None:
    made = ship(lot, buyer)
    Lot.objects.filter(pk=lot.pk).update(state=LotState.RECALLED)
    with pytest.raises(things.LotStopped, match="thu hồi"):
        ship(lot, buyer, 5, at=NOW)
    with pytest.raises(things.LotStopped):
        receive(made)


def test_a_partner_records_steps_on_a_lot_that_came_and_none_that_make_it(
    lot: Lot, buyer: Organisation
) -> None:
    place = Place.objects.get(organisation=buyer)
    Place.objects.filter(pk=place.pk).update(kind=PlaceKind.FARM)
    place.refresh_from_db()
    partner = acting(buyer)

    def record(code: str, values: dict[str, Any]) -> Step:
        return services.record_step(lot=lot, step_code=code, values=values, happened_at=NOW,
                                    place=place, actor=partner, now=NOW)  # fmt: skip

    with pytest.raises(NotYourLot):
        record("packing", {"pack_count": 3})
    receive(ship(lot, buyer))
    with pytest.raises(NotThisStep):
        record("harvest", {"quantity": 5})
    step = record("packing", {"pack_count": 3})
    assert step.organisation == buyer
    lot.refresh_from_db()
    assert lot.unit_count is None  # the maker's facts stay the maker's
    client = factories.signed_in(factories.person(buyer))
    shown = client.get(f"/doanh-nghiep/lo/{lot.pk}/nhat-ky/").content.decode()
    assert "Đóng gói" in shown
    choices = client.get(f"/doanh-nghiep/lo/{lot.pk}/nhat-ky/ghi/").content.decode()
    assert "Thu hoạch" not in choices


def test_addresses_are_for_the_two_sides_alone(lot: Lot, buyer: Organisation) -> None:
    made = ship(lot, buyer)
    around = people.around(lot.product.organisation)
    partner = factories.signed_in(factories.person(buyer))
    for page in (f"{BASE}{made.pk}/", f"{BASE}{made.pk}/huy/"):
        seen = around.statuses(page)
        assert (seen["owner"], seen["stranger"], seen["nobody"]) == (200, 404, 302), page
        assert {seen["officer"], seen["other_agency"]} == {403}
    assert around.statuses(f"{BASE}{made.pk}/")["colleague"] == 200
    assert around.statuses(f"{BASE}{made.pk}/huy/")["colleague"] == 403
    assert around.owner.get(f"{BASE}{made.pk}/nhan/").status_code == 404
    assert partner.get(f"{BASE}{made.pk}/nhan/").status_code == 200
    assert partner.get(f"{BASE}{made.pk}/huy/").status_code == 404
    assert around.stranger.post(f"{BASE}{made.pk}/nhan/").status_code == 404
    for page in (BASE, f"{BASE}giao/", f"{BASE}nhan/", f"{BASE}phan-cho-nhan/"):
        seen = around.statuses(page)
        assert (seen["owner"], seen["nobody"], seen["officer"]) == (200, 302, 403), page
    lot_page = around.statuses(f"/doanh-nghiep/lo/{lot.pk}/giao-nhan/")
    assert (lot_page["owner"], lot_page["stranger"], lot_page["officer"]) == (200, 404, 200)
    officer = around.statuses(f"/quan-ly/lo/{lot.pk}/giao-nhan/")
    assert (officer["officer"], officer["other_agency"], officer["nobody"]) == (200, 404, 302)
    box = case(lot.product.organisation)
    for page in ("", "dong/", "lay-ra/"):
        seen = around.statuses(f"/doanh-nghiep/kien-hang/{box.pk}/{page}")
        assert (seen["owner"], seen["stranger"], seen["nobody"]) == (200, 404, 302)


def test_a_partner_reads_the_lot_only_once_it_has_come(lot: Lot, buyer: Organisation) -> None:
    partner = factories.signed_in(factories.person(buyer))
    page = f"/doanh-nghiep/lo/{lot.pk}/nhat-ky/"
    made = ship(lot, buyer)
    assert partner.get(page).status_code == 404
    receive(made)
    assert partner.get(page).status_code == 200


def test_the_form_takes_codes_one_after_another_without_a_script(
    lot: Lot, buyer: Organisation
) -> None:
    client = factories.signed_in(factories.person(lot.product.organisation))
    told = {"partner": buyer.tax_code, "place": lot.place_id,
            "happened_at": f"{timezone.localtime(NOW):%Y-%m-%dT%H:%M}"}  # fmt: skip
    first = client.post(f"{BASE}giao/", {**told, "act": "add", "code": lot.code})
    shown = first.content.decode()
    assert f'value="{lot.identifier}"' in shown
    assert 'value="100"' in shown  # all that is left
    assert buyer.tax_code in shown  # what was filled in stays
    again = {**told, "act": "add", "code": lot.code, "line": lot.identifier, "amount": "40"}
    assert "đã có trong danh sách" in client.post(f"{BASE}giao/", again).content.decode()
    wrong = {**told, "act": "done", "line": lot.identifier, "amount": "bốn"}
    assert "Hãy ghi một số lớn hơn 0." in client.post(f"{BASE}giao/", wrong).content.decode()
    empty = client.post(f"{BASE}giao/", {**told, "act": "done"})
    assert "ít nhất một lô" in empty.content.decode()
    done = client.post(
        f"{BASE}giao/", {**told, "act": "done", "line": lot.identifier, "amount": "12,5"}
    )
    assert done.status_code == 302
    made = Shipment.objects.get()
    assert made.receiver == buyer
    assert [line.quantity for line in made.lines.all()] == [Decimal("12.5")]
    partner = factories.signed_in(factories.person(buyer))
    assert "12,5" in partner.get(f"{BASE}phan-cho-nhan/").content.decode()


def test_a_list_of_three_costs_as_much_as_a_list_of_one(lot: Lot, buyer: Organisation) -> None:
    client = factories.signed_in(factories.person(lot.product.organisation))
    counts = []
    for hours in ((9,), (8, 7)):
        for hour in hours:
            ship(lot, buyer, 1, at=NOW - timedelta(hours=hour))
        with CaptureQueriesContext(connection) as seen:
            assert client.get(BASE).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]
