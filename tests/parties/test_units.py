"""The shipped units: counts, validity, predecessors, and loading them twice."""

from datetime import date

import pytest

from txng.parties import queries, services
from txng.parties.models import AdministrativeUnit

pytestmark = pytest.mark.django_db
BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture(autouse=True)
def _loaded() -> None:
    services.load_units()


def test_the_units_of_each_time_are_as_many_as_the_law_says() -> None:
    counts = [
        (queries.provinces(on=day).count(), queries.communes(on=day).count())
        for day in (BEFORE, AFTER, date(2026, 11, 21))
    ]
    assert counts == [(63, 10035), (34, 3321), (34, 3321)]
    assert queries.provinces(on=AFTER).filter(kind="city").count() == 6


def test_loading_again_adds_nothing() -> None:
    assert services.load_units() == 0


def test_a_province_knows_what_it_came_from() -> None:
    thai_nguyen = queries.provinces(on=AFTER).get(name="Thái Nguyên")
    former = [
        link.predecessor.name for link in thai_nguyen.precessions.order_by("predecessor__sort_key")
    ]
    assert former == ["Bắc Kạn", "Thái Nguyên"]
    assert queries.communes(parent=thai_nguyen, on=AFTER).count() == 92


def test_an_old_commune_lies_within_the_province_that_took_it_in() -> None:
    province = queries.provinces(on=date(2026, 11, 21)).get(name="Đồng Nai")
    old = AdministrativeUnit.objects.get(name="Đồng Phú", valid_to=date(2026, 4, 30))
    older = AdministrativeUnit.objects.get(name="Phú Riềng", valid_to=AFTER)
    within = queries.units_within(province.pk)
    assert within.filter(pk__in=[old.pk, older.pk]).count() == 2
    assert older.district == "Huyện Phú Riềng"


def test_children_and_parents_are_of_one_time() -> None:
    for unit in queries.communes(on=date(2026, 11, 21)):
        assert unit.parent is not None
        assert unit.parent.valid_to is None


def test_units_stand_in_vietnamese_order() -> None:
    names = [unit.name for unit in queries.provinces(on=AFTER)]
    assert names[:5] == ["An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Cần Thơ"]
    assert names[-1] == "Vĩnh Long"


def test_days_that_were_not_checked_say_so() -> None:
    unsure = AdministrativeUnit.objects.filter(valid_from=date(2026, 8, 24))
    assert unsure.exists()
    assert not unsure.exclude(note__contains="chưa được kiểm chứng").exists()
