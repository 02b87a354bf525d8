"""Each page of the room answers the owner, the colleague, strangers and agencies as it should."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories, people
from txng.identify.models import Lot

pytestmark = pytest.mark.django_db
ALL = {"owner": 200, "colleague": 200, "stranger": 200, "officer": 200, "other_agency": 200,
       "nobody": 302}  # fmt: skip
MEMBERS = {**ALL, "officer": 403, "other_agency": 403}
RECORDERS = {**MEMBERS, "colleague": 403}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/doanh-nghiep/lo/", ALL),
        ("/quan-ly/lo/", ALL),
        ("/doanh-nghiep/lo/phan-dang-mo/", ALL),
        ("/doanh-nghiep/lo/mo/", RECORDERS),
        ("/doanh-nghiep/kien-hang/", MEMBERS),
        ("/doanh-nghiep/kien-hang/cap-ma/", RECORDERS),
        ("/doanh-nghiep/ma-doanh-nghiep/", RECORDERS),
        ("/doanh-nghiep/ma-doanh-nghiep/them/", RECORDERS),
    ],
)
def test_a_page_opens_for_whom_it_is(address: str, expected: dict[str, int]) -> None:
    assert people.around(factories.organisation()).statuses(address) == expected


def test_a_lot_is_seen_by_its_holder_and_the_officer_of_its_area() -> None:
    lot = factories.lot()
    around = people.around(lot.product.organisation)
    seen = {**ALL, "stranger": 404, "other_agency": 404}
    assert around.statuses(f"/doanh-nghiep/lo/{lot.pk}/") == seen
    assert around.statuses(f"/quan-ly/lo/{lot.pk}/") == seen


def test_a_lot_is_edited_only_by_its_holder() -> None:
    lot = factories.lot()
    expected = {**RECORDERS, "stranger": 404}
    around = people.around(lot.product.organisation)
    assert around.statuses(f"/doanh-nghiep/lo/{lot.pk}/sua/") == expected


def test_the_form_opens_a_lot_of_the_own_product_only() -> None:
    mine, other = factories.product(), factories.product()
    place = factories.place(mine.organisation)
    owner = people.around(mine.organisation).owner
    address = "/doanh-nghiep/lo/mo/"
    refused = owner.post(address, {"product": other.pk, "place": place.pk})
    assert (refused.status_code, Lot.objects.count()) == (200, 0)
    opened = owner.post(address, {"product": mine.pk, "place": place.pk, "quantity": "1.200,5"})
    lot = Lot.objects.get()
    assert (opened.status_code, opened["Location"]) == (302, f"/doanh-nghiep/lo/{lot.pk}/")
    assert str(lot.quantity) == "1200.500"


def test_a_wrong_lot_code_is_told_beside_the_field() -> None:
    product = factories.product()
    place = factories.place(product.organisation)
    owner = people.around(product.organisation).owner
    answer = owner.post(
        "/doanh-nghiep/lo/mo/", {"product": product.pk, "place": place.pk, "code": "Lô 1"}
    )
    assert "Mã lô chỉ gồm chữ không dấu" in answer.content.decode()


@pytest.mark.parametrize("address", ["/doanh-nghiep/lo/", "/quan-ly/lo/"])
def test_lists_of_one_and_three_lots_cost_the_same(address: str) -> None:
    product = factories.product()
    owner = people.around(product.organisation).owner
    counts = []
    for more in (1, 2):
        for _ in range(more):
            factories.lot(product)
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert owner.get(address).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1]
