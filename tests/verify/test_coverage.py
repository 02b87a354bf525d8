"""How far the priority list is traced: only active stamps on full, not recalled lots cover."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import people
from tests.verify.scenes import Scene, scene
from txng.catalogue.models import PriorityEntry, PriorityList
from txng.catalogue.vocab import ListState
from txng.core.clock import now
from txng.reporting.models import LotGrade
from txng.trace.vocab import Grade
from txng.verify import coverage

pytestmark = pytest.mark.django_db


def _listed(*scenes: Scene) -> PriorityList:
    listed = PriorityList.objects.create(
        number=1, title="Danh mục", state=ListState.APPROVED, decision_number="1/QĐ-UBND",
        decision_date=date(2026, 1, 1), valid_from=date(2026, 1, 1), created_at=now(),
    )  # fmt: skip
    for one in scenes:
        product = one.lot.product
        PriorityEntry.objects.create(
            version=listed, group=product.group, product=product, name=product.name,
            classes=["key"], reason="Vì",
        )  # fmt: skip
    return listed


def _grade(of: Scene, grade: Grade) -> None:
    LotGrade.objects.create(lot=of.lot, grade=grade, graded_at=now())


def test_a_product_is_covered_by_active_stamps_on_a_full_lot_that_is_not_recalled() -> None:
    full, partial, recalled = scene(), scene(), scene()
    _grade(full, Grade.FULL)
    _grade(partial, Grade.PARTIAL)
    _grade(recalled, Grade.FULL)
    recalled.recall()
    found = coverage.coverage_of(_listed(full, partial, recalled))
    assert (found.products, found.with_lots, found.with_full, found.covered) == (3, 2, 1, 1)
    # of twelve activated stamps of each lot one is used up and one void
    assert (found.lots, found.full, found.stamps) == (2, 1, 20)
    assert {p.pk for p in found.lacking} == {partial.lot.product_id, recalled.lot.product_id}


def test_a_list_without_products_covers_nothing_and_says_so() -> None:
    found = coverage.coverage_of(_listed())
    assert (found.products, found.covered, found.lacking) == (0, 0, ())
    page = Client().get("/danh-muc-uu-tien/1/do-phu/").content.decode()
    assert "Chưa có sản phẩm đăng ký nào" in page


def test_the_public_reads_the_share_of_an_approved_list_and_officers_all() -> None:
    good = scene()
    _grade(good, Grade.FULL)
    listed = _listed(good)
    whole = Client().get("/danh-muc-uu-tien/1/do-phu/").content.decode()
    part = Client().get("/danh-muc-uu-tien/1/do-phu/", headers={"HX-Request": "true"})
    assert ("<b>1/1</b>" in whole, "<html" in whole) == (True, True)
    assert ("<b>1/1</b>" in part.content.decode(), b"<html" in part.content) == (True, False)
    address = f"/quan-ly/danh-muc-uu-tien/{listed.pk}/do-phu/"
    around = people.around(good.lot.product.organisation)
    assert around.statuses(address) == {
        "owner": 403,
        "colleague": 403,
        "stranger": 403,
        "officer": 200,
        "other_agency": 200,
        "nobody": 302,
    }
    assert "Tem đang hiệu lực" in around.officer.get(address).content.decode()
    listed.state = ListState.DRAFT
    listed.save()
    assert Client().get("/danh-muc-uu-tien/1/do-phu/").status_code == 404


def test_coverage_of_one_and_of_three_products_costs_the_same() -> None:
    listed = _listed(scene())
    costs = []
    for _ in range(2):
        coverage.forget()
        with CaptureQueriesContext(
            connection,
        ) as seen:
            coverage.coverage_of(listed)
        costs.append(len(seen))
        for one in (scene(), scene()):
            PriorityEntry.objects.create(
                version=listed, group=one.lot.product.group, product=one.lot.product,
                name=one.lot.product.name, classes=["key"], reason="Vì",
            )  # fmt: skip
    assert costs[0] == costs[1] == 4
