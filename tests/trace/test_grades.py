"""A lot is graded against the ten items by what is proven, not by what is said."""

from dataclasses import replace
from typing import Any

import pytest

from tests import factories
from tests.trace.test_pages import _capture, _harvested, _packed
from txng.catalogue.models import ProductImage
from txng.identify.models import Lot
from txng.trace import stories
from txng.trace.queries import grade_of, missing_minimum_data
from txng.trace.vocab import Grade

pytestmark = pytest.mark.django_db


def _complete() -> Lot:
    product = factories.product(standards=["TCVN 12827:2023"])
    ProductImage.objects.create(product=product, file="products/x.webp", width=1, height=1)
    return factories.lot(product, produced_date="2026-05-01")


def test_without_any_stage_a_page_is_only_information() -> None:
    graded = grade_of(_complete())
    assert graded.grade == Grade.INFORMATION
    assert [item.number for item in graded.missing] == [5, 7]


def test_one_proven_stage_is_partial_and_two_with_all_items_are_full() -> None:
    lot = _complete()
    _capture(lot.product.organisation, _harvested(lot))
    assert grade_of(lot).grade == Grade.PARTIAL
    _capture(lot.product.organisation, _packed(lot))
    assert grade_of(lot).grade == Grade.FULL


@pytest.mark.parametrize("lacking", [{"place": None}, {"product_codes": ()}])
def test_a_stage_without_place_or_product_proves_nothing(lacking: dict[str, Any]) -> None:
    lot = _complete()
    _capture(lot.product.organisation, _harvested(lot), _packed(lot))
    told = [replace(stage, **lacking) for stage in stories.story_of(lot.identifier)]
    graded = grade_of(lot, told)
    assert (len(told), graded.grade) == (2, Grade.INFORMATION)
    assert [item.number for item in graded.missing] == [5, 7]


@pytest.mark.parametrize(("field", "number"), [("standards", 10), ("name", 1)])
def test_an_item_that_lacks_is_named(field: str, number: int) -> None:
    lot = _complete()
    _capture(lot.product.organisation, _harvested(lot), _packed(lot))
    setattr(lot.product, field, [] if field == "standards" else "")
    graded = grade_of(lot)
    assert ([i.number for i in graded.missing], graded.grade) == ([number], Grade.PARTIAL)


def test_activation_asks_for_items_1_to_6_and_10() -> None:
    lot = factories.lot()
    assert [str(item) for item in missing_minimum_data(lot)] == [
        "Hình ảnh",
        "Công đoạn có mã sản phẩm, mã địa điểm và thời gian",
        "Thời gian sản xuất, kinh doanh",
        "Tiêu chuẩn, quy chuẩn áp dụng",
    ]
