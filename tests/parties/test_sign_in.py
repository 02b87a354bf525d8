"""Signing in: uniform answers, a lock after too many tries, no way out to other sites."""

import pytest
from django.contrib.auth import get_user
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "/dang-nhap/"


def _try(client: Client, login: str, password: str, **more: str) -> tuple[int, str]:
    answer = client.post(ADDRESS, {"login": login, "password": password, **more})
    return answer.status_code, answer.headers.get("Location", "")


@pytest.mark.parametrize("written", ["0912345678", "+84 912 345 678", "0912 345 678"])
def test_a_person_signs_in_by_phone_however_written(written: str) -> None:
    user = factories.person(login="0912345678", password=factories.PASSWORD)
    client = Client()
    assert _try(client, written, factories.PASSWORD) == (302, "/lam-viec/")
    assert get_user(client) == user


def test_unknown_name_and_wrong_password_get_the_same_page() -> None:
    factories.person(login="an@vidu.example", password=factories.PASSWORD)
    pages = []
    for login in ("an@vidu.example", "khong@vidu.example"):
        answer = Client().post(ADDRESS, {"login": login, "password": "sai"})
        text = answer.content.decode().replace(login, "…")
        pages.append((answer.status_code, text.split("csrfmiddlewaretoken")[1][80:]))
    assert pages[0] == pages[1]
    assert "chưa đúng" in pages[0][1]


def test_too_many_wrong_tries_lock_with_a_sentence_that_says_how_long() -> None:
    factories.person(login="an@vidu.example", password=factories.PASSWORD)
    client = Client()
    for _ in range(8):
        _try(client, "an@vidu.example", "sai")
    answer = client.post(ADDRESS, {"login": "AN@vidu.example", "password": factories.PASSWORD})
    assert answer.status_code == 429
    assert "1 giờ" in answer.content.decode()


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/doanh-nghiep/don-vi/", "/doanh-nghiep/don-vi/"),
        ("https://evil.example/", "/lam-viec/"),
        ("//evil.example/", "/lam-viec/"),
        ("javascript:alert(1)", "/lam-viec/"),
    ],
)
def test_sign_in_leads_only_within_the_portal(wanted: str, reached: str) -> None:
    factories.person(login="an@vidu.example", password=factories.PASSWORD)
    found = _try(Client(), "an@vidu.example", factories.PASSWORD, next=wanted)
    assert found == (302, reached)


def test_sign_out_needs_a_post_and_ends_the_session() -> None:
    client = factories.signed_in(factories.person())
    assert client.get("/dang-xuat/").status_code == 405
    assert client.post("/dang-xuat/").status_code == 302
    assert get_user(client).is_anonymous


def test_act_for_switches_only_to_organisations_that_let_one() -> None:
    first, second, other = (factories.organisation() for _ in range(3))
    user = factories.person(first)
    factories.membership(user, second)
    client = factories.signed_in(user)
    assert client.post("/chon-don-vi/", {"organisation": second.pk}).status_code == 302
    assert second.name in client.get("/doanh-nghiep/don-vi/").content.decode()
    for wrong in (other.pk, "", "x"):
        assert client.post("/chon-don-vi/", {"organisation": wrong}).status_code == 404
    assert Client().post("/chon-don-vi/", {"organisation": first.pk}).status_code == 404
