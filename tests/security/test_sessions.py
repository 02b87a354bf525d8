"""A session, a code and half a sign-in end when what they were opened with is worth no more."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
import pytest
import time_machine
from django.conf import settings
from django.contrib.auth import get_user
from django.test import Client, override_settings

from tests import factories
from txng.core.clock import now
from txng.parties import services
from txng.parties.models import Confirmation, Invitation, User
from txng.parties.services.confirmation import CodeRefused, check_code
from txng.parties.services.second import SignInAnew
from txng.parties.vocab import MemberRole, Purpose

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
WORK = "/quan-ly/don-vi/"


def _let_in(user: User) -> Client:
    user.set_password(factories.PASSWORD)
    user.save()
    client = Client()
    client.post("/dang-nhap/", {"login": user.login, "password": factories.PASSWORD})
    return client


def _officer() -> User:
    user = factories.officer(lead=True).user
    assert user is not None
    return user


def test_an_officer_who_left_the_desk_signs_in_anew() -> None:
    with time_machine.travel(START, tick=False) as clock:
        client = _let_in(_officer())
        clock.shift(timedelta(minutes=29))
        assert client.get(WORK).status_code == 200
        clock.shift(timedelta(minutes=29))
        assert client.get(WORK).status_code == 200
        clock.shift(timedelta(minutes=31))
        assert client.get(WORK).status_code == 302


def test_an_officer_who_never_rests_signs_in_anew_after_a_working_day() -> None:
    with time_machine.travel(START, tick=False) as clock:
        client = _let_in(_officer())
        for _quarter in range(4 * 9 - 1):
            clock.shift(timedelta(minutes=15))
            assert client.get(WORK).status_code == 200
        clock.shift(timedelta(minutes=15))
        assert client.get(WORK).status_code == 302


def test_a_member_stays_signed_in_while_away() -> None:
    with time_machine.travel(START, tick=False) as clock:
        client = _let_in(factories.person(factories.organisation()))
        clock.shift(timedelta(days=20))
        assert client.get("/doanh-nghiep/don-vi/").status_code == 200


def test_a_member_who_becomes_an_officer_has_an_officers_session(mailoutbox: Any) -> None:
    user = factories.person(factories.organisation(), login="an@vidu.example", email="")
    agency = factories.officer(lead=True)
    assert agency.organisation is not None
    with time_machine.travel(START, tick=False) as clock:
        client = _let_in(user)
        services.invite(
            organisation=agency.organisation, address=user.login, role=MemberRole.OFFICER,
            actor=agency, now=now(),
        )  # fmt: skip
        link = mailoutbox[0].body.split("/loi-moi/")[1].split("/")[0]
        assert client.post(f"/loi-moi/{link}/nhan/").status_code == 302
        assert client.get(WORK).status_code == 200
        clock.shift(timedelta(minutes=31))
        assert client.get(WORK).status_code == 302


def test_the_first_second_step_ends_sessions_that_never_took_it() -> None:
    user = factories.person()
    here, thief = factories.signed_in(user), factories.signed_in(user)
    here.get("/bao-mat/ma-6-so/")
    code = pyotp.TOTP(here.session["new_totp"]).at(now())
    assert here.post("/bao-mat/ma-6-so/", {"code": code}).status_code == 200
    assert get_user(here).is_authenticated
    assert get_user(thief).is_anonymous


@pytest.mark.parametrize("act", ["reset", "change", "end"])
def test_half_a_sign_in_with_the_old_password_goes_no_further(act: str) -> None:
    user = factories.person(login="be@vidu.example")
    secret = services.new_secret()
    at = now()
    services.add_totp(user=user, secret=secret, code=pyotp.TOTP(secret).at(at), name="", now=at)
    half = services.begin_sign_in(user=user, now=at)
    assert half is not None
    if act == "reset":
        services.set_password(
            user=user, password="Một câu khác 77", actor=factories.actor(), now=at
        )
    elif act == "change":
        services.change_password(user=user, password="Một câu khác 77", now=at)
    else:
        services.end_sessions(user=user, now=at)
    later = at + timedelta(seconds=61)
    with pytest.raises(SignInAnew):
        services.finish_by_code(token=half.token, code=pyotp.TOTP(secret).at(later), now=later)


def _code(mail: Any) -> str:
    return str(mail.body.split("Mã của bạn là ")[1][:6])


def test_a_new_password_ends_the_other_codes_that_would_set_one(mailoutbox: Any) -> None:
    factories.person(login="be@vidu.example")
    first, second = (
        services.ask_reset(login="be@vidu.example", sender="1", now=now()) for _ in range(2)
    )
    services.reset_password(
        token=second.token, code=_code(mailoutbox[1]), password="Một câu khác 77", now=now()
    )
    with pytest.raises(CodeRefused):
        services.reset_password(
            token=first.token, code=_code(mailoutbox[0]), password="Câu của kẻ trộm 88", now=now()
        )


def test_of_two_who_come_with_one_code_at_one_moment_one_is_refused(
    mailoutbox: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.person(login="be@vidu.example")
    asked = services.ask_reset(login="be@vidu.example", sender="1", now=now())
    code = _code(mailoutbox[0])
    passed = check_code(token=asked.token, code=code, purpose=Purpose.RESET_PASSWORD, now=now())
    told = {"token": asked.token, "code": code}
    services.reset_password(**told, password="Một câu khác 77", now=now())
    monkeypatch.setattr("txng.parties.services.confirmation.check_code", lambda **_told: passed)
    with pytest.raises(CodeRefused):
        services.reset_password(**told, password="Câu của kẻ trộm 88", now=now())
    assert Confirmation.objects.get().used_at
    assert User.objects.get(login="be@vidu.example").check_password("Một câu khác 77")


def test_whom_a_member_invited_before_leaving_stays_out(mailoutbox: Any) -> None:
    home = factories.organisation()
    owner, gone = (factories.actor(home, MemberRole.OWNER) for _ in range(2))
    assert gone.user is not None
    services.invite(
        organisation=home, address="ban@vidu.example", role=MemberRole.OWNER, actor=gone, now=now()
    )
    row = gone.user.memberships.get()
    services.end_membership(membership=row, actor=owner, now=now())
    assert Invitation.objects.get().revoked_at
    link = mailoutbox[0].body.split("/loi-moi/")[1].split("/")[0]
    told = {"full_name": "Kẻ Quay Lại", "password": "Một câu khác 77"}
    Client().post(f"/loi-moi/{link}/", told)
    assert not User.objects.filter(login="ban@vidu.example").exists()


@override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
def test_behind_a_proxy_one_address_locks_out_itself_only() -> None:
    user = factories.person(login="be@vidu.example")
    user.set_password(factories.PASSWORD)
    user.save()
    wrong = {"login": user.login, "password": "sai hẳn rồi"}
    right = {"login": user.login, "password": factories.PASSWORD}
    for _try in range(settings.AXES_FAILURE_LIMIT):
        Client(headers={"x-forwarded-for": "6.6.6.6"}).post("/dang-nhap/", wrong)
    bad = Client(headers={"x-forwarded-for": "1.2.3.4, 6.6.6.6"}).post("/dang-nhap/", right)
    assert bad.status_code == 429
    assert (
        Client(headers={"x-forwarded-for": "7.7.7.7"}).post("/dang-nhap/", right).status_code == 302
    )


def test_links_in_messages_name_the_portal_whatever_host_was_asked(mailoutbox: Any) -> None:
    factories.person(login="be@vidu.example")
    Client(headers={"host": "evil.example"}).post("/quen-mat-khau/", {"login": "be@vidu.example"})
    Client(headers={"x-forwarded-host": "evil.example"}).post(
        "/quen-mat-khau/", {"login": "be@vidu.example"}
    )
    assert mailoutbox
    assert not any("evil" in f"{mail.body}{mail.subject}" for mail in mailoutbox)
