"""`txng person` opens an empty portal to its first officer, and a lost account to its owner."""

from contextlib import nullcontext

import pytest
from django.test import Client

from config.cli import parser
from config.commands import person
from config.commands.words import CouldNotRun
from tests import factories
from txng.parties.models import Membership, Organisation, User
from txng.parties.vocab import MemberRole, OrganisationKind

pytestmark = pytest.mark.django_db
OFFICER = ("an@so.example", "--name", "Nguyễn Thị An", "--agency", "Sở Khoa học và Công nghệ")


@pytest.fixture(autouse=True)
def _ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(person, "django_ready", nullcontext)
    monkeypatch.setattr(person, "tables_ready", lambda _: None)


def _password(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert person.main(parser().parse_args(["person", *arguments])) == 0
    return capsys.readouterr().out.rstrip("\n").partition("\t")[2]


def _signs_in(login: str, password: str) -> bool:
    told = {"login": login, "password": password}
    return Client().post("/dang-nhap/", told).status_code == 302


def test_the_first_lead_officer_of_an_empty_portal_can_sign_in(
    capsys: pytest.CaptureFixture[str],
) -> None:
    password = _password(capsys, *OFFICER)
    assert _signs_in("an@so.example", password)
    member = Membership.objects.select_related("organisation").get()
    assert (member.role, member.organisation.kind) == (
        MemberRole.LEAD_OFFICER,
        OrganisationKind.AGENCY,
    )


def test_a_second_officer_joins_the_agency_that_is_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _password(capsys, *OFFICER)
    _password(capsys, "binh@so.example", *OFFICER[1:])
    assert (Organisation.objects.count(), Membership.objects.count()) == (1, 2)


def test_a_new_password_replaces_the_forgotten_one(capsys: pytest.CaptureFixture[str]) -> None:
    factories.person(login="cu@vidu.example", password=factories.PASSWORD)
    password = _password(capsys, "cu@vidu.example")
    assert _signs_in("cu@vidu.example", password)
    assert not _signs_in("cu@vidu.example", factories.PASSWORD)


def test_an_unknown_login_alone_could_not_run() -> None:
    with pytest.raises(CouldNotRun):
        person.main(parser().parse_args(["person", "ai@vidu.example"]))
    assert User.objects.count() == 0
