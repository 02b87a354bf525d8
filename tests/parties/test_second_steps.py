"""The second step of signing in: codes of an app, recovery codes, and who must have one."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
import pytest
import time_machine
from django.contrib.auth import get_user
from django.test import Client

from tests import factories
from txng.core.clock import now
from txng.parties import services
from txng.parties.models import RecoveryCode, SecondFactor, User
from txng.parties.services.second import SecondStepLocked, SecondStepWrong, SignInAnew

pytestmark = pytest.mark.django_db
STEP = timedelta(seconds=30)


@pytest.fixture(autouse=True)
def _still() -> Any:
    with time_machine.travel(datetime(2026, 11, 21, 3, 0, 10, tzinfo=UTC), tick=False):
        yield


def _person() -> User:
    return factories.person(login="be@vidu.example", password=factories.PASSWORD)


def protected(user: User) -> tuple[str, list[str]]:
    """Give a person a generator of codes; return its secret and the recovery codes."""
    secret = services.new_secret()
    code = pyotp.TOTP(secret).at(now() - 2 * STEP)
    codes = services.add_totp(
        user=user, secret=secret, code=code, name="Điện thoại", now=now() - 2 * STEP
    )
    return secret, codes


def _halfway(client: Client) -> None:
    told = {"login": "be@vidu.example", "password": factories.PASSWORD, "next": "/bao-mat/"}
    assert client.post("/dang-nhap/", told).headers["Location"] == "/dang-nhap/buoc-hai/"
    assert get_user(client).is_anonymous


def test_the_right_code_lets_in_once_and_leads_where_one_wanted() -> None:
    secret, _codes = protected(_person())
    right = pyotp.TOTP(secret).at(now())
    client = Client()
    _halfway(client)
    done = client.post("/dang-nhap/buoc-hai/", {"code": right})
    assert done.headers["Location"] == "/bao-mat/"
    assert get_user(client).is_authenticated
    again = Client()
    _halfway(again)
    assert "chưa đúng" in again.post("/dang-nhap/buoc-hai/", {"code": right}).content.decode()


def test_a_recovery_code_opens_once() -> None:
    _secret, codes = protected(_person())
    for expected in (302, 200):
        client = Client()
        _halfway(client)
        page = client.post("/dang-nhap/buoc-hai/", {"code": codes[0].upper()})
        assert page.status_code == expected
    assert RecoveryCode.objects.filter(used_at=None).count() == 9


def test_neither_the_secret_nor_the_recovery_codes_are_kept_as_they_are() -> None:
    secret, codes = protected(_person())
    kept = f"{bytes(SecondFactor.objects.get().sealed)!r} {list(RecoveryCode.objects.values())}"
    assert secret not in kept
    assert codes[0].replace("-", "") not in kept


def test_ten_wrong_codes_lock_for_an_hour_wherever_they_come_from() -> None:
    user = _person()
    secret, _codes = protected(user)
    for _ in range(10):
        half = services.begin_sign_in(user=user, now=now())
        assert half is not None
        with pytest.raises(SecondStepWrong):
            services.finish_by_code(token=half.token, code="000000", now=now())
    half = services.begin_sign_in(user=user, now=now())
    assert half is not None
    with pytest.raises(SecondStepLocked):
        services.finish_by_code(token=half.token, code=pyotp.TOTP(secret).at(now()), now=now())


def test_half_a_sign_in_waits_ten_minutes() -> None:
    user = _person()
    secret, _codes = protected(user)
    half = services.begin_sign_in(user=user, now=now())
    assert half is not None
    later = now() + timedelta(minutes=10, seconds=1)
    with pytest.raises(SignInAnew):
        services.finish_by_code(token=half.token, code=pyotp.TOTP(secret).at(later), now=later)


def test_a_factor_is_added_by_its_code_and_removed_by_the_password_only() -> None:
    user = _person()
    client = factories.signed_in(user)
    client.get("/bao-mat/ma-6-so/")
    secret = client.session["new_totp"]
    wrong = client.post("/bao-mat/ma-6-so/", {"code": "12345"})
    assert "chưa đúng" in wrong.content.decode()
    page = client.post("/bao-mat/ma-6-so/", {"code": pyotp.TOTP(secret).at(now())})
    assert len(page.context["codes"]) == 10
    assert page["Cache-Control"] == "no-store"
    factor = SecondFactor.objects.get()
    at = f"/bao-mat/{factor.pk}/bo/"
    assert factories.signed_in(factories.person()).get(at).status_code == 404
    client.post(at, {"current": "sai"})
    assert SecondFactor.objects.exists()
    client.post(at, {"current": factories.PASSWORD})
    assert (SecondFactor.objects.count(), RecoveryCode.objects.count()) == (0, 0)


def test_officers_add_a_second_step_before_they_work_where_it_is_wanted(settings: Any) -> None:
    settings.TXNG_OFFICERS_NEED_MFA = True
    officer = factories.officer(lead=True)
    assert officer.user is not None
    client = factories.signed_in(officer.user)
    assert client.get("/quan-ly/don-vi/").headers["Location"] == "/bao-mat/"
    assert "Cán bộ cơ quan nhà nước cần" in client.get("/bao-mat/").content.decode()
    client.get("/bao-mat/ma-6-so/")
    code = pyotp.TOTP(client.session["new_totp"]).at(now())
    client.post("/bao-mat/ma-6-so/", {"code": code})
    assert client.get("/quan-ly/don-vi/").status_code == 200
    owner = factories.signed_in(factories.person(factories.organisation()))
    assert owner.get("/doanh-nghiep/don-vi/").status_code == 200


def test_changing_the_password_ends_the_other_sessions_and_keeps_this_one() -> None:
    user = _person()
    here, elsewhere = factories.signed_in(user), factories.signed_in(user)
    told = {"current": factories.PASSWORD, "password": "Một câu khác 77"}
    assert here.post("/bao-mat/mat-khau/", told).status_code == 302
    assert get_user(here).is_authenticated
    assert get_user(elsewhere).is_anonymous


def test_other_sessions_are_ended_and_this_one_stays() -> None:
    user = _person()
    here, elsewhere = factories.signed_in(user), factories.signed_in(user)
    here.post("/bao-mat/may-khac/")
    assert get_user(here).is_authenticated
    assert get_user(elsewhere).is_anonymous


@pytest.mark.parametrize(("is_officer", "hours"), [(True, 0.5), (False, 30 * 24)])
def test_an_officers_session_waits_half_an_hour_and_a_members_a_month(
    is_officer: bool, hours: float
) -> None:
    actor = factories.officer() if is_officer else factories.actor()
    assert actor.user is not None
    actor.user.set_password(factories.PASSWORD)
    actor.user.save()
    client = Client()
    client.post("/dang-nhap/", {"login": actor.user.login, "password": factories.PASSWORD})
    assert client.session.get_expiry_age() == hours * 3600


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", '{"id": 1}', "x" * 500])
def test_what_no_device_answers_is_refused(answer: str) -> None:
    client = factories.signed_in(_person())
    client.get("/bao-mat/khoa-truy-cap/")
    page = client.post("/bao-mat/khoa-truy-cap/", {"answer": answer, "name": "x"})
    assert page.status_code == 200
    assert not SecondFactor.objects.exists()
