"""Pages of the frame: who lands where, refusals and switches in both languages."""

import re
from collections.abc import Callable

import pytest
from django.test import Client, override_settings

from tests import factories
from txng.parties.actor import Actor
from txng.parties.vocab import MemberRole

pytestmark = pytest.mark.django_db


def text_of(page: bytes) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.decode()))


def test_home_opens_for_a_stranger_without_a_cookie(client: Client) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert dict(answer.cookies) == {}


@pytest.mark.parametrize(
    ("address", "other", "name"),
    [("/tra-cuu/?ma=a%20b&x=1", "/en/tra-cuu/?ma=a%20b&amp;x=1", "EN"), ("/en/", "/", "VI")],
)
def test_language_switch_keeps_the_address(
    client: Client, address: str, other: str, name: str
) -> None:
    page = client.get(address).content.decode()
    assert re.search(rf'<a href="{re.escape(other)}"\s+lang="{name.lower()}"', page)


@override_settings(ROOT_URLCONF="tests.ui.urls")
@pytest.mark.parametrize(
    ("prefix", "sentence", "missing"),
    [
        ("", "Chưa có quyền", "Còn thiếu 2 mục Hình ảnh sản phẩm"),
        ("/en", "Not allowed yet", "2 items missing Picture of the product"),
    ],
)
def test_refusal_is_a_page_in_the_language_of_the_address(
    client: Client, prefix: str, sentence: str, missing: str
) -> None:
    answer = client.get(f"{prefix}/doanh-nghiep/tu-choi/")
    shown = text_of(answer.content)
    assert answer.status_code == 409
    assert sentence in shown
    assert missing in shown
    assert b"<li><b></li>" not in answer.content


@override_settings(ROOT_URLCONF="tests.ui.urls")
def test_refusal_inside_a_workspace_keeps_the_workspace_around_it() -> None:
    user = factories.person(factories.organisation())
    answer = factories.signed_in(user).get("/doanh-nghiep/tu-choi/")
    assert "ui/workspace.html" in [t.name for t in answer.templates]


def test_workspace_sends_each_person_to_the_door_of_whom_they_act_for(client: Client) -> None:
    producer = factories.person(factories.organisation())
    officer = factories.person(factories.agency(), MemberRole.OFFICER)
    found = [
        factories.signed_in(user).get("/lam-viec/").headers["Location"]
        for user in (producer, officer)
    ]
    assert found == ["/doanh-nghiep/", "/quan-ly/"]
    assert client.get("/lam-viec/").headers["Location"] == "/"


@pytest.mark.parametrize(
    ("make", "home", "other"),
    [
        (factories.actor, "/doanh-nghiep/", "/quan-ly/"),
        (factories.officer, "/quan-ly/", "/doanh-nghiep/"),
    ],
)
def test_the_home_of_the_other_side_sends_one_to_the_own(
    make: Callable[[], Actor], home: str, other: str
) -> None:
    user = make().user
    assert user is not None
    answer = factories.signed_in(user).get(other, follow=True)
    assert (answer.status_code, answer.redirect_chain[-1][0]) == (200, home)


def test_home_of_a_workspace_asks_a_stranger_to_sign_in(client: Client) -> None:
    answer = client.get("/doanh-nghiep/")
    assert answer.headers["Location"].startswith("/dang-nhap/?next=/doanh-nghiep/")


def test_workspace_says_for_whom_one_acts_and_offers_the_others() -> None:
    mine = factories.organisation(name="HTX Một")
    other = factories.organisation(name="HTX Hai", pk=5_001_234)
    user = factories.person(mine)
    factories.membership(user, other, MemberRole.MANAGER)
    page = re.sub(r"\s+", " ", factories.signed_in(user).get("/doanh-nghiep/").content.decode())
    acting = "HTX Một"
    switch = f'name="organisation" value="{other.pk}"'
    assert re.search(rf"<b>{acting}</b>", page)
    assert switch in page
    assert f'value="{mine.pk}"' not in page


def test_components_exist_only_for_developers(client: Client) -> None:
    assert client.get("/_khung/").status_code == 404
    with override_settings(DEBUG=True):
        assert client.get("/_khung/").status_code == 200


def test_missing_page_says_so_in_the_frame(client: Client) -> None:
    answer = client.get("/khong-co/")
    assert answer.status_code == 404
    assert "Không tìm thấy trang" in text_of(answer.content)
