"""Lots, cases and company prefixes get right codes, once."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests import factories
from txng.core.models import AuditEntry
from txng.gs1.identifiers import key64
from txng.gs1.keys import Sscc
from txng.identify import services
from txng.identify.models import Lot
from txng.identify.services.lot import (
    LotClosed,
    LotCodeTaken,
    LotCodeWrong,
    LotEndsBeforeItBegins,
    ProductNotInUse,
)
from txng.identify.services.prefix import PrefixTaken, PrefixWrong, ProofEndsBeforeItBegins
from txng.identify.services.unit import SerialTaken, SerialWrong, SsccUsedUp
from txng.identify.vocab import LotState
from txng.parties.models import CompanyPrefix

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)


def _create(product: Any = None, code: str = "", **facts: Any) -> Lot:
    product = product or factories.product()
    facts.setdefault("place", factories.place(product.organisation))
    actor = factories.actor(product.organisation)
    return services.create_lot(
        product=product, code=code, facts=services.LotFacts(**facts), actor=actor, now=NOON
    )


def test_create_lot_draws_the_next_code_of_the_day() -> None:
    product = factories.product()
    assert [_create(product).code for _ in range(2)] == ["L261121-01", "L261121-02"]


def test_create_lot_names_a_gtin_lot_by_its_digital_link() -> None:
    product = factories.product(
        gtin="09506000134352", identifier="https://id.gs1.org/01/09506000134352"
    )
    lot = _create(product, "A/1")
    assert lot.identifier == "https://id.gs1.org/01/09506000134352/10/A%2F1"
    assert lot.key == key64(lot.identifier)


def test_create_lot_names_a_lot_without_gtin_under_its_class() -> None:
    product = factories.product()
    assert _create(product, "A1").identifier == f"{product.identifier}/lot/A1"


@pytest.mark.parametrize("code", ["Lô 1", "x" * 21, "a b"])
def test_create_lot_refuses_a_code_outside_gs1s_set(code: str) -> None:
    with pytest.raises(LotCodeWrong):
        _create(code=code)
    assert Lot.objects.count() == 0


def test_create_lot_refuses_a_code_that_stands_and_writes_nothing() -> None:
    lot = _create(code="A1")
    with pytest.raises(LotCodeTaken):
        _create(lot.product, "A1")
    assert Lot.objects.count() == 1


def test_create_lot_refuses_a_product_out_of_use() -> None:
    with pytest.raises(ProductNotInUse):
        _create(factories.product(is_active=False))


def test_create_lot_refuses_an_expiry_before_production() -> None:
    with pytest.raises(LotEndsBeforeItBegins):
        _create(produced_date=date(2026, 5, 2), expires_date=date(2026, 5, 1))


def test_edit_lot_tells_in_the_trail_what_changed() -> None:
    lot = _create()
    facts = services.LotFacts(place=lot.place, unit_count=30)
    services.edit_lot(lot=lot, facts=facts, actor=factories.actor(), now=NOON)
    entry = AuditEntry.objects.get(action="identify.edit_lot")
    assert entry.details == {"unit_count": ["", "30"]}


@pytest.mark.parametrize("state", [LotState.CLOSED, LotState.RECALLED])
def test_a_lot_that_ended_is_neither_edited_nor_traded(state: LotState) -> None:
    lot = factories.lot(state=state)
    with pytest.raises(LotClosed):
        services.edit_lot(
            lot=lot,
            facts=services.LotFacts(place=lot.place),
            actor=factories.actor(),
            now=NOON,
        )
    with pytest.raises(LotClosed):
        services.put_in_trade(lot=lot, actor=factories.actor(), now=NOON)


def _prefix(of: Any, prefix: str = "8938505", **facts: Any) -> CompanyPrefix:
    told = services.PrefixFacts(
        prefix=prefix,
        proof_number="123/GCN",
        valid_from=facts.get("valid_from", date(2026, 1, 1)),
        expires_date=facts.get("expires_date", date(2028, 1, 1)),
    )
    row = services.add_prefix(organisation=of, facts=told, actor=factories.actor(of), now=NOON)
    return services.check_prefix(prefix=row, actor=factories.officer(), now=NOON)


def test_draw_logistic_unit_counts_ssccs_under_a_prefix_held() -> None:
    organisation = factories.organisation()
    _prefix(organisation)
    drawn = [
        services.draw_logistic_unit(
            organisation=organisation, actor=factories.actor(organisation), now=NOON
        ).sscc
        for _ in range(2)
    ]
    assert [str(Sscc.parse(text)) for text in drawn] == drawn
    assert [text[:17] for text in drawn] == ["08938505000000001", "08938505000000002"]


def test_draw_logistic_unit_never_uses_a_prefix_whose_proof_has_ended() -> None:
    organisation = factories.organisation()
    _prefix(organisation, expires_date=NOON.date() - timedelta(days=1))
    unit = services.draw_logistic_unit(
        organisation=organisation, actor=factories.actor(organisation), now=NOON
    )
    assert unit.sscc == ""
    assert unit.identifier.startswith(f"{factories.BASE}/obj/")


def test_draw_logistic_unit_refuses_when_all_references_are_drawn() -> None:
    organisation = factories.organisation()
    row = _prefix(organisation, "893850512345")
    row.next_reference = 10**5
    row.save()
    with pytest.raises(SsccUsedUp):
        services.draw_logistic_unit(
            organisation=organisation, actor=factories.actor(organisation), now=NOON
        )


@pytest.mark.parametrize("prefix", ["893", "89385051234567", "893850A"])
def test_add_prefix_refuses_what_is_no_prefix(prefix: str) -> None:
    with pytest.raises(PrefixWrong):
        _prefix(factories.organisation(), prefix)


@pytest.mark.parametrize("prefix", ["8938505", "89385", "89385051"])
def test_add_prefix_refuses_numbers_that_another_holds(prefix: str) -> None:
    _prefix(factories.organisation())
    with pytest.raises(PrefixTaken):
        _prefix(factories.organisation(), prefix)


def test_add_prefix_refuses_a_right_that_ends_before_it_begins() -> None:
    with pytest.raises(ProofEndsBeforeItBegins):
        _prefix(factories.organisation(), expires_date=date(2026, 1, 1))


def test_create_item_names_a_thing_once() -> None:
    lot = factories.lot()
    actor = factories.actor()
    item = services.create_item(lot=lot, serial="T-07", actor=actor, now=NOON)
    assert item.identifier == lot.product.identifier.replace("/class/", "/obj/") + ".T-07"
    with pytest.raises(SerialTaken):
        services.create_item(lot=lot, serial="T-07", actor=actor, now=NOON)
    with pytest.raises(SerialWrong):
        services.create_item(lot=lot, serial="bò số 7", actor=actor, now=NOON)
