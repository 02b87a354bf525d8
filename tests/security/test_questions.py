"""What people and programs put into addresses and forms: told plainly, never a fault."""

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "at", ["/tim/", "/tra-cuu/", "/dang-nhap/", "/doanh-nghiep/giao-nhan/giao/"]
)
def test_a_nul_is_refused_at_the_door(at: str) -> None:
    client = factories.signed_in(factories.person(factories.organisation()))
    for answer in (client.get(f"{at}?q=a%00b&ma=%00"), client.post(at, {"code": "a\0b"})):
        assert answer.status_code == 400
        assert "ký tự không hợp lệ" in answer.content.decode()


@pytest.mark.parametrize(
    "wanted", ["abc", "public:parties:sign_in", "//evil.example", "https:evil.example",
               "javascript:alert(1)", "/\\evil.example", "http://testserver@evil.example/"]
)  # fmt: skip
def test_signing_in_leads_nowhere_but_into_the_portal(wanted: str) -> None:
    person = factories.person(factories.organisation(), password=factories.PASSWORD)
    told = {"login": person.login, "password": factories.PASSWORD, "next": wanted}
    answer = Client().post("/dang-nhap/", told)
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/lam-viec/"
