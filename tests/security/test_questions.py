"""What people and programs put into addresses and forms: told plainly, never a fault."""

import pytest
from django.test import Client
from lxml.etree import fromstring

from tests import factories
from txng.core.numbers import whole
from txng.parties.models import Application
from txng.planning.reading import word

pytestmark = pytest.mark.django_db
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


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


@pytest.mark.parametrize("number", ["²", "9" * 5000, "-1", "٣"])
def test_what_is_no_number_is_told_so(number: str) -> None:
    lead = factories.officer(factories.agency(), lead=True)
    assert lead.user is not None
    client = factories.signed_in(lead.user)
    assert client.get("/quan-ly/ky-bao-cao/nhom-xa/luu/", {"nhom": number}).status_code == 404
    assert whole(number) is None


@pytest.mark.parametrize("number", ["²", "9" * 5000])
def test_an_applicant_names_no_commune_by_what_is_no_number(number: str) -> None:
    client = factories.signed_in(factories.person())
    client.post("/dang-ky/")
    row = Application.objects.latest("pk")
    told = {"commune": "", "unit": number, "name": "A"}
    for step in ("loai-hinh", "ten-dia-chi", "lien-he"):
        assert client.post(f"/dang-ky/{row.pk}/{step}/", told).status_code < 500


@pytest.mark.parametrize("value", ["²", "9" * 5000])
def test_a_sheet_of_numbers_that_are_none_is_read_on(value: str) -> None:
    text = f"<w:x xmlns:w='{W}'><w:gridSpan w:val='{value}'/></w:x>"
    assert word._number(fromstring(text), "w:gridSpan", 1) == 1
