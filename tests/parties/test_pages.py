"""Each page of the room answers the owner, the colleague, strangers and agencies as it should."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories, people
from txng.core.collation import sort_key
from txng.parties.models import ApiKey, Membership, Organisation, Place
from txng.parties.place_field import PlaceField
from txng.parties.vocab import MemberRole, State

pytestmark = pytest.mark.django_db
MEMBERS = {"owner": 200, "colleague": 200, "stranger": 200, "officer": 403, "other_agency": 403,
           "nobody": 302}  # fmt: skip
MANAGERS = {**MEMBERS, "colleague": 403}
OFFICERS = {"owner": 403, "colleague": 403, "stranger": 403, "officer": 200, "other_agency": 200,
            "nobody": 302}  # fmt: skip


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/doanh-nghiep/don-vi/", {**MEMBERS, "officer": 200, "other_agency": 200}),
        ("/doanh-nghiep/don-vi/sua/", MANAGERS),
        ("/doanh-nghiep/don-vi/nguoi/", {**MEMBERS, "officer": 200, "other_agency": 200}),
        ("/doanh-nghiep/don-vi/nguoi/moi/", {**MANAGERS, "officer": 200, "other_agency": 200}),
        ("/doanh-nghiep/dia-diem/", MEMBERS),
        ("/doanh-nghiep/dia-diem/them/", MANAGERS),
        ("/doanh-nghiep/khoa-api/", MANAGERS),
        ("/doanh-nghiep/khoa-api/cap/", MANAGERS),
        ("/quan-ly/don-vi/", OFFICERS),
        ("/quan-ly/don-vi/dang-ky/", OFFICERS),
        ("/quan-ly/don-vi/cho-duyet/", OFFICERS),
    ],
)
def test_a_page_opens_for_whom_it_is(address: str, expected: dict[str, int]) -> None:
    assert people.around(factories.organisation()).statuses(address) == expected


@pytest.mark.parametrize("role", [MemberRole.OWNER, MemberRole.RECORDER, MemberRole.VIEWER])
def test_no_link_of_the_own_pages_leads_to_a_refusal(role: MemberRole) -> None:
    organisation = factories.organisation()
    factories.place(organisation)
    factories.lot(factories.product(organisation))
    client = factories.signed_in(factories.person(organisation, role))
    for room in ("", "don-vi/", "dia-diem/", "lo/", "san-pham/", "tem/", "kien-hang/"):
        page = client.get(f"/doanh-nghiep/{room}").content.decode()
        for link in set(re.findall(r'href="(/doanh-nghiep/[^"?#]*)"', page)):
            assert (room, link, client.get(link).status_code) == (room, link, 200)


def test_a_place_is_edited_only_by_its_own_organisation() -> None:
    place = factories.place()
    found = people.around(place.organisation).statuses(f"/doanh-nghiep/dia-diem/{place.pk}/sua/")
    assert found == {**MANAGERS, "stranger": 404}


def test_a_key_is_revoked_only_by_its_own_organisation() -> None:
    key, _text = factories.api_key()
    around = people.around(key.organisation)
    address = f"/doanh-nghiep/khoa-api/{key.pk}/thu-hoi/"
    order = ("colleague", "stranger", "officer", "nobody")
    assert [getattr(around, n).post(address).status_code for n in order] == [403, 404, 403, 302]
    assert ApiKey.objects.get().revoked_at is None
    assert around.owner.post(address).status_code == 302
    assert ApiKey.objects.get().revoked_at is not None


def test_an_officer_sees_only_organisations_of_the_area() -> None:
    organisation = factories.organisation()
    found = people.around(organisation).statuses(f"/quan-ly/don-vi/{organisation.pk}/")
    assert found == {**OFFICERS, "other_agency": 404}


def test_an_officer_of_a_province_sees_its_communes_and_those_they_came_from() -> None:
    province = factories.unit()
    now_there, before = factories.unit(province), factories.unit(factories.unit())
    before.successions.create(successor=now_there, on_date="2025-07-01")
    organisation = factories.organisation(unit=before)
    officer = factories.officer(area=province)
    assert officer.user is not None
    client = factories.signed_in(officer.user)
    assert client.get(f"/quan-ly/don-vi/{organisation.pk}/").status_code == 200


def test_approval_is_for_the_lead_officer_of_the_area() -> None:
    organisation = factories.organisation(state=State.PENDING)
    around = people.around(organisation)
    address = f"/quan-ly/don-vi/{organisation.pk}/duyet/"
    assert [around.owner.post(address).status_code, around.other_agency.post(address).status_code,
            around.nobody.post(address).status_code] == [403, 404, 302]  # fmt: skip
    assert around.officer.get(address).status_code == 405
    assert around.officer.post(address).status_code == 302
    organisation.refresh_from_db()
    assert organisation.state == State.ACTIVE


@pytest.mark.parametrize("asked", ["dai tu", "Đại Từ", "4600999999"])
def test_organisations_are_found_with_and_without_accents(asked: str) -> None:
    name = "Hợp tác xã chè Đại Từ"
    factories.organisation(name=name, sort_key=sort_key(name), tax_code="4600999999")
    factories.organisation(name="Hợp tác xã Phú Lương")
    officer = factories.officer()
    assert officer.user is not None
    page = factories.signed_in(officer.user).get("/quan-ly/don-vi/", {"q": asked})
    assert [o.name for o in page.context["page"]] == [name]


def _statements(call: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert call().status_code == 200
    return len(caught)


def _place(of: Organisation) -> Place:
    return factories.place(of, unit=factories.unit(factories.unit()))


@pytest.mark.parametrize(
    ("address", "make"),
    [
        ("/doanh-nghiep/dia-diem/", _place),
        ("/doanh-nghiep/khoa-api/", factories.api_key),
        ("/doanh-nghiep/don-vi/", factories.person),
        ("/doanh-nghiep/don-vi/nguoi/", factories.person),
    ],
)
def test_a_list_of_one_and_of_three_cost_the_same(
    address: str, make: Callable[[Organisation], object]
) -> None:
    organisation = factories.organisation()
    client = factories.signed_in(factories.person(organisation))
    make(organisation)
    client.get(address)
    one = _statements(lambda: client.get(address))
    make(organisation)
    make(organisation)
    assert _statements(lambda: client.get(address)) == one


def test_officers_lists_of_one_and_of_three_cost_the_same() -> None:
    officer = factories.officer()
    assert officer.user is not None
    client = factories.signed_in(officer.user)
    province = factories.unit()
    client.get("/quan-ly/don-vi/")
    one = _statements(lambda: client.get("/quan-ly/don-vi/"))
    for _ in range(2):
        factories.organisation(unit=factories.unit(province)).roles.create(role="producer")
    assert _statements(lambda: client.get("/quan-ly/don-vi/")) == one


def test_a_place_is_added_and_a_wrong_gln_is_told_beside_its_box() -> None:
    organisation = factories.organisation()
    client = factories.signed_in(factories.person(organisation))
    told = {"name": "Kho lạnh", "kind": "warehouse", "address": "Tổ 3", "gln": "8930000000010"}
    page = client.post("/doanh-nghiep/dia-diem/them/", told)
    assert "đúng phải là 9" in page.content.decode()
    assert (
        client.post("/doanh-nghiep/dia-diem/them/", {**told, "gln": "893-0000-00001-9"}).status_code
        == 302
    )
    assert Place.objects.get().gln == "8930000000019"


def test_a_secret_is_shown_once_and_never_cached() -> None:
    client = factories.signed_in(factories.person(factories.organisation()))
    told = {"name": "Máy đóng gói", "scopes": ["capture"], "days": "90", "rate_limit": "600"}
    page = client.post("/doanh-nghiep/khoa-api/cap/", told)
    assert page["Cache-Control"] == "no-store"
    assert page.context["text"] in page.content.decode()
    assert page.context["text"] not in client.get("/doanh-nghiep/khoa-api/").content.decode()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/en/doanh-nghiep/don-vi/", "My organisation"),
        ("/en/doanh-nghiep/dia-diem/", "Add a place"),
        ("/en/doanh-nghiep/khoa-api/", "Issue a new key"),
        ("/en/doanh-nghiep/san-pham/", "Add a product"),
    ],
)
def test_pages_speak_english_under_en(address: str, words: str) -> None:
    client = factories.signed_in(factories.person(factories.organisation()))
    assert words in client.get(address).content.decode()


def test_an_organisation_is_suspended_after_asking_and_let_work_again() -> None:
    organisation = factories.organisation()
    around = people.around(organisation)
    address = f"/quan-ly/don-vi/{organisation.pk}/tam-dung/"
    assert around.statuses(address) == {**OFFICERS, "other_agency": 404}
    states = []
    for act in ("tam-dung", "tiep-tuc"):
        around.officer.post(f"/quan-ly/don-vi/{organisation.pk}/{act}/")
        organisation.refresh_from_db()
        states.append(organisation.state)
    assert states == [State.SUSPENDED, State.ACTIVE]


def test_ending_rights_and_keys_asks_first_and_changes_nothing_by_asking() -> None:
    organisation = factories.organisation()
    key, _text = factories.api_key(organisation)
    owner = factories.person(organisation)
    client = factories.signed_in(owner)
    member = Membership.objects.get(user=owner)
    for address in (f"khoa-api/{key.pk}/thu-hoi/", f"don-vi/nguoi/{member.pk}/thoi/"):
        assert client.get(f"/doanh-nghiep/{address}").status_code == 200
    key.refresh_from_db()
    member.refresh_from_db()
    assert (key.revoked_at, member.valid_to) == (None, None)


def test_an_organisation_edits_its_own_facts_but_not_its_name() -> None:
    organisation = factories.organisation(name="Hợp tác xã A")
    client = factories.signed_in(factories.person(organisation))
    told = {"address": "Tổ 9", "roles": ["packer"], "may_show_name": "on", "name": "Khác"}
    assert client.post("/doanh-nghiep/don-vi/sua/", told).status_code == 302
    organisation.refresh_from_db()
    assert (organisation.address, organisation.name) == ("Tổ 9", "Hợp tác xã A")
    assert [role.role for role in organisation.roles.all()] == ["packer"]


def test_places_of_one_name_are_told_apart_where_one_is_chosen() -> None:
    own = factories.organisation()
    commune = factories.unit(factories.unit(), name="Tân Lập")
    for code in ("VN-TN-1", "VN-TN-2"):
        factories.place(own, name="Vườn cam", unit=commune, growing_area_code=code, address="")
    factories.place(own, name="Kho")
    field: Any = PlaceField(Place.objects.filter(organisation=own).order_by("name", "id"))
    labels = [str(label) for value, label in field.choices if value]
    assert labels[0] == "Kho"
    assert [label.endswith(code) for label, code in zip(labels[1:], ("VN-TN-1", "VN-TN-2"),
            strict=True)] == [True, True]  # fmt: skip
    assert "Tân Lập" in labels[1]


def test_a_page_of_excel_stands_under_its_own_register() -> None:
    client = factories.signed_in(factories.person(factories.organisation()))
    for kind, section in (("dia-diem", "Địa điểm"), ("san-pham", "Sản phẩm"), ("lo", "Lô hàng")):
        frame = client.get(f"/doanh-nghiep/nhap/{kind}/").context["frame"]
        current = [
            str(one.text) for place in frame.menu for one in place.sections if one.is_current
        ]
        assert current == [section]
