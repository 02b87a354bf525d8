"""Money of a lot is told by its organisation, summed for it, and seen by nobody else."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils.timezone import localdate

from tests import factories, people
from txng.capture import services
from txng.capture.models import LotMoney
from txng.capture.services import MoneyFacts
from txng.capture.vocab import MoneyKind
from txng.core import clock
from txng.parties.vocab import MemberRole
from txng.trace.stocktaking import take_stock

pytestmark = pytest.mark.django_db
TODAY = localdate()


def test_costs_and_sales_are_summed_and_what_was_struck_counts_no_more() -> None:
    lot = factories.lot(quantity=Decimal(100))
    own = lot.product.organisation
    actor = factories.actor(own, MemberRole.MANAGER)
    now = clock.now()
    told = ((MoneyKind.LABOUR, 300), (MoneyKind.OTHER, 100), (MoneyKind.SALE, 1000))
    for kind, amount in (*told, (MoneyKind.OTHER, 9)):
        facts = MoneyFacts(kind=kind, amount=Decimal(amount), on_date=TODAY)
        row = services.tell_money(facts=facts, lot=lot, actor=actor, now=now)
    services.strike_money(row=row, actor=actor, now=now)
    taken = take_stock(own, today=TODAY)
    [shown] = taken.rows
    assert (shown.cost, shown.income, shown.profit) == (Decimal(400), Decimal(1000), Decimal(600))
    [(_year, cost, income)] = taken.seasons
    assert (cost, income) == (Decimal(400), Decimal(1000))


def test_only_managers_of_the_organisation_see_and_tell() -> None:
    lot = factories.lot(quantity=Decimal(100))
    own = lot.product.organisation
    around = people.around(own)
    path = f"/doanh-nghiep/lo/{lot.pk}/tien/"
    seen = around.statuses(path)
    assert (seen["owner"], seen["colleague"], seen["stranger"]) == (200, 403, 404)
    assert (seen["officer"], seen["other_agency"], seen["nobody"]) == (403, 403, 302)
    told = {"kind": "sale", "amount": "12.000", "quantity": "10", "on_date": TODAY.isoformat()}
    assert around.owner.post(path, told).status_code == 302
    row = LotMoney.objects.get()
    assert row.amount == 120_000
    late = {**told, "on_date": (TODAY + timedelta(days=2)).isoformat()}
    assert "chưa tới" in around.owner.post(path, late).content.decode()
    strike = f"/doanh-nghiep/lo/tien/{row.pk}/gach/"
    assert around.stranger.post(strike).status_code == 404
    assert around.colleague.post(strike).status_code == 403
    assert "120.000" in around.owner.get("/doanh-nghiep/ton-kho/").content.decode()
    for client in (around.stranger, around.officer):
        assert "120.000" not in client.get(f"/doanh-nghiep/lo/{lot.pk}/").content.decode()
