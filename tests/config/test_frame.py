"""The menu shows what exists and what one may do, and nothing else."""

from collections.abc import Iterator

import pytest
import rules
from django.test import RequestFactory

from config import frame, menu
from tests import factories
from txng.parties.actor import Actor
from txng.parties.rights import is_manager
from txng.parties.vocab import MemberRole

pytestmark = pytest.mark.django_db
PLACES = (
    menu.Place("Nhà", "sun", [menu.Section("Nhà", "public:verify:home")]),
    menu.Place(
        "Tra",
        "search",
        [
            menu.Section("Chưa có", "public:ui:no_such_page"),
            menu.Section("Tra cứu", "public:verify:look_up"),
            menu.Section("Làm việc", "public:ui:workspace", "ui.test_manage"),
        ],
    ),
    menu.Place("Mai sau", "moon", [menu.Section("Mai sau", "public:ui:no_such_page")]),
    menu.Place(
        "Quản lý", "gear", [menu.Section("Quản lý", "public:ui:workspace", "ui.test_manage")]
    ),
)


@pytest.fixture(autouse=True)
def _menu(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(menu.MENUS, "public", PLACES)
    rules.add_perm("ui.test_manage", is_manager)
    yield
    rules.remove_perm("ui.test_manage")


def shown(actor: Actor, path: str = "/tra-cuu/") -> frame.Frame:
    request = RequestFactory().get(path)
    request.actor = actor  # type: ignore[attr-defined]
    return frame.Frame(request)


def test_menu_hides_what_does_not_exist_and_what_one_may_not_do() -> None:
    viewer = factories.actor(role=MemberRole.VIEWER)
    owner = factories.actor(role=MemberRole.OWNER)
    assert [p.text for p in shown(viewer).menu] == ["Nhà", "Tra"]
    assert [p.text for p in shown(owner).menu] == ["Nhà", "Tra", "Quản lý"]


def test_menu_takes_the_first_page_that_exists_and_marks_where_one_is() -> None:
    places = shown(factories.actor()).menu
    assert [(p.url, p.is_current) for p in places][:2] == [("/", False), ("/tra-cuu/", True)]


def test_sections_are_those_that_exist_and_that_one_may_open() -> None:
    viewer = factories.actor(role=MemberRole.VIEWER)
    owner = factories.actor(role=MemberRole.OWNER)
    assert shown(viewer).sections == ()
    assert [(s.text, s.is_current) for s in shown(owner).sections] == [
        ("Tra cứu", True),
        ("Làm việc", False),
    ]


def test_every_menu_has_at_most_six_places() -> None:
    assert {door: len(places) <= 6 for door, places in menu.MENUS.items()} == {
        "enterprise": True,
        "government": True,
        "public": True,
    }


def test_languages_keep_an_encoded_address_as_it_is() -> None:
    request = RequestFactory().get("/01/09506000134352/21/A%25B?x=1")
    found = [language.url for language in frame.Frame(request).languages]
    assert found == ["/01/09506000134352/21/A%25B?x=1", "/en/01/09506000134352/21/A%25B?x=1"]


def test_back_url_is_only_ever_ours() -> None:
    ours, theirs = RequestFactory().get("/b/"), RequestFactory().get("/b/")
    ours.META["HTTP_REFERER"] = "http://testserver/a/"
    theirs.META["HTTP_REFERER"] = "http://khac.example/a/"
    assert frame.Frame(ours).back_url == "http://testserver/a/"
    assert frame.Frame(theirs).back_url == ""


def test_current_place_is_home_only_at_home_and_else_the_place_of_the_room() -> None:
    user = factories.person(factories.organisation())
    client = factories.signed_in(user)
    found = {}
    for path in ("/doanh-nghiep/", "/doanh-nghiep/dia-diem/", "/doanh-nghiep/don-vi/"):
        places = client.get(path).context["frame"].menu
        found[path] = [str(place.text) for place in places if place.is_current]
    assert found == {
        "/doanh-nghiep/": ["Hôm nay"],
        "/doanh-nghiep/dia-diem/": ["Đơn vị của tôi"],
        "/doanh-nghiep/don-vi/": ["Đơn vị của tôi"],
    }


def test_a_page_without_a_section_stands_under_the_one_that_names_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    section = menu.Section("Tra cứu", "public:verify:home", also=["public:verify:look_up"])
    monkeypatch.setitem(menu.MENUS, "public", (menu.Place("Tra", "search", [section]),))
    assert [place.is_current for place in shown(factories.actor()).menu] == [True]
    assert [place.is_current for place in shown(factories.actor(), "/tim/").menu] == [False]
