"""A step that a person records becomes a true EPCIS event and an entry of the diary, or neither."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from tests import factories
from txng.capture import queries, services
from txng.capture.diary import entries_of
from txng.capture.models import Event, Step
from txng.capture.queries import StoredEvent
from txng.capture.services import entries, steps
from txng.capture.step_events import amount_of
from txng.capture.told import Input, ToldWrong, Used
from txng.catalogue import services as catalogue
from txng.catalogue.models import ChainTemplate
from txng.core.errors import Refused
from txng.gs1.epcis.model import Destination, QuantityElement, Source
from txng.gs1.epcis.rules import check_event
from txng.identify.models import LogisticUnit, Lot
from txng.identify.vocab import LotState
from txng.parties.actor import Actor
from txng.parties.models import Place
from txng.parties.rights import MayNotDoThis
from txng.parties.vocab import MemberRole, PlaceKind

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
KDE = f"{{{settings.TXNG_IDENTITY_URL}/ns/kde/}}"


def _step_name(lot: Lot, code: str) -> str:
    template = lot.product.template
    return f"{template.code}/{template.version}/{code}"


MDA = "{urn:epcglobal:cbv:mda:}"


@pytest.fixture
def lot() -> Lot:
    return factories.lot()


def keeper(lot: Lot, role: MemberRole = MemberRole.RECORDER) -> Actor:
    return factories.actor(lot.product.organisation, role)


def record(lot: Lot, step_code: str = "harvest", **more: Any) -> Step:
    actor = more.pop("actor", None) or keeper(lot)
    given = {"values": {"quantity": 1200}, "happened_at": NOW, "place": lot.place, **more}
    return services.record_step(lot=lot, step_code=step_code, actor=actor, now=NOW, **given)


def stored(step: Step) -> StoredEvent:
    [found] = queries.events([step.event_row])
    return found


def test_a_harvest_brings_the_lot_into_being(lot: Lot) -> None:
    step = record(lot, values={"quantity": Decimal("1200.5"), "variety": "V2"})
    event: Any = stored(step).event
    assert check_event(event) == []
    assert (event.type, event.action, event.biz_step, event.disposition) == (
        "ObjectEvent", "ADD", "commissioning", "active",
    )  # fmt: skip
    assert event.quantity_list == [
        QuantityElement(epc_class=lot.identifier, quantity=1200.5, uom="KGM")
    ]
    assert (event.event_time, event.event_time_zone_offset) == (
        "2026-11-21T10:00:00.000+07:00", "+07:00",
    )  # fmt: skip
    assert event.read_point.id == event.biz_location.id == lot.place.identifier
    assert event.ilmd == {f"{MDA}lotNumber": lot.code, f"{KDE}variety": "V2"}
    assert event.extensions == {f"{KDE}step": _step_name(lot, "harvest")}
    assert (step.values, step.organisation) == (
        {"quantity": 1200.5, "variety": "V2"}, lot.product.organisation,
    )  # fmt: skip
    lot.refresh_from_db()
    assert (lot.quantity, lot.produced_date) == (Decimal("1200.5"), date(2026, 11, 21))


def test_what_the_lot_says_already_is_not_changed_by_a_harvest() -> None:
    lot = factories.lot(
        quantity=900, produced_date=date(2026, 11, 1), expires_date=date(2027, 1, 1)
    )
    event: Any = stored(record(lot)).event
    lot.refresh_from_db()
    assert (lot.quantity, lot.produced_date) == (Decimal(900), date(2026, 11, 1))
    assert event.ilmd[f"{MDA}itemExpirationDate"] == "2027-01-01"


def test_other_steps_tell_their_elements_beside_the_standard_ones(lot: Lot) -> None:
    step = record(lot, "spraying", values={"pesticide": "Abamectin  1.8EC", "interval_days": "7"})
    event: Any = stored(step).event
    assert (event.action, event.ilmd) == ("OBSERVE", None)
    assert event.extensions == {
        f"{KDE}step": _step_name(lot, "spraying"),
        f"{KDE}pesticide": "Abamectin 1.8EC",
        f"{KDE}interval_days": 7,
    }
    assert event.quantity_list == [QuantityElement(epc_class=lot.identifier)]


def test_shipping_states_who_gives_and_who_gets(lot: Lot) -> None:
    buyer = factories.organisation()
    own = lot.product.organisation.identifier
    event: Any = stored(record(lot, "shipping", values={"receiver": buyer})).event
    assert event.source_list == [
        Source(type="owning_party", source=own), Source(type="possessing_party", source=own),
    ]  # fmt: skip
    assert {(d.type, d.destination) for d in event.destination_list} == {
        ("owning_party", buyer.identifier), ("possessing_party", buyer.identifier),
    }  # fmt: skip
    assert isinstance(event.destination_list[0], Destination)
    assert event.extensions == {f"{KDE}step": _step_name(lot, "shipping")}


def test_a_party_unknown_to_the_portal_stands_by_its_name(lot: Lot) -> None:
    event: Any = stored(record(lot, "shipping", values={"receiver": "Chợ Long Biên"})).event
    assert (event.source_list, event.destination_list) == ([], [])
    assert event.extensions == {
        f"{KDE}step": _step_name(lot, "shipping"),
        f"{KDE}receiver": "Chợ Long Biên",
    }


def _with_template(code: str) -> Lot:
    catalogue.load_templates(today=date(2026, 1, 1))
    template = ChainTemplate.objects.get(code=code)
    lot = factories.lot(factories.product(template=template))
    lot.place = factories.place(lot.product.organisation, kind=PlaceKind.PACKING_HOUSE)
    return lot


def test_inputs_become_outputs_with_their_amounts() -> None:
    lot = _with_template("fresh-produce")
    mine = factories.lot(factories.product(lot.product.organisation))
    other = "https://id.gs1.org/01/09506000134352/10/L1"
    values = {
        "inputs": [Input(mine, Decimal(40)), Input(other, Decimal(60), "KGM")],
        "quantity": 95,
    }
    step = record(lot, "blending", values=values)
    event: Any = stored(step).event
    assert check_event(event) == []
    assert event.type == "TransformationEvent"
    assert event.input_quantity_list == [
        QuantityElement(epc_class=mine.identifier, quantity=40, uom="KGM"),
        QuantityElement(epc_class=other, quantity=60, uom="KGM"),
    ]
    assert event.output_quantity_list == [
        QuantityElement(epc_class=lot.identifier, quantity=95, uom="KGM")
    ]
    assert event.ilmd == {f"{MDA}lotNumber": lot.code}


def test_a_lot_of_material_from_outside_comes_into_being_without_inputs() -> None:
    lot = _with_template("processed-food")
    place = factories.place(lot.product.organisation, kind=PlaceKind.FACTORY)
    values = {"quantity": 50, "manufactured_date": date(2026, 11, 20)}
    event: Any = stored(record(lot, "processing", values=values, place=place)).event
    assert (event.type, event.action) == ("ObjectEvent", "ADD")
    lot.refresh_from_db()
    assert lot.produced_date == date(2026, 11, 20)


def test_a_lot_goes_into_a_new_case_or_a_known_one() -> None:
    lot = _with_template("fresh-produce")
    factories.company_prefix(lot.product.organisation, "8938505970")
    drawn: Any = stored(record(lot, "casing", values={"level": "case", "quantity": 20})).event
    unit = LogisticUnit.objects.get()
    assert (drawn.type, drawn.parent_id) == ("AggregationEvent", unit.identifier)
    assert drawn.child_quantity_list == [QuantityElement(epc_class=lot.identifier, quantity=20)]
    values = {"level": "case", "quantity": 5, "container": unit.sscc}
    known: Any = stored(record(lot, "casing", values=values)).event
    assert known.parent_id == unit.identifier
    assert LogisticUnit.objects.count() == 1
    assert ("Mã thùng, pallet (SSCC)", unit.sscc) in entries_of(lot)[0].values
    with pytest.raises(steps.ContainerWrong):
        record(lot, "casing", values={**values, "container": "thùng số 3"})


def test_packing_tells_how_many_units_there_are_and_when_they_end() -> None:
    lot = _with_template("fresh-produce")
    values = {"pack_count": 500, "pack_size": "1 kg", "packed_date": date(2026, 11, 20),
              "best_before": date(2026, 12, 1)}  # fmt: skip
    record(lot, "packing", values=values)
    lot.refresh_from_db()
    assert (lot.unit_count, lot.expires_date) == (500, date(2026, 12, 1))


def test_pressing_twice_records_once(lot: Lot) -> None:
    actor = keeper(lot)
    first = record(lot, actor=actor)
    assert record(lot, actor=actor).pk == first.pk
    assert (Step.objects.count(), Event.objects.count()) == (1, 1)


def test_a_step_that_happens_once_is_refused_the_second_time(lot: Lot) -> None:
    record(lot)
    with pytest.raises(steps.StepAlreadyRecorded):
        record(lot, values={"quantity": 5})
    record(lot, "spraying", values={"pesticide": "A"})
    record(lot, "spraying", values={"pesticide": "B"})
    assert Step.objects.count() == 3


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({}, ["quantity"]),
        ({"quantity": 0}, ["quantity"]),
        ({"quantity": -1}, ["quantity"]),
        ({"quantity": "nan"}, ["quantity"]),
        ({"quantity": "1e40"}, ["quantity"]),
        ({"quantity": 10**11}, ["quantity"]),
        ({"quantity": "1.0000001"}, ["quantity"]),
        ({"quantity": "mười"}, ["quantity"]),
        ({"quantity": 1, "variety": "a\x00b"}, ["variety"]),
        ({"quantity": 1, "variety": "a" * 501}, ["variety"]),
        ({"variety": "V2"}, ["quantity"]),
    ],
)
def test_what_cannot_be_is_told_field_by_field(
    lot: Lot, values: dict[str, Any], wrong: list[str]
) -> None:
    with pytest.raises(ToldWrong) as refused:
        record(lot, values=values)
    assert list(refused.value.fields) == wrong
    assert (Step.objects.count(), Event.objects.count()) == (0, 0)


@pytest.mark.parametrize("quantity", ["99999999999.999", "0.0001", "1.5"])
def test_any_quantity_that_may_be_told_fits_the_lot(lot: Lot, quantity: str) -> None:
    record(lot, values={"quantity": quantity})
    lot.refresh_from_db()
    assert lot.quantity == (Decimal(quantity) if Decimal(quantity) > Decimal("0.001") else None)


def test_invisible_marks_are_dropped_from_texts(lot: Lot) -> None:
    step = record(lot, values={"quantity": 1, "variety": " V\u200b2\u00ad \ufeff"})
    assert step.values["variety"] == "V2"


def test_a_lot_cannot_expire_before_it_was_made() -> None:
    lot = _with_template("fresh-produce")
    lot.produced_date = date(2026, 11, 1)
    lot.save(update_fields=["produced_date"])
    values = {"pack_count": 5, "pack_size": "1 kg", "packed_date": date(2026, 11, 20),
              "best_before": date(2026, 10, 1)}  # fmt: skip
    with pytest.raises(ToldWrong) as refused:
        record(lot, "packing", values=values)
    assert list(refused.value.fields) == ["best_before"]
    assert (Step.objects.count(), Event.objects.count()) == (0, 0)


def test_limits_of_the_template_are_kept(lot: Lot) -> None:
    with pytest.raises(ToldWrong) as refused:
        record(lot, "spraying", values={"pesticide": "A", "interval_days": 61})
    assert refused.value.fields == {"interval_days": "Không được quá 60\u00a0ngày."}


@pytest.mark.parametrize(
    "at",
    [NOW + timedelta(minutes=5, seconds=1), datetime(1999, 12, 31, 23, tzinfo=UTC)],
)
def test_the_future_and_the_far_past_are_refused(lot: Lot, at: datetime) -> None:
    with pytest.raises(steps.NotThatTime) as refused:
        record(lot, happened_at=at)
    assert list(refused.value.fields) == ["happened_at"]
    record(lot, happened_at=NOW + timedelta(minutes=5))


def test_harvest_waits_for_the_days_told_with_the_last_spraying(lot: Lot) -> None:
    sprayed = NOW - timedelta(days=3)
    record(lot, "spraying", values={"pesticide": "A", "interval_days": 7}, happened_at=sprayed)
    with pytest.raises(steps.StillWaiting, match="25/11/2026"):
        record(lot)
    later = NOW + timedelta(days=4)
    services.record_step(lot=lot, step_code="harvest", values={"quantity": 1}, happened_at=later,
                         place=lot.place, actor=keeper(lot), now=later)  # fmt: skip


def test_a_place_is_ones_own_in_use_and_of_a_fitting_kind(lot: Lot) -> None:
    own = lot.product.organisation
    wrong: list[Place] = [
        factories.place(),
        factories.place(own, is_active=False),
        factories.place(own, kind=PlaceKind.SHOP),
    ]
    for place in wrong:
        with pytest.raises(steps.NotThatPlace):
            record(lot, place=place)


@pytest.mark.parametrize("state", [LotState.CLOSED, LotState.RECALLED])
def test_a_lot_at_its_end_takes_no_more_steps(state: LotState) -> None:
    with pytest.raises(steps.LotIsClosed):
        record(factories.lot(state=state))


def test_only_people_of_the_holder_who_may_record_do(lot: Lot) -> None:
    with pytest.raises(steps.NotYourLot):
        record(lot, actor=factories.actor())
    with pytest.raises(MayNotDoThis):
        record(lot, actor=keeper(lot, MemberRole.VIEWER))
    with pytest.raises(MayNotDoThis):
        record(lot, actor=factories.officer())
    assert Event.objects.count() == 0


def test_a_break_leaves_neither_event_nor_entry_nor_changed_lot(
    lot: Lot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_action: str, **_given: Any) -> None:
        raise Refused

    monkeypatch.setattr(entries, "audit", SimpleNamespace(record_many=broken))
    with pytest.raises(Refused):
        record(lot)
    lot.refresh_from_db()
    assert (Step.objects.count(), Event.objects.count(), lot.quantity) == (0, 0, None)


def test_every_step_of_every_shipped_chain_makes_a_sound_event() -> None:
    """Fill each field with what fits, walk each chain, and examine the events."""
    catalogue.load_templates(today=date(2026, 1, 1))
    walked = 0
    for template in ChainTemplate.objects.order_by("code"):
        lot = factories.lot(factories.product(template=template))
        actor = keeper(lot)
        for step in template.definition["steps"]:
            place = factories.place(lot.product.organisation, kind=step["place_kinds"][0])
            values = {f["code"]: _something(f, lot) for f in step["fields"] if f["type"] != "photo"}
            made = record(lot, step["code"], values=values, place=place, actor=actor)
            assert check_event(stored(made).event) == [], (template.code, step["code"])
            walked += 1
    assert walked == Step.objects.count() >= 60


def _something(field: dict[str, Any], lot: Lot) -> Any:
    low = max(field.get("min", 0), 0)
    made = {
        "text": lambda: "" if field["code"] == "container" else "Mô tả",
        "number": lambda: 0 if field["code"] in {"interval_days", "withdrawal_days"} else low + 1,
        "quantity": lambda: low + 1,
        "date": lambda: timezone.localtime(NOW).date(),
        "choice": lambda: field["choices"][0]["code"],
        "bool": lambda: True,
        "party": factories.organisation,
        "lot": lambda: [Input(another(lot), Decimal(1))],
        "input": lambda: Used("Vật tư", quantity=Decimal(1), unit="KGM"),
    }  # fmt: skip
    return made[field["type"]]()  # type: ignore[no-untyped-call]


def another(lot: Lot) -> Lot:
    return factories.lot(factories.product(lot.product.organisation))


@pytest.mark.parametrize(
    ("quantity", "unit", "uom"),
    [(12, "EA", None), (2.0, "", None), (2.5, "EA", "EA"), (0.5, "", "EA"), (3, "KGM", "KGM")],
)
def test_only_a_whole_count_of_pieces_has_no_unit(
    quantity: float, unit: str, uom: str | None
) -> None:
    assert amount_of("urn:a:b", quantity, unit).uom == uom
