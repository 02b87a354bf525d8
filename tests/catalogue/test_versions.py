"""Products go over to a newer version of their chain; what was recorded keeps its own."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.catalogue.test_templates import PAGES, _client, _lead, _publish, _start
from txng.capture.models import Step
from txng.capture.services import record_step
from txng.catalogue import queries, services
from txng.catalogue.models import ChainTemplate, Product
from txng.catalogue.services.version import NothingToMove, VersionNotInForce
from txng.core.clock import now
from txng.core.models import AuditEntry
from txng.identify.models import Lot
from txng.parties.actor import Actor
from txng.parties.models import Notice, Organisation
from txng.parties.vocab import MemberRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def old() -> ChainTemplate:
    return factories.template()


@pytest.fixture
def products(old: ChainTemplate) -> list[Product]:
    return [factories.product(template=old) for _ in range(3)]


def _newer(old: ChainTemplate) -> ChainTemplate:
    draft = _start(old)

    def change(told: dict[str, Any]) -> None:
        told["steps"][0].update(name="Phun, cách mới")

    services.edit_template(template=draft, change=change, actor=_lead(), now=now())
    return _publish(queries.template(draft.pk))


def _move(to: ChainTemplate, numbers: list[int] | None, actor: Actor) -> int:
    return services.move_products(to=to, numbers=numbers, actor=actor, now=now())


def _manager(of: Organisation) -> Actor:
    return factories.actor(of, MemberRole.MANAGER)


def test_one_some_or_all_products_move_and_each_is_told_of(
    old: ChainTemplate, products: list[Product]
) -> None:
    new, lead = _newer(old), _lead()
    first, *others = products
    other_chain = factories.product()
    assert _move(new, [first.pk, other_chain.pk], lead) == 1
    other_chain.refresh_from_db()
    assert other_chain.template != new
    assert _move(new, None, lead) == len(others)
    assert set(new.products.all()) == set(products)
    told = AuditEntry.objects.filter(action="catalogue.move_products").values_list("details")
    assert [one for (one,) in told] == [{"template": [1, 2]}] * 3
    assert Notice.objects.filter(organisation=first.organisation).count() == 1
    with pytest.raises(NothingToMove):
        _move(new, None, lead)


def test_what_was_recorded_before_moving_keeps_its_version_and_the_open_lot_asks_anew(
    old: ChainTemplate, products: list[Product]
) -> None:
    lot = factories.lot(products[0])
    actor = _manager(lot.product.organisation)

    def record(pesticide: str) -> Step:
        held = Lot.objects.get(pk=lot.pk)
        return record_step(
            lot=held, step_code="spraying", values={"pesticide": pesticide}, actor=actor,
            place=lot.place, happened_at=now() - timedelta(hours=1), now=now(),
        )  # fmt: skip

    before = record("Bt")
    new = _newer(old)
    _move(new, [products[0].pk], actor)
    after = record("Dầu khoáng")
    before.refresh_from_db()
    assert (before.template, after.template) == (old, new)
    page = _client(actor).get(f"/doanh-nghiep/lo/{lot.pk}/nhat-ky/").content.decode()
    assert ("Phun thuốc" in page, "Phun, cách mới" in page) == (True, True)


def test_a_version_that_is_not_in_force_takes_no_product(
    old: ChainTemplate, products: list[Product]
) -> None:
    lead, draft = _lead(), _start(old)
    with pytest.raises(VersionNotInForce):
        _move(draft, None, lead)
    _publish(draft, now().date() + timedelta(days=9))
    with pytest.raises(VersionNotInForce):
        _move(queries.template(draft.pk), None, lead)
    assert Product.objects.filter(template=old).count() == len(products)


def test_an_organisation_moves_its_own_products_alone(
    old: ChainTemplate, products: list[Product]
) -> None:
    new, mine = _newer(old), products[0]
    owner = _manager(mine.organisation)
    assert _move(new, None, owner) == 1
    assert [p.template_id for p in Product.objects.order_by("id")] == [new.pk, old.pk, old.pk]
    assert not Notice.objects.filter(organisation=mine.organisation).exists()


def test_the_product_page_offers_the_new_version_with_what_changes(
    old: ChainTemplate, products: list[Product]
) -> None:
    mine = products[0]
    here = f"/doanh-nghiep/san-pham/{mine.pk}/"
    manager = _manager(mine.organisation)
    recorder = factories.actor(mine.organisation, MemberRole.RECORDER)
    stranger = _manager(products[1].organisation)
    assert _client(manager).get(f"{here}ban-moi/").status_code == 302
    _newer(old)
    assert "có bản 2" in _client(manager).get(here).content.decode()
    shown = _client(manager).get(f"{here}ban-moi/").content.decode()
    assert "tên: Phun thuốc → Phun, cách mới" in shown
    answers = [_client(who).post(f"{here}ban-moi/").status_code for who in (recorder, stranger)]
    assert answers == [403, 404]
    assert _client(manager).post(f"{here}ban-moi/").status_code == 302
    mine.refresh_from_db()
    assert mine.template.version == 2
    assert "có bản 2" not in _client(manager).get(here).content.decode()


def test_officers_move_the_ticked_or_all_and_see_what_changes_from_each_version(
    old: ChainTemplate, products: list[Product]
) -> None:
    new = _newer(old)
    lead = _client(_lead())
    here = f"{PAGES}{new.pk}/san-pham/"
    shown = lead.get(here).content.decode()
    assert "Bản 1 → bản 2: 3 sản phẩm" in shown
    assert "tên: Phun thuốc → Phun, cách mới" in shown
    nothing = lead.post(here, {"which": "chosen"})
    assert "Chưa chọn sản phẩm nào" in nothing.content.decode()
    lead.post(here, {"which": "chosen", "product": [products[0].pk, "x", "9" * 30]})
    assert new.products.count() == 1
    lead.post(here, {"which": "all"})
    assert new.products.count() == 3
    assert "Không còn sản phẩm nào dùng bản cũ" in lead.get(here).content.decode()
    other = _client(factories.officer(factories.agency(sector="agriculture"), lead=True))
    assert (other.get(here).status_code, other.post(here).status_code) == (403, 403)


def test_the_list_of_movable_products_costs_the_same_for_one_and_for_three(
    old: ChainTemplate,
) -> None:
    factories.product(template=old)
    new, lead = _newer(old), _client(_lead())
    here = f"{PAGES}{new.pk}/san-pham/"
    lead.get(here)
    with CaptureQueriesContext(connection) as one:
        lead.get(here)
    for _ in range(2):
        factories.product(template=old)
    with CaptureQueriesContext(connection) as three:
        lead.get(here)
    assert len(one) == len(three)
