"""Nobody learns by trying which numbers, addresses and people the portal knows."""

from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.parties.test_households import linked
from txng.core.clock import now
from txng.parties.identity import identity_of
from txng.parties.models import Application, NumberTry
from txng.parties.services import COOPERATIVES
from txng.parties.vocab import MemberRole, OrganisationKind

pytestmark = pytest.mark.django_db
CITIZEN = "019085012345"


def _citizens(count: int) -> list[str]:
    return [f"01908501{number:04d}" for number in range(count)]


def _begun(client: Client) -> str:
    client.post("/dang-ky/")
    row = Application.objects.latest("pk")
    return f"/dang-ky/{row.pk}/loai-hinh/"


def test_an_applicant_asks_about_few_numbers_a_day_however_often_they_begin_anew() -> None:
    client = factories.signed_in(factories.person())
    for number in _citizens(10):
        at = _begun(client)
        assert client.post(at, {"kind": "household", "number": number}).status_code == 302
        client.post(at.replace("loai-hinh", "rut"))
    at = _begun(client)
    refused = client.post(at, {"kind": "household", "number": "019085019999"})
    assert "quá nhiều mã số" in refused.content.decode()
    assert client.post(at, {"kind": "household", "number": _citizens(1)[0]}).status_code == 302


def test_numbers_that_were_asked_about_are_not_kept_as_they_are() -> None:
    client = factories.signed_in(factories.person())
    client.post(_begun(client), {"kind": "household", "number": CITIZEN})
    assert CITIZEN not in str(list(NumberTry.objects.values()))


def test_a_cooperative_asks_about_no_more_households_than_it_could_have() -> None:
    owner = factories.actor(factories.organisation(kind=OrganisationKind.COOPERATIVE))
    assert owner.user is not None
    client = factories.signed_in(owner.user)
    NumberTry.objects.bulk_create(
        NumberTry(user=owner.user, digest=str(n), at=now()) for n in range(COOPERATIVES)
    )
    at = "/doanh-nghiep/ho-thanh-vien/hoi/"
    page = client.post(at, {"number": CITIZEN})
    assert "quá nhiều mã số" in page.content.decode()


def test_whoever_claims_a_household_by_its_number_is_not_told_whose_it_is() -> None:
    known = identity_of(CITIZEN)
    factories.organisation(
        kind=OrganisationKind.HOUSEHOLD, name="Hộ Nông Thị Bé", may_show_name=False,
        person_digest=known.person_digest, person_end=known.person_end, tax_code="",
    )  # fmt: skip
    client = factories.signed_in(factories.person())
    at = _begun(client)
    told = {"kind": "household", "number": CITIZEN}
    assert "Nông Thị Bé" not in client.post(at, told).content.decode()
    client.post(at, {**told, "claims": "on"})
    for step in ("loai-hinh", "giay-to", "gui"):
        assert "Nông Thị Bé" not in client.get(at.replace("loai-hinh", step)).content.decode()


def test_a_clerk_of_the_cooperative_sees_none_of_a_households_people() -> None:
    cooperative = factories.organisation()
    household = factories.organisation(kind=OrganisationKind.HOUSEHOLD, name="Hộ Nông Thị Bé")
    linked(cooperative, household)
    factories.person(household, MemberRole.OWNER, full_name="Con Trai Bé")
    clerk = factories.signed_in(factories.person(cooperative, MemberRole.RECORDER))
    clerk.post("/chon-don-vi/", {"organisation": household.pk})
    for page in ("don-vi/nguoi", "don-vi/htx", "don-vi/nguoi/roi-di", "khoa-api"):
        answer = clerk.get(f"/doanh-nghiep/{page}/")
        assert answer.status_code in {403, 404}, page
    assert "Con Trai Bé" not in clerk.get("/doanh-nghiep/don-vi/").content.decode()


@pytest.mark.parametrize("at", ["/quen-mat-khau/", "/mo-tai-khoan/"])
def test_known_and_unknown_addresses_get_the_same_answer(at: str, mailoutbox: Any) -> None:
    factories.person(login="be@vidu.example")
    answers = []
    for login in ("be@vidu.example", "la@vidu.example"):
        client = Client()
        told = {"login": login, "full_name": "An Bình", "password": "Một câu khác 77"}
        sent = client.post(at, told)
        page = client.get(sent.headers["Location"]).content.decode()
        answers.append((sent.status_code, sent.headers["Location"], len(page)))
    assert answers[0] == answers[1]
    assert len(mailoutbox) == 2
