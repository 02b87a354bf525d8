"""Opening an account and a forgotten password: by a code, telling nobody which accounts exist."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client

from tests import factories
from txng.core import sms
from txng.core.clock import now
from txng.core.models import AuditEntry
from txng.parties import services
from txng.parties.models import Confirmation, User

pytestmark = pytest.mark.django_db
TOLD = {"full_name": "Nông Thị Bé", "login": "be@vidu.example", "password": "Nương chè cổ thụ 9"}


@pytest.fixture(autouse=True)
def _empty() -> None:
    sms.MemoryGateway.outbox.clear()


def code_sent() -> str:
    """Return the code that the last message carried."""
    text = str(mail.outbox[-1].body) if mail.outbox else sms.MemoryGateway.outbox[-1][1]
    found = re.search(r"\b[0-9]{6}\b", text)
    assert found
    return found[0]


@pytest.mark.parametrize(
    ("login", "kept"),
    [("be@vidu.example", ("be@vidu.example", "")), ("+84 912 345 678", ("", "0912345678"))],
)
def test_an_account_is_opened_by_the_code_that_the_address_got(
    login: str, kept: tuple[str, str]
) -> None:
    client = Client()
    assert client.post("/mo-tai-khoan/", {**TOLD, "login": login}).headers["Location"] == (
        "/mo-tai-khoan/ma/"
    )
    assert not User.objects.exists()
    done = client.post("/mo-tai-khoan/ma/", {"code": code_sent()})
    assert done.headers["Location"] == "/dang-ky/"
    user = User.objects.get()
    assert (user.email, user.phone) == kept
    assert user.check_password(TOLD["password"])
    assert get_user(client) == user
    assert Confirmation.objects.get().told == {}


def test_a_known_address_gets_the_same_page_and_its_owner_alone_is_told() -> None:
    factories.person(login="be@vidu.example")
    pages = []
    for login in ("be@vidu.example", "ai@vidu.example"):
        client = Client()
        client.post("/mo-tai-khoan/", {**TOLD, "login": login})
        shown = client.get("/mo-tai-khoan/ma/").content.decode()
        pages.append(re.sub(r'value="[^"]{30,}"', "", shown.replace(login, "…")))
    assert pages[0] == pages[1]
    assert "đã có tài khoản" in mail.outbox[0].body
    assert not re.search(r"\b[0-9]{6}\b", str(mail.outbox[0].body))


def test_a_weak_password_is_refused_before_any_code_is_sent() -> None:
    page = Client().post("/mo-tai-khoan/", {**TOLD, "password": "12345678"})
    assert page.status_code == 200
    assert (mail.outbox, Confirmation.objects.count()) == ([], 0)


def _asked() -> Confirmation:
    return services.open_account(**TOLD, sender="192.0.2.1", now=now())


def test_a_code_is_refused_after_five_wrong_tries_though_it_is_right() -> None:
    asked, right = _asked(), code_sent()
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(5):
        with pytest.raises(services.CodeRefused):
            services.confirm_account(token=asked.token, code=wrong, now=now())
    with pytest.raises(services.CodeRefused):
        services.confirm_account(token=asked.token, code=right, now=now())


def test_a_code_is_refused_late_twice_and_for_another_purpose() -> None:
    asked, right = _asked(), code_sent()
    refusals: list[Callable[[], object]] = [
        lambda: services.confirm_account(
            token=asked.token, code=right, now=now() + timedelta(minutes=16)
        ),
        lambda: services.reset_password(
            token=asked.token, code=right, password="Một câu khác 77", now=now()
        ),
    ]
    for refused in refusals:
        with pytest.raises(services.CodeRefused):
            refused()
    services.confirm_account(token=asked.token, code=right, now=now())
    with pytest.raises(services.CodeRefused):
        services.confirm_account(token=asked.token, code=right, now=now())


def test_one_address_gets_five_codes_an_hour_and_one_sender_asks_for_thirty() -> None:
    for _ in range(5):
        _asked()
    with pytest.raises(services.TooManyCodes):
        services.ask_reset(login=TOLD["login"], sender="192.0.2.2", now=now())
    for number in range(25):
        services.ask_reset(login=f"{number}@vidu.example", sender="192.0.2.1", now=now())
    with pytest.raises(services.TooManyCodes):
        services.ask_reset(login="x@vidu.example", sender="192.0.2.1", now=now())
    services.ask_reset(
        login=TOLD["login"], sender="192.0.2.2", now=now() + timedelta(hours=1, seconds=1)
    )


def test_a_forgotten_password_is_set_anew_and_ends_all_sessions() -> None:
    user = factories.person(login="be@vidu.example", password=factories.PASSWORD)
    elsewhere, client = factories.signed_in(user), Client()
    client.post("/quen-mat-khau/", {"login": "BE@vidu.example"})
    told = {"code": code_sent(), "password": "Một câu khác 77"}
    assert client.post("/quen-mat-khau/ma/", told).headers["Location"] == "/dang-nhap/"
    user.refresh_from_db()
    assert user.check_password("Một câu khác 77")
    assert get_user(elsewhere).is_anonymous
    assert "vừa được đặt lại" in mail.outbox[-1].body


def test_a_forgotten_password_of_nobody_gets_the_same_answer_and_no_code() -> None:
    client = Client()
    assert client.post("/quen-mat-khau/", {"login": "ai@vidu.example"}).status_code == 302
    assert "chưa có tài khoản nào" in mail.outbox[0].body
    page = client.post("/quen-mat-khau/ma/", {"code": "123456", "password": "Một câu khác 77"})
    assert "chưa đúng" in page.content.decode()


def test_nothing_of_a_code_or_a_password_stands_in_the_trail_and_it_is_forgotten() -> None:
    asked, right = _asked(), code_sent()
    services.confirm_account(token=asked.token, code=right, now=now())
    trail = str(list(AuditEntry.objects.values_list("details", flat=True)))
    assert right not in trail
    assert TOLD["password"] not in trail
    with time_machine.travel(now() + timedelta(days=3)):
        services.forget_codes(now=now())
    assert not Confirmation.objects.exists()


def test_a_message_that_is_not_taken_is_said_so(monkeypatch: Any) -> None:
    def down(*_args: object, **_more: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("txng.parties.sending.send_mail", down)
    page = Client().post("/mo-tai-khoan/", TOLD)
    assert "chưa gửi được tin" in page.content.decode()
