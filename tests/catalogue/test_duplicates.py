"""Rows that look like one are found, judged once with a reason, and merged without a loss."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories, people
from txng.catalogue.likeness import ALIKE, bare, likeness
from txng.catalogue.models import (
    Certificate,
    Judgement,
    PriorityEntry,
    PriorityList,
    Product,
    ProductAlias,
)
from txng.catalogue.queries import duplicates
from txng.catalogue.queries.duplicates import find_duplicates
from txng.catalogue.vocab import Subject
from txng.core import audit
from txng.parties import outlines
from txng.parties.models import Organisation, Place
from txng.parties.vocab import State

pytestmark = pytest.mark.django_db
LIST = "/quan-ly/trung-lap/"


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        ("Hợp tác xã Nông nghiệp Suối Xanh", "HTX nông nghiệp suoi xanh", True),
        ("HTX Suối Xanh", "Hợp tác xã Suối Xanhh", True),
        ("HTX nông nghiệp Suối Xanh", "HTX nông nghiệp Đồi Thông", False),
        ("Lô 1", "Lô 2", False),
        ("Công ty TNHH Minh Phát", "Công ty TNHH Minh Châu", False),
        ("Hợp tác xã", "Hợp tác xã", True),
    ],
)
def test_names_are_alike_without_the_words_that_all_share(
    one: str, other: str, is_alike: bool
) -> None:
    assert (likeness(one, other) >= ALIKE) == is_alike


def lead() -> Client:
    officer = factories.officer(lead=True)
    assert officer.user is not None
    return factories.signed_in(officer.user)


def two() -> tuple[Organisation, Organisation]:
    commune = factories.unit(factories.unit())
    return (
        factories.organisation(name="Hợp tác xã Suối Xanh", unit=commune),
        factories.organisation(name="HTX suoi xanh", unit=commune),
    )


def pairs(client: Client, subject: str = "organisation") -> list[tuple[int, int]]:
    found = client.get(LIST, {"so": subject}).context["found"]
    return [(pair.first.pk, pair.second.pk) for pair in found.pairs]


def test_a_pair_is_shown_until_an_officer_says_that_it_is_two() -> None:
    first, second = two()
    client = lead()
    assert pairs(client) == [(first.pk, second.pk)]
    address = f"{LIST}organisation/{first.pk}/{second.pk}/"
    assert client.post(address, {"verdict": "different", "reason": " "}).status_code == 200
    assert client.post(address, {"verdict": "different", "reason": "Đã xem sổ"}).status_code == 302
    assert pairs(client) == []
    assert audit.history(first)[0].details["reason"] == "Đã xem sổ"
    again = client.post(address, {"verdict": "first", "reason": "Khác"})
    assert "đã có người xử lý" in again.content.decode()
    first.refresh_from_db()
    assert first.state == State.ACTIVE


def test_merging_moves_the_registers_of_an_organisation_on_which_nothing_hangs() -> None:
    first, second = two()
    place, product = factories.place(second), factories.product(second)
    address = f"{LIST}organisation/{first.pk}/{second.pk}/"
    lead().post(address, {"verdict": "first", "reason": "Cùng giấy phép"})
    for row in (second, place, product):
        row.refresh_from_db()
    assert (second.succeeded_by, second.state) == (first, State.CLOSED)
    assert (place.organisation, product.organisation) == (first, first)
    moved = {"places": 1, "products": 1, "certificates": 0, "prefixes": 0, "numbers": 0}
    assert Judgement.objects.get().moved == moved


def test_merging_leaves_in_place_what_lots_hang_on() -> None:
    first, second = two()
    lot = factories.lot(factories.product(second))
    address = f"{LIST}organisation/{first.pk}/{second.pk}/"
    lead().post(address, {"verdict": "first", "reason": "Cùng giấy phép"})
    lot.product.refresh_from_db()
    assert lot.product.organisation == second
    assert Judgement.objects.get().moved == {}


RING = outlines.outline_of("21 105\n21 105.001\n21.001 105.001\n21.001 105")
ASIDE = outlines.outline_of(
    "21.0005 105.0005\n21.0005 105.0015\n21.0015 105.0015\n21.0015 105.0005"
)


def test_places_are_alike_by_outline_by_position_and_by_code() -> None:
    commune = factories.unit(factories.unit())
    one = factories.place(unit=commune, outline=RING, name="Vườn A")
    other = factories.place(unit=commune, outline=ASIDE, name="Đồi chè B")
    near = [factories.place(unit=commune, kind="shop", name=name, latitude=21, longitude=x)
            for name, x in (("Chợ", "105.50000"), ("Quầy", "105.50010"))]  # fmt: skip
    coded = [factories.place(kind="warehouse", growing_area_code="VN-1") for _ in range(2)]
    assert sorted(pairs(lead(), "place")) == [
        (one.pk, other.pk), (near[0].pk, near[1].pk), (coded[0].pk, coded[1].pk),
    ]  # fmt: skip


def test_places_of_two_organisations_are_not_merged() -> None:
    commune = factories.unit(factories.unit())
    one, other = (factories.place(unit=commune, outline=ring) for ring in (RING, ASIDE))
    address = f"{LIST}place/{one.pk}/{other.pk}/"
    page = lead().post(address, {"verdict": "first", "reason": "Một vườn"})
    assert "hai đơn vị khác nhau" in page.content.decode()
    assert Place.objects.filter(is_active=True).count() == 2


def test_products_of_one_organisation_are_merged_and_the_other_stays_in_the_records() -> None:
    own = factories.organisation()
    one, other = (factories.product(own, name=name) for name in ("Cam sành", "Cam Sanh"))
    client = lead()
    assert pairs(client, "product") == [(one.pk, other.pk)]
    client.post(f"{LIST}product/{one.pk}/{other.pk}/", {"verdict": "second", "reason": "Một cây"})
    one.refresh_from_db()
    assert (one.is_active, pairs(client, "product")) == (False, [])


def test_pairs_are_for_officers_of_the_area_and_judged_by_lead_officers() -> None:
    first, second = two()
    around = people.around(first)
    address = f"{LIST}organisation/{first.pk}/{second.pk}/"
    hidden = {**dict.fromkeys(people.NAMES, 403), "officer": 200, "nobody": 302}
    assert around.statuses(LIST) == {**hidden, "other_agency": 200}
    assert around.statuses(address) == {**hidden, "other_agency": 404}
    plain = factories.officer()
    assert plain.user is not None
    assert factories.signed_in(plain.user).get(address).status_code == 403


def test_one_pair_and_three_cost_the_same() -> None:
    client = lead()

    def statements() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(LIST).status_code == 200
        return len(caught)

    two()
    statements()
    one = statements()
    two()
    two()
    assert statements() == one


def _pair(**facts: Any) -> tuple[Product, Product]:
    own = factories.organisation()
    one = factories.product(own, name="Cam sành")
    other = factories.product(own, name="Cam Sanh", group=one.group, **facts)
    return one, other


def _merge(one: Product, other: Product, keep: str) -> str:
    address = f"{LIST}product/{one.pk}/{other.pk}/"
    return lead().post(address, {"verdict": keep, "reason": "Một cây"}).content.decode()


def _listed(product: Product, state: str, *classes: str) -> PriorityEntry:
    told: dict[str, Any] = {"title": "Danh mục", "created_at": timezone.now()}
    if state == "approved":
        day = date(2026, 1, 1)
        told |= {"decision_number": "1", "decision_date": day, "valid_from": day}
    version, _ = PriorityList.objects.get_or_create(
        state=state, defaults={"number": PriorityList.objects.count() + 1, **told}
    )
    return PriorityEntry.objects.create(
        version=version, group=product.group, product=product, name=product.name,
        classes=list(classes or ("key",)),
    )  # fmt: skip


def test_a_merged_product_hands_over_rating_old_code_and_places_on_the_draft() -> None:
    one, other = _pair()
    Certificate.objects.create(
        organisation=other.organisation, product=other, kind="ocop", stars=4, level="province",
        number="1", issuer="UBND tỉnh", issued_date=date(2026, 1, 1),
        expires_date=date(2029, 1, 1), checked_at=timezone.now(),
    )  # fmt: skip
    ProductAlias.objects.create(
        product=other, identifier="https://x.example/class/cu", replaced_at=timezone.now()
    )
    _listed(one, "draft", "key")
    _listed(other, "draft", "ocop")
    _merge(one, other, "first")
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.ocop_stars, other.ocop_stars, other.is_active) == (4, None, False)
    assert list(one.aliases.values_list("identifier", flat=True)) == ["https://x.example/class/cu"]
    entry = PriorityEntry.objects.get()
    assert (entry.product, entry.classes) == (one, ["key", "ocop"])
    moved = {"certificates": 1, "entries": 1, "proposals": 0, "aliases": 1}
    assert Judgement.objects.get().moved == moved


def test_an_old_code_stays_with_the_product_whose_lots_bear_it() -> None:
    one, other = _pair()
    ProductAlias.objects.create(
        product=other, identifier="https://x.example/class/cu", replaced_at=timezone.now()
    )
    factories.lot(other)
    _merge(one, other, "first")
    assert (one.aliases.count(), other.aliases.count()) == (0, 1)


def test_merging_refuses_to_end_the_product_that_has_the_gtin_or_stands_on_the_list() -> None:
    one, other = _pair(gtin="05901234123457")
    assert "giữ sản phẩm có GTIN" in _merge(one, other, "first")
    _listed(one, "approved")
    assert "danh mục ưu tiên đang áp dụng" in _merge(one, other, "second")
    assert Product.objects.filter(is_active=True).count() == 2
    assert not Judgement.objects.exists()


@pytest.mark.parametrize(
    "name",
    ["Hợp tác xã Nông nghiệp Suối Xanh", "HTX", "Công ty TNHH MTV Đồi-Thông 2", "Hộ ông Páo"],
)
def test_the_database_bares_a_name_as_likeness_does(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select catalogue_bare(%s)", [name])
        assert cursor.fetchone() == (bare(name),)


@pytest.mark.parametrize("other", ["HTX Suối Xanh Tân Lậpp", "HTX Guối Xanh Tân Lập"])
def test_a_name_is_found_by_its_beginning_or_its_end_among_many(other: str) -> None:
    commune = factories.unit(factories.unit())
    first = factories.organisation(name="Hợp tác xã Suối Xanh Tân Lập", unit=commune)
    second = factories.organisation(name=other, unit=commune)
    for number in range(40):
        factories.organisation(name=f"HTX Suối {number:02} Đồi", unit=commune)
        factories.organisation(name=f"HTX Rừng {number:02} Lập", unit=commune)
    found = find_duplicates(actor=factories.officer(lead=True), subject=Subject.ORGANISATION)
    assert [(pair.first, pair.second) for pair in found.pairs] == [(first, second)]


def test_a_crowd_of_like_rows_is_compared_with_a_few_of_each_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    commune = factories.unit(factories.unit())
    for _number in range(60):
        factories.organisation(name="Hợp tác xã Suối Xanh", unit=commune, phone="0912345678")
    compared: list[Any] = []

    def counted(one: Organisation, other: Organisation) -> list[str]:
        compared.append((one, other))
        return ["giống"]

    monkeypatch.setattr(duplicates, "_REASONS", {Subject.ORGANISATION: counted})
    monkeypatch.setattr(duplicates, "NEIGHBOURS", 2)
    officer = factories.officer(lead=True)
    found = find_duplicates(actor=officer, subject=Subject.ORGANISATION)
    assert 0 < len(found.pairs) == len(compared) <= 60 * 5 * 2


def test_a_branch_is_told_beside_its_main_office_wherever_it_stands() -> None:
    main = factories.organisation(name="Công ty Đá", tax_code="4600123459")
    branch = factories.organisation(name="Chi nhánh Sông", tax_code="4600123459-001")
    assert pairs(lead()) == [(main.pk, branch.pk)]
