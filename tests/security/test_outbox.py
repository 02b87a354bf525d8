"""What may be wrong with what a phone sends: told plainly, so that its outbox is never stuck."""

import json
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.capture.outboxes import ADDRESS, outbox, record, send, states
from txng.capture.models import Step
from txng.capture.sent import OutboxUnreadable, read_outbox
from txng.identify.models import Lot
from txng.parties.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def lot() -> Lot:
    return factories.lot()


@pytest.fixture
def user(lot: Lot) -> User:
    return factories.person(lot.product.organisation)


@pytest.fixture
def phone(user: User) -> Client:
    return factories.signed_in(user)


@pytest.mark.parametrize("depth", [500, 5_000, 500_000])
def test_values_within_values_are_refused_not_followed(lot: Lot, user: User, depth: int) -> None:
    told = outbox(lot, user, record(lot, values={"quantity": "DEEP"}))
    text = json.dumps(told, default=str).replace('"DEEP"', "[" * depth + "]" * depth)
    try:
        read_outbox(text.encode())
    except OutboxUnreadable:
        assert depth > 500


@pytest.mark.parametrize("skew", [-(10**18), 9 * 10**18, 10**13])
def test_no_clock_is_a_century_off(lot: Lot, user: User, phone: Client, skew: int) -> None:
    assert send(phone, outbox(lot, user, record(lot, skew=skew))).status_code == 400


@pytest.mark.parametrize("year", ["0001", "1950", "2222", "9999"])
def test_a_phone_in_an_impossible_year_is_told_to_set_its_clock(
    lot: Lot, user: User, phone: Client, year: str
) -> None:
    box = outbox(lot, user, record(lot, is_checked=True))
    answer = send(phone, {**box, "now": f"{year}-06-01T00:00:00+00:00"})
    assert (answer.status_code, answer.json()["code"]) == (422, "clock_impossible")
    assert not Step.objects.exists()


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_a_record_of_an_impossible_year_stops_no_other(
    lot: Lot, user: User, phone: Client, year: str
) -> None:
    odd = record(lot, happened_at=f"{year}-06-01T00:00:00+00:00", is_now=True, skew=None)
    box = outbox(lot, user, odd, record(lot))
    later = {**box, "now": "1970-01-02T00:00:00+00:00"}
    assert set(states(send(phone, later))) <= {"conflict", "refused"}
    assert states(send(phone, box))[1] == "stored"


def test_a_form_is_no_outbox(phone: Client) -> None:
    for at in (ADDRESS, f"/doanh-nghiep/ghi-nhanh/tep/{'0' * 8}-0000-0000-0000-{'0' * 12}/"):
        answer: Any = phone.post(at, {"a": "b"})
        assert answer.status_code in {404, 400}, at
    assert phone.post(ADDRESS, {"a": "b"}).json()["code"] == "body_is_form"
