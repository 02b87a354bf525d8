"""What everybody may find follows the registers at once, and never holds a household's name."""

from datetime import date

import pytest

from tests import factories
from txng.core.search import all_words
from txng.parties.models import Organisation, Place, UnitSuccession
from txng.parties.vocab import OrganisationKind, PlaceKind, State
from txng.verify import lists, services
from txng.verify.models import Entry
from txng.verify.vocab import EntryKind

pytestmark = pytest.mark.django_db


def _found(text: str) -> set[tuple[str, int]]:
    rows = Entry.objects.extra(where=["words @@ %s::tsquery"], params=[all_words(text)])
    return set(rows.values_list("kind", "subject_id"))


def _household(**facts: object) -> Organisation:
    unit = factories.unit(factories.unit(name="Hà Giang"), name="Yên Minh")
    told = {"kind": OrganisationKind.HOUSEHOLD, "name": "Hộ bà Sùng Thị Mỷ", "unit": unit, **facts}
    return factories.organisation(**told)


def test_a_product_is_found_by_name_brand_producer_and_commune_together() -> None:
    commune = factories.unit(factories.unit(name="Hà Giang"), name="Vị Xuyên")
    maker = factories.organisation(name="Hợp tác xã Tả Phìn", unit=commune)
    product = factories.product(maker, name="Mật ong bạc hà", brand="Đá Vôi")
    for text in ("mat ong", "bạc hà ta phin", "da voi vị xuyên", "mật hà giang"):
        assert (EntryKind.PRODUCT, product.pk) in _found(text)


def test_a_household_without_consent_is_found_by_no_word_of_its_name() -> None:
    maker = _household()
    factories.product(maker, name="Cam sành")
    factories.place(maker, name="Vườn nhà Sùng Thị Mỷ")
    assert _found("sung") == _found("my") == _found("Sùng Thị Mỷ") == set()
    assert not Entry.objects.filter(plain__contains="sung").exists()
    assert not Entry.objects.filter(organisation=maker, kind=EntryKind.PLACE).exists()
    assert (EntryKind.PRODUCER, maker.pk) in _found("ho san xuat yen minh")


def test_a_consent_counts_and_ends_in_the_same_moment() -> None:
    maker = _household(may_show_name=True)
    assert _found("sung thi my") == {(EntryKind.PRODUCER, maker.pk)}
    Organisation.objects.filter(pk=maker.pk).update(may_show_name=False)
    assert _found("sung thi my") == set()


def test_what_is_suspended_stopped_or_deleted_is_not_found() -> None:
    maker = factories.organisation(name="Hợp tác xã Tả Phìn")
    product = factories.product(maker, name="Mật ong")
    place = factories.place(maker, name="Xưởng Tả Phìn", kind=PlaceKind.FACTORY)
    assert len(_found("phin")) == 3
    Organisation.objects.filter(pk=maker.pk).update(state=State.SUSPENDED)
    assert _found("phin") == set()
    Organisation.objects.filter(pk=maker.pk).update(state=State.ACTIVE)
    assert len(_found("phin")) == 3
    type(product).objects.filter(pk=product.pk).update(is_active=False)
    Place.objects.filter(pk=place.pk).delete()
    assert _found("phin") == {(EntryKind.PRODUCER, maker.pk)}


def test_agencies_and_plots_are_not_found() -> None:
    factories.agency(name="Sở Khoa học Tả Phìn")
    maker = factories.organisation(name="Hợp tác xã khác")
    factories.place(maker, name="Thửa Tả Phìn 12", kind=PlaceKind.PLOT)
    assert _found("phin") == set()


def test_a_new_name_of_a_producer_reaches_its_products() -> None:
    maker = factories.organisation(name="Hợp tác xã cũ")
    product = factories.product(maker, name="Mật ong")
    Organisation.objects.filter(pk=maker.pk).update(name="Hợp tác xã Lũng Cú")
    assert (EntryKind.PRODUCT, product.pk) in _found("mat ong lung cu")
    assert _found("mat ong cu") >= {(EntryKind.PRODUCT, product.pk)}


def test_a_renamed_commune_is_found_by_its_new_name_from_the_next_night_on() -> None:
    commune = factories.unit(factories.unit(), name="Bản Cũ")
    factories.organisation(unit=commune)
    entry = Entry.objects.get(kind="producer")
    commune.name = "Bản Mới"
    commune.save()
    assert _found("bản mới") == set()
    services.enter_all()
    assert _found("bản mới") == {(entry.kind, entry.subject_id)}


def test_who_stands_in_a_commune_that_ended_is_counted_in_what_it_became() -> None:
    province = factories.unit()
    old, middle, today = (factories.unit(province) for _ in range(3))
    for before, after in ((old, middle), (middle, today)):
        UnitSuccession.objects.create(
            predecessor=before, successor=after, on_date=date(2026, 4, 30)
        )
        before.valid_to = date(2026, 4, 30)
        before.save()
    for unit in (old, today):
        factories.organisation(unit=unit)
    lists.forget()
    assert [(c.unit, c.producers) for c in lists.counted_communes()] == [(today, 2)]
